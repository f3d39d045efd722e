import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts
@testable import Support

/// Rules for services that nobody can run here, asked of a model of each.
@Suite(.timeLimit(.minutes(15))) struct StaticHostTests {
    enum Service: String, CaseIterable { case cloudflare, netlify }

    private static func rules(_ site: TemporarySite, _ service: Service) async throws -> HostRules {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let hosted = try await HostedSite(
            try await AnalyzedSite(options), HostedSite.Options(site: site.path), jobs: 2)
        return try #require(Hosts.named(service.rawValue)).rules(hosted)
    }

    private static func model(_ site: TemporarySite, _ service: Service) async throws -> StaticHostModel {
        let files = Set(try site.published().keys)
        let rules = try await rules(site, service)
        return switch service {
        case .cloudflare: StaticHostModel(cloudflare: rules, files: files)
        case .netlify: try StaticHostModel(netlify: rules, files: files)
        }
    }

    /// The rows of the table of requests that such a service can answer: it knows no `Accept`, and spells addresses by itself.
    @Test(arguments: Service.allCases) func answersAsTheTableSays(_ service: Service) async throws {
        let site = try await TemporarySite.small()
        let host = try await Self.model(site, service)
        let rows = try RequestRow.all(of: site)
        var asked = 0
        for row in rows where row.method == "GET" && row.accept == nil && !row.path.contains("?") {
            let answer = host.ask(row.path)
            let why: Comment = "\(row.path): \(answer)"
            asked += 1
            switch row.outcome {
            case .page(let twin):
                #expect(answer.status == 200 && answer.file?.hasSuffix(".html") == true, why)
                // Rules are few, so only guides have these.
                if row.path == "/guides/widgets" {
                    #expect(answer.headers["link"]?.contains("<\(twin)>; rel=\"alternate\"") == true, why)
                }
            case .twin(let canonical) where canonical == "/guides/widgets":
                #expect(answer.status == 200 && answer.file?.hasSuffix(".md") == true, why)
                #expect(
                    answer.headers["link"]?.contains("<https://example.org\(canonical)>; rel=\"canonical\"")
                        == true, why)
            case .redirect(let status, let location, _)
            where ["old-", "/first", "/i/"].contains(where: row.path.contains):
                #expect(answer.status == status && answer.location == location, why)
                continue
            case .missing where !row.path.hasPrefix("/404"):
                #expect(answer.status == 404, why)
            case .file: #expect(answer.status == 200, why)
            case .asset:
                #expect(answer.status == 200, why)
                #expect(answer.headers["cache-control"]?.contains("immutable") == true, why)
                #expect(answer.headers["cache-control"]?.components(separatedBy: "max-age").count == 2, why)
            default:
                asked -= 1
                continue
            }
            #expect(answer.headers["x-content-type-options"] == "nosniff", why)
            #expect(
                answer.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true, why)
        }
        #expect(asked > 20)
    }

    /// Every redirect of the site is one of the host, in one step.
    @Test(arguments: Service.allCases) func everyFormerAddressIsRedirected(_ service: Service) async throws {
        let site = try await TemporarySite.small()
        let host = try await Self.model(site, service)
        for redirect in host.redirects {
            let answer = host.ask(redirect.from)
            #expect(answer.status == 301 && answer.location == redirect.to)
            let page = try #require(answer.location).prefix { $0 != "#" }
            #expect(host.ask(String(page)).status == 200, "\(redirect)")
        }
        #expect(host.redirects.count > 8)
    }

    /// Cloudflare reads 100 rules of headers: where pages have no room, none of them has a rule, and a note says so.
    @Test(arguments: [44, 45, 46, 47, 48, 49, 50]) func headersKeepToTheLimit(_ guides: Int) async throws {
        var files: [String: String] = [:]
        for number in 0..<guides {
            files["g\(number).md"] = TemporarySite.guide("Guide \(number)", "Text.")
        }
        let site = try TemporarySite(files)
        let rules = try await Self.rules(site, .cloudflare)
        let text = try #require(rules.files.first { $0.name == "_headers" }).text
        let count = text.split(separator: "\n").count { $0.hasPrefix("/") }
        let hasLinks = text.contains("rel=\"alternate\"")
        #expect(count <= 100)
        #expect(hasLinks == (rules.notes.isEmpty))
        // As many pages as fit have their rules: two a page, and those for all files.
        let all = 2 + 2 * text.components(separatedBy: "rel=\"alternate\"").dropFirst().count
        #expect(!hasLinks || count == all)
    }

    /// Of more redirects than Cloudflare reads, those of guides come first, and a note counts what is left out.
    @Test func redirectsKeepToTheLimit() async throws {
        var left: [Int] = []
        for former in Array(994...999) + [2100] {
            let ids = (0..<former).map { "former-\($0)" }.joined(separator: ", ")
            let site = try TemporarySite([
                "a.md": TemporarySite.guide(
                    "Alpha",
                    more: "aliases: [old-alpha]\nissues: [{issue: missing-record, former-ids: [\(ids)]}]",
                    "## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.")
            ])
            let rules = try await Self.rules(site, .cloudflare)
            let host = StaticHostModel(cloudflare: rules, files: [])
            let lines = try #require(rules.files.first { $0.name == "_redirects" }).text.lines.filter {
                $0.hasPrefix("/")
            }
            #expect(lines.count <= 2000 && host.redirects.count == lines.count)
            #expect(host.ask("/guides/old-alpha").location == "/guides/a")
            #expect(host.ask("/guides/old-alpha.md").location == "/guides/a.md")
            let all = try await Self.rules(site, .netlify).files[0].text.lines.count { $0 == "[[redirects]]" }
            let note = rules.notes.first { $0.contains("redirects") }
            #expect((note != nil) == (all > 2000), "\(all)")
            #expect(lines.count == min(all, 2000))
            if let note { #expect(note.contains("so \(all - 2000) are left out"), "\(note)") }
            left.append(all - 2000)
        }
        #expect(left.contains(0) || left.contains(1), "no number of redirects was near the limit: \(left)")
    }
}
