import Foundation
import TestSupport
import Testing

@testable import Fixing

/// Slips in YAML, wherever it is written: each is named at its place, in plain words, and what its fix writes can be
/// read.
@Suite(.timeLimit(.minutes(15))) struct YAMLSlipTests {
    struct Slip: Sendable, CustomTestStringConvertible {
        /// The part of the file that is wrong, with `⟦` right before the place of the finding.
        var text: String
        var words: String
        /// The same part once it is fixed; nil where no fix is offered.
        var fixed: String?
        var isSafe = true
        var id = "content/no-front-matter"
        /// nil for the front matter of a guide.
        var file: String?
        /// Whether something is still wrong once it is fixed.
        var leaves = false
        var testDescription: String { text }

        init(
            _ text: String, _ words: String, _ fixed: String? = nil, isSafe: Bool = true,
            id: String = "content/no-front-matter", file: String? = nil, leaves: Bool = false
        ) {
            (self.text, self.words, self.fixed, self.isSafe, self.id, self.file, self.leaves) =
                (text, words, fixed, isSafe, id, file, leaves)
        }
    }

    static let control = "content/control-character"
    static let conflict = "content/merge-conflict"

    static let slips: [Slip] = [
        // Letters behind a backslash.
        Slip(
            "keywords: [\"In C:⟦\\new\\temp\"]", "reads `\\n` in double quotes as a line feed",
            "keywords: ['In C:\\new\\temp']", id: control),
        Slip(
            "keywords: [\"D:⟦\\reports\"]", "as a carriage return", "keywords: ['D:\\reports']", id: control),
        Slip("keywords: [\"c:⟦\\bin\"]", "control character: U+0008", "keywords: ['c:\\bin']", id: control),
        Slip(
            "keywords: [\"It's C:⟦\\temp\"]", "as a tab", "keywords: [\"It's C:\\\\temp\"]", id: control),
        Slip(
            "keywords: [\"one⟦\\ntwo\"]", "as a line feed", "keywords: ['one\\ntwo']", isSafe: false,
            id: control),
        Slip(
            "keywords: [\"snake⟦\\_case\"]", "as a no-break space", "keywords: ['snake\\_case']",
            isSafe: false, id: control),
        Slip("keywords: [\"\\\\host⟦\\new\"]", "as a line feed", id: control),
        Slip(
            "keywords: [\"one⟦\\x0atwo\"]", "stands for a line feed", "keywords: [\"one two\"]", id: control),
        Slip(
            "- query: \"a⟦\\tb\"\n  finds: a\n", "as a tab", "- query: 'a\\tb'\n  finds: a\n", isSafe: false,
            id: control, file: "queries.yml"),
        Slip(
            "- {term: X, definition: \"In C:⟦\\new\", guide: none}\n", "as a line feed",
            "- {term: X, definition: 'In C:\\new', guide: none}\n", id: control, file: "terms.yml"),
        Slip(
            "agent-notes: [\"In C:⟦\\new\"]\n", "as a line feed", "agent-notes: ['In C:\\new']\n",
            id: control, file: "site.yml"),
        // Brackets within brackets.
        Slip(
            "resources: [{title: RFC⟦ #5, url: https://example.net/}]", "a comment",
            "resources: [{title: \"RFC #5\", url: https://example.net/}]"),
        Slip(
            "resources: [{guide: b, note: A ⟦{b} c}]", "takes this `{` for another bracket",
            "resources: [{guide: b, note: \"A {b} c\"}]"),
        Slip("keywords: [a ⟦[b] c]", "takes this `[`", "keywords: [\"a [b] c\"]"),
        Slip("keywords: [a ⟦[b, d] c]", "takes this `[`", "keywords: [\"a [b, d] c\"]"),
        Slip("keywords: [a text]⟦]", "this `]` closes nothing", "keywords: [a text]", isSafe: false),
        Slip(
            "keywords: [a text]⟦] # x", "this `]` closes nothing", "keywords: [a text] # x", isSafe: false),
        Slip("resources:\n  - {guide: b, note: One⟦, two\n    three}", "only up to this comma"),
        Slip(
            "resources: [{guide: b}]⟦}", "this `}` closes nothing", "resources: [{guide: b}]", isSafe: false),
        Slip(
            "resources:\n  - {title: RFC, url: https://example.net/x⟦[1], note: It is.}", "takes this `[`",
            "resources:\n  - {title: RFC, url: \"https://example.net/x[1]\", note: It is.}"),
        Slip(
            "resources: [{guide: b} ⟦{guide: c}]", "a comma or a `]` is missing"),
        Slip(
            "resources:\n  - {guide: b, note: One⟦, two}", "only up to this comma",
            "resources:\n  - {guide: b, note: \"One, two\"}", isSafe: false),
        Slip(
            "resources:\n  - {note: One⟦, two three, four, guide: b}", "only up to this comma",
            "resources:\n  - {note: \"One, two three, four\", guide: b}", isSafe: false),
        Slip(
            "- {query: one⟦, two, finds: a}\n", "only up to this comma",
            "- {query: \"one, two\", finds: a}\n", isSafe: false, file: "queries.yml"),
        // Colons in items.
        Slip(
            "agent-notes:\n  - ⟦Note: this is", "reads `Note` before the colon as a key",
            "agent-notes:\n  - \"Note: this is\"", id: "content/wrong-type"),
        Slip(
            "agent-notes: [⟦Note: this is, more]", "reads `Note` before the colon as a key",
            "agent-notes: [\"Note: this is\", more]", id: "content/wrong-type"),
        Slip("agent-notes:\n  - ⟦Note: this is # 5", "before the colon as a key", id: "content/wrong-type"),
        Slip("agent-notes:\n  - ⟦Note:  'this'", "before the colon as a key", id: "content/wrong-type"),
        // Spaces that are none.
        Slip(
            "keywords:\n⟦\u{A0}\u{A0}- a", "indented with U+00A0", "keywords:\n  - a"),
        Slip(
            "resources:\n  - guide: b\n⟦\u{A0}\u{A0}\u{A0}\u{A0}note: See it.", "indented with U+00A0",
            "resources:\n  - guide: b\n    note: See it."),
        Slip(
            "resources:\n  - guide: b\n⟦\u{3000}\u{3000}note: See it.", "indented with U+3000",
            "resources:\n  - guide: b\n    note: See it."),
        Slip(
            "resources:\n  - guide: b\n  ⟦\u{2003}\u{2003}note: See it.", "indented with U+2003",
            "resources:\n  - guide: b\n    note: See it."),
        Slip("⟦\u{A0}keywords: [a]", "indented with U+00A0", "keywords: [a]"),
        Slip("⟦\u{FEFF}keywords: [a]", "invisible character: U+FEFF", "keywords: [a]"),
        // Lines that YAML ends at.
        Slip("⟦...\nkeywords: [a]", "`...` ends the YAML", "keywords: [a]"),
        Slip("⟦...  \n\nkeywords: [a]", "`...` ends the YAML", "\nkeywords: [a]"),
        // Conflicts.
        Slip(
            "⟦<<<<<<< HEAD\nkeywords: [a]\n=======\nkeywords: [b]\n>>>>>>> other", "unresolved",
            id: conflict),
        Slip(
            "⟦<<<<<<< HEAD\nkeywords: [a]\n||||||| 1234567\n=======\nkeywords: [b]\n>>>>>>> other",
            "unresolved", id: conflict),
        Slip("keywords: [a]\n⟦=======\nkeywords: [b]\n>>>>>>> other", "unresolved", id: conflict),
        Slip("keywords: [a]\nkeywords: [b]\n⟦>>>>>>> other", "unresolved", id: conflict),
        Slip(
            "- {term: A, guide: none}\n⟦<<<<<<< HEAD\n- {term: B, guide: none}\n=======\n>>>>>>> other\n",
            "unresolved", id: conflict, file: "terms.yml"),
        Slip(
            "⟦<<<<<<< HEAD\n- {query: B, finds: a}\n=======\n- {query: C, finds: a}\n>>>>>>> other\n",
            "unresolved", id: conflict, file: "queries.yml"),
        Slip(
            "⟦<<<<<<< HEAD\nlanguage: en\n=======\nlanguage: de\n>>>>>>> other\n", "unresolved",
            id: conflict, file: "site.yml"),
        Slip(
            "⟦<<<<<<< HEAD\r\nlanguage: en\r\n=======\r\n>>>>>>> other\r\n", "unresolved", id: conflict,
            file: "site.yml"),
        Slip(
            "summary: \"One sentence that says\n⟦<<<<<<< HEAD\n  a\n=======\n  b\n>>>>>>> x\n  what it is.\"",
            "unresolved", id: conflict),
        // Quotes.
        Slip(
            "keywords:\n  - 'Don⟦'t do: this' # c", "only up to this quote",
            "keywords:\n  - \"Don't do: this\" # c", isSafe: false),
        Slip(
            "keywords:\n  - 'Don⟦'t do this' # c", "only up to this quote",
            "keywords:\n  - \"Don't do this\" # c", isSafe: false),
        // A list with more after it: no safe fix makes a text of it.
        Slip(
            "keywords: ⟦[dns, spf] extra", "starts with `[`", "keywords: \"[dns, spf] extra\"", isSafe: false,
            leaves: true),
        Slip("keywords: [dns, spf]⟦,", "comma follows the end of a list"),
        Slip("keywords: [\"dns\", \"spf\"]⟦,", "comma follows the end of a list"),
        Slip("keywords: \"dns⟦\", \"spf\"", "only up to this quote"),
        // An anchor that another value uses is one, and no text.
        Slip("keywords: [⟦&dns]", "for an anchor", "keywords: [\"&dns\"]"),
        Slip("keywords: [⟦&dns records]", "for an anchor", "keywords: [\"&dns records\"]"),
        Slip("keywords: [⟦&dns records, *dns]", "for an anchor"),
        Slip("agent-notes: [⟦&a A text]\nkeywords: [b, *a]", "for an anchor"),
        Slip("related: ⟦&x [b]\nkeywords: *x", "for an anchor"),
        Slip(
            "keywords: [⟦&dns records, \"* dns\"]", "for an anchor", "keywords: [\"&dns records\", \"* dns\"]"
        ),
        // What is left to libyaml is said in plain words.
        Slip("keywords:\n  - a\n ⟦- b", "a key was expected here"),
    ]

    @Test(arguments: slips) func areNamedAndFixed(_ slip: Slip) async throws {
        let head =
            "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\n"
        let start =
            slip.file == nil
            ? "---\n\(head)"
            : slip.file == "site.yml"
                ? TemporarySite.settings.replacing("agent-notes: [A note of the site.]\n", with: "") : ""
        let end = slip.file == nil ? "\n---\n\nText.\n" : ""
        let path = slip.file.map { "Content/\($0)" } ?? "Content/guides/a.md"
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "Text."), "b.md": TemporarySite.guide("Beta", "Text.")],
            templates: false)
        let marked = start + slip.text + end
        try site.write(path, marked.replacing("⟦", with: ""))
        let found = try await site.build().findings.filter { $0.id == slip.id && $0.file == path }
        let before = marked[..<marked.firstRange(of: "⟦")!.lowerBound].replacing("\r\n", with: "\n")
            .components(separatedBy: "\n")
        #expect(
            found.map { "\($0.location.line):\($0.location.column)" }
                == ["\(before.count):\(before.last!.unicodeScalars.count + 1)"], "\(found)")
        let finding = try #require(found.first)
        #expect(finding.message.contains(slip.words), "\(finding.message)")
        #expect(!finding.message.contains("as YAML") && finding.help.utf8.count < 200, "\(finding)")
        guard let fixed = slip.fixed else {
            #expect(finding.fix == nil)
            return
        }
        let fix = try #require(finding.fix)
        #expect(fix.isSafe == slip.isSafe)
        let text = try site.read(path)
        let after = Fixer.apply([fix], to: Array(text.utf8)).bytes
        #expect(String(decoding: after, as: UTF8.self) == start + fixed + end)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read(path) == (slip.isSafe ? start + fixed + end : text))
        try site.write(path, after)
        let left = try await site.build().findings.filter { $0.file == path && $0.severity == .error }
        #expect(left.isEmpty == !slip.leaves, "\(left)")
    }

    /// A guide whose first line, or whose end, is part of a conflict.
    @Test(arguments: [
        "<<<<<<< HEAD\n---\ntitle: A\n=======\n---\ntitle: B\n>>>>>>> other\n---\n\nText.\n",
        "---\ntitle: A\n<<<<<<< HEAD\nsummary: B\n=======\n>>>>>>> other\n",
    ])
    func conflictsAroundTheFrontMatter(_ text: String) async throws {
        let site = try TemporarySite(["a.md": text], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map(\.id) == [Self.conflict])
        #expect(found.first?.location.line == (text.hasPrefix("<") ? 1 : 3))
    }

    /// A line of `=======` alone underlines a heading.
    @Test func underlinesAreNoConflict() async throws {
        let text = "---\ntitle: A\n\nWelcome\n=======\n\nText.\n"
        let site = try TemporarySite(["a.md": text], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map(\.message) == ["the front matter that starts here never ends"])
    }

    /// Conflicts in a body, and texts that only look like one.
    @Test(arguments: [
        ("⟦<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other", 1),
        ("⟦<<<<<<< HEAD\n||||||| 1234567\n=======\n>>>>>>> other\n\n<<<<<<< HEAD\n=======\n>>>>>>> other", 2),
        ("⟦<<<<<<< HEAD\n```sh\none\n```\n=======\n>>>>>>> other", 1),
        ("⟦<<<<<<< HEAD\n```sh\n=======\n```bash\n>>>>>>> other\nguides build\n```", 1),
        ("```\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n```", 0),
        ("    <<<<<<< HEAD\n    =======\n    >>>>>>> other", 0),
        ("Heading\n=======\n\n>>>>>>> quote", 0), ("<<<<<<< HEAD", 0), ("<<<<<<< HEAD\n>>>>>>> other", 0),
        ("<<<<<<<< HEAD\n========\n>>>>>>>> other", 0),
    ])
    func conflictsInBodies(_ body: String, _ count: Int) async throws {
        let text = TemporarySite.guide("Alpha", "Text.\n\n" + body)
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.id == Self.conflict }
        #expect(found.count == count)
        if count > 0 {
            let line = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n").count
            #expect(found.first.map { "\($0.location.line):\($0.location.column)" } == "\(line):1")
        }
    }

    /// A text of YAML that is hostile to a reader who tries ways to fix it: all are read within seconds, and no message
    /// repeats all of it.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("", "a:b\n", 250_000, "\""), ("", "a:b\n", 250_000, ": x: y\n"),
            ("\"", "C:\\new ", 120_000, "\"\n"), ("\"", "\\x07", 250_000, "\"\n"),
            ("\"", "\\d ", 300_000, "\"\n"), ("", "<<<<<<< HEAD\n", 75_000, ""), ("", "[", 1_000_000, "\n"),
            ("", "[a, {", 200_000, "\n"), ("[", "a [b] ", 160_000, "]\n"), ("{a: b", ", c", 300_000, "}\n"),
            ("[", "\"a,", 300_000, ""), ("", "a", 1_000_000, ":b\n"), ("'", "a' ", 300_000, "'\n"),
            ("x\n", "a", 1_000_000, ":b\n"), ("x\n", "a", 1_000_000, " b\n"),
            ("x\n", "a", 900, ": b\n"), ("!", "a", 1_000_000, "\n"), ("", "\u{A0}", 300_000, "a: b\n"),
            ("x: ", "\u{200B}", 300_000, "a: b\n"),
            ("[\"a\" b, ", "[", 300_000, String(repeating: "]", count: 300_000)),
            ("a: b", " #", 400_000, "\n"), ("{a: b", ", k: [x #", 100_000, "}\n"),
        ])
    func hostileTextsAreRead(_ start: String, _ piece: String, _ count: Int, _ end: String) async throws {
        let text = start + String(repeating: piece, count: count) + end
        for file in ["site.yml", "terms.yml", "queries.yml"] {
            let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
            try site.write(
                "Content/\(file)",
                file == "site.yml" ? TemporarySite.settings + "publisher: " + text : text)
            let found = try await site.build().findings.filter {
                $0.file.hasSuffix(file) && $0.severity == .error
            }
            #expect(!found.isEmpty)
            #expect(
                found.allSatisfy {
                    // The list of all keys is long by itself.
                    ($0.help.utf8.count < 200
                        || $0.help
                            == "the keys are \(SiteKeys.settings.map(\.key).sorted().joined(separator: ", "))")
                        && $0.message.utf8.count < 400
                },
                "\(found.map { $0.message.prefix(300) }) \(found.map { $0.help.prefix(300) })")
        }
    }
}
