import Foundation
import Testing

@testable import Library
@testable import LinkProbe

/// Pages behind a proxy.
@Suite(.timeLimit(.minutes(15))) struct ProxyTests {
    private static func answer(
        _ url: String, _ environment: [String: String], _ change: (inout ProbeOptions) -> Void = { _ in }
    )
        async throws -> ProbeResult
    {
        let options = TestProbe.options {
            $0.proxy = Proxy(environment: environment)
            $0.tries = 1
            change(&$0)
        }
        return try #require(await TestProbe.ask([ProbePage(url: url)], options)[url])
    }

    private static func server() async throws -> LocalServer {
        try await LocalServer { _, _, _ in .answer(200, ["Content-Type": "text/plain"], "x") }
    }

    /// Squid allows CONNECT to 443 alone, unless it is told otherwise.
    @Test func doesNotTunnelPlainHTTP() async throws {
        let server = try await Self.server()
        let proxy = try LocalProxy(to: server.port) { $0 == 443 }
        let environment = ["http_proxy": "http://127.0.0.1:\(proxy.port)"]
        #expect(try await Self.answer("http://pages.example/a?b", environment).kind == .ok)
        #expect(try await Self.answer("http://pages.example:8080/", environment).kind == .ok)
        #expect(proxy.asked == ["HEAD http://pages.example/a?b", "HEAD http://pages.example:8080/"])
        try await server.stop()
    }

    @Test func tunnelsHTTPS() async throws {
        let (certificate, key) = try TestCertificate.make(name: "pages.example")
        let server = try await EncryptedServer(tls: (certificate, key)) { _, _, _ in
            .answer(200, ["Content-Type": "text/plain"], "x")
        }
        let proxy = try LocalProxy(to: server.port)
        let answer = try await Self.answer(
            "https://pages.example/a", ["https_proxy": "127.0.0.1:\(proxy.port)"]
        ) {
            $0.trusted = certificate
        }
        #expect(answer.kind == .ok && proxy.asked == ["CONNECT pages.example:443"])
        try await server.stop()
    }

    @Test func saysWhenAProxyRefuses() async throws {
        let server = try await Self.server()
        let proxy = try LocalProxy(to: server.port) { _ in false }
        let answer = try await Self.answer(
            "https://pages.example/a", ["all_proxy": "http://127.0.0.1:\(proxy.port)"])
        #expect(answer.kind == .inconclusive("the proxy refused the connection (403)"))
        try await server.stop()
    }

    @Test(arguments: ["socks4a", "socks5h"])
    func usesSOCKS(_ scheme: String) async throws {
        let server = try await Self.server()
        let proxy = try LocalProxy(to: server.port)
        let answer = try await Self.answer(
            "http://pages.example/a", ["ALL_PROXY": "\(scheme)://127.0.0.1:\(proxy.port)"])
        #expect(answer.kind == .ok && proxy.asked == ["SOCKS pages.example:80"], "\(answer)")
        #expect(server.requests.map(\.path) == ["/a"])
        try await server.stop()
    }

    @Test(arguments: [
        ("localhost, .example.org", "https://www.example.org"),
        ("localhost, .example.org", "https://example.org"),
        ("example.org", "https://www.example.org"), ("*", "https://a.example"),
        ("192.0.2.7", "https://192.0.2.7/"),
        ("192.0.2.0/24", "https://192.0.2.7/"), ("2001:db8::/32", "https://[2001:DB8::1]/"),
        ("[2001:db8::1]", "https://[2001:db8:0::1]/"),
        ("EXAMPLE.org. other", "https://example.org."),
    ])
    func leavesOut(_ exceptions: String, _ url: String) throws {
        let proxy = Proxy(environment: ["https_proxy": "p.example", "no_proxy": exceptions])
        #expect(proxy.server(for: try WebAddress(reading: url)) == "")
    }

    @Test(arguments: [
        ("example.org", "https://notexample.org"), ("", "https://example.org"),
        ("192.0.2.0/25", "https://192.0.2.200/"),
        ("192.0.2.0/99", "https://192.0.2.0/"), (".org.example", "https://example.org"),
        ("x", "https://[2001:db8::1]/"),
    ])
    func doesNotLeaveOut(_ exceptions: String, _ url: String) throws {
        let proxy = Proxy(environment: ["HTTPS_PROXY": "p.example", "NO_PROXY": exceptions])
        #expect(proxy.server(for: try WebAddress(reading: url)) == "p.example")
    }

    static let local = [
        "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "127.0.0.1", "127.0.0.1.", "１２７.0.0.1",
        "localhost",
        "localhost.", "LOCALHOST", "a.localhost", "intranet", "wiki.", "printer.local", "router.lan",
        "nas.home", "x.corp",
        "db.internal.", "host.home.arpa", "localhost.localdomain", "10.0.0.1", "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fd00::1]", "[fe80::1]",
        "[64:ff9b::7f00:1]", "ⓛocalhost", "0",
    ]

    /// A proxy would look for these on its own machine or network.
    @Test(arguments: local)
    func asksNoProxyForThisMachineOrItsNetworks(_ host: String) async throws {
        let server = try await Self.server()
        let proxy = try LocalProxy(to: server.port)
        for scheme in ["http", "socks5h"] {
            for page in ["http", "https"] {
                let answer = try await Self.answer(
                    "\(page)://\(host)/", ["all_proxy": "\(scheme)://127.0.0.1:\(proxy.port)"]
                ) { $0.allowsPrivate = false }
                guard case .refused = answer.kind else {
                    Issue.record("\(answer)")
                    continue
                }
            }
        }
        #expect(proxy.asked.isEmpty)
        try await server.stop()
    }

    /// Nobody knows where a proxy would find a name that cannot be looked up here (RFC 2606: there is none).
    @Test(arguments: ["nowhere.invalid", "a.nowhere.invalid"])
    func asksNoProxyForWhatItCannotLookUp(_ host: String) async throws {
        let server = try await Self.server()
        let proxy = try LocalProxy(to: server.port)
        let answer = try await Self.answer(
            "http://\(host)/", ["http_proxy": "http://127.0.0.1:\(proxy.port)"]
        ) { $0.allowsPrivate = false }
        guard case .inconclusive(let reason) = answer.kind else {
            Issue.record("\(answer)")
            return
        }
        #expect(reason.contains("could not be looked up") && proxy.asked.isEmpty)
        try await server.stop()
    }

    /// A name that leads to several addresses is as public as the least public of them, wherever that stands.
    @Test(
        arguments: [
            (["8.8.8.8"], nil), (["8.8.8.8", "1.1.1.1"], nil), (["2606:4700::1111", "8.8.8.8"], nil),
            (["8.8.8.8", "127.0.0.1"], "127.0.0.1"), (["127.0.0.1", "8.8.8.8"], "127.0.0.1"),
            (["8.8.8.8", "1.1.1.1", "10.0.0.1"], "10.0.0.1"),
            (["8.8.8.8", "10.0.0.1", "1.1.1.1"], "10.0.0.1"),
            (["2606:4700::1111", "::1"], "::1"), (["8.8.8.8", "fd00::1"], "fd00::1"),
            (["8.8.8.8", "169.254.169.254"], "169.254.169.254"),
            (["8.8.8.8", "::ffff:10.0.0.1"], "::ffff:10.0.0.1"),
        ] as [([String], String?)])
    func everyAddressOfANameHasToBePublic(_ addresses: [String], _ hidden: String?) async throws {
        let server = try await Self.server()
        let proxy = try LocalProxy(to: server.port)
        let list = addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
        for proxies in [
            ["http_proxy": "http://127.0.0.1:\(proxy.port)"],
            ["all_proxy": "socks5h://127.0.0.1:\(proxy.port)"],
        ] {
            let answer = try await Self.answer("http://pages.example/", proxies) {
                $0.allowsPrivate = false
                $0.resolved = ["pages.example:80:\(list)"]
            }
            #expect(
                answer.kind == (hidden.map { .refused("\($0) is not a public host") } ?? .ok), "\(proxies)")
        }
        #expect(proxy.asked.isEmpty == (hidden != nil), "\(proxy.asked)")
        #expect(server.requests.isEmpty == (hidden != nil))
        try await server.stop()
    }

    /// Nor is it handed a redirect to this machine. A public address is passed on as it is.
    @Test func followsNoRedirectToThisMachineThroughAProxy() async throws {
        let server = try await LocalServer { _, path, _ in
            .answer(302, ["Location": "http://2130706433/secret"])
        }
        let proxy = try LocalProxy(to: server.port)
        let answer = try await Self.answer(
            "http://8.8.8.8/", ["http_proxy": "http://127.0.0.1:\(proxy.port)"]
        ) { $0.allowsPrivate = false }
        #expect(answer.kind == .refused("127.0.0.1 is not a public host"))
        #expect(proxy.asked == ["HEAD http://8.8.8.8/", "GET http://8.8.8.8/"])
        try await server.stop()
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
