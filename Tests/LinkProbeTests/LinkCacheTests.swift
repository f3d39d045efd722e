import Foundation
import TestSupport
import Testing

@testable import LinkProbe
@testable import Support

/// What is kept from run to run, and what is taken from a file that somebody else wrote.
@Suite(.timeLimit(.minutes(15))) struct LinkCacheTests {
    private let links = CheckedLinks()

    @Test func asksForEachPageOnceAndTrustsForAWeek() async throws {
        let server = try await LocalServer { _, _, _ in
            .answer(200, [:], "<title>A page</title><p id=a><p id=b>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let urls = [
            base + "/x#a", base + "/x#b", base + "/x", "\(base.replacing("://", with: "://me:secret@"))/x",
        ]
        #expect(try await links.check("2026-11-01", urls).asked == 1)
        #expect(server.requests("/x").map(\.method) == ["HEAD", "GET"])
        let again = try await links.check("2026-11-07", urls)
        #expect(again.asked == 0 && again.trusted == 1 && again.findings == [])
        // An anchor that was not looked for yet, or a week, asks again.
        #expect(
            try await links.check("2026-11-07", urls + [base + "/x#c"]).findings.map(\.id) == [
                "web/missing-anchor"
            ])
        #expect(try await links.check("2026-11-15", urls).asked == 1)
        let text = try String(contentsOfFile: LinkCache.path(site: links.folder), encoding: .utf8)
        #expect(text.contains("\"lastGood\" : \"2026-11-15\"") && !text.contains("secret"))
        #expect(try Disk.names(in: links.folder + "/.guides") == ["links.json"])
        try await server.stop()
    }

    /// A good answer is trusted for seven days, the day itself among them, and no other answer is trusted at all.
    @Test(arguments: [
        (LinkCache.State.ok, 0, true), (.ok, 6, true), (.ok, 7, false), (.ok, 8, false), (.moved, 6, true),
        (.moved, 7, false), (.soft404, 0, false), (.blocked, 0, false), (.gone, 0, false),
        (.inconclusive, 0, false),
    ])
    func trustsForSevenDays(_ state: LinkCache.State, _ days: Int, _ isTrusted: Bool) throws {
        let day = try #require(Day("2026-02-26"))
        var cache = LinkCache()
        let page = ProbePage(url: "https://example.com/a", anchors: ["x"])
        var entry = LinkCache.Entry(state: state, status: 200, lastTried: day.description)
        entry.lastGood = day.description
        entry.anchors = ["x", "y"]
        cache.links[page.url] = entry
        let today = Day(secondsSince1970: (day.number + days) * 86_400)
        #expect(cache.isTrusted(page, today: today) == isTrusted)
        #expect(!cache.isTrusted(ProbePage(url: page.url, anchors: ["x", "z"]), today: today))
    }

    /// Spellings of one page are one entry.
    @Test func knowsAPageByOneSpelling() async throws {
        let server = try await LocalServer { _, _, _ in .answer(200, ["Content-Type": "text/plain"]) }
        let port = server.port
        let urls = [
            "http://127.0.0.1:\(port)/a%20b", "HTTP://127.1:\(port)/a b",
            "http://me:secret@127.0.0.1.:0\(port)/x/../a b#c",
            "http://2130706433:\(port)/./a%20b#",
        ]
        #expect(try await links.check("2026-11-01", urls).asked == 1)
        #expect(
            LinkCache.load(site: links.folder).links.keys.sorted() == ["http://127.0.0.1:\(port)/a%20b"])
        #expect(server.requests.map(\.path) == ["/a%20b"])
        try await server.stop()
    }

    /// Where nobody can say what a page has, no anchor counts as seen.
    @Test(arguments: ["text/html; charset=x-unknown", "text/html; charset=utf-8"])
    func learnsNoAnchorOfAPageThatWasNotReadWhole(_ type: String) async throws {
        let isLong = type.hasSuffix("utf-8")
        let server = try await LocalServer { _, _, _ in
            .answer(
                200, ["Content-Type": type],
                "<title>A page</title><body>" + String(repeating: "x", count: isLong ? 3 << 20 : 10))
        }
        let page = "http://127.0.0.1:\(server.port)/x"
        let outcome = try await links.check("2026-11-01", [page + "#a"])
        #expect(outcome.findings.isEmpty, "\(outcome.findings)")
        let entry = try #require(LinkCache.load(site: links.folder).links[page])
        #expect(entry.state == .ok && entry.anchors == nil)
        try await server.stop()
    }

    /// A site from a stranger may bring a `.guides` that leads anywhere.
    @Test func isNotWrittenThroughALink() throws {
        let outside = links.folder + "-outside"
        defer {
            Disk.removeTree(outside)
        }
        try Disk.makeFolder(links.folder)
        try Disk.makeFolder(outside)
        try FileManager.default.createSymbolicLink(
            atPath: links.folder + "/.guides", withDestinationPath: outside)
        #expect(throws: DiskError.self) { try LinkCache().save(site: links.folder) }
        #expect(try Disk.names(in: outside) == [])
    }

    @Test(arguments: ["", "{", "{\"version\":1,\"links\":{\"a\":", "[]", "{\"version\":9,\"links\":{}}"])
    func aBrokenCacheCostsRequestsAlone(_ text: String) throws {
        try Disk.makeFolder(links.folder + "/.guides")
        try Disk.writeNew(Array(text.utf8), to: LinkCache.path(site: links.folder))
        #expect(LinkCache.load(site: links.folder) == LinkCache())
    }

    @Test func takesNothingFromAPoisonedCache() throws {
        try Disk.makeFolder(links.folder + "/.guides")
        func entry(_ fields: String) -> String {
            "{\"state\":\"moved\",\"status\":200,\"lastTried\":\"2026-11-01\"\(fields)}"
        }
        let text = """
            {"version":1,"links":{
            "https://a.example/x": \(entry(#","finalURL":"https://user:pw@a.example/a)b\u001b[31m","title":"A\u001b]0;x\u0007\u202e b""#)),
            "https://a.example/y\\u001b[2J": \(entry("")),
            "HTTPS://B.example.:443": \(entry(#","lastGood":"2026-10-01\u001b[1m""#)),
            "https://c.example/": \(entry(#","finalURL":"javascript:alert(1)""#)),
            "\\u001b[31m": \(entry("")), "file:///etc/passwd": \(entry("")),
            "https://d.example/": {"state":"\\u001b[31mok","status":200,"lastTried":"2026-11-01"},
            "https://e.example/": {"state":"ok","status":200,"lastTried":"\\u001b[31m"}
            }}
            """
        try Disk.writeNew(Array(text.utf8), to: LinkCache.path(site: links.folder))
        let cache = LinkCache.load(site: links.folder)
        #expect(
            cache.links.keys.sorted() == [
                "https://a.example/x", "https://a.example/y%1B%5B2J", "https://b.example/",
                "https://c.example/",
            ])
        #expect(cache.links["https://a.example/x"]?.finalURL == "https://a.example/a%29b%1B%5B31m")
        #expect(cache.links["https://a.example/x"]?.title == "A ]0;x b")
        #expect(cache.links["https://c.example/"]?.finalURL == nil)
        #expect(cache.links["https://b.example/"]?.lastGood == nil)
        #expect(
            !cache.table.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
        #expect(!cache.table.contains("pw@"))
    }
}
