import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Hosts
@testable import Publishing

/// Sites whose `site.yml` says where they are served.
@Suite(.timeLimit(.minutes(15))) struct NamedHostTests {
    private static func rules(_ host: SiteHost, _ site: TemporarySite) async throws -> HostRules {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let hosted = try await HostedSite(
            try await AnalyzedSite(options), HostedSite.Options(site: site.path), jobs: 2)
        return try #require(Hosts.named(host.rawValue)).rules(hosted)
    }

    /// Small pages at addresses that only lead on, by their paths.
    private static func leading(_ site: TemporarySite) throws -> Set<String> {
        Set(
            try site.published().filter { path, bytes in
                path.hasPrefix("guides/i/") && path.hasSuffix(".html")
                    || String(decoding: bytes, as: UTF8.self).contains("http-equiv=\"refresh\"")
            }.keys)
    }

    @Test(arguments: [
        (hosts: "nginx", leads: false, files: ["nginx.conf"]), ("caddy", false, ["caddy"]),
        ("apache", false, ["apache.conf"]), ("[nginx, apache]", false, ["nginx.conf", "apache.conf"]),
        ("cloudflare", false, []), ("netlify", false, []), ("github-pages", true, []),
        ("[nginx, github-pages]", true, ["nginx.conf"]), ("", true, []), ("[]", true, []),
    ])
    func aBuildWritesWhatItsHostsNeed(_ given: (hosts: String, leads: Bool, files: [String])) async throws {
        let site = try await TemporarySite.small(hosts: given.hosts)
        #expect(try Self.leading(site).isEmpty != given.leads)
        for host in SiteHost.allCases {
            guard case .beside(let ending) = try #require(Hosts.named(host.rawValue)).rulesPlace else {
                continue
            }
            let text = try? String(contentsOfFile: "\(site.path)/Public.\(ending)", encoding: .utf8)
            // The same as the command prints: with the numbers of tokens that it counts by itself.
            let expected = given.files.contains(ending) ? try await Self.rules(host, site).printed : nil
            #expect(text == expected, "\(ending)")
        }
        let published = try site.published()
        let isPublished = given.hosts == "cloudflare" || given.hosts == "netlify"
        for name in ["_headers", "_redirects"] { #expect((published[name] != nil) == isPublished) }
        if given.hosts == "cloudflare" {
            for file in try await Self.rules(.cloudflare, site).files {
                #expect(published[file.name].map { String(decoding: $0, as: UTF8.self) } == file.text)
            }
        }
    }

    /// Twins stay where they are, whatever the host.
    @Test func noTwinIsLeftOutButOfFormerAddresses() async throws {
        let all = try await TemporarySite.small().published().keys.filter { $0.hasSuffix(".md") }
        let some = try await TemporarySite.small(hosts: "nginx").published().keys.filter {
            $0.hasSuffix(".md")
        }
        let gone = Set(all).subtracting(some)
        #expect(some.contains { $0.hasPrefix("guides/i/") })
        #expect(!gone.isEmpty && Set(some).isSubset(of: all))
        let names = Set(gone.map { String($0.split(separator: "/").last ?? "") })
        #expect(
            names.isSubset(of: [
                "old-widgets.md", "first.md", "widget-lost.md", "widget-is-gone.md", "maß-fehlt.md",
                "größe-fehlt.md",
            ]), "\(gone)")
    }

    /// Rules follow the site: they are written again with it, put back where they are gone, and taken away with the setting.
    @Test func rulesFollowTheSetting() async throws {
        let site = try await TemporarySite.small(hosts: "nginx")
        let path = "\(site.path)/Public.nginx.conf"
        let first = try String(contentsOfFile: path, encoding: .utf8)
        try FileManager.default.removeItem(atPath: path)
        _ = try await site.build()
        #expect(try String(contentsOfFile: path, encoding: .utf8) == first)

        let settings = try site.read("Content/site.yml")
        try site.write(
            "Content/site.yml", settings.replacingOccurrences(of: "host: nginx", with: "host: caddy"))
        _ = try await site.build()
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(FileManager.default.fileExists(atPath: "\(site.path)/Public.caddy"))

        // What somebody has changed since is theirs.
        let changed = "# Made by `guides host caddy`.\n# and changed\n"
        try changed.write(toFile: "\(site.path)/Public.caddy", atomically: false, encoding: .utf8)
        try site.write("Content/site.yml", settings.replacingOccurrences(of: "host: nginx", with: "host:"))
        _ = try await site.build()
        #expect(try String(contentsOfFile: "\(site.path)/Public.caddy", encoding: .utf8) == changed)
        #expect(try !Self.leading(site).isEmpty)
    }

    /// A file that somebody else wrote is not replaced, and nothing is published.
    @Test func anotherFileStays() async throws {
        let site = try await TemporarySite.small()
        let before = try site.published()
        let path = "\(site.path)/Public.nginx.conf"
        try "worker_processes 2;\n".write(toFile: path, atomically: false, encoding: .utf8)
        let settings = try site.read("Content/site.yml")
        try site.write("Content/site.yml", settings.replacingOccurrences(of: "host:", with: "host: nginx"))
        await #expect { _ = try await site.build() } throws: {
            "\($0)".contains("was not written by a build")
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "worker_processes 2;\n")
        #expect(try site.published() == before)
    }

    /// Anything else in the place is refused as well, before anything is published.
    @Test(arguments: ["folder", "link", "link to nothing"])
    func whatIsNoFileStays(_ kind: String) async throws {
        let site = try await TemporarySite.small()
        let before = try site.published()
        let path = "\(site.path)/Public.nginx.conf"
        switch kind {
        case "folder":
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        case "link":
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "Content/site.yml")
        default: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "../nothing")
        }
        let settings = try site.read("Content/site.yml")
        try site.write("Content/site.yml", settings.replacingOccurrences(of: "host:", with: "host: nginx"))
        await #expect { _ = try await site.build() } throws: {
            "\($0)".contains("was not written by a build")
        }
        #expect(try site.published() == before)
    }

    /// A file of rules that is the site's own says nothing of former addresses, so these keep their pages.
    @Test(arguments: ["cloudflare", "netlify"]) func ownRulesKeepThePages(_ host: String) async throws {
        let site = try await TemporarySite.small(at: "/", hosts: host)
        let settings = try site.read("Content/site.yml")
        try site.write("Content/site.yml", settings + "files: {allow: [host]}\n")
        try site.write("Content/guides/_redirects", "/a /b 301\n")
        let report = try await site.build { $0.output = "\(site.path)/Own" }
        #expect(report.notices.contains { $0.contains("_redirects is one of the site's own files") })
        let published = try site.published("Own")
        #expect(published["_redirects"] == Array("/a /b 301\n".utf8))
        #expect(published.keys.contains { $0.hasPrefix("i/") && $0.hasSuffix(".html") })
    }

    /// Each output folder has its own rules beside it.
    @Test func outputsHaveTheirOwnRules() async throws {
        let site = try await TemporarySite.small(hosts: "nginx")
        let first = try String(contentsOfFile: "\(site.path)/Public.nginx.conf", encoding: .utf8)
        _ = try await site.build { $0.output = "\(site.path)/Other/" }
        let second = try String(contentsOfFile: "\(site.path)/Other.nginx.conf", encoding: .utf8)
        #expect(first.contains("\(site.path)/Public\"") && second.contains("\(site.path)/Other\""))
        #expect(try String(contentsOfFile: "\(site.path)/Public.nginx.conf", encoding: .utf8) == first)
        let again = try await site.build()
        #expect(again.written == 0 && again.rules == ["\(site.path)/Public.nginx.conf"])
    }

    /// A large site that names no host is told what it could do without.
    @Test(arguments: [(500, false), (501, true)])
    func manyLeadingPagesAreTold(_ aliases: Int, _ isTold: Bool) async throws {
        let names = (0..<aliases).map { "f\($0)" }.joined(separator: ", ")
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "aliases: [\(names)]", "Text.")
        ])
        let report = try await site.build()
        #expect(report.notices.contains { $0.contains("only lead to others") } == isTold, "\(report.notices)")
    }

    /// Both services read files of the same names, so the second one is told.
    @Test func twoServicesCannotShareTheirFiles() async throws {
        let site = try await TemporarySite.small(hosts: "[netlify, cloudflare]")
        let report = try await site.build()
        #expect(
            report.notices.count {
                $0.contains("has the rules of cloudflare, so the rules of netlify are not in it")
            }
                == 2, "\(report.notices)")
        let headers = try #require(try site.published()["_headers"])
        #expect(String(decoding: headers, as: UTF8.self).hasPrefix("# Rules for cloudflare,"))
    }

    /// Past the limit of its rules Cloudflare needs the small pages.
    @Test(arguments: [(1997, false), (1999, false), (2000, false), (2001, true)])
    func cloudflareHasALimit(_ count: Int, _ leads: Bool) async throws {
        // Each alias is an address of a page and one of a twin, and each issue one.
        let (former, issues) = (count / 2, count % 2)
        let names = (0..<former).map { "f\($0)" }.joined(separator: ", ")
        let body =
            issues == 0
            ? "Text." : "Text.\n\n## Fix Common Issues\n\n### One Fails\n\nIt fails.\n\n1. Fix it."
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "aliases: [\(names)]", body)
        ])
        try site.write("Content/site.yml", TemporarySite.settings + "host: cloudflare\n")
        _ = try await site.build()
        #expect(try Self.leading(site).isEmpty != leads)
        let redirects = try #require(try site.published()["_redirects"])
        // Addresses that agents guess have rules where there is room: the sitemap, and the list of issues.
        let guessed = 1 + issues
        #expect(redirects.count { $0 == 10 } == min(count, 2000) + (count < 1998 ? guessed : 0))
        // Without a rule people still arrive.
        let pages = try site.published().keys
        #expect(pages.contains("guides/f0.html") == leads)
    }

    @Test(arguments: [
        ("host: ngnix", "\"ngnix\" is not a host with known rules", "did you mean nginx?"),
        ("host: [nginx, iis]", "\"iis\" is not a host with known rules", "write nginx, caddy"),
        ("host: {nginx: true}", "`host` is a mapping", "write `host: [one, two]`"),
    ])
    func anotherNameIsAFinding(_ line: String, _ message: String, _ help: String) async throws {
        let site = try await TemporarySite.small()
        let settings = try site.read("Content/site.yml")
        try site.write("Content/site.yml", settings.replacingOccurrences(of: "host:", with: line))
        let report = try await site.build()
        let finding = try #require(report.findings.first { $0.message.contains(message) })
        #expect(finding.severity == .error && finding.help.contains(help), "\(finding)")
    }
}
