import TestSupport
import Testing

@testable import Analysis
@testable import Content

/// Sites in repositories of git, and the days that are read there.
enum GitSite {
    /// Runs a line of shell with git's names and days set. The day of the author is another one: what counts is that of
    /// the commit, which a rebase makes new.
    static func git(_ line: String, on day: String = "2025-01-10", in folder: String) throws {
        let words = try shell(
            """
            export GIT_AUTHOR_DATE='2001-02-03T12:00:00+0000' GIT_COMMITTER_DATE='\(day)T12:00:00+0000' GIT_AUTHOR_NAME=T \
            GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=T GIT_COMMITTER_EMAIL=t@example.org
            \(line)
            """, in: folder)
        #expect(words.code == 0, "\(line): \(words.error)")
    }

    static func commit(_ folder: String, on day: String) throws {
        try git("git init -q . ; git add -A && git commit -q --allow-empty -m x", on: day, in: folder)
    }

    static func days(_ site: String) async throws -> (days: [String: String], notices: [String]) {
        var options = AnalyzedSite.Options()
        options.site = site
        options.keepsState = true
        let reading = try await AnalyzedSite(options)
        let dates = reading.dates
        var days: [String: String] = [:]
        for (file, day) in dates.days { days[String(file.dropFirst("Content/guides/".count))] = "\(day)" }
        return (days, reading.notices)
    }

    /// A site of two guides, committed on 10 January 2025.
    static func site() throws -> TemporarySite {
        let site = try TemporarySite([
            "ssl.md": TemporarySite.guide("Ssl", "Text.\n\nMore text,\nand more."),
            "other.md": TemporarySite.guide("Other", more: "related: [ssl]", "See [it](ssl.md#top) of ssl."),
        ])
        try commit(site.path, on: "2025-01-10")
        return site
    }

    /// Makes the newest commit again with another time, whatever that is.
    static func setTime(_ time: String, in folder: String) throws {
        try git(
            """
            git cat-file commit HEAD | sed 's/^\\(author\\|committer\\) \\(.*>\\) .*/\\1 \\2 \(time)/' > .git/commit
            git reset -q --soft "$(git hash-object -t commit -w --literally .git/commit)"
            """, in: folder)
    }
}
