import TestSupport
import Testing

/// Times of commits that are no days, or nearly none.
@Suite(.timeLimit(.minutes(15))) struct GitCommitTimeTests {
    /// Days that no calendar of four digits has are no days, and their commits count all the same.
    @Test(arguments: [
        "9223372036854775807 +0000", "253402300800 +0000", "99999999999999999999999 +0000", "x", "",
    ])
    func aCommitWithoutADayGivesNone(_ time: String) async throws {
        let site = try GitSite.site()
        try GitSite.git("echo More. >> ssl.md", in: site.path + "/Content/guides")
        try GitSite.commit(site.path, on: "2025-06-06")
        try GitSite.setTime(time, in: site.path)
        let expected = ["other.md": "2025-01-10"]
        // What git makes of such a time is a matter of its version: the epoch, or nothing.
        let found = try await GitSite.days(site.path)
        #expect(found.days == expected || found.days == expected.merging(["ssl.md": "1970-01-01"]) { $1 })
        try GitSite.git("echo More. >> other.md", in: site.path + "/Content/guides")
        try GitSite.commit(site.path, on: "2026-11-01")
        #expect(try await GitSite.days(site.path).days["ssl.md"] == found.days["ssl.md"])
        #expect(try await GitSite.days(site.path).days["other.md"] == "2026-11-01")
    }

    @Test func theLastDayIsTaken() async throws {
        let site = try GitSite.site()
        try GitSite.setTime("253402300799 +0000", in: site.path)
        #expect(try await GitSite.days(site.path).days["ssl.md"] == "9999-12-31")
    }

    @Test func guidesWithoutAnyDayAreReported() async throws {
        let site = try GitSite.site()
        try GitSite.setTime("9223372036854775807 +0000", in: site.path)
        let found = try await GitSite.days(site.path)
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains(site.path) == true)
        // Guides that are in no commit yet have no day, and nothing is wrong.
        let other = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try GitSite.git("git init -q . && git add Templates && git commit -q -m x", in: other.path)
        #expect(try await GitSite.days(other.path).notices == [])
    }
}
