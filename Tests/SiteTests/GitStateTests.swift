import TestSupport
import Testing

@testable import Support

/// What git does without a change to a file of the site: the next build has the days that a clean one has.
@Suite(.timeLimit(.minutes(15))) struct GitStateTests {
    /// What is done between two builds, and whether days change by it.
    static let changes: [(line: String, changesDays: Bool)] = [
        ("git add -A && git commit -q -m x", true), ("git commit -q --amend --reset-author -m x", true),
        ("git reset -q --soft HEAD~1", true), ("git checkout -q other", true),
        ("git checkout -q --detach other", true),
        ("git symbolic-ref HEAD refs/heads/other", true), ("git update-ref refs/heads/main other", true),
        ("git pack-refs --all && git update-ref refs/heads/main other", true),
        (
            "git config core.logAllRefUpdates false; rm -rf .git/logs; git commit -q --amend --reset-author -m x",
            true
        ),
        ("git rev-parse HEAD > .git-blame-ignore-revs", true), ("git rev-parse HEAD > .git/shallow", true),
        ("rm -rf .git", true), ("rm -rf .git; git init -q . && git add -A && git commit -q -m x", true),
        ("cd Content/guides/inner && git commit -q --amend --reset-author -m x", true),
        ("git add -A", false), ("git gc -q", false), ("git pack-refs --all", false), ("git status", false),
        ("git commit -q --allow-empty -m x", false), ("git tag v1", false),
    ]

    /// A site with two commits and a branch `other` of the same files and other days. One folder is a repository of its own,
    /// and one guide is in none.
    private static func site() throws -> TemporarySite {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "inner/c.md": TemporarySite.guide("Gamma", "Text."),
            ],
            templates: false)
        try GitSite.git(
            "git init -q . && git add -A && git commit -q -m x", on: "2025-01-05",
            in: site.path + "/Content/guides/inner")
        try GitSite.git(
            "git init -q -b main . && git add Content/guides/a.md && git commit -q -m x", on: "2025-01-06",
            in: site.path)
        try site.write("a.md", TemporarySite.guide("Alpha", "Other text."))
        try site.write("b.md", TemporarySite.guide("Beta", "Text."))
        try GitSite.git(
            "git add Content/guides/?.md && git commit -q -m x", on: "2025-01-10", in: site.path)
        try GitSite.git(
            "git checkout -q -b other && git commit -q --amend --reset-author -m x && git checkout -q main",
            on: "2025-01-15", in: site.path)
        try site.write("d.md", TemporarySite.guide("Delta", "Text."))
        return site
    }

    @Test(arguments: changes) func isNoticed(_ change: (line: String, changesDays: Bool)) async throws {
        let site = try Self.site()
        // Files as young as this would be read again in any case.
        try await Task.sleep(for: .milliseconds(150))
        try await site.build()
        let before = try site.published()
        #expect(try await site.build().written == 0)
        try GitSite.git(change.line, on: "2026-11-02", in: site.path)
        try await site.build()
        let clean = try TemporaryFolder()
        try await site.build { $0.output = clean.path }
        let after = try site.published()
        #expect(after == (try files(in: clean.path)))
        #expect((after != before) == change.changesDays)
    }
}
