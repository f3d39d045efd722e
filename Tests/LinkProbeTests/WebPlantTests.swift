import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import LinkProbe
@testable import Support

/// Links of each kind that `web` checks know, planted in the real content at random places: each is found at its line,
/// by its check, and nothing else is.
@Suite(.timeLimit(.minutes(15))) struct WebPlantTests {
    private static func reply(_ path: String, _ plain: Int) -> LocalServer.Reply {
        let number = Int(path.split(separator: "-").last ?? "") ?? 0
        func begins(_ word: String) -> Bool { path.hasPrefix("/\(word)") }
        if begins("gone") { return .answer(number % 2 == 0 ? 404 : 410) }
        if begins("moved") { return .answer(number % 2 == 0 ? 301 : 308, ["Location": "/fine-\(number)"]) }
        if begins("down") { return .answer(302, ["Location": "http://127.0.0.1:\(plain)/fine-\(number)"]) }
        if begins("soft") {
            switch number % 3 {
            case 0: return .answer(302, ["Location": "/"])
            case 1: return .answer(302, ["Location": "/errors/404"])
            default: return .answer(200, [:], "<title>Page not found</title>")
            }
        }
        if begins("wall") {
            return number % 2 == 0
                ? .answer(403, ["cf-mitigated": "challenge"]) : .answer(429, [:], "<div class=h-captcha>")
        }
        if begins("odd") {
            return [.answer(500), .reset, .answer(502), .raw("HTTP/1.1 2"), .answer(400)][number % 5]
        }
        return .answer(200, [:], "<title>A page, number \(number)</title><p id=here>")
    }

    @Test(arguments: [
        ("web/gone", "gone"), ("web/moved", "moved"), ("web/downgraded", "down"), ("web/suspect", "soft"),
        ("web/missing-anchor", "fine"), ("web/certificate", "certificate"), ("web/walled", "wall"),
        ("web/unsure", "odd"),
    ])
    func isFoundAtItsLineAndNothingElseIs(_ id: String, _ kind: String) async throws {
        let site = try TemporarySite.ofRepository()
        let folder = site.path
        let (certificate, key) = try TestCertificate.make(name: "localhost")
        let plain = try await LocalServer { _, path, _ in Self.reply(path, 0) }
        let port = plain.port
        let encrypted = try await EncryptedServer(tls: (certificate, key)) { _, path, _ in
            Self.reply(path, port)
        }
        let names = try Disk.names(in: folder + "/Content/guides").filter { $0.hasSuffix(".md") }
        var random = Seeded(20_261_124)
        for number in 0..<10 {
            let file = "Content/guides/" + names.randomElement(using: &random)!
            let before = try site.read(file)
            var lines = before.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let body = lines.dropFirst().firstIndex(of: "---")!
            let line = lines.indices.filter {
                $0 > body && lines[$0].first?.isUppercase == true && lines[$0].hasSuffix(".")
            }
            .randomElement(using: &random)!
            let base =
                kind == "down" || kind == "certificate"
                ? "https://localhost:\(encrypted.port)" : "http://127.0.0.1:\(plain.port)"
            lines[line] += " See [a page](\(base)/\(kind)-\(number)\(kind == "fine" ? "#nowhere" : ""))."
            try site.write(file, lines.joined(separator: "\n"))
            var options = AnalyzedSite.Options()
            options.site = folder
            let links = try await AnalyzedSite(options).webLinks.filter {
                $0.url.contains("localhost") || $0.url.contains("127.0.0.1")
            }
            let probe = TestProbe.options {
                $0.tries = 1
                $0.trusted = kind == "certificate" ? nil : certificate
                $0.tryTime = .seconds(5)
            }
            Disk.removeTree(folder + "/.guides")
            let found = try await ExternalCheck(site: folder, options: probe, today: Day("2026-11-24")!).run(
                links
            ).findings
            #expect(
                found.map { "\($0.file):\($0.location.line) \($0.id)" } == ["\(file):\(line + 1) \(id)"],
                "\(number): \(found.map(\.message))")
            try site.write(file, before)
        }
        try await plain.stop()
        try await encrypted.stop()
    }
}
