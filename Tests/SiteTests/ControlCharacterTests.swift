import Foundation
import TestSupport
import Testing

@testable import Findings
@testable import Support

/// Control characters are found wherever text comes in, at their place, and reach nothing that is published.
@Suite(.timeLimit(.minutes(15))) struct ControlCharacterTests {
    static let characters: [Unicode.Scalar] = [
        "\u{1}", "\u{7}", "\u{8}", "\u{B}", "\u{C}", "\u{1B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}",
        "\u{9B}", "\u{9F}",
        "\u{2028}", "\u{2029}", "\u{202D}", "\u{202E}", "\u{FFFE}", "\u{FFFF}", Unicode.Scalar(0xFDD0)!,
        Unicode.Scalar(0xFDEF)!,
        "\u{1FFFE}", "\u{10FFFF}",
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
        ("Content/addresses.txt", "# A comment• of it.\n/guides/a\n"),
        ("Templates/footer.mustache", "<footer>Our •words.</footer>\n"),
    ]

    /// What is found where each of some texts is in place of the `•`, and what is published of the last site. Those of
    /// guides are in one site, a guide for each; others have a site for each.
    private static func findings(with texts: [String], at index: Int) async throws
        -> (of: [[Finding]], published: Int)
    {
        let (file, text) = places[index]
        var found: [[Finding]] = []
        var published = 0
        for group in file.hasSuffix("/a.md") ? [texts[...]] : texts.indices.map({ texts[$0...$0] }) {
            let site = try TemporarySite(
                ["z.md": TemporarySite.guide("Omega", "Text.")], templates: false)
            let files = group.indices.map { file.replacing("/a.md", with: "/a\($0).md") }
            for (name, written) in zip(files, group) {
                try site.write(name, text.replacing("•", with: written))
            }
            let all = try await site.build().findings
            found += files.map { name in all.filter { $0.file == name } }
            published += try site.published().count
        }
        return (found, published)
    }

    @Test(arguments: places.indices)
    func areFoundInFiles(_ index: Int) async throws {
        let (file, text) = Self.places[index]
        let (found, published) = try await Self.findings(with: Self.characters.map { String($0) }, at: index)
        let lines = text.components(separatedBy: "\n")
        let line = lines.firstIndex { $0.contains("•") }!
        let column = lines[line].unicodeScalars.prefix { $0 != "•" }.count + 1
        for (character, found) in zip(Self.characters, found) {
            let own = found.filter { $0.id == "content/control-character" }
            #expect(
                own.map { "\($0.location.line):\($0.location.column)" } == ["\(line + 1):\(column)"],
                "U+\(String(character.value, radix: 16)) in \(file)")
        }
        #expect(published == 0)
    }

    /// Escapes of YAML and entities of markdown stand for characters that no byte of the file shows.
    @Test(arguments: [
        ("title: \"The tls \\e[31m guide\"", "Text."), ("title: \"The \\x07 guide\"", "Text."),
        ("title: \"The \\N guide\"", "Text."), ("title: \"The \\u202e guide\"", "Text."),
        ("title: \"The \\L guide\"", "Text."),
        ("title: \"The \\U0001fffe guide\"", "Text."),
        ("title: The Guide", "Text &#0; more."), ("title: The Guide", "Text &#xD800; more."),
        ("title: The Guide", "Text &#x110000; more."), ("title: The Guide", "Text &#xFDD0; more."),
        ("title: The Guide", "Text &#xFFFE; more."), ("title: The Guide", "Text &#x2FFFF; more."),
        ("title: The Guide", "Text &#65535; more."),
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
                "b.md": TemporarySite.guide("Beta", "Text."), "dot.png": TemporarySite.picture,
            ], templates: false)
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error }.map(\.id) == ["content/control-character"])
        #expect(
            report.findings.first { $0.severity == .error }?.location.line
                == (body == "Text." ? 2 : body.hasPrefix("```") ? 7 : 7))
        #expect(try site.published().isEmpty)
    }

    /// Characters that hide, and some that only join or turn letters where these are not ASCII.
    static let hidden: [Unicode.Scalar] = [
        "\u{200B}", "\u{E0041}", "\u{2066}", "\u{AD}", "\u{FEFF}", "\u{200F}", "\u{61C}", "\u{200D}",
        "\u{200C}",
        "\u{FFF9}", "\u{FFFB}", "\u{202E}", "\u{7}", Unicode.Scalar(0xFDD0)!, "\u{A0}", "\u{FE0F}",
    ]
    static let neighbors = [("T", "x"), ("\u{633}", "\u{645}"), ("👩", "🚀"), ("T", "\u{645}")]

    /// Marks of direction and joiners have work to do beside letters of other scripts, on either side; amid ASCII they
    /// only hide.
    @Test(arguments: [0x200C...0x200F, 0x202A...0x202C, 0x2066...0x2069])
    func marksBesideOtherScriptsAreLeft(_ marks: ClosedRange<UInt32>) throws {
        let neighbors = ["", "x", " ", "(", "\n", "ש", "س", "語", "👩"]
        for mark in marks {
            let mark = String(Character(try #require(Unicode.Scalar(mark))))
            for before in neighbors {
                for after in neighbors {
                    let isPlain = (before + after).utf8.allSatisfy { $0 < 128 }
                    let found = InvisibleText.find(in: Array((before + mark + after).utf8))
                    #expect(
                        found.map(\.offset) == (isPlain ? [before.utf8.count] : []),
                        "\(before.debugDescription) \(after.debugDescription)")
                }
            }
        }
    }

    /// The escape of YAML for a character, such as `\u200b`.
    private static func escape(_ character: Unicode.Scalar) -> String {
        let digits = String(character.value, radix: 16)
        return character.value > 0xFFFF
            ? "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// An escape of YAML is judged by the same rule as the character that it stands for, at its own place.
    @Test(arguments: [0, 1, 2, 6, 7, 8])
    func escapesAreJudgedLikeCharacters(_ index: Int) async throws {
        // Files that there are once take each character beside one pair of neighbors, since each costs a site.
        let isGuide = Self.places[index].file.hasSuffix("/a.md")
        var rows: [(character: Unicode.Scalar, neighbors: (String, String))] = []
        for (number, character) in Self.hidden.enumerated() {
            let few = [Self.neighbors[0], Self.neighbors[1 + number % 3]]
            rows += (isGuide ? Self.neighbors : few).map { (character, $0) }
        }
        func findings(_ write: (Unicode.Scalar) -> String) async throws -> [[Finding]] {
            let texts = rows.map { $0.neighbors.0 + write($0.character) + $0.neighbors.1 }
            return try await Self.findings(with: texts, at: index).of.map { found in
                found.filter { ["content/control-character", "agents/hidden-text"].contains($0.id) }
            }
        }
        let found = [try await findings { String($0) }, try await findings(Self.escape)]
        for (row, (characters, escapes)) in zip(rows, zip(found[0], found[1])) {
            let (character, neighbors) = row
            let name = "\(neighbors.0) U+\(String(character.value, radix: 16)) \(neighbors.1)"
            #expect(characters.map(\.id) == escapes.map(\.id), "\(name)")
            #expect(characters.map(\.location) == escapes.map(\.location), "\(name)")
            if neighbors == Self.neighbors[0], !["\u{A0}", "\u{FE0F}"].contains(character) {
                #expect(escapes.count == 1, "\(name)")
            }
        }
    }

    /// An escape by number is taken out, a path of Windows put in quotes that keep its backslashes; any other escape by
    /// letter is the author's to change.
    @Test(arguments: [
        ("\"T\\u200bx of it\"", "\"Tx of it\""), ("\"T\\x07x\\U000E0041 y\"", "\"Tx y\""),
        ("\"It is in C:\\bin\"", "'It is in C:\\bin'"), ("\"A\\bin\"", "\"A\\bin\""),
        ("\"A \\\\u200b b\"", "\"A \\\\u200b b\""),
    ])
    func escapesAreTakenOut(_ before: String, _ after: String) throws {
        let text = TemporarySite.guide("Alpha", "Text.")
        let site = try TemporarySite(
            ["a.md": text.replacing("\"Alpha\"", with: before)], templates: false)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("title: \(after)\n"))
    }

    /// What the site's own theme publishes: templates, with their entities, and style sheets and pictures.
    @Test(arguments: [
        ("footer.mustache", "<footer>Our ⟦\u{202E}words.</footer>\n", "content/control-character"),
        ("footer.mustache", "<footer>\nOur ⟦&#x202e;words.</footer>\n", "content/control-character"),
        ("footer.mustache", "<footer>Our w⟦&#8203;ords &amp; more.</footer>\n", "agents/hidden-text"),
        ("footer.mustache", "<footer>A w⟦&shy;ord.</footer>\n", "agents/hidden-text"),
        (
            "assets/custom.css", "a { b: c }\na::after { content: \"x⟦\u{202E}y\" }\n",
            "content/control-character"
        ),
        ("assets/custom.css", "a::after { content: \"x⟦\u{200B}y\" }\n", "agents/hidden-text"),
        ("assets/mark.svg", "<svg xmlns=\"x\"><title>A⟦\u{2066}b</title></svg>\n", "agents/hidden-text"),
    ])
    func areFoundInThemes(_ name: String, _ text: String, _ id: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try site.write("Templates/\(name)", text.replacing("⟦", with: ""))
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(
            found.map { "\($0.id) \($0.file):\($0.location.line):\($0.location.column)" } == [
                "\(id) Templates/\(name):\(before.count):\(before.last!.unicodeScalars.count + 1)"
            ])
    }

    /// A letter of another script in an asset, a program, and bytes that are no text.
    @Test func otherAssetsAreLeftAlone() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try site.write("Templates/assets/custom.css", "\u{FEFF}a::after { content: \"é\u{200F}س\" }\n")
        try site.write("Templates/assets/custom.js", "const space = /[\u{200B}\u{2028}]/\n")
        try site.write("Templates/assets/old.css", [0x61, 0xE2, 0x80, 0x8B, 0xE9])
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// Selectors of variants are fine where they select one, and hide a text where they do not.
    @Test(arguments: [
        ("⚠️ ✏️ ©️ 1️⃣ #️⃣ 葛\u{E0100} 漢\u{FE00} \u{1820}\u{180B}", 0), ("A\u{E0100}\u{E0101}\u{E0102} b", 3),
        ("A\u{FE0F} b", 1), ("⚠️\u{FE0E}\u{FE00} b", 2),
        ("a\u{FFFC}b \u{1D173} \u{E0080} \u{E0FFF} \u{1BCA0}", 5),
        ("a\u{180B}", 1), ("葛\u{E0100}\u{E0101}", 1), ("`x\u{E0155}`", 1),
    ])
    func selectorsThatSelectNothingAreFound(_ text: String, _ count: Int) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", text)], templates: false)
        #expect(try await site.build().findings.count { $0.id == "agents/hidden-text" } == count)
    }

    /// An entity in code shows itself; one in prose beside it is taken out, and nothing else is.
    @Test(arguments: [
        "Use `code &#27; x` or ``two &#27;\n  lines &#27; of it``, but not⟦&#27;⟧ here.",
        "Not⟦&#27;⟧ here.\n\n```html\n&#27; in a fence\n```\n\n> ~~~\n> &#27;\n>\n> &#27;\n> ~~~\n\n    indented &#27;",
        "| a⟦&#27;⟧ | `&#27;` |\n| - | - |\n| x | y |", "- a⟦&#27;⟧\n\n  ```\n  &#27;\n  ```\n- b",
        "> a `b\n> &#27; c` d⟦&#27;⟧",
        "| a⟦&#27;⟧ | `\\|\\|\\|\\|\\|\\|\\|\\|&#27;` |\n| - | - |\n| x | y |",
        "a⟦&#27;⟧ \\*`` ` `` and `` a\n` &#27; b `` and ```` `` a` ````",
    ])
    func entitiesInCodeShowThemselves(_ body: String) async throws {
        let bare = body.replacing("⟦", with: "").replacing("⟧", with: "")
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", bare)], templates: false)
        #expect(try await site.build().findings.count { $0.id == "content/control-character" } == 1)
        _ = try run(["check", "--site", site.path, "--fix", "--only", "content/control-character"])
        #expect(try site.read("a.md").hasSuffix("\n\n" + body.replacing("⟦&#27;⟧", with: "")))
    }

    /// What is in code, or is an ordinary entity, is what it is.
    @Test(arguments: [
        "`&#27;` and `\\e`", "```\n&#27;\n```", "A&nbsp;b &amp; c &eacute;", "Tab\there.",
        "The sign &#xFFFD; and &#65533;.",
        "`&#0;` is no character.",
    ])
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
