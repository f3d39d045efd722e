import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Markdown
@testable import Support

/// Callouts, titles and references as people write them.
@Suite(.timeLimit(.minutes(15))) struct MarkdownReadingTests {
    @Test(arguments: ["NOTE", "Note", "note", "nOtE", "TIP", "Tip", "important", "Warning", "caution"])
    func calloutsInAnyLetterCase(_ kind: String) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "> [!\(kind)]\n> Ask first.")], templates: false)
        #expect(try await site.build().findings.filter { $0.severity > .note } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(
            page.contains(
                "<div class=\"callout callout-\(kind.lowercased())\" role=\"note\">\n<p class=\"callout-title\">\(kind.lowercased().capitalized)</p>\n<p>Ask first.</p>\n</div>"
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
}
