import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Preview

extension ServerTests {
    /// Who may have a finding fixed, and which.
    @Suite struct FixRequestTests {
        /// The finding of its check, file, line and column, and no neighbour.
        @Test func namesOneFinding() {
            let wanted = FixRequest(id: "links/self", file: "Content/guides/a.md", line: 3, column: 7)
            func finding(_ check: CheckID, _ file: String, _ line: Int, _ column: Int) -> Finding {
                Finding(check, file: "Content/guides/\(file)", at: .init(line: line, column: column), "m")
            }
            #expect(wanted.names(finding(.linksSelf, "a.md", 3, 7)))
            for other in [
                finding(.linksVagueText, "a.md", 3, 7), finding(.linksSelf, "b.md", 3, 7),
                finding(.linksSelf, "a.md", 4, 7), finding(.linksSelf, "a.md", 3, 8),
            ] {
                #expect(!wanted.names(other), "\(other)")
            }
        }

        /// Nothing is written into a text that is newer than the one that was checked, though the place still holds what the
        /// fix replaces.
        @Test(arguments: ["One more line.", "One.", ""]) func leavesANewerTextAlone(_ more: String)
            async throws
        {
            let folder = try TemporarySite.example()
            var options = AnalyzedSite.Options()
            options.site = folder.path
            let site = PreviewSite(options)
            try await site.start()
            await site.check()
            let item = try #require(
                site.snapshot?.findings?.first { $0.id == "links/own-site-address" && $0.fix?.isSafe == true }
            )
            let text = try folder.read(item.file) + (more.isEmpty ? "" : "\n\(more)\n")
            try folder.write(item.file, text)
            let server = PreviewServer(site, PreviewServer.Options())
            let body =
                "{\"id\":\"\(item.id)\",\"file\":\"\(item.file)\",\"line\":\(item.location.line),\"column\":\(item.location.column)}"
            var head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/_guides/apply")
            head.headerFields[.guidesToken] = server.token
            let answer = await server.apply(
                Request(head: head, body: .init(buffer: ByteBuffer(string: body))))
            #expect(answer.status == (more.isEmpty ? .ok : .conflict))
            #expect((try folder.read(item.file) == text) == !more.isEmpty)
        }

        @Test func fixesOnlyForItsOwnPagesAndOnlyWhatIsSafe() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            struct State: Decodable {
                struct Item: Decodable {
                    var id: String, file: String, line: Int, column: Int, isFixable: Bool
                }
                struct Guide: Decodable { var findings: [Item] }
                var token: String
                var checked: Bool
                var guide: Guide
            }
            var state: State
            repeat {
                state = try JSONDecoder().decode(
                    State.self, from: Data(try await preview.ask("/_guides/state?path=/guides/one").body))
            } while !state.checked
            let item = try #require(
                state.guide.findings.first { $0.id == "links/own-site-address" && $0.isFixable })
            func request(_ line: Int, _ id: String) -> String {
                "{\"id\":\"\(id)\",\"file\":\"\(item.file)\",\"line\":\(line),\"column\":\(item.column)}"
            }
            func apply(_ body: String, _ token: String?, _ headers: [(String, String)] = []) async throws
                -> Int
            {
                let own = token.map { [("X-Guides-Token", $0)] } ?? []
                let answer = try await preview.ask(
                    "/_guides/apply", method: "POST", headers: headers + own, body: body)
                return answer.status
            }
            let before = try folder.read(item.file)
            #expect(try await apply(request(item.line, item.id), nil) == 403)
            #expect(try await apply(request(item.line, item.id), "guess") == 403)
            #expect(
                try await apply(
                    request(item.line, item.id), state.token, [("Origin", "https://evil.example")])
                    == 403)
            #expect(try await apply(request(item.line + 1, item.id), state.token) == 409)
            #expect(try await apply(request(item.line, "links/self"), state.token) == 409)
            #expect(try await apply("nonsense", state.token) == 400)
            #expect(try await apply(String(repeating: "x", count: 1 << 20), state.token) == 400)
            #expect(try folder.read(item.file) == before)
            #expect(try await apply(request(item.line, item.id), state.token) == 200)
            #expect(
                try folder.read(item.file)
                    == before.replacingOccurrences(of: "https://example.org/guides/two", with: "two.md"))
        }
    }
}
