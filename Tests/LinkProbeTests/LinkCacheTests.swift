import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import GuideKit
@testable import LinkProbe
@testable import Markdown

/// What a run learns, keeps, and makes of it in the next.
@Suite struct LinkCacheTests {
    private let folder = NSTemporaryDirectory() + "guides-cache-\(UUID().uuidString)"

    private func check(_ day: String, _ urls: [String], after former: ExternalCheck.Outcome? = nil)
        async throws -> ExternalCheck.Outcome
    {
        let links = urls.enumerated().map { index, url in
            WebLink(
                url: url, file: "Content/guides/a.md", place: Place(line: index + 1, column: 1),
                end: Place(line: index + 1, column: url.count + 1))
        }
        return try await ExternalCheck(
            site: folder, options: LinkProbeTests.options { $0.tries = 1 }, today: Day(day)!
        ).run(links, after: former)
    }

    private func ids(_ outcome: ExternalCheck.Outcome) -> [String] {
        outcome.findings.map { "\($0.id) \($0.severity)" }
    }

    @Test func asksForEachPageOnceAndTrustsForAWeek() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in
            .answer(200, [:], "<title>A page</title><p id=a><p id=b>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let urls = [
            base + "/x#a", base + "/x#b", base + "/x", "\(base.replacing("://", with: "://me:secret@"))/x",
        ]
        #expect(try await check("2026-11-01", urls).asked == 1)
        #expect(server.requests("/x").map(\.method) == ["HEAD", "GET"])
        let again = try await check("2026-11-07", urls)
        #expect(again.asked == 0 && again.trusted == 1 && again.findings == [])
        // An anchor that was not looked for yet, or a week, asks again.
        #expect(
            try await check("2026-11-07", urls + [base + "/x#c"]).findings.map(\.id) == ["web/missing-anchor"]
        )
        #expect(try await check("2026-11-15", urls).asked == 1)
        let text = try String(contentsOfFile: LinkCache.path(site: folder), encoding: .utf8)
        #expect(text.contains("\"lastGood\" : \"2026-11-15\"") && !text.contains("secret"))
        #expect(try Disk.names(in: folder + "/.guides") == ["links.json"])
        try await server.stop()
    }

    /// A site from a stranger may bring a `.guides` that leads anywhere.
    @Test func isNotWrittenThroughALink() throws {
        let outside = folder + "-outside"
        defer {
            Disk.removeTree(folder)
            Disk.removeTree(outside)
        }
        try Disk.makeFolder(folder)
        try Disk.makeFolder(outside)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/.guides", withDestinationPath: outside)
        #expect(throws: DiskError.self) { try LinkCache().save(site: folder) }
        #expect(try Disk.names(in: outside) == [])
    }

    @Test func isGentleWithWhatWasThere() async throws {
        defer { Disk.removeTree(folder) }
        let status = Mutex(200)
        let server = try await LocalServer { _, _, _ in
            .answer(status.withLock { $0 }, ["Content-Type": "text/plain"])
        }
        let urls = ["http://127.0.0.1:\(server.port)/x"]
        #expect(ids(try await check("2026-10-01", urls)) == [])
        status.withLock { $0 = 404 }
        #expect(ids(try await check("2026-10-20", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-10-20", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-10-21", urls)) == ["web/gone error"])
        status.withLock { $0 = 200 }
        #expect(ids(try await check("2026-10-22", urls)) == [])
        status.withLock { $0 = 500 }
        #expect(ids(try await check("2026-11-01", urls)) == ["web/unsure note"])
        let next = try await check("2026-11-02", urls).findings.map(\.message)
        #expect(next == ["\(urls[0]): answers 500, for 1 day now"])
        let later = try await check("2026-11-15", urls)
        #expect(ids(later) == ["web/unsure note"])
        #expect(later.findings[0].message.hasSuffix(", for 14 days now"))
        #expect(ids(try await check("2026-11-16", urls)) == ["web/unsure warning"])
        // However long it failed: it is gone when it was not there on two days.
        status.withLock { $0 = 404 }
        #expect(ids(try await check("2026-11-17", urls)) == ["web/unsure note"])
        #expect(ids(try await check("2026-11-18", urls)) == ["web/gone error"])
        try await server.stop()
    }

    @Test func asksNothingTwiceInOneRun() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in .answer(path == "/gone" ? 404 : 200) }
        let base = "http://127.0.0.1:\(server.port)"
        let first = try await check("2026-10-01", [base + "/gone"])
        let count = server.requests.count
        let second = try await check("2026-10-01", [base + "/new", base + "/gone"], after: first)
        #expect(second.asked == 1 && ids(second) == ["web/gone error"])
        #expect(server.requests("/gone").count == count)
        let third = try await check("2026-10-01", [base + "/gone"], after: second)
        #expect(third.asked == 0 && third.findings == first.findings)
        try await server.stop()
    }

    @Test func oneNeverSeenGoodFailsAtOnce() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(404) }
        #expect(
            ids(try await check("2026-10-01", ["http://127.0.0.1:\(server.port)/x"])) == ["web/gone error"])
        try await server.stop()
    }

    @Test func offersTheNewAddress() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(301, ["Location": "/new"]) : .answer(200, [:], "<title>A</title><i id=a>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let finding = try #require(try await check("2026-10-01", [base + "/old#a"]).findings.first)
        #expect(finding.id == "web/moved" && finding.severity == .note)
        #expect(finding.fix?.isSafe == true && finding.fix?.edits.first?.text == base + "/new#a")
        try await server.stop()
    }

    @Test func tellsSoft404s() async throws {
        defer { Disk.removeTree(folder) }
        let title = Mutex("Setting up mail records")
        let server = try await LocalServer { _, path, _ in
            ["/a", "/b"].contains(path)
                ? .answer(302, ["Location": "/all"])
                : .answer(200, [:], "<title>\(title.withLock { $0 })</title>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        // Several links that end on one page.
        let sharing = try await check("2026-10-01", [base + "/a", base + "/b"])
        #expect(ids(sharing) == ["web/suspect warning", "web/suspect warning"])
        // A title without any word that it had.
        #expect(ids(try await check("2026-10-01", [base + "/c"])) == [])
        title.withLock { $0 = "Casino bonus" }
        #expect(ids(try await check("2026-10-20", [base + "/c"])) == ["web/suspect warning"])
        try await server.stop()
    }

    @Test func asksAPersonToLookAtAWall() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(403, ["cf-mitigated": "challenge"]) }
        let url = "http://127.0.0.1:\(server.port)/x"
        let first = try #require(try await check("2026-06-01", [url]).findings.first)
        #expect(
            first.id == "web/walled" && first.severity == .note
                && first.help.contains("guides links seen '\(url)'"))
        var cache = LinkCache.load(site: folder)
        let isKnown = cache.see(url, today: Day("2026-06-02")!)
        let isOtherKnown = cache.see("https://example.com", today: Day("2026-06-02")!)
        #expect(isKnown && !isOtherKnown)
        try cache.save(site: folder)
        #expect(
            try await check("2026-06-10", [url]).findings.first?.help.contains(
                "somebody looked on 2026-06-02") == true)
        #expect(
            try await check("2026-10-10", [url]).findings.first?.help.contains("guides links seen") == true)
        #expect(cache.table.contains("walled") && cache.table.contains(url))
        try await server.stop()
    }

    @Test func refusesWithoutAskingAndForgetsNothingElse() async throws {
        defer { Disk.removeTree(folder) }
        var options = LinkProbeTests.options()
        options.allowsPrivate = false
        let link = WebLink(url: "http://127.0.0.1:1/x", file: "a.md", place: .start)
        let outcome = try await ExternalCheck(site: folder, options: options, today: Day("2026-10-01")!).run([
            link
        ])
        #expect(
            outcome.findings.map(\.id) == ["web/unsure"]
                && outcome.findings[0].message.contains("not open to everybody"))
        #expect(LinkCache.load(site: folder).links.isEmpty)
    }

    @Test(arguments: ["10.0.0.1", "localhost", "[::1]"])
    func saysThatARedirectLedToAHostThatIsNotAsked(_ host: String) async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(301, ["Location": "http://\(host)/b"]) }
        let proxy = try LocalProxy(to: server.port)
        let options = LinkProbeTests.options {
            $0.allowsPrivate = false
            $0.proxy = Proxy(environment: ["http_proxy": "http://127.0.0.1:\(proxy.port)"])
        }
        // An address that is open to everybody; the proxy leads to the server.
        let url = "http://93.184.215.14/a"
        let outcome = try await ExternalCheck(site: folder, options: options, today: Day("2026-10-01")!).run([
            WebLink(url: url, file: "a.md", place: .start)
        ])
        #expect(
            outcome.findings.map(\.message)
                == ["\(url) redirects to a host that was not asked: \(host) is not open to everybody"])
        try await server.stop()
    }

    /// Where nobody can say what a page has, no anchor counts as seen.
    @Test(arguments: ["text/html; charset=x-unknown", "text/html; charset=utf-8"])
    func learnsNoAnchorOfAPageThatWasNotReadWhole(_ type: String) async throws {
        defer { Disk.removeTree(folder) }
        let isLong = type.hasSuffix("utf-8")
        let server = try await LocalServer { _, _, _ in
            .answer(
                200, ["Content-Type": type],
                "<title>A page</title><body>" + String(repeating: "x", count: isLong ? 3 << 20 : 10))
        }
        let page = "http://127.0.0.1:\(server.port)/x"
        let outcome = try await check("2026-11-01", [page + "#a"])
        #expect(outcome.findings.isEmpty, "\(outcome.findings)")
        let entry = try #require(LinkCache.load(site: folder).links[page])
        #expect(entry.state == .ok && entry.anchors == nil)
        try await server.stop()
    }

    @Test(arguments: ["", "{", "{\"version\":1,\"links\":{\"a\":", "[]", "{\"version\":9,\"links\":{}}"])
    func aBrokenCacheCostsRequestsAlone(_ text: String) throws {
        defer { Disk.removeTree(folder) }
        try Disk.makeFolder(folder + "/.guides")
        try Disk.writeNew(Array(text.utf8), to: LinkCache.path(site: folder))
        #expect(LinkCache.load(site: folder) == LinkCache())
    }

    // MARK: What is written down

    /// Spellings of one page are one entry.
    @Test func knowsAPageByOneSpelling() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(200, ["Content-Type": "text/plain"]) }
        let port = server.port
        let urls = [
            "http://127.0.0.1:\(port)/a%20b", "HTTP://127.1:\(port)/a b",
            "http://me:secret@127.0.0.1.:0\(port)/x/../a b#c",
            "http://2130706433:\(port)/./a%20b#",
        ]
        #expect(try await check("2026-11-01", urls).asked == 1)
        #expect(LinkCache.load(site: folder).links.keys.sorted() == ["http://127.0.0.1:\(port)/a%20b"])
        #expect(server.requests.map(\.path) == ["/a%20b"])
        try await server.stop()
    }

    /// Neither in a guide nor in a `Location` does a port that is none end the program; the answers of others are kept.
    @Test(arguments: ["65536", "99999", "99999999999999999999", "0", "-1", "x"])
    func saysThatAPortDoesNotExist(_ port: String) async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in
            path == "/away" ? .answer(301, ["Location": "http://a.example:\(port)/"]) : .answer(200)
        }
        let base = "http://127.0.0.1:\(server.port)"
        let outcome = try await check(
            "2026-11-01", ["http://a.example:\(port)/", base + "/away", base + "/ok"])
        #expect(ids(outcome) == ["web/gone error", "web/unsure note"])
        #expect(
            outcome.findings.allSatisfy {
                $0.message.contains("there is no port \(port): ports go from 1 to 65535")
            })
        #expect(LinkCache.load(site: folder).links[base + "/ok"]?.state == .ok)
        try await server.stop()
    }

    /// Ports, at random, in a link and in a redirect.
    @Test func survivesWhateverPort() {
        var random = Seeded(state: 20_261_128)
        let signs = Array("0123456789:-+.@[]/ x%٣")
        for _ in 0..<5000 {
            let port = String(
                (0..<Int.random(in: 0...22, using: &random)).map { _ in signs.randomElement(using: &random)! }
            )
            let address = WebAddress("http://a.example:\(port)/")
            if let number = address?.port { #expect((1...65535).contains(number)) }
            if let next = try? WebAddress("http://b.example/")?.resolving("//a.example:\(port)/"),
                let number = next.port
            {
                #expect((1...65535).contains(number))
            }
        }
    }

    @Test func savesWhileItRuns() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in
            path == "/fast" ? .answer(200, ["Content-Type": "text/plain"]) : .hang
        }
        let base = "http://127.0.0.1:\(server.port)"
        let options = LinkProbeTests.options {
            $0.savePause = .milliseconds(10)
            $0.tryTime = .seconds(60)
        }
        let check = ExternalCheck(site: folder, options: options, today: Day("2026-11-01")!)
        let links = ["/fast", "/never"].map { WebLink(url: base + $0, file: "a.md", place: .start) }
        let run = Task { try await check.run(links) }
        while LinkCache.load(site: folder).links.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        #expect(LinkCache.load(site: folder).links.keys.sorted() == [base + "/fast"])
        run.cancel()
        _ = try await run.value
        // And it keeps what it learned when it is stopped.
        #expect(LinkCache.load(site: folder).links.keys.sorted() == [base + "/fast"])
        try await server.stop()
    }

    /// The tool itself, stopped with Ctrl-C or killed while a server keeps it waiting.
    @Test(arguments: [(SIGINT, Int32(130)), (SIGKILL, SIGKILL)])
    func theToolKeepsWhatItLearned(_ signal: Int32, _ code: Int32) async throws {
        let server = try await LocalServer { _, path, _ in
            path != "/never" ? .answer(200, ["Content-Type": "text/plain"]) : .hang
        }
        let base = "http://127.0.0.1:\(server.port)"
        let site = try BuiltSite()
        try site.write(
            "Content/site.yml",
            """
            name: Guides
            summary: Guides that link to a server that keeps everybody waiting.
            base-url: https://example.org
            categories: [{id: one, title: One, summary: The first category.}]

            """)
        try site.write(
            "Content/guides/a.md",
            "---\ntitle: A Guide\nsummary: A guide that links to pages.\ncategory: one\n---\n\n[a](\(base)/a), [b](\(base)/b), [c](\(base)/c) and [never](\(base)/never).\n"
        )
        let process = Process()
        process.executableURL = tool
        process.arguments = ["check", "--site", site.path, "--external", "--allow-private"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let path = site.path
        @Sendable func learned() -> [String] { LinkCache.load(site: path).links.keys.sorted() }
        // On a thread of its own: the tool gives up after 20 seconds, and the threads that tests share can be
        // taken for longer than that.
        await withCheckedContinuation { done in
            Thread.detachNewThread {
                // A killed tool keeps what was saved, after some seconds; a stopped one saves. One host is asked for
                // two pages at a time: when all four have been asked for, the tool knows two of them.
                while process.isRunning,
                    signal == SIGKILL ? learned().isEmpty : Set(server.requests.map(\.path)).count < 4
                {
                    usleep(20_000)
                }
                kill(process.processIdentifier, signal)
                process.waitUntilExit()
                done.resume()
            }
        }
        #expect(process.terminationStatus == code)
        #expect(learned().count >= (signal == SIGINT ? 2 : 1) && !learned().contains(base + "/never"))
        try await server.stop()
    }

    // MARK: Fixes

    /// What a `Location` may hold, and how it is written into a guide.
    static let places = [
        ("/a)(www.evil.example/", "/a%29%28www.evil.example/"), ("/a)b", "/a%29b"),
        ("/a)*b*(", "/a%29%2Ab%2A%28"),
        ("/a)[click](https://evil.example/", "/a%29%5Bclick%5D%28https://evil.example/"),
        ("/a>b<c", "/a%3Eb%3Cc"),
        ("/a\"b'c", "/a%22b%27c"), ("/a`b`", "/a%60b%60"), ("/a|b", "/a%7Cb"), ("/a\\)b", "/a/%29b"),
        ("/a b", "/a%20b"),
        ("/a\tb", "/ab"), ("/ä\u{202E}\u{200B}", "/%C3%A4%E2%80%AE%E2%80%8B"),
        ("/a,b: {c} #d", "/a%2Cb:%20%7Bc%7D%20#d"),
        ("/a?b=&copy;&#65;&amp;c", "/a?b=&copy%3B&#65%3B&amp%3Bc"), ("/a.", "/a%2E"), ("/a_", "/a%5F"),
        ("/a!", "/a%21"),
        ("/a~~b~~", "/a~~b~%7E"), ("/a?", "/a"), ("/a^b$c$", "/a%5Eb$c$"), ("/<script>", "/%3Cscript%3E"),
        ("/a;b=c&d", "/a;b=c&d"), ("/a&lt;b", "/a&lt%3Bb"), ("/new#part)", "/new#part%29"),
    ]

    /// The places of a guide where a link's address is, with what follows it.
    static let contexts: [(String, String)] = [
        ("See [x](", ")."), ("See [x](<", ">)."), ("See [x].\n\n[x]: ", ""),
        ("| a | b |\n| --- | --- |\n| [x](", ") | c |"),
    ]

    /// A permanent redirect is written into guides whole, and as one link to it, whatever it holds.
    @Test(arguments: places)
    func writesNoLocationThatBreaksOut(_ location: String, _ written: String) async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(301, ["Location": location]) : .answer(200, ["Content-Type": "text/plain"])
        }
        let base = "http://127.0.0.1:\(server.port)"
        let text = Self.contexts.map { "\($0)\(base)/old\($1)" }.joined(separator: "\n\n")
        let site = try BuiltSite()
        try site.write(
            "Content/site.yml",
            """
            name: Guides
            summary: Guides whose links move all the time, which they should not.
            base-url: https://example.org
            categories: [{id: one, title: One, summary: The first category.}]

            """)
        let head =
            "---\ntitle: A Guide\nsummary: A guide whose links move all the time.\ncategory: one\nresources: [{title: A Page, url: \(base)/old, note: x}, {title: B, url: '\(base)/old', note: x}]\n---\n\n"
        try site.write("Content/guides/a.md", head + text + "\n")
        var reading = SiteReading.Options()
        reading.site = site.path
        let options = LinkProbeTests.options { $0.tries = 1 }
        let run = { () async throws -> [Finding] in
            let links = try await SiteReading(reading).webLinks
            return try await ExternalCheck(site: site.path, options: options, today: Day("2026-11-01")!).run(
                links
            ).findings
        }
        let findings = try await run()
        #expect(findings.map(\.id) == Array(repeating: "web/moved", count: 6), "\(findings)")
        let fixer = Fixer(site: site.path)
        let outcome = try fixer.changes(findings)
        #expect(outcome.refused.isEmpty)
        for change in outcome.changes { try fixer.write(change) }
        let after = String(decoding: try Disk.read(site.path + "/Content/guides/a.md"), as: UTF8.self)
        // A value of YAML stays in its quotes.
        #expect(after == (head + text + "\n").replacing(base + "/old", with: base + written))
        // Every link leads there, there are no others, and the next run has nothing to say.
        let links = try await SiteReading(reading).webLinks
        #expect(
            links.count == 6 && links.allSatisfy { WebAddress($0.url)?.text == base + written },
            "\(links.map(\.url))")
        #expect(try await run().isEmpty)
        try await server.stop()
    }

    @Test(arguments: [
        ("/old#part", "/new", "/new#part"), ("/old#part", "/new#other", "/new#other"),
        ("/old", "/new#other", "/new#other"),
        ("/old#a(b)", "/new", "/new#a%28b%29"),
    ])
    func keepsTheFragment(_ link: String, _ location: String, _ wanted: String) async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, path, _ in
            path == "/old"
                ? .answer(308, ["Location": location])
                : .answer(200, [:], "<title>A</title><i id=part><i id='a(b)'>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let finding = try #require(try await check("2026-10-01", [base + link]).findings.first)
        #expect(finding.help == "link to \(base)\(wanted)" && finding.fix?.edits.first?.text == base + wanted)
        try await server.stop()
    }

    // MARK: A cache that somebody else wrote

    @Test func takesNothingFromAPoisonedCache() throws {
        defer { Disk.removeTree(folder) }
        try Disk.makeFolder(folder + "/.guides")
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
        try Disk.writeNew(Array(text.utf8), to: LinkCache.path(site: folder))
        let cache = LinkCache.load(site: folder)
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

    @Test func namesAPageAsAShellReadsIt() async throws {
        defer { Disk.removeTree(folder) }
        let server = try await LocalServer { _, _, _ in .answer(403, ["cf-mitigated": "challenge"]) }
        let url = "http://127.0.0.1:\(server.port)/x(1)?a=1&b=$(id)"
        let finding = try #require(try await check("2026-06-01", [url]).findings.first)
        let word = "'http://127.0.0.1:\(server.port)/x%281%29?a=1&b=$%28id%29'"
        #expect(finding.help.hasSuffix("guides links seen \(word)"))
        var cache = LinkCache.load(site: folder)
        let isKnown = cache.see(String(word.dropFirst().dropLast()), today: Day("2026-06-02")!)
        #expect(isKnown && cache.links.values.first?.seen == "2026-06-02")
        try await server.stop()
    }
}
