import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Markdown
@testable import Support

/// Front matter and settings as people write them: the slip is named at its place, and the fix that is offered makes
/// the file readable.
@Suite(.timeLimit(.minutes(15))) struct ReadingTests {
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

    /// The line is read as it was meant, in the file too: quotes are those that need no backslash, and a comment stays
    /// one.
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
            words: "already given on line 2"),
        titled("⟦- x", "", "starts with `-`"),
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
        #expect(found.first?.help != "put text that contains `: `, `#` or quotes in quotes")
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
        #expect(read == title && resource?.note.text == note)
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

    /// A text that is written without quotes, or within quotes that it does not fit: either no fix is offered, or the
    /// title reads just as it was written.
    @Test(arguments: Seeded.seeds(60)) func fixesSayWhatWasWritten(_ seed: UInt64) {
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
