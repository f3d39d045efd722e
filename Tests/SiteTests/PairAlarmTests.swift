import TestSupport
import Testing

@testable import Findings

/// Texts that are the same on page and in twin, however they look: none of them is told to differ.
@Suite(.timeLimit(.minutes(15))) struct PairAlarmTests {
    private static let issues = "## Fix Common Issues\n\n### "
    private static let steps = "\n\nSeen.\n\n1. Do.\n2. Check again.\n"

    private static func found(_ body: String, _ settings: String = "") async throws -> [Finding] {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)])
        try site.write("Content/site.yml", TemporarySite.settings + settings)
        return try await site.build().findings
    }

    /// Titles of issues that hold addresses with marks.
    @Test(arguments: [
        "http://example.org/a<b fails", "See www.example.org<x or", "http://e&lt; x",
        "www.example.org/_a_ *b*",
        "WWW.a.b_c_", "ftp://x/a<b", "see www.a.b", "mail a@b.org<c", "a https://example.org/*b*<c",
    ])
    func titlesWithAddresses(_ title: String) async throws {
        let found = try await Self.found(Self.issues + title + Self.steps)
        #expect(found.filter { $0.group == "pair" } == [])
    }

    /// A place before a table, and footnotes that only footnotes refer to, in issues.
    @Test(arguments: [
        "One\n\nSeen.\n\n<a id=\"p\"></a>Text a\\|b here:\n| a |\n| - |\n| b |\n\n1. Do.\n2. Check again.",
        "One\n\nA.\n\n[^fn]: See [^fn]\n\na", "One\n\nA.\n\n[^fn]: See [^f2]\n\n[^f2]: See [^fn]\n\na",
        "One\n\nA.[^b]\n\n[^fn]: See [^fn]\n\na\n\n[^b]: B.",
    ])
    func partsOfIssues(_ issue: String) async throws {
        let found = try await Self.found(Self.issues + issue + "\n\n### Two" + Self.steps)
        #expect(found.filter { $0.group == "pair" } == [])
    }

    /// HTML that is never closed takes in what the twin has below the text: that is said in those words, whatever settings say.
    @Test(arguments: [
        "<!-- open", "<pre>\nx", "<script>\nx", "<![CDATA[ x", "<?php x", "- <!-- open", "<style>x",
    ])
    func unclosedHTML(_ html: String) async throws {
        for body in ["Para.\n\n" + html, Self.issues + "One" + Self.steps + "\n" + html] {
            let found = try await Self.found(body, "checks: {structure: off}\n")
            #expect(
                found.filter { $0.severity == .error }.map(\.id) == ["structure/unclosed-fence"], "\(body)")
        }
    }
}
