import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts

@Suite(.timeLimit(.minutes(15))) struct RuleTemplateTests {
    /// A site whose rules have every optional part.
    private static func hosted(_ site: TemporarySite, root: String? = nil) async throws -> HostedSite {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let hosting = HostedSite.Options(
            site: site.path, root: root, listen: ListenAddress("127.0.0.1:8080"),
            certificate: ("chain.pem", "key.pem"))
        return try await HostedSite(try await AnalyzedSite(options), hosting, jobs: 2)
    }

    /// Each template with the values that it is filled with.
    private static func templates(_ site: HostedSite) -> [(source: [UInt8], values: Any)] {
        [
            (PackageResources.nginx_conf, NginxHost.Values(site)),
            (PackageResources.Caddyfile, CaddyHost.Values(site)),
            (PackageResources.apache_conf, ApacheHost.Values(site)),
            (PackageResources.netlify_toml, NetlifyHost.Values(site)),
            (PackageResources._headers, CloudflareHost.HeaderValues(site, hasLinks: true)),
            (PackageResources._redirects, CloudflareHost.RedirectValues(site.moved)),
        ]
    }

    /// The names of all properties of a value, at any depth. Notes each that could put text into rules without an
    /// escape.
    private static func names(in value: Any) -> Set<String> {
        guard !(value is RuleText), !(value is Bool) else { return [] }
        let mirror = Mirror(reflecting: value)
        #expect(!mirror.children.isEmpty, "\(type(of: value)) is no text of rules, or has nothing in it")
        return mirror.children.reduce(into: []) { names, child in
            if let label = child.label { names.insert(label) }
            names.formUnion(self.names(in: child.value))
        }
    }

    /// Mustache shows nothing where a name is unknown, and takes whatever text it is given.
    @Test func tagsNameEscapedValues() async throws {
        for (source, values) in Self.templates(try await Self.hosted(try await .small())) {
            let text = String(decoding: source, as: UTF8.self)
            let tag =
                try text.hasPrefix("{{=[[ ]]=}}\n")
                ? Regex<(Substring, Substring)>(#"\[\[[#^/]?([A-Za-z.]+)\]\]"#)
                : Regex<(Substring, Substring)>(#"\{\{[#^/]?([A-Za-z.]+)\}\}"#)
            let asked = Set(
                text.matches(of: tag).flatMap { $0.output.1.split(separator: ".").map(String.init) })
            let given = Self.names(in: values)
            #expect(!asked.isEmpty && asked.isSubset(of: given), "\(asked.subtracting(given))")
        }
    }

    /// What looks like a tag or like HTML is neither in a value.
    @Test(arguments: ["nginx", "caddy", "apache"])
    func valuesAreShownAsTheyAre(_ name: String) async throws {
        let site = try await TemporarySite.small()
        let title = "A {{site.root}} [[site.root]] & <b> \\ 'C' Größe"
        try site.write(
            "Content/site.yml",
            try String(contentsOfFile: site.path + "/Content/site.yml", encoding: .utf8).replacing(
                "name: Test Guides", with: "name: \"\(title.replacing("\\", with: "\\\\"))\""))
        let hosted = try await Self.hosted(site, root: "/srv/a \"b\" & {{site.name}} \\c")
        let rules = try #require(Hosts.named(name)?.rules(hosted).files.first).text
        #expect(rules.hasPrefix("# \(title): rules for "))
        #expect(rules.contains(#""/srv/a \"b\" & {{site.name}} \\c""#))
        #expect(!rules.contains("]]\n") && !rules.contains("}}\n"))
    }

    @Test func textsOfRulesAreEscaped() {
        #expect(RuleText.quoted(#"a "b" \c"#).text == #""a \"b\" \\c""#)
        #expect(RuleText.withinQuotes(#"a "b""#).text == #"a \"b\""#)
        #expect(RuleText.line("Größe {a}\n}\t\u{7F}root /;").text == "Größe {a} }  root /;")
        #expect(RuleText.address("/i/größe_x-1.md#a%20b").text == "/i/größe_x-1.md#a%20b")
        #expect(RuleText.address("https://[2001:db8::1]:8080").text == "https://[2001:db8::1]:8080")
        #expect(RuleText.address("/a b;{$c}\"\n'\\").text == "/a%20b%3B%7B%24c%7D%22%0A%27%5C")
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", "8080"), ("[::1]:443", "[::1]", "443"), ("*:80", "*", "80"),
        (":81", "", "81"), ("localhost:1", "localhost", "1"), ("[::]:65535", "[::]", "65535"),
    ])
    func readsListenAddresses(_ text: String, _ address: String, _ port: String) throws {
        let listen = try #require(ListenAddress(text))
        #expect(listen.text == (address.isEmpty ? "*" + text : text))
        #expect(listen.address == address && listen.port == port)
    }

    @Test(arguments: ["", "80", "a:", "a:0", "a:70000", "a:+80", "a;b:80", "a b:80", "ä:80", "a:80\n"])
    func refusesOtherListenAddresses(_ text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
