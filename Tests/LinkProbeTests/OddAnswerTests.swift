import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import LinkProbe
@testable import Support

/// Answers that real servers give, and what a link to them comes to.
@Suite(.timeLimit(.minutes(15))) struct OddAnswerTests {
    typealias Answering = @Sendable (_ request: LocalServer.Request, _ base: String) -> LocalServer.Reply

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// What the link leads to on the server, with its fragment.
        var link = "/a"
        /// The findings, as id and a part of the message; none by default.
        var finds: [(id: String, says: String)] = []
        /// Where the link is said to lead; nil for what is not of interest.
        var final: String?
        var answer: Answering

        init(
            _ name: String, _ link: String = "/a", finds: [(String, String)] = [], final: String? = nil,
            _ answer: @escaping Answering
        ) {
            testDescription = name
            self.link = link
            self.finds = finds.map { (id: $0.0, says: $0.1) }
            self.final = final
            self.answer = answer
        }
    }

    /// What came of a link to a server that answers so.
    private static func look(_ test: Case) async throws -> (
        findings: [Finding], cache: LinkCache, server: LocalServer
    ) {
        let folder = try TemporaryFolder()
        let server = try await LocalServer(answering: { request, _ in
            let host = request.headers.firstMatch(of: #/host: (\S+)/#)?.1 ?? ""
            return test.answer(request, "http://\(host)")
        })
        let link = WebLink(
            url: "http://127.0.0.1:\(server.port)\(test.link)", file: "a.md", location: .start,
            end: SourceLocation(line: 1, column: 2))
        let options = TestProbe.options {
            $0.tries = 2
        }
        let outcome = try await ExternalCheck(site: folder.path, options: options, today: Day("2026-11-24")!)
            .run([
                link
            ])
        return (outcome.findings, LinkCache.load(site: folder.path), server)
    }

    static func expect(_ test: Case) async throws {
        let (findings, cache, server) = try await look(test)
        try await server.stop()
        #expect(
            findings.count == test.finds.count
                && zip(findings, test.finds).allSatisfy { $0.id == $1.id && $0.message.contains($1.says) },
            "\(findings.map { "\($0.id): \($0.message)" })")
        if let final = test.final {
            let base = "http://127.0.0.1:\(server.port)"
            let entry = cache.links.values.first
            #expect(entry?.finalURL == (final.isEmpty ? nil : base + final))
        }
    }

    static let page = LocalServer.Reply.answer(200, [:], "<title>A page</title><h2 id=here>x</h2>")

    static func redirect(_ location: String, status: Int = 302) -> LocalServer.Reply {
        .answer(status, ["Location": location])
    }

    // MARK: Redirects

    static let redirects: [Case] =
        [
            ("/login?next=http://127.0.0.1/a", "/login?next=http://127.0.0.1/a"),
            ("?x=http://a", "/a?x=http://a"),
            ("b/c;http://x", "/b/c;http://x"), ("../up#http://x", "/up#http://x"),
            ("/p/http://example.org/", "/p/http://example.org/"), ("\\b\\c", "/b/c"), ("/x y", "/x%20y"),
            ("/é", "/%C3%A9"), ("/\u{202E}x", "/%E2%80%AEx"), (" /b ", "/b"), ("/b/./c/%2e%2E/d", "/b/d"),
            ("/100%", "/100%"), ("/a(b)c,'*", "/a%28b%29c%2C%27%2A"),
        ]
        .map { location, final in
            Case("to \(location)", final: final) { request, _ in
                request.path == "/a" ? redirect(location) : page
            }
        } + [
            Case("to itself with a fragment", finds: [("web/unsure", "loop")]) { _, _ in redirect("#top") },
            Case("to another part of another page", "/a#gone", final: "/b#here") { request, _ in
                request.path == "/a" ? redirect("/b#here") : page
            },
            // What a redirect names has its own reasons to be there, such as a script.
            Case("to a part that is not there", "/a#here", final: "/b#gone") { request, _ in
                request.path == "/a" ? redirect("/b#gone") : page
            },
            Case(
                "to a page without the part", "/a#gone",
                finds: [("web/missing-anchor", "no part named #gone")]
            ) { request, _ in request.path == "/a" ? redirect("/b") : page },
            Case("to nowhere", finds: [("web/unsure", "answers 302")]) { _, _ in redirect("") },
            Case("to another host", final: "/b") { request, base in
                request.path == "/a" ? redirect(String(base.dropFirst("http:".count)) + "/b") : page
            },
            Case("until a cookie is there") { request, _ in
                request.headers.contains("cookie: seen=1")
                    ? page : .answer(302, ["Location": "/a", "Set-Cookie": "seen=1; Path=/"])
            },
            Case("by way of a page that sets a cookie") { request, _ in
                if request.path == "/set" { return .answer(302, ["Location": "/a", "Set-Cookie": "s=2"]) }
                return request.headers.contains("cookie: s=2") ? page : redirect("/set")
            },
            Case("for ever, with another cookie each time", finds: [("web/unsure", "more than 10")]) {
                request, _ in
                let number = request.headers.firstMatch(of: #/n=([0-9]+)/#).flatMap { Int($0.1) } ?? 0
                return .answer(302, ["Location": "/a", "Set-Cookie": "n=\(number + 1)"])
            },
            Case("to a port that does not exist", finds: [("web/unsure", "there is no port 99999")]) { _, _ in
                redirect("http://pub.test:99999/")
            },
            Case("to port 65536", finds: [("web/unsure", "there is no port 65536")]) { _, _ in
                redirect("http://pub.test:65536/")
            },
            Case("to port 0", finds: [("web/unsure", "there is no port 0")]) { _, _ in
                redirect("//pub.test:0/")
            },
            Case("to no web page", finds: [("web/unsure", "redirects to \"…@example.org\"")]) { _, _ in
                redirect("mailto:somebody@example.org")
            },
            Case("to secrets and no address", finds: [("web/unsure", "redirects to \"…@x:y/\"")]) { _, _ in
                redirect("http:user:S3CRET@x:y/")
            },
        ]

    /// Whatever a `Location` holds before an `@` is a secret.
    @Test(arguments: [
        "://user:S3CRET@x", "http://user:S3CRET@127.0.0.1:1/x", "http:user:S3CRET@x", "ftp://user:S3CRET@x/",
        "http://user:S3CRET@[::1/", "//user:S3CRET@x:99999/", "http://user:S3CRET@a b/",
        "http://user:S3CRET@h@x/",
    ])
    func quotesNoSecrets(_ location: String) async throws {
        let (findings, cache, server) = try await Self.look(
            Case(location) { request, _ in request.path == "/a" ? Self.redirect(location) : .answer(404) })
        try await server.stop()
        #expect(findings.count == 1 && !"\(findings)".contains("S3CRET"), "\(findings)")
        if location != "://user:S3CRET@x" { #expect(!cache.table.contains("S3CRET")) }
    }

    @Test(arguments: redirects)
    func followsRedirects(_ test: Case) async throws { try await Self.expect(test) }

    // MARK: HEAD

    static let heads: [Case] =
        [400, 401, 403, 404, 405, 406, 410, 411, 418, 429, 451, 500, 501, 502, 503, 504, 520].map { status in
            Case("HEAD \(status)") { request, _ in request.method == "HEAD" ? .answer(status) : page }
        }
        + [301, 302, 307].map { status in
            Case("HEAD \(status) to an error page", final: "") { request, _ in
                switch (request.path, request.method) {
                case ("/a", "HEAD"): redirect("/error", status: status)
                case ("/a", _): page
                default: .answer(404)
                }
            }
        } + [
            Case("HEAD to the start page", final: "") { request, _ in
                request.path == "/" || request.method == "GET" ? page : redirect("/")
            },
            Case("HEAD refused behind a redirect") { request, _ in
                switch (request.path, request.method) {
                case ("/a", _): redirect("/b")
                case (_, "HEAD"): .answer(405)
                default: page
                }
            },
            Case("HEAD closed") { request, _ in request.method == "HEAD" ? .raw("") : page },
            Case("HEAD reset") { request, _ in request.method == "HEAD" ? .reset : page },
            // Over a connection that stays open, what follows is taken for the next answer.
            Case("HEAD with a body") { request, _ in
                .raw(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2000\r\n\r\n"
                        + String(repeating: "<p>", count: 667).prefix(2000))
            },
            Case("HEAD lies", finds: [("web/gone", "404")]) { request, _ in
                request.method == "HEAD" ? page : .answer(404)
            },
        ]

    @Test(arguments: heads)
    func believesGet(_ test: Case) async throws { try await Self.expect(test) }

    // MARK: Pages that move by themselves

    static let refreshes: [Case] =
        [
            "<meta http-equiv=refresh content='0;url=/b'>",
            "<META HTTP-EQUIV=\"Refresh\" CONTENT=\"0; URL='b'\">",
            "<meta content=\"5, url = &#x2F;b\" http-equiv=refresh>",
            "<base href=/x/><meta http-equiv=refresh content='0;../b'>",
        ].map { meta in
            Case("by \(meta)", "/a#here", final: "/b") { request, _ in
                request.path == "/a" ? .answer(200, [:], "<title>Moving</title>\(meta)") : page
            }
        } + [
            Case("to a page that is gone", finds: [("web/gone", "404")]) { request, _ in
                request.path == "/a"
                    ? .answer(200, [:], "<meta http-equiv=refresh content='0;url=/b'>") : .answer(404)
            },
            Case("to a page without the part", "/a#nowhere", finds: [("web/missing-anchor", "#nowhere")]) {
                request, _ in
                request.path == "/a"
                    ? .answer(200, [:], "<meta http-equiv=refresh content='0;url=/b'>") : page
            },
            Case("twice, of which one is followed", final: "/b") { request, _ in
                .answer(
                    200, [:], "<meta http-equiv=refresh content='0;url=/\(request.path == "/a" ? "b" : "c")'>"
                )
            },
        ]
        + [
            "<noscript><meta http-equiv=refresh content='0;url=/b'></noscript>",
            "<!-- <meta http-equiv=refresh content='0;url=/b'> -->",
            "<script>'<meta http-equiv=refresh content=\"0;url=/b\">'</script>",
            "<meta http-equiv=refresh content='300;url=/b'>", "<meta http-equiv=refresh content=30>",
            "<meta http-equiv=refresh content='0;url=/a#x'>",
        ].map { meta in
            Case("not by \(meta)", final: "") { request, _ in
                request.path == "/a" ? .answer(200, [:], "<title>A page</title>\(meta)") : .answer(404)
            }
        }

    @Test(arguments: refreshes)
    func followsAPageThatMoves(_ test: Case) async throws { try await Self.expect(test) }

    // MARK: Titles

    static let titles: [Case] =
        [
            ("/docs/status/404", "404 Not Found: what it means | Docs"),
            ("/kb/550-user-not-found", "550 User not found"), ("/rfc/area-404-codes", "Area 404 codes"),
            ("/kb/host-not-found", "Host not found"), ("/a", "HTTP Error Codes 400, 401, 404"),
            ("/a", "Room 404"),
            ("/a", "DNS error: host not found, and what to do"), ("/a", "When a page does not load"),
        ].map { path, title in
            Case("\(title) at \(path)", path) { _, _ in .answer(200, [:], "<title>\(title)</title>") }
        }
        + [
            "Page not found", "404 Not Found", "404", "Error 404 (Not Found)!!1", "Example – 404",
            "Not found | Example",
            "Sorry, the page you were looking for is no longer here", "Seite nicht gefunden – Beispiel",
            "Oops! Page not found.",
        ].map { title in
            Case("\(title)", "/deep/page", finds: [("web/suspect", "says")]) { _, _ in
                .answer(200, [:], "<title>\(title)</title>")
            }
        } + [
            Case("a title in a comment") { _, _ in
                .answer(200, [:], "<!-- <title>Page not found</title> --><title>A page</title>")
            },
            Case("a title in a drawing") { _, _ in
                .answer(200, [:], "<body><svg><title>Not found</title></svg></body>")
            },
            Case(
                "a title that plays tricks", "/deep/page",
                finds: [("web/suspect", "says \"Page not found [31m x\"")]
            ) { _, _ in
                .answer(200, [:], "<title>Page not found\u{1B}[31m \u{202E}\u{200B}\r\n x</title>")
            },
            Case("to a page about 404", "/status/404", final: "/en/status/404") { request, _ in
                request.path == "/status/404" ? redirect("/en/status/404") : page
            },
        ]

    @Test(arguments: titles)
    func suspectsWhatSaysSo(_ test: Case) async throws { try await Self.expect(test) }

    // MARK: Fragments

    @Test(arguments: [
        "#:~:text=a%20b", "#here:~:text=a", "#L10", "#L10-L20", "#L10C5-L20C3", "#lines-10:20", "#/route",
        "#!/route", "#narrow/stream/1", "#top", "#TOP", "#", "#page=3", "#here", "#h%65re",
    ])
    func leavesOutWhatIsNoAnchor(_ fragment: String) async throws {
        try await Self.expect(Case(fragment, "/a\(fragment)") { _, _ in Self.page })
    }

    @Test(arguments: ["#nowhere", "#Here", "#here.", "#L", "#title"])
    func findsMissingAnchors(_ fragment: String) async throws {
        try await Self.expect(
            Case(fragment, "/a\(fragment)", finds: [("web/missing-anchor", "no part named \(fragment)")]) {
                _, _ in
                Self.page
            })
    }

    // MARK: Patience

    @Test(arguments: [
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0), ("Sun Nov  6 08:49:37 1994", 0),
        ("Fri, 27 Nov 2026 10:00:00 GMT", 25),
        ("Friday, 27-Nov-26 10:00:00 GMT", 25), ("Fri Nov 27 10:00:00 2026", 25), ("0", 0), ("-5", 0),
        ("1.5", 1.5),
        ("6, 8", 8), ("9223372036854775807", 1e6), ("99999999999999999999", 1e6), ("120", 120),
        ("Fri, 27 Nov 9026 10:00:00 GMT", 1e6), ("soon", nil), ("", nil), ("1e3", nil), ("0x10", nil),
    ])
    func readsHowLongToWait(_ text: String, _ seconds: Double?) {
        // 25 seconds before 10:00.
        let now = Date(timeIntervalSince1970: 1_795_773_575)
        #expect(RetryAfter.wait([text], now: now) == seconds.map { .seconds($0) })
    }

    @Test func readsTheLongestOfSeveralWaits() {
        #expect(RetryAfter.wait(["3", "7", "x"], now: Date()) == .seconds(7))
        #expect(RetryAfter.wait([], now: Date()) == nil)
    }

    /// Whatever `Retry-After` says, nothing is asked within the pause, and no wait goes beyond the limit.
    @Test(arguments: [429, 503], ["soon", "99999999999999999999", "1", "", "0"])
    func waitsBeforeItAsksAgain(_ status: Int, _ value: String) async throws {
        let server = try await LocalServer { _, path, before in
            before == 0 ? .answer(status, ["Retry-After": value, "Content-Type": "text/plain"]) : Self.page
        }
        let answers = await TestProbe.ask(
            [ProbePage(url: "http://127.0.0.1:\(server.port)/a")],
            TestProbe.options {
                $0.pause = .milliseconds(50)
                $0.retryPause = .milliseconds(300)
                $0.longestWait = .milliseconds(700)
            })
        #expect(answers.values.first?.kind == .ok && answers.values.first?.tries == 2)
        let times = server.requests.map(\.time)
        #expect(server.requests.map(\.method) == ["HEAD", "GET"])
        let wait = try #require(times.count > 1 ? times[1] - times[0] : nil)
        #expect(wait >= .milliseconds(value == "0" ? 200 : value == "soon" || value.isEmpty ? 220 : 690))
        try await server.stop()
    }
}
