import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts
@testable import Theming

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
    private static func templates(_ site: HostedSite) -> [(name: String, source: [UInt8], values: RuleValues)]
    {
        [
            ("nginx", PackageResources.nginx_conf, NginxHost.values(site)),
            ("caddy", PackageResources.Caddyfile, CaddyHost.values(site)),
            ("apache", PackageResources.apache_conf, ApacheHost.values(site)),
            ("netlify", PackageResources.netlify_toml, NetlifyHost.values(site)),
            ("headers", PackageResources._headers, CloudflareHost.headerValues(site, hasLinks: true)),
            ("redirects", PackageResources._redirects, CloudflareHost.redirectValues(site.moved)),
        ]
    }

    /// The names of all values, at any depth.
    private static func names(in values: RuleValues) -> Set<String> {
        values.reduce(into: []) { names, value in
            names.insert(value.key)
            switch value.value {
            case .text: break
            case .rows(let rows): for row in rows { names.formUnion(Self.names(in: row)) }
            case .table(let columns, _): names.formUnion(columns)
            }
        }
    }

    /// Where a name is unknown, nothing is shown.
    @Test func templatesAndValuesHaveTheSameNames() async throws {
        // A site that checks domains has all values.
        let site = try await TemporarySite.small()
        try site.write(
            "Content/site.yml",
            try site.read("Content/site.yml") + "checker: {resolver: 'https://dns.example.net/dns-query'}\n")
        for (name, source, values) in Self.templates(try await Self.hosted(site)) {
            let template = Template(source)
            #expect(template.fault == nil)
            let asked = Set(
                template.tags.compactMap { tag -> String? in
                    switch tag.kind {
                    case .value, .section: tag.name
                    case .end, .partial, .nothing: nil
                    }
                })
            let given = Self.names(in: values)
            #expect(!asked.isEmpty && asked.isSubset(of: given), "\(name): \(asked.subtracting(given))")
            // What a server's rules do not need of the values that all have.
            let common = Set(ServerValues.of(try await Self.hosted(try await .small())).keys)
            #expect(given.subtracting(asked).isSubset(of: common), "\(name): \(given.subtracting(asked))")
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

    /// httpd has rules for sizes and days of so many files of markdown, and else a note that says what is lost.
    @Test func httpdCountsTwoThousandFiles() async throws {
        let steps = "No `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n\n"
        for count in [2000, 2001] {
            // Others are those of the pages of all issues, whose number grows with that of the issues.
            var (issues, hosted) = (count - 25, HostedSite?.none)
            for _ in 0..<3 where hosted?.markdown.count != count {
                issues += hosted.map { count - $0.markdown.count } ?? 0
                let sections = (0..<issues).map { "### Record \($0) Missing\n\n\(steps)" }.joined()
                let text = "Text.\n\n## Fix Common Issues\n\n\(sections)"
                hosted = try await Self.hosted(
                    TemporarySite(["a.md": TemporarySite.guide("Alpha", text)], templates: false))
            }
            let site = try #require(hosted)
            #expect(site.markdown.count == count)
            let rules = ApacheHost.rules(site)
            let isCounted = count == 2000
            #expect(try #require(rules.files.first).text.contains("guides_day:") == isCounted)
            #expect(rules.notes.contains { $0.contains("more than 2000 markdown files") } == !isCounted)
        }
    }

    /// GitHub runs a workflow at the root of a repository.
    @Test(arguments: [
        (".", "run: guides build\n", "path: Public\n"),
        ("docs", "run: guides build --site docs\n", "path: docs/Public\n"),
        ("a/help", "run: guides build --site a/help\n", "path: a/help/Public\n"),
        ("a b", "run: guides build\n", "path: Public\n"),
    ])
    func aWorkflowNamesTheSite(_ folder: String, _ build: String, _ upload: String) async throws {
        let repository = try TemporaryFolder()
        #expect(try Program(["git", "init", "-q", repository.path]).wait() == 0)
        let start = try Program([tool, "init", folder], in: repository.path)
        #expect(start.wait() == 0)
        let rules = try Program([tool, "host", "github-pages", "--site", folder], in: repository.path)
        #expect(rules.wait() == 0, "\(rules.error)")
        #expect(rules.output.contains(build) && rules.output.contains(upload), "\(rules.output)")
    }

    @Test func textsOfRulesAreEscaped() {
        #expect(RuleText.quoted(#"a "b" \c"#).text == #""a \"b\" \\c""#)
        #expect(RuleText.withinQuotes(#"a "b""#).text == #"a \"b\""#)
        // A mark that combines with a quote does not hide it.
        let hidden = RuleText.quoted("\"\u{301};}\\\u{301}").text
        #expect(Array(hidden.utf8) == Array("\"\\\"\u{301};}\\\\\u{301}\"".utf8))
        #expect(RuleText.line("Größe {a}\n}\t\u{7F}root /;").text == "Größe {a} }  root /;")
        #expect(RuleText.address("/i/größe_x-1.md#a%20b").text == "/i/größe_x-1.md#a%20b")
        #expect(RuleText.address("https://[2001:db8::1]:8080").text == "https://[2001:db8::1]:8080")
        #expect(RuleText.address("/a b;{$c}\"\n'\\").text == "/a%20b%3B%7B%24c%7D%22%0A%27%5C")
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", "8080"), ("[::1]:443", "[::1]", "443"), ("*:80", "*", "80"),
        ("*:81", "*", "81"), ("[::]:8443", "[::]", "8443"), ("host.example:80", "host.example", "80"),
    ])
    func readsListenAddresses(_ text: String, _ address: String, _ port: String) throws {
        let listen = try #require(ListenAddress(text))
        #expect(listen.text == text && listen.address == address && listen.port == port)
    }

    @Test func aPortAloneIsThatOfEveryAddress() {
        #expect(ListenAddress(":81")?.text == "*:81" && ListenAddress(":81")?.isAny == true)
    }

    @Test(arguments: ["", "80", "a:", "a:0", "a:70000", "a:+80", "a;b:80", "a b:80", "ä:80", "a:80\n"])
    func refusesOtherListenAddresses(_ text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
