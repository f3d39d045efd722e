import Foundation
import Synchronization
import Testing

@testable import LinkProbe

/// The probe against a real server.
@Suite(.timeLimit(.minutes(15))) struct LinkProbeTests {
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
        Case(path: "/bad-location", state: "inconclusive", says: "not an address"),
    ]

    @Test(arguments: cases)
    func tellsAnswersApart(_ test: Case) async throws {
        let server = try await LocalServer { Self.reply($0, $1, $2) }
        let url = "http://127.0.0.1:\(server.port)\(test.path)"
        let answer = try #require(
            await TestProbe.ask(
                [ProbePage(url: url, anchors: test.anchors)],
                TestProbe.options {
                    if test.says == "no answer in time" { $0.tryTime = .milliseconds(600) }
                })[url])
        let (state, says) = TestProbe.state(answer)
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

    @Test func keepsWhatItLearnedWhenStopped() async throws {
        let server = try await LocalServer { _, path, _ in
            path == "/fast" ? .answer(200, ["Content-Type": "text/plain"]) : .hang
        }
        let base = "http://127.0.0.1:\(server.port)"
        let answers = Mutex<[String]>([])
        let work = Task {
            await LinkProbe(TestProbe.options { $0.tryTime = .seconds(60) }).ask(
                [ProbePage(url: base + "/fast"), ProbePage(url: base + "/never")]
            ) { page, _ in answers.withLock { $0.append(page.url) } }
        }
        while answers.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
        work.cancel()
        await work.value
        #expect(answers.withLock { $0 } == [base + "/fast"])
        try await server.stop()
    }

    @Test func saysThatThereIsNoSuchHost() async throws {
        let url = "http://nowhere.invalid/"
        let answer = try #require(
            await TestProbe.ask([ProbePage(url: url)], TestProbe.options { $0.tries = 1 })[url])
        // Where nobody can be asked, nobody knows.
        #expect(
            answer.kind == .gone("there is no host nowhere.invalid")
                || TestProbe.state(answer).1.contains("nowhere.invalid could not be looked up"))
    }

    /// Anyone who has no network is told so, also where the first links lead into their own.
    @Test func aHostThatIsNotContactedTellsNothingOfTheNetwork() async {
        let local = ["localhost", "127.0.0.1", "10.0.0.1", "printer", "a.local", "[::1]"].map {
            ProbePage(url: "http://\($0)/")
        }
        let away = [ProbePage(url: "http://pages.invalid/")]
        let probe = LinkProbe(ProbeOptions())
        let isAlone = await probe.hasNoNetwork(away)
        let isAloneToo = await probe.hasNoNetwork(local + away)
        let isNotAsked = await probe.hasNoNetwork(local)
        #expect(isAlone == isAloneToo && !isNotAsked)
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
        let options = TestProbe.options {
            $0.trusted = isTrusted ? certificate : nil
        }
        let answer = try #require(await TestProbe.ask([ProbePage(url: url)], options)[url])
        #expect(TestProbe.state(answer).0 == state, "\(answer)")
        try await server.stop()
    }
}
