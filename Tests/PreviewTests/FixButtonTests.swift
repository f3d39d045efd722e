import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Preview
@testable import Support

/// What the button of a finding changes: the very place that was shown, of the very text that was shown.
@Suite(.serialized, .timeLimit(.minutes(15))) struct FixButtonTests {
    /// What a button asks for; what is nil is left out.
    struct Wanted: Encodable {
        var id: String?
        var file: String?
        var line: Int?
        var column: Int?

        init(_ finding: Finding) {
            (id, file) = (finding.id, finding.file)
            (line, column) = (Int(finding.location.line), Int(finding.location.column))
        }
    }

    /// A preview in this process that sees no change of the disk by itself.
    final class Still: Sendable {
        let site: PreviewSite
        private let server: PreviewServer
        private let serving: Task<Void, any Error>

        init(_ folder: String) async throws {
            var options = AnalyzedSite.Options()
            options.site = folder
            site = PreviewSite(options)
            try await site.start()
            await site.check()
            var serving = PreviewServer.Options()
            serving.port = WebServer.nextPort()
            let server = PreviewServer(site, serving)
            self.server = server
            let (ready, continuation) = AsyncStream<Void>.makeStream()
            self.serving = Task { try await server.run { continuation.finish() } }
            for await _ in ready {}
        }

        deinit { serving.cancel() }

        func ask(_ path: String, headers: [(String, String)] = []) async throws -> HTTPExchange.Answer {
            try await HTTPExchange.ask(server.options.address, path, headers: headers)
        }

        func fix(_ wanted: Wanted) async throws -> Int {
            let body = try JSONEncoder().encode(wanted)
            return try await HTTPExchange.ask(
                server.options.address, "/_guides/apply", method: "POST",
                headers: [("X-Guides-Token", server.token)], body: String(decoding: body, as: UTF8.self)
            ).status
        }

        /// Findings of links to the site's own address, in their order.
        var links: [Finding] { site.snapshot?.known.filter { $0.id == "links/own-site-address" } ?? [] }
    }

    private static let link = "[it](https://example.org/guides/two)"
    private static let other = "[it](https://example.org/guides/three)"

    private static func folder() throws -> TemporarySite {
        let text = TemporarySite.guide(
            "One", "See \(link), \(other) and \(link).\n\nSee \(link) once more.")
        return try TemporarySite([
            "one.md": text, "two.md": TemporarySite.guide("Two", "Text of [one](one.md)."),
            "three.md": TemporarySite.guide("Three", "Text of [one](one.md)."),
            // The same places in another file.
            "four.md": text.replacing("\"One\"", with: "\"For\""),
        ])
    }

    /// Of several on one line, and in files alike, each button is that of its own.
    @Test(arguments: 0..<8) func fixesTheOneThatIsMeant(_ index: Int) async throws {
        let folder = try Self.folder()
        let still = try await Still(folder.path)
        #expect(still.links.count == 8 && still.links.allSatisfy { $0.fix?.isSafe == true })
        let finding = still.links[index]
        let before = ["one.md", "two.md", "three.md", "four.md"].map { try! folder.read($0) }
        #expect(try await still.fix(Wanted(finding)) == 200)
        // By the place of the finding, not by its fix.
        let name = try #require(finding.file.split(separator: "/").last.map(String.init))
        for (file, old) in zip(["one.md", "two.md", "three.md", "four.md"], before) {
            guard file == name else {
                #expect(try folder.read(file) == old, "\(file)")
                continue
            }
            var lines = old.components(separatedBy: "\n")
            let line = Int(finding.location.line) - 1
            var characters = Array(lines[line])
            let rest = String(characters[(Int(finding.location.column) - 1)...])
            let address = try #require(rest.firstMatch(of: /https:\/\/example.org\/guides\/(two|three)/))
            let start =
                Int(finding.location.column) - 1
                + rest.distance(from: rest.startIndex, to: address.range.lowerBound)
            #expect(rest.distance(from: rest.startIndex, to: address.range.lowerBound) <= 5)
            characters.replaceSubrange(start..<start + address.0.count, with: "\(address.1).md")
            lines[line] = String(characters)
            #expect(try folder.read(file) == lines.joined(separator: "\n"))
        }
    }

    /// A request that differs from a finding in anything fixes nothing.
    @Test(arguments: ["id", "file", "line", "column", "no id", "no file", "no line", "no column"])
    func fixesNothingElse(_ field: String) async throws {
        let folder = try Self.folder()
        let still = try await Still(folder.path)
        let before = try folder.read("one.md")
        for finding in still.links where finding.file.hasSuffix("one.md") {
            for step in [-1, 1] {
                var wanted = Wanted(finding)
                switch field {
                case "id": wanted.id = "links/self"
                case "file": wanted.file = "Content/guides/none.md"
                case "line": wanted.line = Int(finding.location.line) + 10 * step
                case "column": wanted.column = Int(finding.location.column) + step
                case "no id": wanted.id = nil
                case "no file": wanted.file = nil
                case "no line": wanted.line = nil
                default: wanted.column = nil
                }
                let status = try await still.fix(wanted)
                #expect(status == (field.hasPrefix("no ") ? 400 : 409), "\(wanted)")
                #expect(try folder.read("one.md") == before)
            }
        }
    }

    /// What was saved since the text was read stays, wherever the change is.
    @Test(arguments: ["before", "same line", "after", "elsewhere alike", "appended", "gone"])
    func newerTextIsLeftAlone(_ change: String) async throws {
        let folder = try Self.folder()
        let still = try await Still(folder.path)
        let finding = try #require(still.links.first { $0.file.hasSuffix("one.md") })
        let old = try folder.read("one.md")
        var new = old
        switch change {
        case "before": new = old.replacing("See \(Self.link), ", with: "A line.\n\nSee \(Self.link), ")
        case "same line": new = old.replacing("See \(Self.link), ", with: "Now \(Self.link), ")
        case "after": new = old.replacing("once more", with: "one time")
        case "elsewhere alike": new = old.replacing("One", with: "Two")
        case "appended": new = old + "\nMore.\n"
        default: break
        }
        if change == "gone" { try folder.remove("one.md") } else { try folder.write("one.md", new) }
        let status = try await still.fix(Wanted(finding))
        #expect(change == "gone" ? status >= 409 : status == 409, "\(status)")
        if change == "gone" {
            #expect(Disk.status(folder.path + "/Content/guides/one.md") == nil)
        } else {
            #expect(new != old)
            #expect(try folder.read("one.md") == new)
        }
        // And once it is read, the button works again.
        guard change != "gone" else { return }
        await still.site.update()
        await still.site.check()
        let next = try #require(still.links.first { $0.file.hasSuffix("one.md") })
        #expect(try await still.fix(Wanted(next)) == 200)
    }

    /// Other line ends alone are no other text, and stay as they are.
    @Test func otherLineEndsAreNoOtherText() async throws {
        let folder = try Self.folder()
        let still = try await Still(folder.path)
        let finding = try #require(still.links.first { $0.file.hasSuffix("one.md") })
        let text = try folder.read("one.md").replacing("\n", with: "\r\n")
        try folder.write("one.md", text)
        #expect(try await still.fix(Wanted(finding)) == 200)
        let range = try #require(text.firstRange(of: "https://example.org/guides/two"))
        #expect(try folder.read("one.md") == text.replacingCharacters(in: range, with: "two.md"))
    }
}
