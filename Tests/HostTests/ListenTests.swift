import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts

/// Where a server listens, for each form of `--listen` and without it.
@Suite(.timeLimit(.minutes(15))) struct ListenTests {
    /// The address of `--listen`, and one at which the server answers then; `isOpen` where it answers at all addresses
    /// of IPv4.
    struct Form: Sendable, CustomTestStringConvertible {
        var address: String
        var asked = "127.0.0.1"
        var isOpen = false
        var testDescription: String { "\(address):PORT" }
    }

    private static let ofIPv4 = [
        Form(address: "127.0.0.1"), Form(address: "localhost"), Form(address: "", isOpen: true),
        Form(address: "*", isOpen: true), Form(address: "0.0.0.0", isOpen: true),
    ]
    private static let ofIPv6 = [
        Form(address: "[::1]", asked: "[::1]"), Form(address: "[::]", asked: "[::1]"),
    ]
    /// Those that this machine has; some containers have no IPv6.
    static let forms: [Form] = {
        let addresses = try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)
        return ofIPv4 + (addresses?.contains("00000000000000000000000000000001 ") == true ? ofIPv6 : [])
    }()

    /// A real server reads the rules, answers where it was told to, and redirects to where it is.
    @Test(arguments: WebServer.Kind.allCases, forms)
    func serversAnswerWhereTheyListen(_ kind: WebServer.Kind, _ form: Form) async throws {
        let site = try await TemporarySite.small()
        let server = try await WebServer(kind, site: site.path, listen: form.address, asked: form.asked)
        let page = try await server.ask("/guides/widgets")
        #expect(
            page.faults(against: .page(twin: "/guides/widgets.md"), method: "GET", countsTokens: false) == [])
        let moved = try await server.ask("/guides/old-widgets")
        #expect(moved.status == 301)
        // httpd names its whole address.
        let location = try #require(moved.headers["location"])
        let host = ["127.0.0.1", "localhost", "[::1]"].first {
            location.hasPrefix("http://\($0):\(server.port)/")
        }
        let path = host.map { String(location.dropFirst("http://\($0):\(server.port)".count)) } ?? location
        #expect(path == "/guides/widgets", "\(location)")
        // At another address of this machine there is an answer where it listens at all of them, and nowhere else. The
        // addresses of httpd are those of the server's own configuration.
        guard kind != .apache, !form.asked.hasPrefix("[") else { return }
        let other = try? await HTTPExchange.ask("http://127.0.0.2:\(server.port)", "/robots.txt")
        #expect((other?.status == 200) == form.isOpen, "\(String(describing: other))")
    }

    /// What rules say of scheme, name and port, as their host writes it.
    private static func lines(_ host: String, origin: String, name: String, isTLS: Bool) -> [String] {
        switch host {
        case "nginx": ["listen \(isTLS ? "443 ssl" : "80");", "server_name \(name);"]
        case "caddy": ["\(origin) {"]
        default:
            [
                "# The server's own configuration needs the line `Listen \(isTLS ? 443 : 80)`.",
                "<VirtualHost *:\(isTLS ? 443 : 80)>", "ServerName \(origin)",
            ]
        }
    }

    private static func certificate(_ host: String) -> [String] {
        switch host {
        case "nginx":
            ["ssl_certificate \"/etc/chain.pem\";", "ssl_certificate_key \"/etc/key.pem\";"]
        case "caddy": ["tls \"/etc/chain.pem\" \"/etc/key.pem\""]
        default:
            [
                "SSLEngine on", "SSLCertificateFile \"/etc/chain.pem\"",
                "SSLCertificateKeyFile \"/etc/key.pem\"",
            ]
        }
    }

    private static let listening = [
        "listen ", "server_name ", "bind ", "http://", "https://", "# The server's own", "<VirtualHost ",
        "ServerName ", "ssl_certificate", "tls ", "SSLCertificate", "SSLEngine ",
    ]

    /// What the rules say of each form; Caddy listens at all addresses where it is told of none.
    @Test(arguments: ["nginx", "caddy", "apache"], ofIPv4 + ofIPv6)
    func rulesSayWhereToListen(_ host: String, _ form: Form) async throws {
        let folder = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let listen = try #require(ListenAddress("\(form.address):8080"))
        let hosted = try await HostedSite(
            try await AnalyzedSite(options), HostedSite.Options(site: folder.path, listen: listen), jobs: 1)
        let rules = try #require(Hosts.named(host)).rules(hosted)
        let lines = try #require(rules.files.first).text.split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let address = form.address.isEmpty ? "*" : form.address
        let isNamed = ["127.0.0.1", "localhost"].contains(address)
        let expected =
            switch host {
            case "nginx": ["listen \(address):8080;", "server_name _;"]
            case "caddy": ["http://:8080 {"] + (address == "*" ? [] : ["bind \(address)"])
            default:
                [
                    "# The server's own configuration needs the line `Listen 8080`.",
                    "<VirtualHost \(address):8080>",
                    "ServerName http://\(isNamed ? address : "localhost"):8080",
                ]
            }
        let found = lines.filter { line in
            line == "bind" || Self.listening.contains { line.hasPrefix($0) }
        }
        #expect(found == expected)
    }

    /// Without `--listen` they answer for the host of `base-url`, at the port of their scheme.
    @Test(
        arguments: ["nginx", "caddy", "apache"],
        [
            ("https://example.org", "example.org"), ("http://example.org", "example.org"),
            ("https://docs.example.org:8443", "docs.example.org"),
            ("http://[2001:db8::1]:8080", "[2001:db8::1]"), ("http://localhost", "localhost"),
        ])
    func withoutListenTheHostOfTheSiteAnswers(_ host: String, _ site: (origin: String, name: String))
        async throws
    {
        let folder = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        options.baseURL = site.origin
        let reading = try await AnalyzedSite(options)
        for isTLS in [false, true] {
            let hosting = HostedSite.Options(
                site: folder.path, certificate: isTLS ? ("/etc/chain.pem", "/etc/key.pem") : nil)
            let rules = try #require(Hosts.named(host)).rules(
                try await HostedSite(reading, hosting, jobs: 1))
            let lines = try #require(rules.files.first).text.split(separator: "\n").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            var expected = Self.lines(host, origin: site.origin, name: site.name, isTLS: isTLS)
            if isTLS { expected += Self.certificate(host) }
            let found = lines.filter { line in Self.listening.contains { line.hasPrefix($0) } }
            #expect(found == expected, "with a certificate: \(isTLS)")
        }
    }
}
