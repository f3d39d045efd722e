import TestSupport
import Testing

@testable import Analysis

/// Hosts and addresses in a text: those that may belong to someone are found, and examples and the site's own are not.
@Suite(.timeLimit(.minutes(15))) struct ExampleHostTests {
    /// Addresses of the site, all on one host.
    static let bases = [
        "https://guides.acme.com", "https://guides.acme.com/", "http://GUIDES.acme.com",
        "https://guides.acme.com:8443",
    ]

    static let fine = [
        // The site's own host, one that `example-hosts` names, and all below them.
        "guides.acme.com", "www.guides.acme.com", "a.b.guides.acme.com", "GUIDES.Acme.com", "mailer.net",
        "mx.mailer.net",
        "a.b.c.mailer.net", "Mailer.NET", "two.relay.org", "x.two.relay.org",
        // RFC 2606 and RFC 6761.
        "example.com", "mail.example.com", "a.b.example.org", "EXAMPLE.net", "mx.example.de", "host.test",
        "mx.invalid",
        "mx.example", "a.localhost",
        // Names that are no hosts.
        "a.txt", "guides.md", "1.2.3", "1.2.3.4.5", "256.1.1.1", "5.7.1",
        // Both ends of each block of addresses that belong to no one.
        "192.0.2.0", "192.0.2.255", "198.51.100.0", "198.51.100.255", "203.0.113.0", "203.0.113.255",
        "127.0.0.1",
        "127.255.255.255", "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0",
        "192.168.255.255",
        "0.0.0.0",
    ]

    static let others = [
        // Above, beside and behind what is allowed.
        "acme.com", "mx.acme.com", "my-guides.acme.com", "notguides.acme.com", "guides.acme.com.evil.net",
        "guides.acme.org", "amailer.net", "mailer.net.org", "mailer.com", "relay.org", "one.relay.org",
        "net.mailer.org",
        "myexample.com", "example.com.acme.net", "example.acme.com",
        // What is right outside each block.
        "192.0.1.255", "192.0.3.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
        "126.255.255.255",
        "128.0.0.0", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0",
        "1.0.0.0", "8.8.8.8",
    ]

    @Test(
        arguments: bases,
        ["Ask HOST today.", "Run `dig mx HOST` now.", "- (HOST)", "| a |\n| - |\n| HOST. |"])
    func areToldApart(_ base: String, _ text: String) async throws {
        let hosts = Self.fine + Self.others
        let blocks = hosts.map { text.replacing("HOST", with: $0) }
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", blocks.joined(separator: "\n\n")),
                "Content/site.yml": TemporarySite.settings.replacing("https://example.org", with: base)
                    + "example-hosts: [mailer.net, two.relay.org]\n",
            ], templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options)
        #expect(found.allSatisfy { $0.severity != .error }, "\(found)")
        let lines = try site.read("a.md").lines
        let said = found.filter { $0.id == "content/example-domain" }.map { finding -> String in
            let line = lines[Int(finding.location.line) - 1]
            let rest = line.unicodeScalars.dropFirst(Int(finding.location.column) - 1)
            return String(
                String.UnicodeScalarView(
                    rest.prefix {
                        $0 == "." || $0 == "-" || $0.properties.isAlphabetic
                            || $0.properties.numericType != nil
                    }))
        }
        #expect(said.map { $0.last == "." ? String($0.dropLast()) : $0 } == Self.others)
    }
}
