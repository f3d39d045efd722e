import Foundation
import Testing

@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Markdown
@testable import Support

/// Front matter and settings as people write them: the slip is named at its place, and the fix that is offered makes the
/// file readable.
@Suite struct ReadingTests {
    static func guide(_ head: String, _ body: String = "Text.") -> String { "---\n\(head)\n---\n\n\(body)\n" }

    struct Slip: Sendable, CustomTestStringConvertible {
        /// The front matter, with `⟦` right before the place of the finding.
        var head: String
        /// What the value reads as once it is fixed.
        var value: String
        var words: String
        var testDescription: String { head }
    }

    static func titled(_ title: String, _ value: String, _ words: String) -> Slip {
        Slip(
            head:
                "title: \(title)\nsummary: A summary that is long enough to be one of a guide.\ncategory: one",
            value: value,
            words: words)
    }

    static let slips: [Slip] = [
        titled("Sending⟦: The Basics", "Sending: The Basics", "as a key"),
        titled("Ends⟦:", "Ends:", "as a key"),
        titled("⟦\"Quoted\" Title", "\"Quoted\" Title", "starts with `\"`"),
        titled("⟦@Home", "@Home", "starts with `@`"),
        titled("⟦`code` first", "`code` first", "cannot start with a backtick"),
        titled("⟦[Draft] x", "[Draft] x", "starts with `[`"),
        titled("⟦%d of them", "%d of them", "starts with `%`"),
        titled("⟦> x", "> x", "starts with `>`"),
        titled("⟦- x", "- x", "starts with `-`"),
        titled("⟦{a} and b", "{a} and b", "starts with `{`"),
        titled("⟦, first", ", first", "starts with `,`"),
        titled("⟦'Tis' the season", "'Tis' the season", "starts with `'`"),
        titled("Back\\slash⟦: \"It\"", "Back\\slash: \"It\"", "as a key"),
        titled("Überblick⟦: é", "Überblick: é", "as a key"),
        titled("⟦!Important news", "!Important news", "takes `!Important` for a tag"),
        titled("⟦!x", "!x", "for a tag"),
        titled("⟦! x", "! x", "for a tag"),
        titled("⟦!Note: it", "!Note: it", "for a tag"),
        titled("⟦&T x", "&T x", "takes `&T` for an anchor"),
        titled("⟦*x", "*x", "takes `*x` for an alias"),
        titled("⟦*Bold* words", "*Bold* words", "starts with `*`"),
        titled("⟦{{a}}", "{{a}}", "starts with `{`"),
        titled("⟦{% if a %}", "{% if a %}", "starts with `{`"),
        titled("'It⟦'s here'", "It's here", "up to this quote"),
        titled("'It⟦'s Bob's'  # a comment", "It's Bob's", "up to this quote"),
        titled("\"Say ⟦\"hi\" to it\"", "Say \"hi\" to it", "up to this quote"),
        titled("\"It's ⟦\"hi\"\"", "It's \"hi\"", "up to this quote"),
        titled("\"C:⟦\\path\\to\"", "C:\\path\\to", "has none like"),
        titled("\"C:\\new⟦\\path\"", "C:\\new\\path", "has none like"),
        titled("A⟦: b  # comment", "A: b", "as a key"),
        titled("\tA⟦: b", "A: b", "as a key"),
        titled("A long title\n  that goes⟦: on\n  and on", "A long title that goes: on and on", "as a key"),
        titled("A long title⟦: it\n  goes on", "A long title: it goes on", "as a key"),
        titled("Issue⟦ #5 and\n  more of it", "Issue #5 and more of it", "a comment"),
        titled(
            "A long title\n  with issue⟦ #5 and\n  more", "A long title with issue #5 and more", "a comment"),
    ]

    @Test(arguments: slips) func slipsAreNamedAndFixed(_ slip: Slip) async throws {
        let text = Self.guide(slip.head)
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        #expect(found.map(\.id) == ["content/no-front-matter"])
        #expect(
            found.first.map { "\($0.location.line):\($0.location.column)" }
                == "\(before.count):\(before.last!.unicodeScalars.count + 1)")
        #expect(found.first?.message.contains(slip.words) == true, "\(found.map(\.message))")
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try await site.library().guides.first?.title == slip.value)
        #expect(try await site.build().findings.allSatisfy { $0.severity != .error })
    }

    /// The line is read as it was meant, in the file too: quotes are those that need no backslash, and a comment stays one.
    @Test(arguments: [
        ("'It's here'", "\"It's here\""), ("\"Say \"hi\" to it\"", "'Say \"hi\" to it'"),
        ("\"C:\\path\\to\"", "'C:\\path\\to'"), ("A: b  # comment", "\"A: b\"  # comment"),
        ("A: b\t# comment", "\"A: b\"\t# comment"), ("!x y  # comment", "\"!x y\"  # comment"),
        ("It's a \"b\": c", "\"It's a \\\"b\\\": c\""),
    ])
    func fixesWriteWhatPeopleWould(_ before: String, _ after: String) throws {
        let text = Self.guide(
            "title: \(before)\nsummary: A summary that is long enough to be one of a guide.\ncategory: one")
        let site = try TemporarySite(["a.md": text], templates: false)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("\ntitle: \(after)\nsummary:"))
    }

    /// What is no text for sure is named, and left as it is.
    static let unsure: [Slip] = [
        Slip(
            head: "title: A\nsummary: B\ncategory: one\n⟦title: C", value: "",
            words: "given already, on line 2"),
        titled("⟦\"Open", "", "never closed"),
        titled("⟦'Tis the season", "", "never closed"),
        titled("'a⟦' and 'b'", "", "up to this quote"),
        titled("\"a⟦\" and \"b\"", "", "up to this quote"),
        titled("\"A \\\"b\\\" ⟦\\c\"", "", "has none like"),
        titled("\"A \\\\ ⟦\\c\"", "", "has none like"),
        titled("A⟦: b # perhaps a comment", "", "as a key"),
        titled("A long title\n  note⟦: it", "", "as a key"),
        titled("⟦!!str x", "", "for a tag"),
        titled("⟦[Draft", "", "bracket that starts here is never closed"),
        Slip(
            head: "title: A\nsummary: B\ncategory: one\nkeywords: ⟦[a, b", value: "", words: "is never closed"
        ),
        Slip(head: "⟦title A\nsummary: B\ncategory: one", value: "", words: "no colon"),
        Slip(head: "title: A\nsummary: B\n⟦category one", value: "", words: "no colon"),
        Slip(
            head: "title: A\nkeywords: a⟦: b\n  - c\nsummary: B\ncategory: one", value: "", words: "as a key"),
        Slip(head: "title: A\n  summary⟦: B\ncategory: one", value: "", words: "as a key"),
        titled("⟦&T x\nkeywords: [*T]", "", "for an anchor"),
        titled("⟦!x \"quoted\"", "", "for a tag"),
        titled("\"⟦\"A\" b\"", "", "up to this quote"),
        Slip(head: "title: A\n⟦\tsummary: B\ncategory: one", value: "", words: "with a tab"),
    ]

    @Test(arguments: unsure) func whatIsUnsureIsOnlyNamed(_ slip: Slip) async throws {
        let text = Self.guide(slip.head)
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.id == "content/no-front-matter" }
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        #expect(
            found.map { "\($0.location.line):\($0.location.column)" }
                == ["\(before.count):\(before.last!.unicodeScalars.count + 1)"], "\(found)")
        #expect(found.first?.message.contains(slip.words) == true, "\(found.map(\.message))")
        #expect(found.first?.help != "put text that holds `: `, `#` or quotes in quotes")
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md") == text.replacing("⟦", with: ""))
    }

    /// A colon of another script, or one without a space, on any number of lines.
    @Test(arguments: [
        ("title：A Guide", "2:6", "as a colon: U+FF1A"), ("title ： A Guide", "2:6", "as a colon: U+FF1A"),
        ("title：\u{3000}A Guide", "2:6", "as a colon: U+FF1A"), ("title:A Guide", "2:6", "needs a space"),
        ("title﹕A Guide", "2:6", "as a colon: U+FE55"),
    ])
    func colonsThatAreNone(_ line: String, _ location: String, _ words: String) async throws {
        for isLast in [false, true] {
            let rest = ["summary: A summary that is long enough to be one of a guide.", "category: one"]
            let lines = isLast ? rest + [line] : [line] + rest
            let site = try TemporarySite(
                ["a.md": Self.guide(lines.joined(separator: "\n"))], templates: false)
            let found = try await site.build().findings.filter { $0.severity == .error }
            #expect(
                found.map { "\($0.location.line):\($0.location.column)" } == [
                    isLast ? location.replacing("2:", with: "4:") : location
                ])
            #expect(found.first?.message.contains(words) == true, "\(found.map(\.message))")
            _ = try run(["check", "--site", site.path, "--fix"])
            #expect(try await site.library().guides.first?.title == "A Guide")
        }
        let all = ["summary：A summary that is long enough.", line, "category：one"]
        let site = try TemporarySite(["a.md": Self.guide(all.joined(separator: "\n"))], templates: false)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try await site.library().guides.first?.title == "A Guide")
    }

    /// Texts of a resource, in lines of their own and in braces.
    @Test(arguments: [
        ("  - title: Page⟦: one\n    url: https://example.net/\n    note: See it.", "Page: one", "See it."),
        ("  - title: Page\n    url: https://example.net/\n    note: See⟦: it", "Page", "See: it"),
        ("  - {title: Page⟦: one, url: https://example.net/, note: See it.}", "Page: one", "See it."),
        ("  - {title: Page, url: https://example.net/, note: See⟦: it}", "Page", "See: it"),
        ("  - {title: Page⟦: one, url: https://example.net/, note: See: it}", "Page: one", "See: it"),
        ("  - {title: Page,\n    url: https://example.net/, note: See⟦: it}", "Page", "See: it"),
        ("  - {title: Page,\n    note: See⟦: it,\n    url: https://example.net/}", "Page", "See: it"),
        ("  - {title: 'It⟦'s', url: https://example.net/, note: See it.}", "It's", "See it."),
        ("  - {title: Page⟦ #3, url: https://example.net/, note: See it.}", "Page #3", "See it."),
    ])
    func slipsInResources(_ lines: String, _ title: String, _ note: String) async throws {
        let text = Self.guide(
            "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\nresources:\n"
                + lines)
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        #expect(
            found.map { "\($0.location.line):\($0.location.column)" } == [
                "\(before.count):\(before.last!.unicodeScalars.count + 1)"
            ], "\(found)")
        _ = try run(["check", "--site", site.path, "--fix"])
        let resource = try await site.library().guides.first?.frontMatter.resources.first
        guard case .page(let read, _)? = resource?.target else {
            Issue.record("no resource in \(site.path)")
            return
        }
        #expect(read == title && resource?.note == note)
    }

    /// Of several slips the first is named, whichever they are, and all are fixed.
    @Test(arguments: [
        ("title: A: b\nsummary: C: d\ncategory: one", "2:9", "A: b", "C: d"),
        ("title: A: b\nsummary: 'It's d'\ncategory: one", "2:9", "A: b", "It's d"),
        ("title: 'It's'\nsummary: @C d\ncategory: one", "2:11", "It's", "@C d"),
        ("title: !A b\nsummary: !C d\ncategory: one", "2:8", "!A b", "!C d"),
        ("title: @A\nkeywords: [one, two #3, four]\nsummary: C: d\ncategory: one", "2:8", "@A", "C: d"),
        ("title：A\nsummary: C: d\ncategory: one", "2:6", "A", "C: d"),
    ])
    func severalSlips(_ head: String, _ location: String, _ title: String, _ summary: String) async throws {
        let site = try TemporarySite(["a.md": Self.guide(head)], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map { "\($0.location.line):\($0.location.column)" } == [location], "\(found)")
        _ = try run(["check", "--site", site.path, "--fix"])
        let guide = try await site.library().guides.first
        let text = try site.read("a.md")
        #expect(guide?.title == title && guide?.frontMatter.summary.text == summary, "\(text)")
    }

    /// A text that is a comment as a whole.
    @Test(arguments: [
        ("title: ⟦#5 x", "content/missing-key", "title: \"#5 x\""),
        ("title: ⟦# x", "content/missing-key", "title: # x"),
        ("title: A\nkeywords:\n  - ⟦#5 x", "content/cut-text", "  - \"#5 x\""),
        ("title: A\nresources:\n  - guide: a\n    note: ⟦#5 x", "content/cut-text", "    note: \"#5 x\""),
    ])
    func aTextThatIsAComment(_ lines: String, _ id: String, _ fixed: String) async throws {
        let text = Self.guide(lines + "\nsummary: A summary that is long enough to be one.\ncategory: one")
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        let found = try await site.build().findings.filter { $0.id == id }
        #expect(
            found.map { "\($0.location.line):\($0.location.column)" } == [
                "\(before.count):\(before.last!.count + 1)"
            ], "\(found)")
        #expect(found.first.map { $0.message.contains("` #` starts a comment") } == true)
        #expect(found.first?.help.contains("#5 x\"") ?? false || found.first?.help.contains("# x\"") ?? false)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains(fixed + "\n"))
    }

    /// Where the text goes on below, quotes around its first line would leave the rest outside.
    @Test func aCommentWithATextBelow() throws {
        let text = Self.guide("title: #5 x\n  and more\nsummary: A summary.\ncategory: one")
        let site = try TemporarySite(["a.md": text], templates: false)
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md") == text)
    }

    /// A comment behind a key that needs no text, or behind the name of a list, is one.
    @Test(arguments: [
        "resources: # none\n", "review: # none yet\n", "keywords: # those of the site\n  - alpha\n",
    ])
    func commentsBehindKeys(_ lines: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": Self.guide(
                    "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\n"
                        + lines)
            ], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "content/cut-text" } == [])
    }

    // MARK: Fixes say what was written

    /// What is made of a title: what it reads as, and whether a fix had a part in it.
    private static func afterFixes(_ written: String) -> (title: String?, isFixed: Bool, text: String) {
        var bytes = Array("---\ntitle: \(written)\nsummary: It is one.\ncategory: one\n---\n".utf8)
        var isFixed = false
        for _ in 0..<6 {
            let source = SourceText(bytes)
            let range = FrontMatterSplit(source).yaml!
            var findings: [Finding] = []
            var title: String?
            do throws(YAML.Failure) {
                let value = try YAML.read(source, range)
                title = FrontMatter(value, file: "a.md", findings: &findings).title.text
            } catch {
                findings = [YAMLFault.finding(error, in: source, range, file: "a.md")]
            }
            guard let fix = findings.compactMap(\.fix).first else {
                return (title, isFixed, String(decoding: bytes, as: UTF8.self))
            }
            bytes = Fixer.apply([fix], to: bytes).bytes
            isFixed = true
        }
        return (nil, isFixed, String(decoding: bytes, as: UTF8.self))
    }

    private static let pieces = [
        "one", "two", "It's", "C:", ": ", ":", "#5", "#", "\"hi\"", "'x'", "\"", "'", "{{a}}", "[x]", "[",
        "]", "{",
        "}", "!", "!x", "&T", "*b*", "*", "\\path", "\\", ",", "`", "@", "%", "|", ">", "-", "?", "é", "漢：",
        "<b>", "=", "~", "5\"",
    ]

    /// A text that is written without quotes, or within quotes that it does not fit: either no fix is offered, or the title
    /// reads just as it was written.
    @Test(arguments: 0..<60) func fixesSayWhatWasWritten(_ seed: UInt64) {
        var random = Seeded(seed)
        var count = 0
        for _ in 0..<60 {
            var text = ""
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                text += Self.pieces.randomElement(using: &random)!
                if Int.random(in: 0..<3, using: &random) > 0 { text += " " }
            }
            let words = text.split(separator: " ").map(String.init)
            text = words.joined(separator: " ")
            // A list with a comment behind it.
            if "[{".contains(text.first!), text.contains("] #") || text.contains("} #") { continue }
            let brackets =
                text.hasPrefix("[") && text.hasSuffix("]") || text.hasPrefix("{") && text.hasSuffix("}")
            let quotes = text.count > 1 && text.first == text.last && "\"'".contains(text.first!)
            for form in ["", "'", "\"", "lines"] {
                // In brackets it is a list, in quotes of its own a text without them.
                if form == "" || form == "lines", brackets || quotes { continue }
                var written = form == "lines" ? text : form + text + form
                if form == "lines" {
                    // A line that starts with `#` is a comment.
                    guard words.count > 1, !words[0].hasPrefix("#"), !words[1].hasPrefix("#") else {
                        continue
                    }
                    written = words[0] + "\n  " + words[1...].joined(separator: " ")
                }
                let result = Self.afterFixes(written)
                guard result.isFixed else { continue }
                count += 1
                #expect(result.title == text, "seed \(seed): \(written)\n\(result.text)")
            }
        }
        #expect(count > 20)
    }

    /// The same in settings.
    @Test func slipsInSettings() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        try site.write(
            "Content/site.yml", TemporarySite.settings.replacing("Test Guides", with: "Guides: The Test"))
        #expect(
            try await site.build().findings.map { "\($0.file):\($0.location.line):\($0.location.column)" }
                == [
                    "Content/site.yml:1:13"
                ])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("Content/site.yml").hasPrefix("name: \"Guides: The Test\"\n"))
    }

    /// A ` #` that takes the rest of a list with it is found where it is.
    @Test func aCutList() async throws {
        let site = try TemporarySite(
            [
                "a.md": Self.guide(
                    "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\nkeywords: [text, issue #5, more text]"
                )
            ], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map { "\($0.location.line):\($0.location.column)" } == ["5:23"])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("keywords: [text, \"issue #5\", more text]\n"))
    }

    // MARK: Text that is cut

    @Test(arguments: [
        ("title: Update⟦ #2 (New Limits)", "\"Update #2 (New Limits)\""),
        (
            "summary: Answers to ticket⟦ #554 about bounced mail and its limits.",
            "\"Answers to ticket #554 about bounced mail and its limits.\""
        ),
        (
            "resources: [{title: Page, url: https://example.net/, note: See it.}]\nagent-notes:\n  - A note⟦ #1 of it",
            "\"A note #1 of it\""
        ),
        ("resources:\n  - title: Page⟦ #3\n    url: https://example.net/\n    note: See it.", "\"Page #3\""),
    ])
    func cutTextIsFound(_ lines: String, _ fixed: String) async throws {
        var keys = [
            "title": "title: A Guide",
            "summary": "summary: A summary that is long enough to be one of a guide.",
            "category": "category: one",
        ]
        keys[String(lines.prefix { $0 != ":" })] = lines
        let text = Self.guide(
            ["title", "summary", "category"].map { keys[$0]! }.joined(separator: "\n")
                + (lines.hasPrefix("resources") ? "\n" + lines : ""))
        let site = try TemporarySite(["a.md": text.replacing("⟦", with: "")], templates: false)
        let found = try await site.build().findings.filter { $0.id == "content/cut-text" }
        let before = text[..<text.firstRange(of: "⟦")!.lowerBound].components(separatedBy: "\n")
        #expect(
            found.map { "\($0.location.line):\($0.location.column)" } == [
                "\(before.count):\(before.last!.count + 1)"
            ])
        _ = try run(["check", "--site", site.path, "--fix", "--only", "content/cut-text"])
        #expect(try site.read("a.md").contains(fixed + "\n"))
    }

    @Test(arguments: [
        "title: Update  # a comment", "title: \"Update #2\"", "title: 'It' # a comment", "title: C# and F#",
        "title: Update\n# a comment",
    ])
    func commentsAreAllowed(_ title: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": Self.guide(
                    "\(title)\nsummary: A summary that is long enough to be one of a guide.\ncategory: one")
            ],
            templates: false)
        #expect(
            try await site.build().findings.filter { $0.id == "content/cut-text" || $0.severity == .error }
                == [])
    }

    // MARK: Callouts

    @Test(arguments: ["NOTE", "Note", "note", "nOtE", "TIP", "Tip", "important", "Warning", "caution"])
    func calloutsInAnyLetterCase(_ kind: String) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "> [!\(kind)]\n> Ask first.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity > .note } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(
            page.contains(
                "<aside class=\"callout callout-\(kind.lowercased())\">\n<p class=\"callout-title\">\(kind.lowercased().capitalized)</p>\n<p>Ask first.</p>\n</aside>"
            ))
        #expect(try site.read("Public/guides/a.md").contains("> [!\(kind)]\n> Ask first."))
    }

    /// Whatever is behind the marker, there is no empty paragraph and no break before the text.
    @Test(arguments: [
        "> [!TIP]\n>\n> Text.", "> [!TIP]\n> ```\n> a\n> ```", "> [!TIP]  \n> Text.", "> [!TIP]\\\n> Text.",
        "> [!TIP]", "- > [!TIP]\n  >\n  > Text.",
    ])
    func calloutsHaveNothingEmpty(_ body: String) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", body + "\n\nMore.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(page.contains("<p class=\"callout-title\">Tip</p>\n"))
        #expect(!page.contains("<p></p>") && !page.contains("<p><br>") && !page.contains("<p>\n"))
    }

    // MARK: Titles, references, addresses

    @Test(arguments: ["Paths with / and \\\\", "Ends in ]", "\\\\\\\\", "A \\\\] B", "[x](y)"])
    func titlesWithMarksAreListed(_ title: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide(title, "Text.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    @Test func collapsedReferencesNameTheirLabel() async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "See [this essay][] and [that][].\n")], templates: false)
        let found = try await site.build().findings.filter { $0.id == "links/undefined-reference" }
        #expect(
            found.map(\.help) == [
                "add a line `[this essay]: address`, or write the address in parentheses",
                "add a line `[that]: address`, or write the address in parentheses",
            ])
    }

    @Test(arguments: [
        ("See https://example.net/a）。 It is.", "See [example.net/a](https://example.net/a)）。 It is."),
        ("参照：https://example.net/b、次へ", "参照：[example.net/b](https://example.net/b)、次へ"),
        ("See www.example.net/b、次へ", "See [example.net/b](https://www.example.net/b)、次へ"),
        ("“https://example.net/c”.", "“[example.net/c](https://example.net/c)”."),
        ("(https://example.net/a)。", "([example.net/a](https://example.net/a))。"),
        ("https://example.net/A_(b)，等", "[example.net/A\\_(b)](https://example.net/A_\\(b\\))，等"),
        ("https://example.net/a.”", "[example.net/a](https://example.net/a).”"),
    ])
    func addressesEndBeforeForeignPunctuation(_ body: String, _ fixed: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)], templates: false)
        let before = try await site.build().findings.map(\.id)
        #expect(before.filter { $0 == "links/bare-end" }.count == 1)
        _ = try run(["check", "--site", site.path, "--fix", "--only", "links/bare-end"])
        #expect(try site.read("a.md").hasSuffix("\n\n" + fixed))
        // It works now, and no other finding took its place.
        let after = try await site.build().findings.map(\.id)
        #expect(
            after.count < before.count && Set(after).isSubset(of: before) && !after.contains("links/bare-end")
        )
    }

    @Test(arguments: [
        "(see https://en.example.org/wiki/Foo_(bar))", "https://example.net/größe",
        "<https://example.net/a、b>", "[x](https://example.net/a、b)", "\"https://example.net/c\".",
    ])
    func otherAddressesAreLeftAlone(_ body: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "links/bare-end" } == [])
    }

    /// A term is found where it is misspelled inside a longer form of it.
    @Test(arguments: [
        ("Publish the Dmarc record.", "Publish the DMARC record."),
        ("Read the Mta-Sts policy.", "Read the MTA-STS policy."),
        ("The Spf records fail.", "The SPF records fail."), ("Publish Dmarc.", "Publish DMARC."),
        ("The dmarc-record is.", "The DMARC-record is."),
        ("An Spf include mechanism.", "An SPF include mechanism."),
    ])
    func misspelledTermsInLongerForms(_ body: String, _ fixed: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", body),
                "Content/terms.yml":
                    "- {term: DMARC, synonyms: [DMARC record], guide: none}\n- {term: MTA-STS, synonyms: [MTA-STS policy], guide: none}\n- {term: SPF, synonyms: [SPF record, SPF include mechanism], guide: none}\n",
            ], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "keywords/spelling" }.count == 1)
        _ = try run(["check", "--site", site.path, "--fix", "--only", "keywords/spelling"])
        #expect(try site.read("a.md").hasSuffix("\n\n" + fixed))
    }

    /// Two keywords that a fingerprint once took for one are both kept.
    @Test func fixesDeleteNoOtherKeyword() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha", more: "keywords: [IPv6, IPTV, fs files, d3 files, FS-Files]",
                    "IPv6, IPTV, fs files, d3 files.")
            ],
            templates: false)
        #expect(
            try await site.build().findings.filter { $0.id == "keywords/repeated" }.map(\.message) == [
                "\"FS-Files\" is \"fs files\" once more"
            ])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("keywords: [IPv6, IPTV, fs files, d3 files]"))
    }

    @Test func titlesAreTheSameInLetterCaseAlone() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Page", "Text."), "b.md": TemporarySite.guide("Pages", "Text."),
                "c.md": TemporarySite.guide("PAGE", "Text."),
            ],
            templates: false)
        func found() async throws -> [String] {
            try await site.build().findings.filter { $0.id == "keywords/contested" }.map {
                "\($0.file) \($0.severity.rawValue)"
            }
        }
        #expect(try await found() == ["Content/guides/c.md error"])
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {keywords/contested: warning}\n")
        #expect(try await found() == ["Content/guides/c.md warning"])
    }

    // MARK: Shapes that cost too much

    static func table(_ columns: Int, _ rows: Int) -> String {
        "|" + String(repeating: "a|", count: columns) + "\n|" + String(repeating: "-|", count: columns) + "\n"
            + String(repeating: "|a|\n", count: rows)
    }

    /// Numbered issues that all say the same.
    static func issues(_ count: Int, _ text: String) -> String {
        "## Fix Common Issues\n\n"
            + (1...count).map { "### Issue \($0)\n\nText \(text).\n\n1. Run the check again.\n\n" }.joined()
    }

    /// A body that is too long to be shown, with what is said of it.
    struct Shape: Sendable, CustomTestStringConvertible {
        var body: String
        var words: String
        init(_ body: String, _ words: String) { (self.body, self.words) = (body, words) }
        var testDescription: String { words }
    }

    @Test(arguments: [
        Shape(table(2000, 2000), "2000 columns"), Shape(table(CostlyShape.mostColumns + 1, 1), "501 columns"),
        Shape(table(100, 1001), "100100 cells"),
        Shape("Text.\n\n> " + table(300, 400).replacing("\n", with: "\n> "), "cells"),
        Shape("a\n:-\n" + String(repeating: "b\n", count: 100_001), "100001 cells"),
        Shape("https://example.net/" + String(repeating: ")", count: 501), "500 `)`"),
        Shape(String(repeating: "a@", count: 501), "500 `@`"),
        Shape(String(repeating: "a@b ", count: 20_001), "20001 `@`"),
        Shape(String(repeating: "![[]()", count: 501), "500 images"),
        Shape("|a|\n|\u{C}-|" + String(repeating: "-|", count: 600) + "\n", "601 columns"),
        Shape("- x\n\n  " + table(501, 1).replacing("\n", with: "\n  "), "501 columns"),
        Shape(
            String(repeating: "[r] ", count: 10_000) + "\n\n[r]: https://example.net/"
                + String(repeating: "x", count: 60_000), "used 10001 times"),
        Shape(
            String(repeating: "![r] ", count: 50_000) + "\n\n> [r]:\n> b.md\n> \""
                + String(repeating: "word\n> ", count: 1500) + "\"", "used 50001 times"),
        Shape(String(repeating: ">", count: 251) + " a", "251 `>`"),
        Shape("- a\n\n  1. " + String(repeating: "> ", count: 5000) + "a\n> b", "5000 `>`"),
        Shape("[^a]\n\n[^a]: " + String(repeating: "> ", count: 251) + "a", "251 `>`"),
        Shape(issues(600, "[^a]") + "[^a]: " + String(repeating: "word ", count: 8000), "600 issues"),
        Shape(
            issues(600, "[b][a]") + "[a]: b.md \"" + String(repeating: "word ", count: 8000) + "\"",
            "600 issues"),
    ])
    func costlyShapesAreNamed(_ shape: Shape) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", shape.body)], templates: false)
        try site.write("b.md", TemporarySite.guide("Beta", "Text."))
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map(\.id).filter { $0 != "content/control-character" } == ["content/too-complex"])
        #expect(found.first?.message.contains(shape.words) == true, "\(found.map(\.message))")
    }

    @Test(arguments: [
        Shape(table(CostlyShape.mostColumns, 3), "as many columns as may be"),
        Shape(table(100, 999), "as many cells"),
        Shape("https://example.net/" + String(repeating: ")", count: 500), "as many signs"),
        Shape(String(repeating: "a) ", count: 2000), "signs apart"),
        Shape(
            String(repeating: ">", count: CostlyShape.mostQuotes) + " a\n"
                + String(repeating: "> a\n", count: 999), "as many quotes"),
        Shape("a " + String(repeating: ">", count: 1000), "signs in a text"),
        Shape(issues(100, "[^a]") + "[^a]: " + String(repeating: "word ", count: 8000), "a long footnote"),
        Shape(String(repeating: "[a](b.md)", count: 2000), "links without a space"),
    ])
    func shapesWithinBoundsAreRead(_ shape: Shape) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", shape.body), "b.md": TemporarySite.guide("Beta", "Text.")],
            templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// Guides of half a megabyte and more, each of a shape that once took minutes: what is found is counted, and told apart
    /// up to a bound.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("[]", 300_000, "", 0), ("[a](b.md) ", 60_000, "", 0),
            ("[a](c.md) ", 60_000, "links/unknown-guide", 1000),
            ("[a](#c) ", 60_000, "links/unknown-anchor", 1000),
            ("https://a.example/ ", 40_000, "links/vague-text", 1000),
            ("[a]: http://a.example/\n", 30_000, "links/shadowed-definition", 1000),
            ("# a\n", 100_000, "structure/duplicate-heading", 1000),
            ("a\n=\n", 100_000, "structure/duplicate-heading", 1000),
            ("[b][] ", 60_000, "links/undefined-reference", 1000),
            ("<!-- guides-disable-next links/vague-text: x -->\n\n[here](b.md)\n\n", 10_000, "", 0),
            ("\u{200B}a", 100_000, "", 0), ("&amp;", 100_000, "", 0), ("|a|\n|-|\n|b|\n\n", 40_000, "", 0),
        ])
    func longGuidesAreRead(_ piece: String, _ count: Int, _ id: String, _ found: Int) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", String(repeating: piece, count: count)),
                "b.md": TemporarySite.guide("Beta", "Text."),
            ], templates: false)
        let findings = try await site.build().findings
        guard !id.isEmpty else { return }
        let own = findings.filter { $0.id == id }
        #expect(own.count == found)
        #expect(own.contains { $0.help.hasSuffix(" more like it in this file") })
    }

    /// Tens of thousands of links to as many parts of another guide, or to issues, none of which is there.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("b.md#c", "links/unknown-anchor"), ("/guides/i/c", "links/unknown-anchor"),
            ("b.md#A", "links/wrong-case"), ("b", "links/unknown-file"),
        ])
    func manyLinksIntoManyPartsAreRead(_ link: String, _ id: String) async throws {
        let links = (1...40_000).map { "[the text](\(link)\($0))\n" }.joined()
        let headings = (1...10_000).map { "### A\($0)\n\n" }.joined()
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", links),
                "b.md": TemporarySite.guide("Beta", "Text.\n\n## Fix Common Issues\n\n" + headings),
            ], templates: false)
        let findings = try await site.build().findings
        #expect(findings.count { $0.id == id } == 1000)
    }

    /// Code that a long text with a backslash before it begins like.
    @Test(.timeLimit(.minutes(5))) func longCodeIsFound() async throws {
        let letters = String(repeating: "a", count: 450_000)
        let bytes = Array("\\*\(letters) `\(letters)b`\n".utf8)
        let document = Document(SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
        #expect(document.codeBytes == [450_004..<900_005])
    }

    /// Settings of any size are read in time that grows with them.
    @Test(.timeLimit(.minutes(5))) func longSettingsAreRead() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        let keywords = (0..<20_000).map { "k\($0)" }.joined(separator: ", ")
        try site.write(
            "Content/site.yml", TemporarySite.settings.replacing("[site keyword]", with: "[\(keywords)]"))
        #expect(try await site.build().findings.allSatisfy { $0.severity != .error })
        try site.write(
            "Content/terms.yml", "- {term: \(String(repeating: "word ", count: 100_000)), guide: none}\n")
        #expect(
            try await site.build().findings.filter { $0.severity == .error }.map(\.id) == [
                "content/wrong-type"
            ])
        try site.write("Content/terms.yml", "")
        try site.write("Content/queries.yml", (0..<5000).map { "- {query: q\($0), finds: a}\n" }.joined())
        #expect(try await site.build().findings.contains { $0.message.contains("one query too many") })
        try site.write(
            "Content/queries.yml", "- {query: \(String(repeating: "word ", count: 100_000)), finds: a}\n")
        #expect(try await site.build().findings.contains { $0.message.contains("this query has") })
        for file in ["terms.yml", "queries.yml", "site.yml"] {
            try site.write("Content/\(file)", "[" + String(repeating: "\"a,", count: 300_000))
            let found = try await site.build().findings.filter {
                $0.file.hasSuffix(file) && $0.severity == .error
            }
            #expect(!found.isEmpty && found.allSatisfy { $0.help.count < 200 }, "\(found.map(\.message))")
            try site.write("Content/\(file)", "")
        }
    }

    /// What is written as a block of lines, or with a bar in a table, has no plain place for a fix: it is left as it is.
    @Test(arguments: [
        ("related:\n  - >-\n    othr\n  - |\n    othr", "Text.", "links/unknown-guide"),
        ("resources:\n  - guide: >-\n      othr\n    note: See it.", "Text.", "links/unknown-guide"),
        ("term-links: true", "| a | b |\n| - | - |\n| [x](OTHER.md?x\\|y) | c |", "links/wrong-case"),
        (
            "term-links: true", "| a | b |\n| - | - |\n| [x](other.md?a\\|b#stepz) | c |",
            "links/unknown-anchor"
        ),
    ])
    func fixesLeaveWhatHasNoPlainPlace(_ more: String, _ body: String, _ id: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", more: more, body),
                "other.md": TemporarySite.guide("Other", "Text.\n\n## Steps\n\nText."),
            ], templates: false)
        let before = try site.read("a.md")
        #expect(try await site.build().findings.contains { $0.id == id })
        _ = try run(["check", "--site", site.path, "--fix", "--only", id])
        #expect(try site.read("a.md") == before)
    }

    /// No build writes over what it is made from.
    @Test(arguments: ["Content", "Content/guides", "Templates", ".guides", "linked"])
    func sourcesAreNoOutput(_ output: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try await site.build()
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/linked", withDestinationPath: "Content")
        let before = try site.read("a.md")
        await #expect(throws: DiskError.self) {
            try await site.build { $0.output = site.path + "/" + output }
        }
        #expect(try site.read("a.md") == before)
    }
}
