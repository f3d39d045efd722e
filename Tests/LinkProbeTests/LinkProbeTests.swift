import Foundation
import Synchronization
import Testing

@testable import GuideKit
@testable import LinkProbe

/// The probe against a real server.
@Suite struct LinkProbeTests {
    static func options(_ change: (inout ProbeOptions) -> Void = { _ in }) -> ProbeOptions {
        var options = ProbeOptions()
        options.allowsPrivate = true
        options.pause = .milliseconds(10)
        options.retryPause = .milliseconds(30)
        // A busy machine may take long over an answer.
        options.tryTime = .seconds(60)
        options.longestWait = .seconds(2)
        change(&options)
        return options
    }

    /// Answers by page.
    static func ask(_ pages: [LinkProbe.Page], _ options: ProbeOptions) async -> [String: ProbeResult] {
        let answers = Mutex<[String: ProbeResult]>([:])
        await LinkProbe(options).ask(pages) { page, answer in answers.withLock { $0[page.url] = answer } }
        return answers.withLock { $0 }
    }

    private static let page =
        "<html><head><title>A page on mail</title></head><body><h2 id=\"part-one\">One</h2><a name='old'>x</a></body></html>"

    private static func reply(_ method: String, _ path: String, _ before: Int) -> LocalServer.Reply {
        switch path {
        case "/ok": .answer(200, [:], page)
        case "/none": .answer(204)
        case "/pdf": .answer(200, ["Content-Type": "application/pdf"], "x")
        case "/moved": .answer(301, ["Location": "/moved-again"])
        case "/moved-again": .answer(308, ["Location": "/ok"])
        case "/for-now": .answer(302, ["Location": "/ok"])
        case "/loop-a": .answer(302, ["Location": "/loop-b"])
        case "/loop-b": .answer(302, ["Location": "/loop-a"])
        case let path where path.hasPrefix("/far-"):
            .answer(302, ["Location": "/far-\((Int(path.dropFirst(5)) ?? 0) + 1)"])
        case "/missing": .answer(404, [:], "no")
        case "/removed": .answer(410)
        case "/no-head": method == "HEAD" ? .answer(405) : .answer(200, [:], page)
        case "/lying-head": method == "HEAD" ? .answer(404) : .answer(200, [:], page)
        case "/pace": before == 0 ? .answer(429, ["Retry-After": "1"]) : .answer(200, [:], page)
        case "/pace-date":
            before == 0 ? .answer(429, ["Retry-After": date(in: 1.5)]) : .answer(200, [:], page)
        case "/busy-once": before < 2 ? .answer(503) : .answer(200, [:], page)
        case "/busy": .answer(503)
        case "/hang": .hang
        case "/drip": .drip
        case "/reset": .reset
        case "/half": .raw("HTTP/1.1 200 OK\r\nContent-Ty")
        case "/wall": .answer(403, ["cf-mitigated": "challenge"], "x")
        case "/wall-body": .answer(503, [:], "<title>Just a moment...</title>")
        case "/password": .answer(401)
        case "/forbidden": .answer(403, [:], "<title>Forbidden</title>")
        case "/deep/page": .answer(301, ["Location": "/"])
        case "/": .answer(200, [:], "<title>Home</title>")
        case "/gone-soft": .answer(302, ["Location": "/errors/not-found"])
        case "/errors/not-found": .answer(200, [:], "<title>Oh</title>")
        case "/says-so": .answer(200, [:], "<html><title>404 – Page not found</title></html>")
        case "/huge":
            .answer(
                200, [:], "<title>Huge</title><body>" + String(repeating: "x", count: 3 << 20) + "<a id=end>")
        case "/down": .answer(302, ["Location": "http://127.0.0.1:1/x"])
        case "/bad-location": .answer(302, ["Location": "http://"])
        default: .answer(500)
        }
    }

    private static func date(in seconds: TimeInterval) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date().addingTimeInterval(seconds))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var path: String
        var anchors: Set<String> = []
        var state: String
        var says = ""
        var tries = 1
        var testDescription: String { path }
    }

    static let cases: [Case] = [
        Case(path: "/ok", state: "ok"), Case(path: "/none", state: "ok"), Case(path: "/pdf", state: "ok"),
        Case(path: "/ok", anchors: ["part-one"], state: "ok"),
        Case(path: "/ok", anchors: ["old"], state: "ok"),
        Case(path: "/ok", anchors: ["nowhere"], state: "ok", says: "nowhere"),
        Case(path: "/moved", state: "moved"), Case(path: "/for-now", state: "ok"),
        Case(path: "/loop-a", state: "inconclusive", says: "/loop-a → "),
        Case(path: "/far-0", state: "inconclusive", says: "more than 10"),
        Case(path: "/missing", state: "gone", says: "404", tries: 3),
        Case(path: "/removed", state: "gone", says: "410", tries: 3),
        Case(path: "/no-head", state: "ok"), Case(path: "/lying-head", state: "ok"),
        Case(path: "/pace", state: "ok", tries: 2), Case(path: "/pace-date", state: "ok", tries: 2),
        Case(path: "/busy-once", state: "ok", tries: 2),
        Case(path: "/busy", state: "inconclusive", says: "503", tries: 3),
        Case(path: "/hang", state: "inconclusive", says: "no answer in time", tries: 3),
        Case(path: "/drip", anchors: ["x"], state: "inconclusive", says: "no answer in time", tries: 3),
        Case(path: "/reset", state: "inconclusive", says: "connection", tries: 3),
        Case(path: "/half", state: "inconclusive", says: "connection", tries: 3),
        Case(path: "/wall", state: "blocked"), Case(path: "/wall-body", state: "blocked"),
        Case(path: "/password", state: "blocked"),
        Case(path: "/forbidden", state: "inconclusive", says: "403", tries: 3),
        Case(path: "/deep/page", state: "soft-404", says: "start page"),
        Case(path: "/gone-soft", state: "soft-404", says: "not-found"),
        Case(path: "/says-so", state: "soft-404", says: "Page not found"),
        Case(path: "/huge", anchors: ["end"], state: "ok"),
        Case(path: "/down", state: "inconclusive", says: "the connection was", tries: 3),
        Case(path: "/bad-location", state: "inconclusive", says: "no address"),
    ]

    private static func state(_ answer: ProbeResult) -> (String, String) {
        switch answer.kind {
        case .ok: (answer.hasMoved ? "moved" : "ok", (answer.missingAnchors ?? []).joined())
        case .soft404(let reason): ("soft-404", reason)
        case .blocked(let reason): ("blocked", reason)
        case .inconclusive(let reason): ("inconclusive", reason)
        case .gone(let reason): ("gone", reason)
        case .badCertificate(let reason): ("certificate", reason)
        case .refused(let reason): ("refused", reason)
        }
    }

    @Test(arguments: cases)
    func tellsAnswersApart(_ test: Case) async throws {
        let server = try await LocalServer { Self.reply($0, $1, $2) }
        let url = "http://127.0.0.1:\(server.port)\(test.path)"
        let answer = try #require(
            await Self.ask(
                [LinkProbe.Page(url: url, anchors: test.anchors)],
                Self.options {
                    if test.says == "no answer in time" { $0.tryTime = .milliseconds(600) }
                })[url])
        let (state, says) = Self.state(answer)
        #expect(state == test.state && (test.says.isEmpty || says.contains(test.says)), "\(answer)")
        #expect(answer.tries == test.tries, "\(answer)")
        // Nothing is asked with GET before HEAD, and all say who asks.
        #expect(server.requests(test.path).first?.method == "HEAD")
        #expect(server.requests.allSatisfy { $0.headers.contains("user-agent: guides-link-check/") })
        if test.path == "/pace" || test.path == "/pace-date" {
            let times = server.requests(test.path).map(\.time)
            #expect(times[1] - times[0] >= .milliseconds(400), "Retry-After is heeded")
        }
        try await server.stop()
    }

    @Test func aRefusalAfterSuccessIsPace() async throws {
        let server = try await LocalServer { _, path, before in
            path == "/ok"
                ? .answer(200, [:], Self.page)
                : before < 2 ? .answer(403, [:], "no") : .answer(200, [:], Self.page)
        }
        let base = "http://127.0.0.1:\(server.port)"
        let answers = await Self.ask(
            [LinkProbe.Page(url: base + "/ok"), LinkProbe.Page(url: base + "/later")],
            Self.options { $0.perHost = 1 })
        #expect(answers[base + "/later"]?.kind == .ok)
        try await server.stop()
    }

    @Test func keepsThePace() async throws {
        let server = try await LocalServer(delay: .milliseconds(60)) { _, _, _ in
            .answer(200, ["Content-Type": "text/plain"])
        }
        let pages = (0..<12).map { LinkProbe.Page(url: "http://127.0.0.1:\(server.port)/\($0)") }
        let answers = await Self.ask(pages, Self.options { $0.pause = .milliseconds(40) })
        #expect(answers.count == 12 && answers.values.allSatisfy { $0.kind == .ok })
        #expect(server.requests.count == 12)
        #expect(server.mostAtOnce <= 2)
        let times = server.requests.map(\.time).sorted()
        // By the server's clock, a request may be a little late and the next one not.
        #expect(times[11] - times[0] >= .milliseconds(40 * 11 - 30))
        try await server.stop()
    }

    @Test func aHostHasOnlySoMuchTime() async throws {
        let server = try await LocalServer { _, _, _ in .hang }
        let pages = (0..<6).map { LinkProbe.Page(url: "http://127.0.0.1:\(server.port)/\($0)") }
        let answers = await Self.ask(
            pages,
            Self.options {
                $0.tryTime = .milliseconds(150)
                $0.hostTime = .milliseconds(300)
                $0.tries = 1
            })
        #expect(answers.count == 6)
        #expect(answers.values.contains { Self.state($0).1.contains("took more than") })
        try await server.stop()
    }

    @Test func keepsWhatItLearnedWhenStopped() async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/fast" ? .answer(200, ["Content-Type": "text/plain"]) : .hang
        }
        let base = "http://127.0.0.1:\(server.port)"
        let answers = Mutex<[String]>([])
        let work = Task {
            await LinkProbe(Self.options { $0.tryTime = .seconds(60) }).ask(
                [LinkProbe.Page(url: base + "/fast"), LinkProbe.Page(url: base + "/never")]
            ) { page, _ in answers.withLock { $0.append(page.url) } }
        }
        while answers.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
        work.cancel()
        await work.value
        #expect(answers.withLock { $0 } == [base + "/fast"])
        try await server.stop()
    }

    @Test(arguments: [
        "127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "printer.local", "db.internal",
    ])
    func asksNoPrivateAddress(_ host: String) async throws {
        let server = try await LocalServer { _, _, _ in .answer(200) }
        let url = "http://\(host):\(server.port)/"
        let answer = await Self.ask([LinkProbe.Page(url: url)], Self.options { $0.allowsPrivate = false })[
            url]
        guard case .refused = answer?.kind else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    /// A name that anybody could own leads to this machine, or to it beside an address that does not answer: it is the
    /// address connected to that counts.
    @Test(arguments: [
        "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "127.0.0.1,[::1]", "0.0.0.0",
        "[::ffff:127.0.0.1]",
    ])
    func connectsToNoPrivateAddress(_ addresses: String) async throws {
        let server = try await LocalServer { _, _, _ in .answer(200) }
        let url = "http://pages.example:\(server.port)/"
        let options = Self.options {
            $0.allowsPrivate = false
            $0.resolved = ["pages.example:\(server.port):\(addresses)"]
        }
        let answer = await Self.ask([LinkProbe.Page(url: url)], options)[url]
        guard case .refused = answer?.kind else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    /// A page that redirects there is no way in either, by `Location` or by itself.
    @Test(arguments: ["302", "refresh"])
    func followsNobodyToAPrivateAddress(_ kind: String) async throws {
        let secret = try await LocalServer { _, _, _ in .answer(200) }
        let port = secret.port
        let server = try await LocalServer { _, _, _ in
            let url = "http://pages.example:\(port)/"
            return kind == "302"
                ? .answer(302, ["Location": url])
                : .answer(200, [:], "<meta http-equiv=refresh content='0;url=\(url)'>")
        }
        // The first page comes through a proxy, since no page of this machine is public.
        let proxy = try LocalProxy(to: server.port)
        let options = Self.options {
            $0.allowsPrivate = false
            $0.proxy = Proxy(environment: [
                "http_proxy": "http://127.0.0.1:\(proxy.port)", "no_proxy": "pages.example",
            ])
            $0.resolved = ["pages.example:\(port):127.0.0.1"]
        }
        let url = "http://8.8.8.8/"
        #expect(
            await Self.ask([LinkProbe.Page(url: url)], options)[url]?.kind
                == .refused("127.0.0.1 is not open to everybody"))
        #expect(secret.requests.isEmpty && proxy.asked.count == 2)
        try await server.stop()
        try await secret.stop()
    }

    @Test func saysThatThereIsNoSuchHost() async throws {
        let url = "http://nowhere.invalid/"
        let answer = try #require(
            await Self.ask([LinkProbe.Page(url: url)], Self.options { $0.tries = 1 })[url])
        // Where nobody can be asked, nobody knows.
        #expect(
            answer.kind == .gone("there is no host nowhere.invalid")
                || Self.state(answer).1.contains("nowhere.invalid could not be looked up"))
    }

    // MARK: Bounds

    /// What a server may send without end. Each look ends soon, and reads little.
    private static func endless(_ path: String) -> LocalServer.Reply {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        switch path {
        case "/headers":
            return .raw(
                head + String(repeating: "X-Long: \(String(repeating: "x", count: 1000))\r\n", count: 4000))
        case "/one-header": return .raw(head + "X-Long: \(String(repeating: "x", count: 4 << 20))\r\n\r\n")
        case "/hints":
            return .raw(String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", count: 100_000))
        case "/cookies":
            return .raw(
                head
                    + (0..<2000).map { "Set-Cookie: c\($0)=\(String(repeating: "x", count: 100))\r\n" }
                    .joined()
                    + "Content-Length: 0\r\n\r\n")
        case "/body": return .raw(head + "\r\n<title>Big</title>" + String(repeating: "<p>x", count: 4 << 20))
        case "/bomb": return .bytes(Array((head + "Content-Encoding: gzip\r\n\r\n").utf8) + bomb)
        default: return .answer(404)
        }
    }

    /// 200 MB of nothing, packed. Made before a server is asked for it: the server's thread starts no program.
    private static let bomb: [UInt8] = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "head -c 200000000 /dev/zero | gzip -9"]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return [] }
        return Array(output.fileHandleForReading.readDataToEndOfFile())
    }()

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("/headers", "headers are too long"), ("/one-header", "headers are too long"),
            ("/hints", "headers are too long"),
            ("/cookies", ""),
            ("/body", "ok"), ("/bomb", "ok"),
        ])
    func readsNothingWithoutEnd(_ path: String, _ says: String) async throws {
        #expect(Self.bomb.count > 100_000)
        let server = try await LocalServer { method, path, _ in
            // What is sent is the same for HEAD, whose body nobody reads.
            Self.endless(path)
        }
        let url = "http://127.0.0.1:\(server.port)\(path)"
        let answer = try #require(
            await Self.ask([LinkProbe.Page(url: url, anchors: ["none"])], Self.options { $0.tries = 1 })[url])
        #expect(
            says == "ok"
                ? answer.kind == .ok && answer.missingAnchors == nil
                : says.isEmpty || Self.state(answer).1.contains(says),
            "\(answer)")
        try await server.stop()
    }

    /// A body is cut once it is as long as a body may be, unpacked.
    @Test(arguments: ["/body", "/bomb"])
    func cutsBodies(_ path: String) async throws {
        #expect(Self.bomb.count > 100_000)
        let server = try await LocalServer { _, path, _ in Self.endless(path) }
        let transport = Transport(
            TransportOptions(userAgent: "x", time: .seconds(20), allowsPrivate: true))
        let address = try WebAddress(reading: "http://127.0.0.1:\(server.port)\(path)")
        var request = WebRequest(method: .get, address: address)
        request.wantsBody = { _ in true }
        request.largestBody = 100_000
        #expect(try await transport.send(request).get().body.count == 100_001)
        request.isEnough = { _, body in body.count > 20_000 }
        #expect(try await transport.send(request).get().body.count < 60_000)
        request.wantsBody = { _ in false }
        #expect(try await transport.send(request).get().body.isEmpty)
        try await server.stop()
    }

    /// The certificate is made here; it names another host than the one that is asked.
    @Test(arguments: [
        ("other.example", true, "certificate"), ("localhost", true, "ok"),
        ("localhost", false, "certificate"),
    ])
    func checksCertificates(_ name: String, _ isTrusted: Bool, _ state: String) async throws {
        let (certificate, key) = try TestCertificate.make(name: name)
        let server = try await EncryptedServer(tls: (certificate, key)) { _, _, _ in
            .answer(200, ["Content-Type": "text/plain"])
        }
        let url = "https://localhost:\(server.port)/"
        let options = Self.options {
            $0.trusted = isTrusted ? certificate : nil
        }
        let answer = try #require(await Self.ask([LinkProbe.Page(url: url)], options)[url])
        #expect(Self.state(answer).0 == state, "\(answer)")
        try await server.stop()
    }

    @Test(
        arguments: [
            ("https://User:secret@Example.com/a?b=c#d", "https://example.com/a?b=c", "d"),
            ("http://example.com", "http://example.com/", nil),
            ("https://example.com/ä b", "https://example.com/%C3%A4%20b", nil),
            ("https://[::1]:80/x", "https://[::1]:80/x", nil),
            ("https://example.org.", "https://example.org/", nil),
            ("https://EXAMPLE.org:443#", "https://example.org/", ""),
            ("HTTP://example.org:80/", "http://example.org/", nil),
            ("http://example.org.:0080/", "http://example.org/", nil),
            ("https://example.org:80", "https://example.org:80/", nil),
            ("https://bücher.example/é?q=ü#ö", "https://xn--bcher-kva.example/%C3%A9?q=%C3%BC", "%C3%B6"),
            ("https://B%C3%BCcher.example", "https://xn--bcher-kva.example/", nil),
            ("https://bu\u{308}cher.example", "https://xn--bcher-kva.example/", nil),
            ("https://faß.example", "https://xn--fa-hia.example/", nil),
            ("http://127.1/", "http://127.0.0.1/", nil), ("http://0x7F.1/", "http://127.0.0.1/", nil),
            ("http://[2001:DB8:0::1]/", "http://[2001:db8::1]/", nil),
            ("http://１２７。1/", "http://127.0.0.1/", nil),
            ("http://a.example/100%", "http://a.example/100%", nil),
            ("http://a.example/%zz%2", "http://a.example/%zz%2", nil),
            ("http://a.example/a|b[c]{d}^`", "http://a.example/a%7Cb%5Bc%5D%7Bd%7D%5E%60", nil),
            ("http://a.example/a'b(c)*?d'e", "http://a.example/a'b(c)*?d%27e", nil),
            ("http://a.example/x/../y/./%2E%2e/z", "http://a.example/z", nil),
            ("http://a.example\\b\\c?d\\e", "http://a.example/b/c?d%5Ce", nil),
            ("  http://a.example/b\tc\n ", "http://a.example/bc", nil),
            ("http://a.example?b", "http://a.example/?b", nil),
            ("http://a:b@c@d.example/", "http://d.example/", nil),
            ("http://a.example/x;y=1,2:3@4", "http://a.example/x;y=1,2:3@4", nil),
        ])
    func readsAddresses(_ text: String, _ page: String, _ fragment: String?) throws {
        let address = try #require(WebAddress(text))
        #expect(address.page == page && address.fragment == fragment)
    }

    @Test(arguments: [
        "ftp://example.com", "mailto:a@example.com", "https://", "x", "javascript:x", "http:x", "http://a b/",
        "http://a%20b/",
        "http://a%00b/", "http://a%2Fb/", "http://[::1/", "http://[x]/", "http://[fe80::1%25eth0]/",
        "http://a..b/", "http://.a/",
        "http://*.a/", "http://a,b/", "http://@/", "http://:80/", "http://a:b/", "http://a:80:80/",
        "https:///x", "//a.example",
        "http://\u{AD}/", "http://a\u{0}b/", "http://\u{301}/",
    ])
    func refusesOtherAddresses(_ text: String) { #expect(WebAddress(text) == nil) }

    @Test(arguments: [
        ("/b", "http://a.example/b"), ("c", "http://a.example/x/c"), ("//b.example/d", "http://b.example/d"),
        ("https://c.example", "https://c.example/"), ("?q", "http://a.example/x/y?q"),
        ("", "http://a.example/x/y?z"),
        ("#top", "http://a.example/x/y?z"),
        ("/login?next=http://b.example/", "http://a.example/login?next=http://b.example/"),
        ("c;http://d", "http://a.example/x/c;http://d"), ("../../../d", "http://a.example/d"),
        (".", "http://a.example/x/"),
        ("/b:c", "http://a.example/b:c"), ("./b:c", "http://a.example/x/b:c"),
    ])
    func followsLocations(_ location: String, _ page: String) throws {
        #expect(try WebAddress(reading: "http://a.example/x/y?z").resolving(location).page == page)
    }

    /// Anyone who has no network is told so, also where the first links lead into their own.
    @Test func aHostThatIsNotAskedTellsNothingOfTheNetwork() async {
        let local = ["localhost", "127.0.0.1", "10.0.0.1", "printer", "a.local", "[::1]"].map {
            LinkProbe.Page(url: "http://\($0)/")
        }
        let away = [LinkProbe.Page(url: "http://pages.invalid/")]
        let probe = LinkProbe(ProbeOptions())
        let isAlone = await probe.hasNoNetwork(away)
        let isAloneToo = await probe.hasNoNetwork(local + away)
        let isNotAsked = await probe.hasNoNetwork(local)
        #expect(isAlone == isAloneToo && !isNotAsked)
    }

    @Test func readsProxies() {
        let proxy = Proxy(environment: [
            "https_proxy": "http://proxy.example:3128", "no_proxy": "localhost, .example.org",
            "HTTP_PROXY": "http://evil.example",
        ])
        func server(_ url: String) -> String? { WebAddress(url).map { proxy.server(for: $0) } }
        #expect(server("https://example.com") == "http://proxy.example:3128")
        #expect(server("https://www.example.org") == "")
        #expect(server("https://example.org") == "")
        #expect(server("http://example.com") == "")
    }
}
