import TestSupport
import Testing

@testable import Content

/// Each page against its twin, as a scorer of agents looks at the two; `ConformanceTests` looks at this repository's site in the same
/// way.
@Suite(.timeLimit(.minutes(15))) struct ParityTests {
    @Test(arguments: ["ar", "ja", "de", "es", "fr", "pt"])
    func twinsSayAllThatPagesSay(_ language: String) async throws {
        let own = LanguageSite.all.first { $0.language == language }
        let site = try own?.make() ?? LanguageSite.all[1].make(["language: ja\n": "language: \(language)\n"])
        _ = try await site.build()
        let files = try site.published().mapValues { String(decoding: $0, as: UTF8.self) }
        var pages = 0
        for (path, page) in files where path.hasSuffix(".html") && path != "404.html" {
            guard let twin = files[path.dropLast(4) + "md"] else { continue }
            pages += 1
            #expect(Parity.missing(page: page, twin: twin) == [], "\(path)")
        }
        #expect(pages > 8)
        let mark = Strings(of: language).noteMark
        #expect(mark == (language == "fr" ? "\u{A0}: " : ": "))
        let index = try #require(files["guides.html"])
        #expect(index.contains("</a><small>\(mark)</small><span>"))
        #expect(try #require(files["guides.md"]).contains(".md)\(mark)"))
    }

    /// What the site says is between a name and its value is there too, as far as it has one.
    @Test(arguments: [
        ("{name} = {value}", " = "), ("{name}{value}", ": "), ("{value} ({name})", ": "),
        ("{name} <{value}>", ": "),
        ("{name}*** {value}", "*** "),
    ])
    func theMarkIsTheSitesOwn(_ label: String, _ mark: String) async throws {
        let site = try TemporarySite([
            "Content/site.yml": TemporarySite.settings + "strings:\n  label: \"\(label)\"\n",
            "a.md": TemporarySite.guide("Alpha", "Text."), "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
        #expect(
            try site.read("Public/guides.html").contains(">Alpha</a><small>\(mark)</small><span>What Alpha"))
        let twin = try site.read("Public/guides.md").replacing("\\", with: "")
        #expect(twin.contains("a.md)\(mark)What Alpha is"))
        #expect(try site.read("Public/llms.txt").contains("a.md): What Alpha is"))
    }

    /// A test that could not fail would show nothing.
    @Test func whatIsMissingIsSeen() {
        let page = """
            <main><p class="facts" data-markdown-ignore>Five minutes, and more of it</p><nav><ul><li>Parts of the page, which are many</ul></nav>
            <p>All that <code>one says</code> is here.</p><ul><li><a href="x">A title of it</a> <span>A note about it</span></li>
            <li>short</li></ul><pre><code>&lt;title&gt; in code, kept as it is</code></pre></main>
            """
        let twin =
            "> All that `one says` is here.\n\n- [A title of it](x): A note about it\n\n```\n<title> in code, kept as it is\n```\n"
        #expect(Parity.missing(page: page, twin: twin) == ["A title of it A note about it"])
        #expect(Parity.missing(page: page.replacing("</a> <", with: "</a>: <"), twin: twin) == [])
        #expect(Parity.missing(page: page, twin: "").count == 3)
    }
}
