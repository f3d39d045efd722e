import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Markdown
@testable import Reports
@testable import Support

/// The checks of the Agent-Friendly Documentation Spec (0.5.0 and 0.6.0), and the header contract, of the very site of
/// this repository as each server serves it. Each function has the name of the checks that it stands for.
@Suite(.timeLimit(.minutes(15))) struct ConformanceTests {
    /// The site, built once for all.
    private static let site = Task { () async throws -> TemporarySite in
        let site = try TemporarySite.ofRepository()
        let report = try await site.build()
        guard !report.hasErrors else { throw Program.Failure("\(report.findings)") }
        return site
    }

    /// A running server, with what its lists name.
    private struct Crawl: Sendable {
        let server: WebServer
        let origin: String
        let llms: WebServer.Answer
        /// The paths of all pages that the sitemap names.
        var pages: [String] = []

        init(_ kind: WebServer.Kind) async throws {
            let site = try await ConformanceTests.site.value
            server = try await WebServer(kind, site: site.path)
            origin = "https://mailrith.com"
            llms = try await server.ask("/llms.txt")
            let map = try await server.ask("/sitemap.xml").text
            pages = map.matches(of: /<loc>([^<]*)<\/loc>/).map { path(String($0.1)) }
            #expect(pages.count > 8)
            #expect(map.matches(of: /<lastmod>\d{4}-\d\d-\d\d<\/lastmod>/).count == pages.count)
        }

        func path(_ url: String) -> String {
            let rest = url.hasPrefix(origin) ? String(url.dropFirst(origin.count)) : url
            return rest.isEmpty ? "/" : rest
        }

        /// Addresses that a markdown text leads to.
        func links(_ markdown: String) -> [String] {
            let bytes = Array(markdown.utf8)
            return Document(SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
                .links
                .map(\.destination)
        }

        /// Links of `llms.txt`.
        var listed: [String] { links(llms.text).map(path) }
    }

    /// Each server, started once for all tests: printing its rules reads the whole site.
    private static let crawls = WebServer.Kind.allCases.map { kind in Task { try await Crawl(kind) } }

    private static func crawl(_ kind: WebServer.Kind) async throws -> Crawl {
        try await crawls[try #require(WebServer.Kind.allCases.firstIndex(of: kind))].value
    }

    /// Whether a test reads a page and its twin for the first time: servers give the same bytes, and where one does not, its own
    /// are read too.
    private static func isNew(_ page: WebServer.Answer, _ twin: WebServer.Answer, _ test: String = #function)
        -> Bool
    {
        read.withLock { $0.insert([Array(test.utf8), page.body, twin.body]).inserted }
    }

    private static let read = Mutex<Set<[[UInt8]]>>([])

    @Test("llms-txt-exists, -valid, -size", arguments: WebServer.Kind.allCases)
    func llmsText(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in ["/llms.txt", "/guides/llms.txt"] {
            let answer = try await crawl.server.ask(path)
            #expect(answer.status == 200)
            #expect(answer.type.hasPrefix("text/plain"))
            #expect(answer.text == crawl.llms.text)
        }
        let lines = crawl.llms.text.split(separator: "\n")
        #expect(lines[0].hasPrefix("# "))
        #expect(lines[1].hasPrefix("> "))
        #expect(lines.contains { $0.hasPrefix("## ") })
        for line in lines where line.hasPrefix("- ") {
            #expect(line.wholeMatch(of: /- \[.+\]\(https:[^ )]+\): .+/) != nil, "\(line)")
        }
        #expect(crawl.llms.text.count < 50_000)
    }

    @Test("llms-txt-links-resolve, -links-markdown, -coverage", arguments: WebServer.Kind.allCases)
    func llmsLinks(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in crawl.listed where path.hasSuffix(".md") {
            let answer = try await crawl.server.ask(path)
            #expect(answer.status == 200, "\(path)")
            #expect(answer.type == "text/markdown; charset=utf-8", "\(path)")
        }
        // The catalog and the whole are named in a sentence, and are there too.
        for path in crawl.listed where !path.hasSuffix(".md") {
            #expect(["/llms-full.txt", "/guides/issues.json"].contains(path))
            #expect(try await crawl.server.ask(path).status == 200, "\(path)")
        }
        let listed = Set(crawl.listed)
        #expect(crawl.pages.allSatisfy { listed.contains($0 + ".md") }, "\(crawl.pages)")
    }

    @Test(
        "llms-txt-directive-html, -md, markdown-url-support, content-negotiation",
        arguments: WebServer.Kind.allCases)
    func pairs(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in crawl.pages {
            let page = try await crawl.server.ask(path, accept: RequestRow.chrome)
            let twin = try await crawl.server.ask(path + ".md")
            #expect(twin.status == 200 && twin.type == "text/markdown; charset=utf-8", "\(path)")
            let negotiated = try await crawl.server.ask(path, accept: "text/markdown")
            #expect(negotiated.status == 200 && negotiated.type == "text/markdown; charset=utf-8")
            #expect(negotiated.body == twin.body)
            #expect(negotiated.list("vary").contains("accept") && page.list("vary").contains("accept"))
            #expect(negotiated.headers["content-location"] == path + ".md")
            #expect(negotiated.headers["etag"] != page.headers["etag"])
            guard Self.isNew(page, twin) else { continue }
            let text = page.text
            let body = try #require(text.firstRange(of: /<body[^>]*>/))
            let directive = try #require(
                text[body.upperBound...].firstRange(of: "href=\"/llms.txt\""), "\(path)")
            let before = text[body.upperBound..<directive.lowerBound]
            #expect(!before.contains("<nav") && !before.contains("<script") && !before.contains("hidden"))
            #expect(before.contains("<main id=\"page:content\">") && !before.contains("</h2>"))
            let location = try #require(twin.text.firstRange(of: "/llms.txt"), "\(path)")
            #expect(twin.text.distance(from: twin.text.startIndex, to: location.lowerBound) < 5000)
        }
    }

    @Test(
        "rendering-strategy, page sizes, content-start-position, tabs, fences, single-fetch-completeness, embedded data",
        arguments: WebServer.Kind.allCases)
    func contents(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in crawl.pages {
            let page = try await crawl.server.ask(path)
            let twin = try await crawl.server.ask(path + ".md")
            guard Self.isNew(page, twin) else { continue }
            #expect(page.body.count < 1_000_000)
            #expect(twin.text.count < 50_000)
            let text = String(decoding: PageText.of(page.body), as: UTF8.self)
            #expect(text.count < 50_000)
            // The content starts with the title, which both halves have; nothing of the site is before it.
            let title = try #require(twin.text.firstMatch(of: /^# (.+)\n/)?.1).replacing("\\", with: "")
            let body = try #require(page.text.firstRange(of: /<body[^>]*>/)).upperBound
            let shown = String(decoding: PageText.of(Array(page.text[body...].utf8)), as: UTF8.self)
            let start = try #require(shown.firstRange(of: title), "\(path)").lowerBound
            #expect(shown.distance(from: shown.startIndex, to: start) * 10 <= shown.count, "\(path)")
            #expect(!page.text.contains("role=\"tab"))
            #expect(
                twin.text.split(separator: "\n").count {
                    $0.trimmingCharacters(in: .whitespaces).hasPrefix("```")
                } % 2 == 0)
            for sign in ["next page", "load more", "rel=\"next\"", "data:image", ";base64,"] {
                #expect(
                    !page.text.lowercased().contains(sign) && !twin.text.lowercased().contains(sign),
                    "\(path)")
            }
            // Scripts add no content: all are in the head, and are among the site's own assets.
            #expect(!page.text[body...].contains("<script") && !page.text.contains("<script>"))
            for script in page.text.matches(of: /<script [^>]*src="([^"]*)"/) {
                #expect(script.1.hasPrefix("/guides/assets/"), "\(path)")
            }
        }
        #expect(crawl.llms.text.split(separator: "\n").count { $0.hasPrefix("```") } == 0)
    }

    @Test(
        "http-status-codes, redirect-behavior, auth-gate-detection, bot-protection-interference",
        arguments: WebServer.Kind.allCases)
    func statuses(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in [
            "/guides/no-such-guide-\(UUID().uuidString)", "/no/such/page", "/guides/i/no-such-issue",
        ] {
            #expect(try await crawl.server.ask(path).status == 404)
            let markdown = try await crawl.server.ask(path, accept: "text/markdown")
            #expect(markdown.status == 404 && markdown.type.hasPrefix("text/markdown"))
        }
        for path in crawl.pages {
            let page = try await crawl.server.ask(path).text
            #expect(!page.contains("http-equiv=\"refresh\"") && !page.contains("location.href"))
            #expect(!page.contains("type=\"password\""))
            let slash = try await crawl.server.ask(path + "/")
            #expect(slash.status == 301 && slash.headers["location"] == path)
        }
        // No limit is in the way of an agent in a hurry.
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 { group.addTask { try await crawl.server.ask(crawl.pages[0] + ".md").status } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(statuses == [200])
    }

    @Test("markdown-content-parity", arguments: WebServer.Kind.allCases)
    func parity(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in crawl.pages + ["/guides/search"] {
            let page = try await crawl.server.ask(path, accept: "text/html")
            let twin = try await crawl.server.ask(path + ".md")
            guard Self.isNew(page, twin) else { continue }
            #expect(Parity.missing(page: page.text, twin: twin.text) == [], "\(path)")
        }
    }

    @Test("cache-header-hygiene", arguments: WebServer.Kind.allCases)
    func caching(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        for path in ["/llms.txt", "/guides/tls", "/guides/tls.md", "/guides/issues.json"] {
            for accept in ["text/markdown", "text/html"] {
                let first = try await crawl.server.ask(path, accept: accept)
                #expect((first.maxAge ?? 0) < 3600)
                let tag = try #require(first.headers["etag"])
                for method in ["GET", "HEAD"] {
                    let again = try await crawl.server.ask(
                        path, method: method, accept: accept, ["If-None-Match": tag])
                    #expect(again.status == 304 && again.body.isEmpty, "\(path) \(accept)")
                    #expect(again.list("vary").contains("accept") == first.list("vary").contains("accept"))
                }
                let head = try await crawl.server.ask(path, method: "HEAD", accept: accept)
                for name in [
                    "content-type", "etag", "cache-control", "link", "content-location", "content-length",
                ] {
                    #expect(head.headers[name] == first.headers[name], "\(path) \(name)")
                }
                let other = accept == "text/html" ? "text/markdown" : "text/html"
                if path == "/guides/tls" {
                    let changed = try await crawl.server.ask(path, accept: other, ["If-None-Match": tag])
                    #expect(changed.status == 200, "the tag of one variant must not stand for the other")
                }
                let small = try await crawl.server.ask(path, accept: accept, ["Accept-Encoding": "gzip"])
                #expect(small.headers["content-encoding"] == "gzip", "\(path)")
                #expect(small.list("vary").contains("accept-encoding"))
                let revalidated = try await crawl.server.ask(
                    path, accept: accept,
                    ["Accept-Encoding": "gzip", "If-None-Match": try #require(small.headers["etag"])])
                #expect(revalidated.status == 304)
            }
        }
    }

    @Test(
        "markdown-link-portability, and every guide is reached through markdown alone",
        arguments: WebServer.Kind.allCases)
    func portability(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        let guides = Set(
            crawl.pages.filter { $0.hasPrefix("/guides/") && !$0.contains("/categories/") }.map { $0 + ".md" }
        )
        #expect(guides.count >= 6)
        var edges: [String: Set<String>] = [:]
        var asked: Set<String> = []
        let catalog = try await crawl.server.ask("/guides/issues.json").text
        let issues = catalog.matches(of: /"markdown":"([^"]*)"/).map { crawl.path(String($0.1)) }
        #expect(issues.count > 20)
        for path in crawl.pages.map({ $0 + ".md" }) + issues + ["/sitemap.md", "/guides/index.md"] {
            let twin = try await crawl.server.ask(path)
            #expect(twin.status == 200, "\(path)")
            for link in crawl.links(twin.text) {
                if link.hasPrefix("mailto:") { continue }
                #expect(link.hasPrefix("https://") || link.hasPrefix("http://"), "\(path) has \(link)")
                guard link.hasPrefix(crawl.origin + "/guides") || link == crawl.origin + "/llms.txt" else {
                    continue
                }
                let target = String(crawl.path(link).prefix { $0 != "#" })
                if asked.insert(target).inserted {
                    let answer = try await crawl.server.ask(target)
                    #expect(answer.status == 200, "\(path) leads to \(target)")
                    if target.hasSuffix(".md") {
                        #expect(answer.type.hasPrefix("text/markdown"), "\(target)")
                    }
                }
                edges[path, default: []].insert(target)
            }
        }
        edges["/llms.txt"] = Set(crawl.listed)
        func reached(from start: String, _ edges: [String: Set<String>]) -> Set<String> {
            var reached: Set<String> = []
            var waiting = [start]
            while let next = waiting.popLast() {
                if reached.insert(next).inserted { waiting += edges[next] ?? [] }
            }
            return reached
        }
        // One guide leads to all, and all lead to it: so each leads to all.
        var backwards: [String: Set<String>] = [:]
        for (page, targets) in edges { for target in targets { backwards[target, default: []].insert(page) } }
        let start = try #require(guides.min())
        #expect(guides.subtracting(reached(from: start, edges)) == [], "from \(start)")
        #expect(guides.subtracting(reached(from: start, backwards)) == [], "to \(start)")
    }

    @Test("one description, the same everywhere", arguments: [WebServer.Kind.nginx])
    func descriptions(_ kind: WebServer.Kind) async throws {
        let crawl = try await Self.crawl(kind)
        var seen: Set<String> = []
        for path in crawl.pages where path.hasPrefix("/guides/") && !path.contains("/categories/") {
            let page = try await crawl.server.ask(path).text
            let description = try #require(page.firstMatch(of: /name="description" content="([^"]*)"/)?.1)
            #expect((50...160).contains(description.count), "\(path)")
            #expect(seen.insert(String(description)).inserted, "\(path)")
            let plain = String(decoding: PageText.of(Array(description.utf8)), as: UTF8.self)
            #expect(try await crawl.server.ask(path + ".md").text.contains("> " + plain))
            #expect(crawl.llms.text.contains(": " + plain))
        }
    }
}
