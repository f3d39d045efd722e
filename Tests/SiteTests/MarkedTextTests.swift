import Foundation
import TestSupport
import Testing

@testable import Markdown
@testable import Support

/// Plain texts that begin or end with a mark of markdown, in each place where a twin has one: each makes a pair, and is
/// read as it is.
@Suite(.timeLimit(.minutes(15))) struct MarkedTextTests {
    static let marks = [
        "#", "##", ">", "+", "-", "--", "*", "**", "_", "__", "=", "|", "`", "``", "~", "~~", "[", "]", "[x]",
        "(", ")",
        "!", "<", "<b>", "&", "&amp;", "&#35;", "\\", "\\#", "1.", "1)", "12.", ".", ":", ";", "/", "^",
        "[^1]", "{", "}",
        "@", "$", "%", "\"", "'", "é#", "域", "C#", "C++", "a_b", "::", "---", "***", "===", "- [ ]",
        "![a](b)", "[a](b)",
    ]

    /// Texts with a mark at the start, at the end, at both, alone before a word and within words.
    private static func texts(_ mark: String) -> [String] {
        [
            "\(mark) word", "\(mark)word", "word \(mark)", "word\(mark)", "\(mark) word \(mark)",
            "\(mark)word\(mark)", "word \(mark) word", "word\(mark)word",
        ]
    }

    private static func yaml(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// The HTML of a twin, without the ids of headings.
    private static func read(_ markdown: String) -> String {
        HTML.of(markdown).replacing(#/<h(\d)><span id="[^"]*"></span>/#) { "<h\($0.output.1)>" }
    }

    private static func html(_ text: String) -> String {
        let out = ByteWriter()
        HTMLEscaping.appendText(text, to: out)
        return out.text
    }

    @Test(arguments: marks) func areReadAsTheyAre(_ mark: String) async throws {
        let texts = Self.texts(mark)
        var files = [
            "Content/site.yml": """
            name: \(Self.yaml(texts[0]))
            summary: \(Self.yaml(texts[2]))
            base-url: https://example.org
            agent-notes: [\(texts.map { Self.yaml($0 + " note") }.joined(separator: ", "))]
            checks: {keywords: off, links: off, content: off, structure: off, issues: off, agents: off, terms: off}
            categories:

            """
                + texts.enumerated().map {
                    "  - {id: c-\($0), title: \(Self.yaml($1)), summary: \(Self.yaml($1)), agent-notes: [\(Self.yaml($1))]}\n"
                }.joined(),
            "Content/terms.yml": texts.enumerated().map {
                "- {term: \(Self.yaml("T\($0)" + $1)), expansion: \(Self.yaml($1)), definition: \(Self.yaml($1)), synonyms: [\(Self.yaml($1 + " also"))], guide: g-\($0)}\n"
            }.joined(),
        ]
        for (number, text) in texts.enumerated() {
            files["g-\(number).md"] = """
                ---
                title: \(Self.yaml(text))
                summary: \(Self.yaml(text))
                category: c-\(number)
                updated: 2026-11-20
                keywords: [\(Self.yaml(text + " key"))]
                agent-notes: [\(Self.yaml(text))]
                resources:
                  - {title: \(Self.yaml(text)), url: 'https://example.com/', note: \(Self.yaml(text))}
                  - {guide: g-\((number + 1) % texts.count), note: \(Self.yaml(text))}
                ---

                Text of number \(number).

                """
        }
        let site = try TemporarySite(files, templates: false)
        let report = try await site.build()
        try #require(report.findings.filter { $0.severity == .error } == [])
        for (number, text) in texts.enumerated() {
            let plain = Self.html(text)
            #expect(try site.read("Public/guides/g-\(number).html").contains("<h1>\(plain)</h1>"))
            let twin = Self.read(
                try site.read("Public/guides/g-\(number).md").split(separator: "\n")
                    .drop { !$0.hasPrefix("# ") }.joined(separator: "\n"))
            #expect(twin.contains("<h1>\(plain)</h1>"), "\(text): \(twin.prefix(300))")
            #expect(twin.contains("<p>\(plain)</p>"), "\(text): \(twin.prefix(300))")
            #expect(twin.contains(">\(plain)</a>: \(plain)"), "\(text): \(twin)")
            let list = Self.read(try site.read("Public/guides/categories/c-\(number).md"))
            #expect(
                list.contains("<h1>\(plain)</h1>") && list.contains("<p>\(plain)</p>"), "\(text): \(list)")
            #expect(list.contains(">\(plain)</a>: \(plain)"), "\(text): \(list)")
            let glossary = Self.read(try site.read("Public/guides/glossary.md"))
            #expect(glossary.contains("<p>\(plain)</p>") && glossary.contains(">\(plain)</a>."), "\(text)")
            for name in ["llms.txt", "guides.md", "sitemap.md"] {
                let all = Self.read(try site.read("Public/\(name)"))
                #expect(all.contains(">\(plain)</a>"), "\(name): \(text)")
            }
        }
    }
}
