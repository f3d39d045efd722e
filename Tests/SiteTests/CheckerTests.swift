import Foundation
import Support
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content
@testable import Findings
@testable import Library
@testable import OutputChecks
@testable import Publishing

/// The page that checks domains, as files.
@Suite(.timeLimit(.minutes(15))) struct CheckerTests {
    private static let resolver = "https://dns.example.net/dns-query"
    private static let setting = "checker: {resolver: '\(resolver)'}\n"

    private static let guide = TemporarySite.guide(
        "Alpha",
        more:
            "issues:\n  - issue: missing-record\n    check: {record: TXT, name: _dmarc, found: none, states: [dmarc/missing, spf/missing]}\n  - issue: other-record\n    check: {record: TXT, name: _a, found: none, states: [none]}",
        "Text.\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n\n### Other Record\n\nAnother `TXT` record.\n\n1. Remove it.\n2. Run the checker again."
    )

    private static func site(_ files: [String: String] = [:], settings: String = setting) throws
        -> TemporarySite
    {
        let site = try TemporarySite(["a.md": guide].merging(files) { $1 }, templates: false)
        try site.write(
            "Content/site.yml",
            (files["Content/site.yml"] ?? TemporarySite.settings) + settings
                + "checks: {tools/unknown-issue: off}\n")
        return site
    }

    private static func errors(_ site: TemporarySite) async throws -> [String] {
        try await site.build().findings.filter { $0.severity == .error }.map(\.message)
    }

    @Test func isAPairWithWhatItLeadsTo() async throws {
        let site = try Self.site()
        #expect(try await Self.errors(site) == [])
        let twin = try site.read("Public/guides/check.md")
        #expect(twin.hasPrefix("# Check a domain\n"))
        for words in [
            "guides diagnose example.com", "dig +short TXT _dmarc.example.com", "_mta-sts", "TLSA", "CAA",
        ] {
            #expect(twin.contains(words), "\(words)")
        }
        let page = try site.read("Public/guides/check.html")
        #expect(page.contains("data-resolver=\"\(Self.resolver)\""))
        struct Issues: Decodable {
            struct Issue: Decodable {
                let title, url, markdown: String
                let steps: [String]
            }
            let states: [String: Issue]
        }
        let issues = try JSONDecoder().decode(
            Issues.self, from: Data(try site.read("Public/guides/check.json").utf8))
        #expect(issues.states.keys.sorted() == ["dmarc/missing", "spf/missing"])
        let issue = try #require(issues.states["spf/missing"])
        #expect(issue.title == "Missing Record" && issue.url == "/guides/a#missing-record")
        #expect(
            issue.markdown == "/guides/i/missing-record.md"
                && issue.steps == ["Add it.", "Run the checker again."])
        // The guide leads to the page, for the records of its issues.
        #expect(
            try site.read("Public/guides/a.html").contains(
                "<a href=\"/guides/check?only=dmarc,spf\">Check a domain</a>"))
        #expect(try !site.read("Public/guides/a.md").contains("guides/check"))
        #expect(try site.read("Public/llms.txt").contains("/guides/check.md"))
        #expect(try site.read("Public/sitemap.xml").contains("/guides/check<"))
    }

    /// Without the setting there is nothing of it.
    @Test func leavesNoTrace() async throws {
        let site = try Self.site(settings: "")
        #expect(try await Self.errors(site) == [])
        for (path, bytes) in try site.published() where !path.hasSuffix(".schema.json") {
            #expect(!path.contains("check") && !path.contains("records"), "\(path)")
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("guides/check") && !text.contains("Check a domain"), "\(path)")
        }
    }

    /// What has the name already keeps it.
    @Test(arguments: [
        ("check.md", TemporarySite.guide("Check It", "Text."), "Content/guides/check.md"),
        (
            "d.md", TemporarySite.guide("Delta", more: "aliases: [check]", "Text."),
            "an alias of Content/guides/d.md"
        ),
        ("check", "x", "Content/guides/check"),
    ])
    func aNameThatIsTakenIsLeftAlone(_ file: String, _ text: String, _ holder: String) async throws {
        let site = try Self.site([file: text])
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings)")
        #expect(
            report.notices.contains {
                $0.hasPrefix("\(holder) has the address /guides/check, so ")
                    && $0.contains("/guides/domain-check")
            })
        #expect(try site.read("Public/guides/domain-check.md").hasPrefix("# Check a domain\n"))
        #expect(
            try site.read("Public/guides/a.html").contains("href=\"/guides/domain-check?only=dmarc,spf\""))
    }

    /// Each state leads to one issue, and to one that there is.
    @Test(arguments: [
        ("[dmarc/missing]", "the state dmarc/missing leads to the issue missing-record already"),
        ("[dmarc/mising]", "there is no state \"dmarc/mising\""),
        ("[spf/multiple, spf/multiple]", "the state spf/multiple leads to the issue other-record already"),
    ]) func statesLeadToOneIssue(_ states: String, _ wanted: String) async throws {
        let guide = Self.guide.replacing("states: [none]", with: "states: \(states)")
        let site = try TemporarySite(["a.md": guide], templates: false)
        try site.write("Content/site.yml", TemporarySite.settings + Self.setting)
        let found = try await site.build().findings.filter {
            $0.id == ToolsUnknownIssue.id && $0.file == "Content/guides/a.md"
        }
        #expect(found.map(\.message) == [wanted])
        // At the state itself.
        let location = try #require(found.first?.location)
        let lines = guide.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines[Int(location.line) - 1].dropFirst(Int(location.column) - 1)
        #expect(rest.hasPrefix(wanted.contains("multiple") ? "spf/multiple]" : "dmarc/mis"), "\(rest)")
    }

    /// A file of the site's own cannot have the name of what the page reads.
    @Test func aFileOfItsOwnIsRefused() async throws {
        let site = try Self.site(["check.json": "{}"])
        #expect(
            try await Self.errors(site) == ["this file would replace one of the site's own files"])
    }

    @Test(arguments: [("path: /help/mail\n", "/help/mail"), ("path: /\n", "")])
    func otherPaths(_ setting: String, _ prefix: String) async throws {
        let site = try Self.site(["Content/site.yml": TemporarySite.settings + setting])
        #expect(try await Self.errors(site) == [])
        #expect(try site.read("Public\(prefix)/check.html").contains("data-issues=\"\(prefix)/check.json\""))
        #expect(try site.read("Public\(prefix)/check.json").contains("\(prefix)/a#missing-record"))
    }

    /// The resolver is in the rules once, for the page alone.
    @Test(arguments: ["nginx", "caddy", "apache", "cloudflare", "netlify"])
    func rulesNameTheResolver(_ host: String) async throws {
        let site = try Self.site()
        try await site.build()
        let ran = try run(["host", host, "--site", site.path])
        #expect(ran.code == 0, "\(ran.error)")
        let origin = "https://dns.example.net"
        #expect(ran.output.contains("connect-src 'self' \(origin)"), "\(ran.output)")
        let without = try Self.site(settings: "")
        try await without.build()
        #expect(try !run(["host", host, "--site", without.path]).output.contains("dns.example"))
    }

    /// The address is put into rules for browsers.
    @Test(arguments: [
        "http://dns.example.net/q", "https://dns.example.net/q?a=b",
        "https://dns.example.net/q; script-src *",
        "https://dns.example.net/q 'unsafe-inline'", "https://*.example.net/q", "https://a@dns.example.net/q",
        "javascript:alert(1)", "https://", "https://dns.example.net/%22",
        "https://dns.example.net/\u{7}", "https://[2001:db8::1]/q", "//dns.example.net/q",
        "https://dns.example.net/q#a", "https://dns..example.net/q", "https://dns.example.net:0/q",
        "https://dns.example.net:65536/q",
    ]) func otherAddressesAreRefused(_ address: String) async throws {
        let site = try Self.site(settings: "checker: {resolver: \"\(address)\"}\n")
        let errors = try await Self.errors(site)
        #expect(errors.contains { $0.hasPrefix("`resolver` is ") || $0.contains("control") }, "\(errors)")
        #expect(try site.published().isEmpty)
    }

    @Test(arguments: ["de", "ja", "ar"]) func speaksTheLanguage(_ language: String) async throws {
        let settings = TemporarySite.settings + "language: \(language)\n"
        let site = try Self.site(["Content/site.yml": settings])
        #expect(try await Self.errors(site) == [])
        let page = try site.read("Public/guides/check.html")
        #expect(!page.contains("Nothing is asked") && !page.contains("Check a domain"))
        #expect(page.contains(Strings(of: language)[.checkStart]))
    }
}
