import TestSupport
import Testing

@testable import Publishing
@testable import Support

@Suite(.timeLimit(.minutes(15))) struct GitDateTests {
    static func commit(_ site: TemporarySite, _ day: String) throws {
        let words = try shell(
            """
            export GIT_AUTHOR_DATE='2001-02-03T23:30:00+0000' GIT_COMMITTER_DATE='\(day)T23:30:00+0000'
            git init -q . 2>/dev/null; git add -A && git -c user.name=T -c user.email=t@example.org -c commit.gpgsign=false commit -q --allow-empty -m x
            """, in: site.path)
        #expect(words.code == 0, "\(words.error)")
    }

    @Test func lastCommitDatesAGuide() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Text."),
            "b.md": TemporarySite.guide("Beta", more: "updated: 2020-02-29", "Text."),
        ])
        try Self.commit(site, "2024-03-01")
        try site.write("c.md", TemporarySite.guide("Gamma", "Text."))
        try Self.commit(site, "2025-06-30")
        try site.write("d.md", TemporarySite.guide("Delta", "Text."))
        try await site.build()
        // Plain text, which extractors keep, on the page, and the day in the twin.
        #expect(try site.read("Public/guides/a.html").contains(">Updated 1 March 2024.</p>"))
        for (name, day) in [("a", "2024-03-01"), ("b", "2020-02-29"), ("c", "2025-06-30")] {
            #expect(
                try site.read("Public/guides/\(name).md").contains(
                    "\n\n- Updated: \(day)\n\n- Related keywords: "))
        }
        #expect(try !site.read("Public/guides/d.html").contains("Updated "))
        #expect(try !site.read("Public/guides/d.md").contains("- Updated: "))
        // A commit alone changes no file, and still its day shows.
        try Self.commit(site, "2025-07-01")
        try await site.build()
        #expect(try site.read("Public/guides/d.html").contains("Updated 1 July 2025"))
    }

    @Test func outsideARepositoryThereIsNoDay() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try await site.build()
        #expect(try !site.read("Public/guides/a.html").contains("Updated "))
        #expect(try !site.read("Public/sitemap.xml").contains("lastmod"))
    }

    @Test func aShallowCloneSaysSo() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try Self.commit(site, "2024-03-01")
        try Self.commit(site, "2024-03-02")
        let clone = site.path + "-clone"
        defer { Disk.removeTree(clone) }
        #expect(try shell("git clone -q --depth 1 'file://\(site.path)' '\(clone)'").code == 0)
        var build = Build()
        build.options.site = clone
        let report = try await build.run()
        #expect(report.notices.count == 1 && report.notices[0].contains("shallow"))
        // So it does in every format, beside what programs read.
        for format in ["text", "json", "sarif", "github", "junit"] {
            let check = try run(["check", "--site", clone, "--format", format])
            #expect(check.error.hasPrefix("notice: the clone in ") && check.code == 0, "\(check)")
            #expect(check.output.contains("\"notices\":[\"the clone in ") == (format == "json"), "\(check)")
        }
        let json = try run(["build", "--site", clone, "--format", "json"])
        #expect(json.error == "notice: \(report.notices[0])\n", "\(json)")
        #expect(json.output.contains("\"notices\":[\"the clone in "), "\(json)")
        let quiet = try run(["build", "--site", clone, "--format", "json", "--quiet"])
        #expect(quiet.error.isEmpty && quiet.output.contains("\"notices\":["), "\(quiet)")
    }

    @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11016), ("2026-11-24", 20781), ("1969-12-31", -1)])
    func countsDays(_ day: String, _ number: Int) throws {
        let parsed = try #require(Day(day))
        #expect(parsed.number == number)
        #expect(Day(secondsSince1970: number * 86_400 + 86_399) == parsed)
        #expect(parsed.description == day)
    }
}
