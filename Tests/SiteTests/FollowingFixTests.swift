import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing

/// A heading that is renamed again and again: its entry follows it, keeps each former name, and no second one comes
/// beside it.
@Suite(.timeLimit(.minutes(15))) struct FollowingFixTests {
    enum Kind: String, CaseIterable {
        case issue, heading

        var check: String { self == .issue ? "issues/renamed" : "addresses/lost-anchor" }

        func body(_ title: String) -> String {
            switch self {
            case .heading: "## \(title)\n\nText."
            case .issue:
                "## Fix Common Issues\n\n### \(title)\n\nThe check says `none`.\n\n1. Publish it.\n2. Check again."
            }
        }
    }

    /// How the entry of the first renaming is written.
    static let styles = [
        "", "KEYs: [{KEY: second-record-name, former-ids: [first-record-name]}]",
        "KEYs:\n  - {KEY: second-record-name, former-ids: [first-record-name]}",
        "KEYs:\n  - KEY: second-record-name\n    former-ids: [first-record-name]",
        "KEYs:\n  - former-ids: [first-record-name]\n    KEY: second-record-name",
        "KEYs:\n  - KEY: second-record-name\n    former-ids: [ first-record-name ]",
    ]

    @Test(arguments: Kind.allCases, styles) func entriesFollow(_ kind: Kind, _ style: String) async throws {
        let titles = ["First Record Name", "Second Record Name", "Third Record Name", "Fourth Record Name"]
        let entry = style.replacing("KEY", with: kind.rawValue)
        func guide(_ title: String, _ more: String = "aliases: []") -> String {
            TemporarySite.guide("Alpha", category: "basics", more: more, kind.body(title))
        }
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write("a.md", guide(titles[0]))
        try await site.build { $0.records = true }
        var start = 1
        if !entry.isEmpty {
            try site.write("a.md", guide(titles[1], entry))
            try await site.build { $0.records = true }
            start = 2
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let selection = try FindingSelection(only: [kind.check, "addresses"], files: [], site: site.path)
        for number in start..<titles.count {
            let before = try site.read("a.md")
            try site.write("a.md", before.replacing(titles[number - 1], with: titles[number]))
            let outcome = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
            #expect(outcome.count == 1 && outcome.failures == [], "\(outcome.failures)")
            let report = try await site.build { $0.records = true }
            #expect(report.findings == [], "\(report.findings)")
            // One entry, which has each name that was.
            let text = try site.read("a.md")
            #expect(text.matches(of: /former-ids:/).count == 1, "\(text)")
            let slugs = titles[...number].map { $0.lowercased().replacing(" ", with: "-") }
            let guide = try #require(try await AnalyzedSite(options).library.guides.first { $0.slug == "a" })
            let entries =
                kind == .issue
                ? guide.frontMatter.issues.map { ($0.id.text, $0.formerIDs.map(\.text)) }
                : guide.frontMatter.headings.map { ($0.anchor.text, $0.formerIDs.map(\.text)) }
            #expect(entries.count == 1 && entries[0].0 == slugs[number], "\(text)")
            #expect(Set(entries.first?.1 ?? []) == Set(slugs.dropLast()), "\(text)")
        }
    }

    /// A dry run shows of each file all that `--fix` would change, in however many rounds.
    @Test(arguments: [
        ["[a](TLS.md)"], ["[a](TLS.md)", "Tls is."], ["(the guide)[ssl.md#certificates]"],
        ["(the guide)[TLS.md]", "Tls is."], ["(the Tls guide)[SSL.md]", "See [a](ssl.md)."],
        ["(see [a](TLS.md) now)[ssl.md]"],
        ["((the [x](TLS.md))[ssl.md] y)[tls.md]"], ["[x]: TLS.md\n[y]: SPF.md", "One Tls."],
        ["1. One\n\n```sh\na\n```\n\n1. Two [x](TLS.md)\n\n```sh\nb\n```\n\n1. Three"],
        ["(a (b [Tls](TLS.md))[SPF.md])[ssl.md]", "Tls and [y](SSL.md)"],
    ])
    func aDryRunShowsAllRounds(_ blocks: [String]) async throws {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        let before = FixTests.head(
            "updated: 2026-11-20\nkeywords: [text, Text, te-xt, TEXT]", blocks.joined(separator: "\n\n"))
        try site.write("example.md", before)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let selection = try FindingSelection(only: [], files: [], site: site.path)
        let fixes = SiteFixes(options, selection, since: nil, otherSites: nil)
        let trial = try await fixes.preview()
        #expect(try site.read("example.md") == before)
        let outcome = try await fixes.apply()
        #expect(outcome.count == trial.count && outcome.files == trial.files)
        #expect(outcome.failures == trial.failures)
        let fixed = try site.read("example.md")
        #expect(fixed != before && trial.diffs.count == 1)
        try site.write("example.md", before)
        try site.write("Public/change.diff", trial.diffs.joined())
        let applied = try shell("git init -q . && git apply Public/change.diff", in: site.path)
        #expect(applied.code == 0, "\(applied.error)\(trial.diffs)")
        #expect(try site.read("example.md") == fixed)
    }
}
