import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Content
@testable import LinkProbe
@testable import Support

/// What a run finds, by what the cache knows of earlier ones.
@Suite(.timeLimit(.minutes(15))) struct ExternalCheckTests {
    private let links = CheckedLinks()

    @Test func isGentleWithWhatWasThere() async throws {
        let status = Mutex(200)
        let server = try await LocalServer { _, _, _ in
            .answer(status.withLock { $0 }, ["Content-Type": "text/plain"])
        }
        let urls = ["http://127.0.0.1:\(server.port)/x"]
        #expect(CheckedLinks.ids(try await links.check("2026-10-01", urls)) == [])
        status.withLock { $0 = 404 }
        #expect(CheckedLinks.ids(try await links.check("2026-10-20", urls)) == ["web/unsure note"])
        #expect(CheckedLinks.ids(try await links.check("2026-10-20", urls)) == ["web/unsure note"])
        #expect(CheckedLinks.ids(try await links.check("2026-10-21", urls)) == ["web/gone error"])
        status.withLock { $0 = 200 }
        #expect(CheckedLinks.ids(try await links.check("2026-10-22", urls)) == [])
        status.withLock { $0 = 500 }
        #expect(CheckedLinks.ids(try await links.check("2026-11-01", urls)) == ["web/unsure note"])
        let next = try await links.check("2026-11-02", urls).findings.map(\.message)
        #expect(next == ["\(urls[0]): answers 500, for 1 day now"])
        let later = try await links.check("2026-11-15", urls)
        #expect(CheckedLinks.ids(later) == ["web/unsure note"])
        #expect(later.findings[0].message.hasSuffix(", for 14 days now"))
        #expect(CheckedLinks.ids(try await links.check("2026-11-16", urls)) == ["web/unsure warning"])
        // However long it failed: it is gone when it was not there on two days.
        status.withLock { $0 = 404 }
        #expect(CheckedLinks.ids(try await links.check("2026-11-17", urls)) == ["web/unsure note"])
        #expect(CheckedLinks.ids(try await links.check("2026-11-18", urls)) == ["web/gone error"])
        try await server.stop()
    }

    @Test func asksNothingTwiceInOneRun() async throws {
        let server = try await LocalServer { _, path, _ in .answer(path == "/gone" ? 404 : 200) }
        let base = "http://127.0.0.1:\(server.port)"
        let first = try await links.check("2026-10-01", [base + "/gone"])
        let count = server.requests.count
        let second = try await links.check("2026-10-01", [base + "/new", base + "/gone"], after: first)
        #expect(second.asked == 1 && CheckedLinks.ids(second) == ["web/gone error"])
        #expect(server.requests("/gone").count == count)
        let third = try await links.check("2026-10-01", [base + "/gone"], after: second)
        #expect(third.asked == 0 && third.findings == first.findings)
        try await server.stop()
    }

    /// Parts of one page that several links name, in any order and more than once: each that is not there is found at its
    /// own link. In each run the page is requested once, and once more before a part is said to be missing.
    @Test(arguments: [
        ["#one", "#gone"], ["#gone", "#one"], ["#gone", "#lost"], ["#lost", "#one", "#gone"], ["", "#gone"],
        ["#gone", ""],
        ["#gone", "#gone"], ["#one", "#two"], ["#gone", "#one", "#gone"], ["?#gone", "#one"],
        ["#gone", "/other#one"],
        ["#%67one", "#two"], ["", "#one", "#two", "#gone", "#lost"],
    ])
    func eachPartIsLookedFor(_ parts: [String]) async throws {
        let server = try await LocalServer { _, _, _ in
            .answer(200, [:], "<title>A page</title><h2 id=one>x</h2><h2 id=two>x</h2>")
        }
        let urls = parts.map { "http://127.0.0.1:\(server.port)/page\($0)" }
        // The second run knows what the first one learned.
        for day in ["2026-10-01", "2026-10-02"] {
            let found = try await links.check(day, urls).findings
            let missing = parts.indices.filter { index in
                ["gone", "lost", "%67one"].contains { parts[index].hasSuffix("#" + $0) }
            }
            #expect(found.map(\.id) == missing.map { _ in "web/missing-anchor" }, "\(found)")
            #expect(found.map { Int($0.location.line) - 1 } == missing)
        }
        let isMissing = parts.contains { ["#gone", "#lost", "#%67one"].contains($0) }
        #expect(server.requests("/page").count == (isMissing ? 4 : 2))
        try await server.stop()
    }

    @Test func oneNeverSeenGoodFailsAtOnce() async throws {
        let server = try await LocalServer { _, _, _ in .answer(404) }
        #expect(
            CheckedLinks.ids(try await links.check("2026-10-01", ["http://127.0.0.1:\(server.port)/x"]))
                == ["web/gone error"])
        try await server.stop()
    }

    @Test func tellsSoft404s() async throws {
        let title = Mutex("Setting up mail records")
        let server = try await LocalServer { _, path, _ in
            ["/a", "/b"].contains(path)
                ? .answer(302, ["Location": "/all"])
                : .answer(200, [:], "<title>\(title.withLock { $0 })</title>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        // Several links that end on one page.
        let sharing = try await links.check("2026-10-01", [base + "/a", base + "/b"])
        #expect(CheckedLinks.ids(sharing) == ["web/suspect warning", "web/suspect warning"])
        // A title without any word that it had.
        #expect(CheckedLinks.ids(try await links.check("2026-10-01", [base + "/c"])) == [])
        // On each run, until the page says again what it said.
        for (day, words) in [
            ("2026-10-20", "Casino bonus"), ("2026-11-20", "Casino bonus"),
            ("2026-12-20", "Mail records, set up"),
            ("2027-01-20", "Setting up mail records"),
        ] {
            title.withLock { $0 = words }
            let found = CheckedLinks.ids(try await links.check(day, [base + "/c"]))
            #expect(found == (words.hasPrefix("Casino") ? ["web/suspect warning"] : []), "\(day)")
        }
        try await server.stop()
    }

    @Test func asksAPersonToLookAtAWall() async throws {
        let server = try await LocalServer { _, _, _ in .answer(403, ["cf-mitigated": "challenge"]) }
        let url = "http://127.0.0.1:\(server.port)/x"
        let first = try #require(try await links.check("2026-06-01", [url]).findings.first)
        #expect(
            first.id == "web/walled" && first.severity == .note
                && first.help.contains("guides links seen '\(url)'"))
        var cache = LinkCache.load(site: links.folder)
        let isKnown = cache.see(url, today: Day("2026-06-02")!)
        let isOtherKnown = cache.see("https://example.com", today: Day("2026-06-02")!)
        #expect(isKnown && !isOtherKnown)
        try cache.save(site: links.folder)
        #expect(
            try await links.check("2026-06-10", [url]).findings.first?.help.contains(
                "someone looked at it on 2026-06-02") == true)
        #expect(
            try await links.check("2026-10-10", [url]).findings.first?.help.contains("guides links seen")
                == true)
        #expect(cache.table.contains("walled") && cache.table.contains(url))
        try await server.stop()
    }

    @Test func namesAPageAsAShellReadsIt() async throws {
        let server = try await LocalServer { _, _, _ in .answer(403, ["cf-mitigated": "challenge"]) }
        let url = "http://127.0.0.1:\(server.port)/x(1)?a=1&b=$(id)"
        let finding = try #require(try await links.check("2026-06-01", [url]).findings.first)
        let word = "'http://127.0.0.1:\(server.port)/x%281%29?a=1&b=$%28id%29'"
        #expect(finding.help.hasSuffix("guides links seen \(word)"))
        var cache = LinkCache.load(site: links.folder)
        let isKnown = cache.see(String(word.dropFirst().dropLast()), today: Day("2026-06-02")!)
        #expect(isKnown && cache.links.values.first?.seen == "2026-06-02")
        try await server.stop()
    }

    @Test func refusesWithoutAskingAndForgetsNothingElse() async throws {
        var options = TestProbe.options()
        options.allowsPrivate = false
        let link = WebLink(url: "http://127.0.0.1:1/x", file: "a.md", location: .start)
        let outcome = try await ExternalCheck(
            site: links.folder, options: options, today: Day("2026-10-01")!
        ).run([
            link
        ])
        #expect(
            outcome.findings.map(\.id) == ["web/unsure"]
                && outcome.findings[0].message.contains("not a public host"))
        #expect(LinkCache.load(site: links.folder).links.isEmpty)
    }

    @Test(arguments: ["10.0.0.1", "localhost", "[::1]"])
    func reportsARedirectToAHostThatIsNotContacted(_ host: String) async throws {
        let server = try await LocalServer { _, _, _ in .answer(301, ["Location": "http://\(host)/b"]) }
        let proxy = try LocalProxy(to: server.port)
        let options = TestProbe.options {
            $0.allowsPrivate = false
            $0.proxy = Proxy(environment: ["http_proxy": "http://127.0.0.1:\(proxy.port)"])
        }
        // An address that is open to everybody; the proxy leads to the server.
        let url = "http://93.184.215.14/a"
        let outcome = try await ExternalCheck(
            site: links.folder, options: options, today: Day("2026-10-01")!
        ).run([
            WebLink(url: url, file: "a.md", location: .start)
        ])
        #expect(
            outcome.findings.map(\.message)
                == ["\(url) redirects to a host that was not contacted: \(host) is not a public host"])
        try await server.stop()
    }

    /// Neither in a guide nor in a `Location` does a port that is none end the program; the answers of others are kept.
    @Test(arguments: ["65536", "99999", "99999999999999999999", "0", "-1", "x"])
    func saysThatAPortDoesNotExist(_ port: String) async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/away" ? .answer(301, ["Location": "http://a.example:\(port)/"]) : .answer(200)
        }
        let base = "http://127.0.0.1:\(server.port)"
        let outcome = try await links.check(
            "2026-11-01", ["http://a.example:\(port)/", base + "/away", base + "/ok"])
        #expect(CheckedLinks.ids(outcome) == ["web/gone error", "web/unsure note"])
        #expect(
            outcome.findings.allSatisfy {
                $0.message.contains("there is no port \(port): ports go from 1 to 65535")
            })
        #expect(LinkCache.load(site: links.folder).links[base + "/ok"]?.state == .ok)
        try await server.stop()
    }
}
