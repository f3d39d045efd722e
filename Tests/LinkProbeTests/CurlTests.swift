import Foundation
import TestSupport
import Testing

@testable import Library
@testable import LinkProbe

/// The probe and the `curl` command, asked for the same pages: they end on the same page with the same status.
@Suite(.timeLimit(.minutes(15))) struct CurlTests {
    /// What `curl` makes of a page: its last status, 0 where none came, and where it ended.
    private static func curl(_ url: String, _ arguments: [String] = []) throws -> (
        status: Int, final: String
    ) {
        let text = try Program.run(
            [
                "curl", "--silent", "--location", "--max-redirs", "10", "--max-time", "5", "--compressed",
                "--cookie", "", "--noproxy", "*", "--output", "/dev/null", "--write-out",
                "%{http_code} %{url_effective}",
            ] + arguments + [url]
        ).output
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let final = WebAddress(parts.last ?? "")?.text ?? ""
        return (Int(parts.first ?? "") ?? 0, final.replacing("%c3%a9", with: "%C3%A9"))
    }

    private static let page = "<title>A page</title>"

    private static func redirect(_ location: String, _ status: Int = 302) -> LocalServer.Reply {
        .answer(status, ["Location": location])
    }

    /// Answers of a server that stay the same however they are asked for.
    private static func reply(_ request: LocalServer.Request) -> LocalServer.Reply {
        // curl writes escapes in small letters.
        let path = String(request.path.prefix { $0 != "?" }).replacing("%c3%a9", with: "%C3%A9")
        let host = request.headers.firstMatch(of: #/host: (\S+)/#)?.1 ?? ""
        switch path {
        case "/ok", "/x/ok", "/b", "/login", "/100%", "/x%20y", "/%C3%A9": return .answer(200, [:], page)
        case "/301", "/302", "/303", "/307", "/308": return redirect("/ok", Int(path.dropFirst()) ?? 0)
        case "/300", "/305", "/306": return redirect("/ok", Int(path.dropFirst()) ?? 0)
        case "/relative": return redirect("x/ok")
        case "/x/up": return redirect("../ok")
        case "/dots": return redirect("/x/./y/../ok")
        case "/query": return redirect("?x=http://a.example/")
        case "/next": return redirect("/login?next=http://a.example/")
        case "/host": return redirect("//\(host)/b")
        case "/absolute": return redirect("HTTP://\(host)/b#c")
        case "/percent": return redirect("/100%")
        case "/space": return redirect("/x y")
        case "/umlaut": return redirect("/é")
        case "/no-location": return .answer(302)
        case "/two-locations":
            return .raw(
                "HTTP/1.1 302 X\r\nLocation: /b\r\nLocation: /ok\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        case "/loop": return redirect("/loop")
        case "/far": return redirect("/far?\(Int(request.path.dropFirst(5)).map { $0 + 1 } ?? 1)")
        case "/bad-port": return redirect("http://127.0.0.1:99999/")
        case "/ftp": return redirect("ftp://127.0.0.1/")
        case "/mail": return redirect("mailto:a@example.org")
        case "/cookie":
            return request.headers.contains("cookie: seen=1")
                ? .answer(200, [:], page) : .answer(302, ["Location": "/cookie", "Set-Cookie": "seen=1"])
        case "/gzip":
            // `<title>A page</title>` in gzip.
            let body: [UInt8] = [
                0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xB3, 0x29, 0xC9, 0x2C, 0xC9,
                0x49, 0xB5, 0x73, 0x54, 0x28, 0x48, 0x4C, 0x4F, 0xB5, 0xD1, 0x87, 0xF0, 0x00, 0x20, 0x41,
                0x58, 0xB4, 0x15, 0x00, 0x00, 0x00,
            ]
            return .bytes(
                Array(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
                        .utf8) + (request.method == "HEAD" ? [] : body))
        case "/chunked":
            return .raw(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                    + (request.method == "HEAD" ? "" : "5\r\n<p>x\n\r\n0\r\nTrailer: x\r\n\r\n"))
        case "/early":
            return .raw(
                "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        case "/close":
            return .raw(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n\(request.method == "HEAD" ? "" : page)"
            )
        case "/http10": return .raw("HTTP/1.0 200 OK\r\n\r\n")
        case "/nothing": return .raw("")
        case "/garbage": return .raw("SSH-2.0-OpenSSH_9.2\r\n")
        case "/cut":
            return .raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>")
        default:
            return .answer(Int(path.dropFirst()) ?? 404, [:], page)
        }
    }

    static let paths = [
        "/ok", "/301", "/302", "/303", "/307", "/308", "/relative", "/x/up", "/dots", "/query",
        "/next", "/host",
        "/absolute", "/percent", "/space", "/umlaut", "/no-location", "/two-locations", "/cookie", "/gzip",
        "/chunked",
        "/early", "/close", "/http10", "/204", "/206", "/400", "/401", "/403", "/404", "/410", "/418", "/429",
        "/451", "/500",
        "/502", "/503", "/504", "/520", "/none",
    ]

    @Test(arguments: paths)
    func endWhereCurlEnds(_ path: String) async throws {
        let server = try await LocalServer(answering: { request, _ in Self.reply(request) })
        let url = "http://127.0.0.1:\(server.port)\(path)"
        let curl = try Self.curl(url)
        let answer = try #require(
            await TestProbe.ask([ProbePage(url: url)], TestProbe.options { $0.tries = 1 })[url]
        )
        #expect(answer.status == curl.status && answer.finalURL == curl.final, "\(answer) \(curl)")
        try await server.stop()
    }

    /// Where `curl` gets no answer that it could show, the probe cannot say either.
    @Test(arguments: ["/loop", "/far", "/bad-port", "/ftp", "/mail", "/nothing", "/garbage", "/cut"])
    func isInconclusiveWhereCurlFails(_ path: String) async throws {
        let server = try await LocalServer(answering: { request, _ in Self.reply(request) })
        let url = "http://127.0.0.1:\(server.port)\(path)"
        let (status, _) = try Self.curl(url, ["--fail"])
        #expect(status == 0 || (300..<400).contains(status) || path == "/cut")
        let answer = try #require(
            await TestProbe.ask([ProbePage(url: url)], TestProbe.options { $0.tries = 1 })[url]
        )
        guard case .inconclusive = answer.kind else {
            Issue.record("\(answer)")
            return
        }
        try await server.stop()
    }

    @Test func speakHTTP2AndUnpack() async throws {
        let (certificate, key) = try TestCertificate.make(name: "localhost")
        let server = try await EncryptedServer(tls: (certificate, key)) { _, path, _ in
            Self.reply(LocalServer.Request(method: "GET", path: path, headers: "", time: .now))
        }
        let url = "https://localhost:\(server.port)/gzip"
        let answer = try #require(
            await TestProbe.ask(
                [ProbePage(url: url)],
                TestProbe.options {
                    $0.tries = 1
                    $0.trusted = certificate
                })[url])
        #expect(answer.kind == .ok && answer.title == "A page")
        #expect(server.protocols == ["http/2.0"])
        try await server.stop()
    }
}
