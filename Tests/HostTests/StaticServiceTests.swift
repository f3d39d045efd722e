import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts
@testable import Library
@testable import Support

/// Services without a server to run here, by small models of them: the table of requests, and their limits.
@Suite(.timeLimit(.minutes(15))) struct StaticServiceTests {
    private static func hosted(_ site: TemporarySite) async throws -> HostedSite {
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await HostedSite(
            try await AnalyzedSite(options), HostedSite.Options(site: site.path), jobs: 2)
    }

    private static func rules(_ kind: StaticService.Kind, _ site: TemporarySite) async throws -> HostRules {
        try #require(Hosts.named(kind.rawValue)).rules(try await hosted(site))
    }

    private static func service(_ kind: StaticService.Kind, _ site: TemporarySite) async throws
        -> StaticService
    {
        StaticService(kind, try await rules(kind, site), files: Set(try site.published().keys))
    }

    /// What is the service's own affair: it redirects to a page's address in its own way, and gives no variants.
    private static func isItsOwn(_ row: RequestRow) -> Bool {
        let path = row.path.prefix { $0 != "?" }
        if row.method != "GET" || path == "/" || path.hasPrefix("/404") { return true }
        if path.hasSuffix(".html") || path.hasSuffix("/") || path.hasSuffix("/index") { return true }
        if path.contains("%2e") || path.hasPrefix("/.") { return true }
        return false
    }

    /// The lines of this file that an answer breaks.
    private static func faults(_ answer: StaticService.Answer, _ row: RequestRow, _ kind: StaticService.Kind)
        -> [Int]
    {
        var faults: [Int] = []
        func check(_ holds: Bool, line: Int = #line) { if !holds { faults.append(line) } }
        let headers = answer.headers
        let link = headers["link"] ?? ""
        func isServed(_ caching: String? = ServingPolicy.pageCaching) {
            check(answer.status == 200)
            for (name, value) in ServingPolicy.securityHeaders {
                check(headers[name.lowercased()] == value)
            }
            // Netlify asks again for every file by itself.
            let isOwn = kind == .netlify && caching == ServingPolicy.pageCaching
            check(headers["cache-control"] == (isOwn ? nil : caching))
        }
        switch row.outcome {
        case .page(let twin), .negotiated(let twin, _):
            // A page's own address gives the page, whatever is accepted; an issue's leads on.
            if twin.contains("/i/") {
                check(answer.status == 301 && headers["location"]?.contains("#") == true)
                return faults
            }
            isServed()
            check(answer.file?.hasSuffix(".html") == true)
            let isGuide = !twin.contains("/categories/") && twin != "/guides.md" && !twin.contains("search")
            guard isGuide, twin != "/index.md" else { return faults }
            check(link.contains("<\(twin)>; rel=\"alternate\"; type=\"text/markdown\""))
            check(link.contains("</llms.txt>; rel=\"describedby\"") && !link.contains("canonical"))
        case .twin(let canonical):
            isServed()
            check(answer.file?.hasSuffix(".md") == true)
            check(headers["content-type"] == "text/markdown; charset=utf-8")
            let isGuide = !canonical.contains("/categories/") && !canonical.contains("/i/")
            guard isGuide, !["/guides", "/"].contains(canonical) else { return faults }
            check(link.contains("<https://example.org\(canonical)>; rel=\"canonical\""))
            check(link.contains("</llms.txt>; rel=\"describedby\"") && !link.contains("alternate"))
        case .markdown: isServed()
        case .redirect(let code, let location, let varies):
            check(answer.status == code)
            // Agents are led from a former address of an issue to where people are.
            if varies, location.hasSuffix(".md") {
                check(headers["location"]?.contains("#") == true)
                return faults
            }
            let (place, fragment) = (location.prefix { $0 != "#" }, location.drop { $0 != "#" })
            let query = location.contains("?") ? "" : row.path.drop { $0 != "?" }
            check(headers["location"] == "\(place)\(query)\(fragment)")
        case .missing: check(answer.status == 404 && headers["link"] == nil && answer.file == "404.html")
        case .file(let type):
            isServed()
            check(headers["content-type"] == type && headers["link"] == nil)
        case .asset(let type):
            isServed(ServingPolicy.assetCaching)
            check(headers["content-type"] == type)
        case .refused, .rejected: break
        }
        return faults
    }

    /// The service as it reads what a build of a site that names it has published.
    private static func published(_ kind: StaticService.Kind, _ site: TemporarySite) throws -> StaticService {
        let files = try site.published()
        let rules = try ["_headers", "_redirects"].map { name in
            HostRules.File(name: name, text: String(decoding: try #require(files[name]), as: UTF8.self))
        }
        return StaticService(kind, HostRules(files: rules), files: Set(files.keys))
    }

    @Test(arguments: StaticService.Kind.allCases, [("/guides", false), ("/guides", true), ("/", false)])
    func answersAsTheTableSays(_ kind: StaticService.Kind, _ site: (index: String, isNamed: Bool))
        async throws
    {
        let (index, isNamed) = site
        let site = try await TemporarySite.small(at: index, hosts: isNamed ? kind.rawValue : "")
        let service = isNamed ? try Self.published(kind, site) : try await Self.service(kind, site)
        #expect(service.refused == [])
        var rows = RequestRow.ofWholeHost
        if index == "/guides" { rows = try RequestRow.all(of: site) }
        rows = rows.filter { !Self.isItsOwn($0) }
        #expect(rows.count >= (index == "/" ? 8 : 100))
        for row in rows {
            let answer = service.answer(row.path)
            let faults = Self.faults(answer, row, kind)
            #expect(
                faults.isEmpty, "\(row.testDescription): \(answer) breaks StaticServiceTests.swift:\(faults)")
        }
    }

    /// A redirect leads to what is there, in one step, and none is in the way of a page.
    @Test(arguments: StaticService.Kind.allCases, ["/guides", "/"])
    func redirectsLeadToFiles(_ kind: StaticService.Kind, _ index: String) async throws {
        let site = try await TemporarySite.small(at: index)
        let service = try await Self.service(kind, site)
        #expect(service.redirects.count > 8)
        for redirect in service.redirects {
            let location = try #require(service.answer(redirect.from).headers["location"])
            #expect(location == redirect.to && redirect.status == 301)
            #expect(service.answer(String(location.prefix { $0 != "#" })).status == 200, "\(redirect)")
            #expect(redirect.from.utf8.allSatisfy { $0 < 128 } && redirect.to.utf8.allSatisfy { $0 < 128 })
        }
        #expect(Set(service.redirects.map(\.from)).count == service.redirects.count)
        let pages = try await Self.hosted(site).library.pages
        for path in pages.flatMap({ [$0, $0 + ".md"] }) {
            #expect(service.answer(path).status == 200, "\(path)")
        }
    }

    /// Folders, dots and aliases in all parts of the host. What differs from a page in letter case alone is left out, with a
    /// note.
    @Test(arguments: StaticService.Kind.allCases)
    func servicesAnswerForFolders(_ kind: StaticService.Kind) async throws {
        let site = try await TemporarySite.folders()
        let service = try await Self.service(kind, site)
        let rows = RequestRow.ofFolders.filter { !Self.isItsOwn($0) && !$0.path.contains("START") }
        #expect(rows.count > 60)
        for row in rows {
            let answer = service.answer(row.path)
            let faults = Self.faults(answer, row, kind)
            #expect(
                faults.isEmpty, "\(row.testDescription): \(answer) breaks StaticServiceTests.swift:\(faults)")
        }
        let redirected = Set(service.redirects.map(\.from))
        #expect(redirected.count == service.redirects.count && redirected.contains("/docs/begin.html"))
        #expect(!redirected.contains("/guides/START"))
        #expect(try await Self.rules(kind, site).notes.contains { $0.contains("/guides/START") })
    }

    // MARK: Limits

    /// Of a site with some guides, Cloudflare reads every rule, and the last page has its header where there are any.
    @Test(arguments: 47...51) func cloudflareHasAHundredRules(_ guides: Int) async throws {
        let site = try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: (0..<guides).map {
                    ("g\($0).md", TemporarySite.guide("Guide \($0)", "Text of it."))
                }), templates: false)
        let rules = try await Self.rules(.cloudflare, site)
        let service = StaticService(
            .cloudflare, rules,
            files: Set((0..<guides).flatMap { ["guides/g\($0).html", "guides/g\($0).md"] }))
        #expect(service.refused == [])
        let pages = try await Self.hosted(site).library.pages
        let isNoted = rules.notes.contains { $0.contains("at most 100 rules") }
        for path in pages.flatMap({ [$0, $0 + ".md"] }) {
            #expect((service.answer(path).headers["link"] == nil) == isNoted, "\(path)")
        }
        // Two rules a guide, and those for all files and for assets.
        #expect(!isNoted || 2 * guides + 2 >= 99)
        #expect(isNoted || service.rules.count == 2 * guides + 2)
    }

    /// Of more redirects than Cloudflare reads, those stay that people and agents need most: former addresses of guides. Each
    /// of those has two.
    @Test(arguments: [
        (998, 1), (999, 1), (1000, 1), (1001, 1), (10, 1979), (10, 1980), (10, 1981), (998, 100),
    ])
    func cloudflareHasTwoThousandRedirects(_ aliases: Int, _ issues: Int) async throws {
        let steps = "No `TXT` record.\n\n1. Add it.\n2. Run the checker again.\n\n"
        let sections = (0..<issues).map { "### Record \($0) Missing\n\n\(steps)" }.joined()
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha",
                    more: "aliases: [\((0..<aliases).map { "former-\($0)" }.joined(separator: ", "))]",
                    "Text.\n\n## Fix Common Issues\n\n\(sections)")
            ], templates: false)
        let rules = try await Self.rules(.cloudflare, site)
        let service = StaticService(.cloudflare, rules, files: ["guides/a.html", "guides/a.md"])
        #expect(service.refused == [])
        let (all, kept) = (2 * aliases + issues, service.redirects.count)
        // What agents guess is led on where there is room left.
        let guesses = issues > 0 ? 2 : 1
        #expect(kept == (all + guesses <= 2000 ? all + guesses : min(all, 2000)))
        let left = rules.notes.first { $0.contains("at most 2000 redirects") }
        #expect((left != nil) == (all > 2000))
        if let left { #expect(left.contains("so \(all - 2000) are left out")) }
        for number in 0..<min(aliases, 1000) {
            for ending in ["", ".md"] {
                let answer = service.answer("/guides/former-\(number)\(ending)")
                #expect(answer.headers["location"] == "/guides/a\(ending)", "former-\(number)\(ending)")
            }
        }
    }

    // MARK: Paths in rules

    /// A path with a control character would go on in the next line of the rules.
    @Test(arguments: 1..<32 as Range<UInt8>) func noControlCharacterIsInAPath(_ code: UInt8) {
        let mark = String(decoding: [code], as: UTF8.self)
        for path in ["/srv/a\(mark)b", "\(mark)", "/srv/a\(mark)", "\(mark)/srv"] {
            #expect(!HostedSite.Options.isValidPath(path), "\(code)")
        }
        for path in ["/srv/a b", "/srv/größe", "/srv/\"a\"", "/srv/a\\b", "", "/srv/\u{7E}"] {
            #expect(HostedSite.Options.isValidPath(path))
        }
    }

    @Test(arguments: ["nginx", "caddy", "apache"], ["--root", "--certificate", "--key"])
    func aPathWithALineEndIsRefused(_ host: String, _ option: String) async throws {
        let site = try await TemporarySite.small()
        for mark in ["\n", "\r", "\t"] {
            var paths = ["--root": "/srv/a", "--certificate": "/srv/b.pem", "--key": "/srv/c.pem"]
            let arguments = { ["host", host, "--site", site.path] + paths.flatMap { [$0, $1] } }
            if mark == "\n" { #expect(try run(arguments()).code == 0) }
            paths[option] = "/srv/x\(mark)include /etc/passwd;"
            let result = try run(arguments())
            #expect(result.code == 2 && result.output == "", "\(result)")
            #expect(result.error.contains("must not contain control characters"), "\(result.error)")
        }
    }
}
