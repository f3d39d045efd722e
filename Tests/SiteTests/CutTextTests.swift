import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Markdown
@testable import Support

/// Text that a comment of YAML cuts off is found, and the fix keeps it.
@Suite(.timeLimit(.minutes(15))) struct CutTextTests {
    /// A text that is a comment as a whole.
    @Test(arguments: [
        ("title: ⟦#5 x", "content/missing-key", "title: \"#5 x\""),
        ("title: ⟦# x", "content/missing-key", "title: # x"),
        ("title: A\nkeywords:\n  - ⟦#5 x", "content/cut-text", "  - \"#5 x\""),
        ("title: A\nresources:\n  - guide: a\n    note: ⟦#5 x", "content/cut-text", "    note: \"#5 x\""),
    ])
    func aTextThatIsAComment(_ lines: String, _ id: String, _ fixed: String) async throws {
        let text = ReadingTests.guide(
            lines + "\nsummary: A summary that is long enough to be one.\ncategory: one")
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
        let text = ReadingTests.guide("title: #5 x\n  and more\nsummary: A summary.\ncategory: one")
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
                "a.md": ReadingTests.guide(
                    "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\n"
                        + lines)
            ], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "content/cut-text" } == [])
    }

    /// A ` #` that takes the rest of a list with it is found where it is.
    @Test func aCutList() async throws {
        let site = try TemporarySite(
            [
                "a.md": ReadingTests.guide(
                    "title: A Guide\nsummary: A summary that is long enough to be one of a guide.\ncategory: one\nkeywords: [text, issue #5, more text]"
                )
            ], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map { "\($0.location.line):\($0.location.column)" } == ["5:23"])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("keywords: [text, \"issue #5\", more text]\n"))
    }

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
        let text = ReadingTests.guide(
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

    /// A text of a list in brackets over several lines, with what may be before and after it: the fix keeps the list.
    @Test(
        arguments: ["", "a text, ", "a text,\n  ", "\n  a text,\n  "],
        ["\n]", ",\n  last]", ",\n  last,\n  very last\n]", ", next\n]", "]", ", last]"])
    func cutTextInBrackets(_ before: String, _ after: String) async throws {
        for cut in ["one #two", "one two #3", "one #two three"] {
            let text = FixTests.head("keywords: [\(before)\(cut)\(after)")
            let (fixed, left) = try await FixPlaceTests.fixed(
                text, ["content/cut-text", "content/no-front-matter"])
            #expect(
                fixed == FixTests.head("keywords: [\(before)\"\(cut)\"\(after)"), "\(left)")
            #expect(!left.contains { $0.id == "content/cut-text" || $0.severity == .error }, "\(left)")
        }
    }

    /// The same for a value of a map in brackets.
    @Test(arguments: ["\n    note: N.}", ", note: N.}", ",\n    note: N.}"])
    func cutTextInBraces(_ after: String) async throws {
        for before in ["url: 'https://example.net/', ", ""] {
            let last = before.isEmpty ? ", url: 'https://example.net/'" : ""
            let rest =
                after.hasPrefix(",")
                ? after.replacing("}", with: last + "}") : "," + after.replacing("}", with: last + "}")
            let text = FixTests.head("resources:\n  - {\(before)title: Page #3\(rest)")
            let (fixed, left) = try await FixPlaceTests.fixed(
                text, ["content/cut-text", "content/no-front-matter"])
            #expect(fixed == text.replacing("Page #3", with: "\"Page #3\""), "\(left)")
            #expect(!left.contains { $0.id == "content/cut-text" || $0.severity == .error }, "\(left)")
        }
    }

    @Test(arguments: [
        "title: Update  # a comment", "title: \"Update #2\"", "title: 'It' # a comment", "title: C# and F#",
        "title: Update\n# a comment",
    ])
    func commentsAreAllowed(_ title: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": ReadingTests.guide(
                    "\(title)\nsummary: A summary that is long enough to be one of a guide.\ncategory: one")
            ],
            templates: false)
        #expect(
            try await site.build().findings.filter { $0.id == "content/cut-text" || $0.severity == .error }
                == [])
    }
}
