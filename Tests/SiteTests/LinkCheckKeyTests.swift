import Support
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Rendering

/// A site that is read again after an edit is what a clean reading makes of it, also where a guide that is as it was leads to
/// something that changed.
@Suite(.timeLimit(.minutes(15))) struct LinkCheckKeyTests {
    private static let issue =
        "## Fix Common Issues\n\n### No Record\n\nThe check says `none`.\n\n1. Add it.\n"

    private struct Case: Sendable {
        let name: String
        /// The text of `a.md`, and more of its front matter.
        var text = "Text."
        var more = ""
        let before: [String: String]
        let after: [String: String]
    }

    private static let cases: [Case] = [
        Case(
            name: "a resource leads to a heading that goes",
            more: "resources:\n  - {title: B, url: 'https://example.org/guides/b#steps', note: N.}",
            before: ["b.md": TemporarySite.guide("Beta", "## Steps\n\nText.")],
            after: ["b.md": TemporarySite.guide("Beta", "## Ways\n\nText.")]),
        Case(
            name: "a heading is no issue any more", text: "See [it](/guides/i/no-record).",
            before: ["b.md": TemporarySite.guide("Beta", issue)],
            after: ["b.md": TemporarySite.guide("Beta", issue.replacing("### No", with: "## No"))]),
        Case(
            name: "an issue moves to another heading", text: "See [it](/guides/i/old).",
            before: [
                "b.md": TemporarySite.guide(
                    "Beta", more: "issues:\n  - {issue: no-record, former-ids: [old]}",
                    issue + "\n### Two Records\n\nThe check says `two`.\n\n1. Drop one.\n")
            ],
            after: [
                "b.md": TemporarySite.guide(
                    "Beta", more: "issues:\n  - {issue: two-records, former-ids: [old]}",
                    issue + "\n### Two Records\n\nThe check says `two`.\n\n1. Drop one.\n")
            ]),
        Case(
            name: "a list has no issues any more", text: "See [them](/guides/two#issues).",
            before: ["b.md": TemporarySite.guide("Beta", category: "two", issue)],
            after: ["b.md": TemporarySite.guide("Beta", category: "one", issue)]),
        Case(
            name: "a footnote goes", text: "See [it](b.md#fn:1).",
            before: ["b.md": TemporarySite.guide("Beta", "Text[^one].\n\n[^one]: A note.")],
            after: ["b.md": TemporarySite.guide("Beta", "Text without it.")]),
        Case(
            name: "of two footnotes one goes", text: "See [it](b.md#fn:1) and [it](b.md#fn:2).",
            before: ["b.md": TemporarySite.guide("Beta", "Text[^one][^two].\n\n[^one]: A.\n\n[^two]: B.")],
            after: ["b.md": TemporarySite.guide("Beta", "Text[^two].\n\n[^two]: B.")]),
        Case(
            name: "a former anchor goes", text: "See [it](b.md#old).",
            before: [
                "b.md": TemporarySite.guide(
                    "Beta", more: "headings: [{heading: steps, former-ids: [old]}]", "## Steps\n\nText.")
            ],
            after: ["b.md": TemporarySite.guide("Beta", "## Steps\n\nText.")]),
        Case(
            name: "a former id of an issue goes", text: "See [it](b.md#old) and [it](/guides/i/old).",
            before: [
                "b.md": TemporarySite.guide(
                    "Beta", more: "issues: [{issue: no-record, former-ids: [old]}]", issue)
            ],
            after: ["b.md": TemporarySite.guide("Beta", issue)]),
        Case(
            name: "an alias goes", text: "See [it](/guides/former) and [it](former.md).",
            before: ["b.md": TemporarySite.guide("Beta", more: "aliases: [former]", "Text.")],
            after: ["b.md": TemporarySite.guide("Beta", "Text.")]),
        Case(
            name: "a guide becomes a draft", text: "See [it](b.md) and [it](/guides/b).",
            before: ["b.md": TemporarySite.guide("Beta", "Text.")],
            after: ["b.md": TemporarySite.guide("Beta", more: "draft: true", "Text.")]),
        Case(
            name: "a guide cannot be read", text: "See [it](b.md#steps).",
            before: ["b.md": TemporarySite.guide("Beta", "## Ways\n\nText.")],
            after: ["b.md": "---\ntitle: [\n"]),
        Case(
            name: "a file goes", text: "See [it](b.txt) and ![it](b.svg).",
            before: ["b.txt": "Text.", "b.svg": "<svg/>"], after: ["b.svg": "<svg/>"]),
        Case(
            name: "a term goes", text: "See [it](/guides/glossary#term).",
            before: [
                "Content/terms.yml":
                    "- {term: TERM, definition: A word., guide: none}\n- {term: OTHER, definition: One., guide: none}\n"
            ],
            after: ["Content/terms.yml": "- {term: OTHER, definition: One., guide: none}\n"]),
        Case(
            name: "a category has no guides any more", text: "See [it](/guides/categories/two).",
            before: ["b.md": TemporarySite.guide("Beta", category: "two", "Text.")],
            after: ["b.md": TemporarySite.guide("Beta", "Text.")]),
        Case(
            name: "a resource's guide is gone", more: "resources: [{guide: b, note: N.}]",
            before: ["b.md": TemporarySite.guide("Beta", "Text.")],
            after: ["c.md": TemporarySite.guide("Beta", "Text.")]),
        Case(
            name: "a file's name is written in another way", text: "![A dot](caf\u{E9}.svg)",
            before: ["caf\u{E9}.svg": "<svg/>"], after: ["cafe\u{301}.svg": "<svg/>"]),
        Case(
            name: "a title is written in another way", text: "The Caf\u{E9} Record says more.",
            before: ["b.md": TemporarySite.guide("Cafe\u{301} Record", "Text.")],
            after: ["b.md": TemporarySite.guide("Caf\u{E9} Record", "Text.")]),
    ]

    @Test(arguments: cases.map(\.name))
    func isOfAllThatTheChecksRead(_ name: String) async throws {
        let edit = try #require(Self.cases.first { $0.name == name })
        let site = try TemporarySite(edit.before)
        try site.write("a.md", TemporarySite.guide("Alpha", more: edit.more, edit.text))
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.keepsState = true
        let first = try await AnalyzedSite(options)
        _ = try await first.allFindings(options)
        for file in edit.before.keys { try site.remove(file) }
        for (file, text) in edit.after { try site.write(file, text) }
        let tree = try ContentTree(site: site.path)
        let next = try await AnalyzedSite(tree, options, after: first)
        let clean = try await AnalyzedSite(tree, options)
        let isReadAgain = ["a title", "a term"].contains { name.hasPrefix($0) }
        #expect(next.library.guides[0] === first.library.guides[0] || isReadAgain)
        #expect(try await next.allFindings(options) == (try await clean.allFindings(options)))
        #expect(try await next.publishedFiles() == (try await clean.publishedFiles()))
    }
}
