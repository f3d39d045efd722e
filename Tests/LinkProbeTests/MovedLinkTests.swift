import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing
@testable import LinkProbe
@testable import Support

/// A page that has moved for good is offered as a fix, and written into guides as one address.
@Suite(.timeLimit(.minutes(15))) struct MovedLinkTests {
    private let links = CheckedLinks()

    @Test func offersTheNewAddress() async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(301, ["Location": "/new"]) : .answer(200, [:], "<title>A</title><i id=a>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let finding = try #require(
            try await links.check("2026-10-01", [base + "/old#a"]).findings.first)
        #expect(finding.id == "web/moved" && finding.severity == .note)
        #expect(finding.fix?.isSafe == true && finding.fix?.edits.first?.text == base + "/new#a")
        try await server.stop()
    }

    @Test(arguments: [
        ("/old#part", "/new", "/new#part"), ("/old#part", "/new#other", "/new#other"),
        ("/old", "/new#other", "/new#other"),
        ("/old#a(b)", "/new", "/new#a%28b%29"),
    ])
    func keepsTheFragment(_ link: String, _ location: String, _ wanted: String) async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(308, ["Location": location])
                : .answer(200, [:], "<title>A</title><i id=part><i id='a(b)'>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let finding = try #require(try await links.check("2026-10-01", [base + link]).findings.first)
        #expect(finding.help == "link to \(base)\(wanted)" && finding.fix?.edits.first?.text == base + wanted)
        try await server.stop()
    }

    /// What a `Location` may hold, and how it is written into a guide.
    static let places = [
        ("/a)(www.evil.example/", "/a%29%28www.evil.example/"), ("/a)b", "/a%29b"),
        ("/a)*b*(", "/a%29%2Ab%2A%28"),
        ("/a)[click](https://evil.example/", "/a%29%5Bclick%5D%28https://evil.example/"),
        ("/a>b<c", "/a%3Eb%3Cc"),
        ("/a\"b'c", "/a%22b%27c"), ("/a`b`", "/a%60b%60"), ("/a|b", "/a%7Cb"), ("/a\\)b", "/a/%29b"),
        ("/a b", "/a%20b"),
        ("/a\tb", "/ab"), ("/ä\u{202E}\u{200B}", "/%C3%A4%E2%80%AE%E2%80%8B"),
        ("/a,b: {c} #d", "/a%2Cb:%20%7Bc%7D%20#d"),
        ("/a?b=&copy;&#65;&amp;c", "/a?b=&copy%3B&#65%3B&amp%3Bc"), ("/a.", "/a%2E"), ("/a_", "/a%5F"),
        ("/a!", "/a%21"),
        ("/a~~b~~", "/a~~b~%7E"), ("/a?", "/a"), ("/a^b$c$", "/a%5Eb$c$"), ("/<script>", "/%3Cscript%3E"),
        ("/a;b=c&d", "/a;b=c&d"), ("/a&lt;b", "/a&lt%3Bb"), ("/new#part)", "/new#part%29"),
    ]

    /// The places of a guide where a link's address is, with what follows it.
    static let contexts: [(String, String)] = [
        ("See [x](", ")."), ("See [x](<", ">)."), ("See [x].\n\n[x]: ", ""),
        ("| a | b |\n| --- | --- |\n| [x](", ") | c |"),
    ]

    /// A permanent redirect is written into guides whole, and as one link to it, whatever it holds.
    @Test(arguments: places)
    func writesNoLocationThatBreaksOut(_ location: String, _ written: String) async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(301, ["Location": location]) : .answer(200, ["Content-Type": "text/plain"])
        }
        let base = "http://127.0.0.1:\(server.port)"
        let text = Self.contexts.map { "\($0)\(base)/old\($1)" }.joined(separator: "\n\n")
        let site = try TemporarySite()
        try site.write(
            "Content/site.yml",
            """
            name: Guides
            summary: Guides whose links move all the time, which they should not.
            base-url: https://example.org
            categories: [{id: one, title: One, summary: The first category.}]

            """)
        let head =
            "---\ntitle: A Guide\nsummary: A guide whose links move all the time.\ncategory: one\nresources: [{title: A Page, url: \(base)/old, note: x}, {title: B, url: '\(base)/old', note: x}]\n---\n\n"
        try site.write("Content/guides/a.md", head + text + "\n")
        var reading = AnalyzedSite.Options()
        reading.site = site.path
        let options = TestProbe.options { $0.tries = 1 }
        let run = { () async throws -> [Finding] in
            let links = try await AnalyzedSite(reading).webLinks
            return try await ExternalCheck(site: site.path, options: options, today: Day("2026-11-01")!).run(
                links
            ).findings
        }
        let findings = try await run()
        #expect(findings.map(\.id) == Array(repeating: "web/moved", count: 6), "\(findings)")
        let fixer = Fixer(site: site.path)
        let outcome = try fixer.changes(findings)
        #expect(outcome.refused.isEmpty)
        for change in outcome.changes { try fixer.write(change) }
        let after = String(decoding: try Disk.read(site.path + "/Content/guides/a.md"), as: UTF8.self)
        // A value of YAML stays in its quotes.
        #expect(after == (head + text + "\n").replacing(base + "/old", with: base + written))
        // Every link leads there, there are no others, and the next run has nothing to say.
        let links = try await AnalyzedSite(reading).webLinks
        #expect(
            links.count == 6 && links.allSatisfy { WebAddress($0.url)?.text == base + written },
            "\(links.map(\.url))")
        #expect(try await run().isEmpty)
        try await server.stop()
    }
}
