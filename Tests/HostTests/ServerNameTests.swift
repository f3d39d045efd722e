import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts

/// What rules say of scheme, name and port where they are given no `--listen`; with it, golden files say what is printed.
@Suite(.timeLimit(.minutes(1))) struct ServerNameTests {
    /// What rules say of scheme, name and port, as their host writes it.
    private static func lines(_ host: String, origin: String, name: String, isTLS: Bool) -> [String] {
        switch host {
        case "nginx": ["listen \(isTLS ? "443 ssl" : "80");", "server_name \(name);"]
        case "caddy": ["\(origin) {"]
        default:
            [
                "# The server's own configuration needs the line `Listen \(isTLS ? 443 : 80)`.",
                "<VirtualHost *:\(isTLS ? 443 : 80)>",
                name.hasPrefix("[") ? "UseCanonicalName Off" : "ServerName \(origin)",
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
        "ServerName ", "UseCanonicalName Off", "ssl_certificate", "tls ", "SSLCertificate", "SSLEngine ",
    ]

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
            // Servers would look for relative paths in folders of their own, so rules have none.
            let climbing = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in "../" }
                .joined()
            let hosting = HostedSite.Options(
                site: folder.path,
                certificate: isTLS ? (climbing + "etc/chain.pem", climbing + "etc/key.pem") : nil)
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
