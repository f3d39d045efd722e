import Foundation
import Testing

@testable import LinkProbe
@testable import Support

/// How long what is known of a page counts, to the day.
@Suite(.timeLimit(.minutes(15))) struct TrustTests {
    private static let page = ProbePage(url: "https://a.example/x", anchors: ["a"])
    private static let good = Day("2026-11-01")!

    private static func cache(_ change: (inout LinkCache.Entry) -> Void = { _ in }) -> LinkCache {
        var entry = LinkCache.Entry(state: .ok, status: 200, lastTried: good.description)
        entry.lastGood = good.description
        entry.anchors = ["a", "b"]
        change(&entry)
        var cache = LinkCache()
        cache.links[page.url] = entry
        return cache
    }

    private static func day(_ number: Int) -> Day {
        Day(secondsSince1970: (good.number + number) * 86_400)
    }

    /// README: a page is asked for once a week.
    @Test(arguments: [0, 1, 5, 6, 7, 8, 30]) func aGoodAnswerIsTrustedForAWeek(_ days: Int) {
        #expect(LinkCache.trust == 7)
        let today = Self.day(days)
        #expect(Self.cache().isTrusted(Self.page, today: today) == (days < 7))
        #expect(Self.cache { $0.state = .moved }.isTrusted(Self.page, today: today) == (days < 7))
    }

    /// What is not known to be good, or not for all anchors, is asked for again on the same day.
    @Test func nothingElseIsTrusted() {
        for state in [.gone, .blocked, .inconclusive, .soft404] as [LinkCache.State] {
            #expect(!Self.cache { $0.state = state }.isTrusted(Self.page, today: Self.good), "\(state)")
        }
        #expect(!Self.cache { $0.lastGood = nil }.isTrusted(Self.page, today: Self.good))
        #expect(!Self.cache { $0.anchors = nil }.isTrusted(Self.page, today: Self.good))
        #expect(!Self.cache { $0.anchors = ["b"] }.isTrusted(Self.page, today: Self.good))
        #expect(!LinkCache().isTrusted(Self.page, today: Self.good))
        let bare = ProbePage(url: Self.page.url)
        #expect(Self.cache { $0.anchors = nil }.isTrusted(bare, today: Self.good))
        #expect(!Self.cache().isTrusted(ProbePage(url: "https://a.example/y"), today: Self.good))
        // Only a good answer counts for the days.
        #expect(
            Self.cache { $0.lastTried = "2026-11-09" }.isTrusted(Self.page, today: Self.day(8)) == false)
    }

    /// The same in whole runs.
    @Test(arguments: [("2026-11-07", 0), ("2026-11-08", 1)]) func aRunAsksAfterAWeek(
        _ day: String, _ asked: Int
    )
        async throws
    {
        let server = try await LocalServer { _, _, _ in .answer(200, ["Content-Type": "text/plain"], "x") }
        let links = CheckedLinks()
        let urls = ["http://127.0.0.1:\(server.port)/x"]
        #expect(try await links.check("2026-11-01", urls).asked == 1)
        #expect(try await links.check(day, urls).asked == asked)
        try await server.stop()
    }
}
