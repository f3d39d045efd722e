import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Fixing
@testable import Library

/// `guides rename` fixes whatever leads to the guide by its old name, and says what it leaves.
@Suite(.timeLimit(.minutes(15))) struct RenameTests {
    private static func rename(_ site: TemporarySite, _ old: String = "other", _ new: String = "new")
        async throws -> Rename.Report
    {
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await Rename(options).run(old, to: new)
    }

    /// Spellings of one link, and what they are afterwards.
    @Test(arguments: [
        ("[a](other.md)", "[a](new.md)"), ("[a](oth%65r.md)", "[a](new.md)"),
        ("[a](./%6Fther.md#x)", "[a](new.md#x)"),
        ("[a](<other.md> \"other.md\")", "[a](<new.md> \"other.md\")"),
        ("[a](/guides/other)", "[a](new.md)"), ("[a](/guides/other.html)", "[a](new.md)"),
        ("[a](https://example.org/guides/other/#x)", "[a](new.md#x)"),
        ("[a](https://EXAMPLE.org:443/guides/oth%65r.md)", "[a](new.md)"),
        ("https://example.org/guides/other", "https://example.org/guides/new"),
        ("https://example.org/guides/other.md?a=b#x", "https://example.org/guides/new.md?a=b#x"),
        ("<https://example.org/guides/other>", "<https://example.org/guides/new>"),
        ("See https://example.org/guides/other.", "See https://example.org/guides/new."),
        ("[a]\n\n[a]: oth%65r.md", "[a]\n\n[a]: new.md"),
        (
            "another.md, other, https://example.net/guides/other",
            "another.md, other, https://example.net/guides/other"
        ),
    ])
    func findsLinksByWhereTheyLead(_ before: String, _ after: String) async throws {
        let site = try TemporarySite([
            "other.md": TemporarySite.guide("Other", "Text."),
            "a.md": TemporarySite.guide("Alpha", before),
        ])
        let report = try await Self.rename(site)
        #expect(try site.read("a.md") == TemporarySite.guide("Alpha", after))
        #expect(report.failures == [])
        // A title and another site's address are no links to the guide.
        #expect(report.mentions.isEmpty == !(after.contains("\"other.md\"") || after.contains("example.net")))
    }

    /// `check --fix --only content/bad-slug` renames guides whose names cannot be in an address.
    @Test func badNamesAreFixed() throws {
        let site = try TemporarySite([
            "Bad Name.md": TemporarySite.guide("Bad", "See [this](Worse_Name.md)."),
            "Worse_Name.md": TemporarySite.guide("Worse", "See [that](<Bad Name.md>)."),
            "a.md": TemporarySite.guide("Alpha", "See [bad](Bad%20Name.md#x) and [worse](Worse_Name.md)."),
        ])
        let dry = try run(["check", "--site", site.path, "--fix", "--dry-run", "--only", "content/bad-slug"])
        for (old, new) in [
            ("Bad Name.md\t", "bad-name.md"), ("Worse_Name.md", "worse-name.md"), ("a.md", "a.md"),
        ] {
            #expect(
                dry.output.contains("--- a/Content/guides/\(old)\n+++ b/Content/guides/\(new)\n"), "\(dry)")
        }
        #expect(try site.read("Bad Name.md").contains("See [this](Worse_Name.md)."))
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(
            try site.read("Bad Name.md").contains("See [this](Worse_Name.md)."), "only a named check renames")
        let fixed = try run(["check", "--site", site.path, "--fix", "--only", "content/bad-slug"])
        #expect(fixed.code == 0 && fixed.error.contains("fixed 2 findings in 3 files"), "\(fixed)")
        #expect(try site.read("bad-name.md").contains("See [this](worse-name.md)."))
        #expect(try site.read("bad-name.md").contains("/guides/Bad%20Name"))
        #expect(!fixed.error.contains("look at"), "\(fixed)")
        #expect(try site.read("worse-name.md").contains("(<bad-name.md>)"))
        #expect(try site.read("a.md").contains("See [bad](bad-name.md#x) and [worse](worse-name.md)."))
    }

    /// Two names that would become one: the second is told, and stays.
    @Test func aNameThatIsTakenStays() throws {
        let site = try TemporarySite([
            "A B.md": TemporarySite.guide("One", "Text."), "A_B.md": TemporarySite.guide("Two", "Text."),
        ])
        let fixed = try run(["check", "--site", site.path, "--fix", "--only", "content/bad-slug"])
        #expect(fixed.error.contains("not fixed: Content/guides/A_B.md:1:1:"), "\(fixed)")
        #expect(try site.read("a-b.md").contains("title: \"One\""))
        #expect(try site.read("A_B.md").contains("title: \"Two\""))
    }

    /// A value in quotes stays in quotes, since what is after the name may need them.
    @Test(arguments: ["?a,b", "?a={b}", "?x=[1]#steps", "?a: b", ""])
    func quotesStay(_ suffix: String) async throws {
        let site = try TemporarySite([
            "other.md": TemporarySite.guide("Other", "Text."),
            "a.md": TemporarySite.guide(
                "Alpha",
                more:
                    "resources:\n  - {title: X, url: \"https://example.org/guides/other\(suffix)\", note: N.}\n  - {title: Y, url: 'https://example.org/guides/other\(suffix)', note: N.}",
                "See [it](other.md)."),
        ])
        _ = try await Self.rename(site)
        let text = try site.read("a.md")
        #expect(text.contains("url: \"https://example.org/guides/new\(suffix)\", note"), "\(text)")
        #expect(text.contains("url: 'https://example.org/guides/new\(suffix)', note"), "\(text)")
    }

    @Test(arguments: [
        ("aliases: [\n  older,\n  oldest\n]", "aliases: [other,\n  older,\n  oldest\n]"),
        ("aliases: [\n]", "aliases: [other,\n]"),
        ("aliases: []", "aliases: [other]"), ("aliases: [older]", "aliases: [other, older]"),
    ])
    func aliasesOverLinesGrow(_ before: String, _ after: String) async throws {
        let site = try TemporarySite(["other.md": TemporarySite.guide("Other", more: before, "Text.")])
        _ = try await Self.rename(site)
        #expect(try site.read("new.md").contains(after))
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// However the aliases are written, the guide has the old name and all others afterwards, or nothing is changed.
    @Test(
        arguments: [
            "aliases:\n  - older\n  - oldest", "aliases:\n- older\n- oldest",
            "aliases:\n      - older\n      - oldest",
            "aliases:\n  - \"older\"\n  - 'oldest' # A comment.", "aliases:   \n  - older\n  - oldest",
            "aliases:\n  - older\n  # A comment.\n  - oldest\nupdated: 2026-11-20",
            "aliases: [older, oldest]",
            "aliases: [\n  older,\n  oldest ]", "aliases: [ \"older\", oldest ] # A comment.",
            "aliases: # A comment.\n  - older\n  - oldest",
            "aliases:\n\n  - older\n  - oldest", "aliases:\n  # A comment.\n  - older\n  - oldest",
            "\"aliases\": [older, oldest]",
            "aliases :\n  - older\n  - oldest", "'aliases' :\n  - older\n  - oldest",
            "? aliases\n: [older, oldest]", "aliases:\n  -   older\n  -   oldest",
            "aliases:\n  - >-\n    older\n  - oldest",
        ], ["\n", "\r\n"])
    func aliasesAreKept(_ lines: String, _ end: String) async throws {
        let text = TemporarySite.guide("Other", more: lines, "Text.").replacing("\n", with: end)
        let site = try TemporarySite(["other.md": text], templates: false)
        func aliases() async throws -> [String] {
            try await site.library().guides[0].frontMatter.aliases.map(\.text)
        }
        #expect(try await aliases() == ["older", "oldest"])
        do {
            _ = try await Self.rename(site)
        } catch {
            // One written so is refused; those that most people write are not.
            #expect(!lines.hasPrefix("aliases:\n  - ") && !lines.hasPrefix("aliases: ["), "\(error)")
            #expect(try site.read("other.md") == text)
            return
        }
        #expect(try await aliases() == ["other", "older", "oldest"])
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        // Nothing but that is different.
        let rest = try site.read("new.md")
        #expect(rest.count { $0 == "\n" || $0 == "\r\n" } - text.count { $0 == "\n" || $0 == "\r\n" } <= 1)
        #expect(rest.hasSuffix("---\(end)\(end)Text."))
    }

    @Test func aFrontMatterInBracesIsRefused() async throws {
        let text = "---\n{title: Other, summary: A summary of it., category: one}\n---\n\nText.\n"
        let site = try TemporarySite(["other.md": text])
        await #expect(throws: Rename.Refusal.self) { try await Self.rename(site) }
        #expect(try site.read("other.md") == text)
    }

    /// Queries that cannot be read may name the guide, whatever is wrong with them.
    @Test(arguments: ["- query: a\u{7}b\n  finds: other\n", "- query: a: b\n  finds: other\n"])
    func queriesThatCannotBeReadAreNamed(_ queries: String) async throws {
        let site = try TemporarySite([
            "other.md": TemporarySite.guide("Other", "Text."), "Content/queries.yml": queries,
        ])
        let report = try await Self.rename(site)
        #expect(report.mentions.contains { $0.hasPrefix("Content/queries.yml:2: ") }, "\(report.mentions)")
    }

    @Test func settingsAndQueriesFollow() async throws {
        let site = try TemporarySite([
            "other.md": TemporarySite.guide("Other", "Text."),
            "a.md": TemporarySite.guide(
                "Alpha",
                more: "resources: [{title: It, url: \"https://example.org/guides/other\", note: N.}]", "Text."
            ),
            "Content/queries.yml": "- query: other\n  finds: other\n- query: it\n  finds: [a, \"other\"]\n",
            "Content/site.yml": TemporarySite.settings
                + "suppressions:\n  - {check: structure, path: Content/guides/other.md, reason: It is short.}\n"
                + "  - {check: keywords, path: Content/guides/a.md, reason: So it is.}\n",
        ])
        let report = try await Self.rename(site)
        #expect(report.failures == [] && report.mentions == [])
        #expect(
            try site.read("Content/queries.yml")
                == "- query: other\n  finds: new\n- query: it\n  finds: [a, \"new\"]\n"
                || site.read("Content/queries.yml")
                    == "- query: other\n  finds: new\n- query: it\n  finds: [a, new]\n"
        )
        #expect(try site.read("Content/site.yml").contains("path: Content/guides/new.md,"))
        #expect(try site.read("Content/site.yml").contains("path: Content/guides/a.md,"))
        #expect(try site.read("a.md").contains("https://example.org/guides/new"))
    }

    /// What nobody can rewrite for certain is named with its line.
    /// Settings that could not be read, whatever the reason.
    @Test(arguments: ["finds: [other, a: b: c]", "finds: [other]\u{7}", "finds: [other"])
    func settingsThatCouldNotBeReadAreNamed(_ line: String) throws {
        let site = try TemporarySite(["other.md": TemporarySite.guide("Other", "Text.")])
        try site.write("Content/queries.yml", "- query: what is it\n  \(line)\n")
        let result = try run(["rename", "other", "new", "--site", site.path])
        #expect(result.error.contains("look at Content/queries.yml:2: "), "\(result)")
    }

    @Test func whatIsLeftIsNamed() async throws {
        let site = try TemporarySite([
            "other.md": TemporarySite.guide("Other", "Text."),
            "code.md": TemporarySite.guide("Code", "`other.md`\n\nanother.md and other."),
            "broken.md": "---\ntitle: A: b\nrelated: [other]\n---\n\n[a](oth%65r.md)\n",
            "note.md": TemporarySite.guide(
                "Note", more: "agent-notes: [\"See https://example.org/guides/other for it.\"]", "Text."),
        ])
        try site.write("wide.md", [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00])
        let result = try run(["rename", "other", "new", "--site", site.path])
        let lines = result.error.lines.filter { !$0.isEmpty }
        func has(_ start: String) -> Bool { lines.contains { $0.hasPrefix(start) } }
        #expect(has("look at Content/guides/broken.md:3: "), "\(lines)")
        #expect(try site.read("broken.md").hasSuffix("[a](new.md)\n"))
        #expect(has("look at Content/guides/code.md:8: "), "\(lines)")
        #expect(has("look at Content/guides/wide.md:1: "), "\(lines)")
        #expect(has("not fixed: Content/guides/note.md:5:"), "\(lines)")
        #expect(lines.count == 4, "\(lines)")
        #expect(result.code == 1)
    }
}
