import TestSupport
import Testing

@testable import Reports
@testable import Support

@Suite(.timeLimit(.minutes(15))) struct TokenTests {
    @Test(arguments: [
        ("<p>One  <b>two</b>\n three</p>", "One two three"),
        (
            "<head><style>p { x > y }</style><script>if (a < b) { c }</script></head><p>Text &amp; more &lt;tag&gt;</p>",
            "Text & more <tag>"
        ),
        ("plain", "plain"), ("<p>open <b", "open "), ("", ""), ("<script>never closed", ""),
    ])
    func takesOutMarkup(page: String, text: String) {
        #expect(String(decoding: PageText.of(Array(page.utf8)), as: UTF8.self) == text)
    }

    @Test(arguments: [("", 0), ("abcd", 1), ("abcde", 2), ("äöüß", 1), ("日本語です", 2)])
    func countsAQuarterOfTheCharacters(text: String, tokens: Int) {
        #expect(Tokens.estimate(Array(text.utf8)) == tokens)
    }

    @Test func addsUpWhatAgentsRead() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Some text of alpha."),
            "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        try await site.build()
        let result = try run(["tokens", "--site", site.path])
        #expect(result.code == 0)
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ") }
        let twins = try ["a", "b"].map { try site.read("Public/guides/\($0).md").unicodeScalars.count }
        #expect(
            lines[1].first == "a" && lines[1][5] == "\(twins[0])" && lines[1][6] == "\((twins[0] + 3) / 4)")
        #expect(lines[3].first == "all" && lines[3][5] == "\(twins[0] + twins[1])")
        #expect(result.output.contains("Tokens are estimated: a quarter of the characters"))
        #expect(try run(["tokens", "--site", site.path, "aa"]).error.contains("did you mean"))
        #expect(
            try run(["tokens", "--site", site.path, "--format", "json", "b"]).output.contains(
                "\"guide\" : \"b\""))
    }
}
