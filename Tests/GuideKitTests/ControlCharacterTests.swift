import Foundation
import Testing

@testable import GuideKit
@testable import Markdown

/// Control characters are found wherever text comes in, at their place, and reach nothing that is published.
@Suite struct ControlCharacterTests {
    static let characters: [Unicode.Scalar] = [
        "\u{1}", "\u{7}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}",
        "\u{9B}", "\u{9F}",
        "\u{2028}", "\u{2029}", "\u{202D}", "\u{202E}", "\u{FFFE}", "\u{FFFF}",
    ]

    /// Places where text comes in: a file, and its text with the character at `•`.
    static let places: [(file: String, text: String)] = [
        (
            "Content/guides/a.md",
            "---\ntitle: \"Al•pha\"\nsummary: A guide that holds what no text has a use for.\ncategory: one\n---\n\nText.\n"
        ),
        ("Content/guides/a.md", TemporarySite.guide("Alpha", more: "keywords: [\"one• two\"]", "Text.")),
        (
            "Content/guides/a.md",
            TemporarySite.guide("Alpha", more: "agent-notes: [\"A note• of it.\"]", "Text.")
        ),
        ("Content/guides/a.md", TemporarySite.guide("Alpha", "Some te•xt, é.")),
        ("Content/guides/a.md", TemporarySite.guide("Alpha", "```sh\necho •\n```")),
        ("Content/guides/a.md", TemporarySite.guide("Alpha", "See [x](<b•.md>).")),
        (
            "Content/site.yml",
            TemporarySite.settings.replacing("Guides for a test.", with: "\"Guides •for a test.\"")
        ),
        ("Content/terms.yml", "- {term: X, definition: \"One •thing.\"}\n"),
        ("Content/queries.yml", "- {query: \"al•pha\", finds: a}\n"),
        ("Templates/footer.mustache", "<footer>Our •words.</footer>\n"),
    ]

    @Test(arguments: places.indices, characters)
    func areFoundInFiles(_ index: Int, _ character: Unicode.Scalar) async throws {
        let (file, text) = Self.places[index]
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try site.write(file, text.replacing("•", with: String(character)))
        let report = try await site.build()
        let lines = text.components(separatedBy: "\n")
        let line = lines.firstIndex { $0.contains("•") }!
        let column = lines[line].unicodeScalars.prefix { $0 != "•" }.count + 1
        let found = report.findings.filter { $0.id == "content/control-character" }
        #expect(
            found.map { "\($0.file):\($0.place.line):\($0.place.column)" } == [
                "\(file):\(line + 1):\(column)"
            ])
        #expect(try site.published().isEmpty)
    }

    /// Escapes of YAML and entities of markdown stand for characters that no byte of the file shows.
    @Test(arguments: [
        ("title: \"The tls \\e[31m guide\"", "Text."), ("title: \"The \\x07 guide\"", "Text."),
        ("title: \"The \\N guide\"", "Text."), ("title: \"The \\u202e guide\"", "Text."),
        ("title: \"The \\L guide\"", "Text."),
        ("title: The Guide", "Text &#27; more."), ("title: The Guide", "Text &#x1b; more."),
        ("title: The Guide", "Text &#x202e; more."),
        ("title: The Guide", "![alt &#7; text](dot.png)"), ("title: The Guide", "[a](b.md \"A &#7; title\")"),
        ("title: The Guide", "```a&#27;b\ncode\n```"), ("title: The Guide", "## A &#8232; heading"),
    ])
    func areFoundInEscapes(_ title: String, _ body: String) async throws {
        let site = try TemporarySite(
            [
                "a.md":
                    "---\n\(title)\nsummary: A guide that holds what no text has a use for.\ncategory: one\n---\n\n\(body)\n",
                "b.md": TemporarySite.guide("Beta", "Text."), "dot.png": "x",
            ], templates: false)
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error }.map(\.id) == ["content/control-character"])
        #expect(
            report.findings.first { $0.severity == .error }?.place.line
                == (body == "Text." ? 2 : body.hasPrefix("```") ? 7 : 7))
        #expect(try site.published().isEmpty)
    }

    /// What is in code, or is an ordinary entity, is what it is.
    @Test(arguments: ["`&#27;` and `\\e`", "```\n&#27;\n```", "A&nbsp;b &amp; c &eacute;", "Tab\there."])
    func ordinaryTextIsLeftAlone(_ body: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)], templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// No setting lets one through, and `--fix` takes it out.
    @Test func areFixedAndNeverLetThrough() async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "One\u{2028}two \u{1B}[31m.")], templates: false)
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {content: off}\n")
        #expect(try await site.build().findings.map(\.id).contains("content/control-character"))
        try site.write("Content/site.yml", TemporarySite.settings)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").hasSuffix("\n\nOne two [31m."))
    }

    @Test(arguments: ["a\u{202E}gpj.txt", "a\u{1}.txt", "a\u{2028}b.txt", "a\u{200B}b.txt", "a\nb.txt"])
    func areRefusedInNames(_ name: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try site.write(name, "x")
        let report = try await site.build()
        #expect(report.findings.map(\.id) == ["content/unreadable"])
    }

    /// Every character that XML forbids (XML 1.0 section 2.2) is one of them.
    @Test func coversWhatXMLForbids() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isAllowed = value == 9 || value == 10 || value == 13 || (0x20...0xFFFD).contains(value)
            if !isAllowed { #expect(InvisibleText.isControl(scalar.value), "U+\(String(value, radix: 16))") }
        }
    }

    /// Looking at eight bytes at a time sees what looking at each does, at every place of them.
    @Test(arguments: characters) func areFoundAtEveryOffset(_ character: Unicode.Scalar) {
        for before in 0..<20 {
            let text =
                String(repeating: "a", count: before) + String(character)
                + String(repeating: "é~ z\n", count: 4)
            #expect(InvisibleText.find(in: Array(text.utf8)).map(\.offset) == [before])
        }
    }
}
