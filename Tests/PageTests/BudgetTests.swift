import Foundation
import TestSupport
import Testing

@testable import Support

extension PageTests {
    /// What a reader has to load, as the server sends it.
    @Suite struct BudgetTests {
        /// The first flight of a new connection: ten packets (RFC 6928), of which little is left to headers.
        private static let firstFlight = 14 * 1024

        private func size(_ path: String) async throws -> Int {
            let answer = try await PublishedSite.real.value.server.ask(
                path, accept: "text/html", ["Accept-Encoding": "gzip"])
            #expect(answer.status == 200, "\(path)")
            return answer.body.count
        }

        /// The addresses of the files that a page names in an attribute of some element.
        private func files(_ pattern: Regex<(Substring, Substring)>, in page: String) -> [String] {
            page.matches(of: pattern).map { String($0.1) }
        }

        @Test func aGuideAndItsStylesFitIntoTheFirstFlight() async throws {
            let site = try await PublishedSite.real.value.site
            let guides = try Disk.names(in: site.path + "/Public/guides").filter { $0.hasSuffix(".html") }
            #expect(guides.count > 6)
            for guide in guides {
                let page = try site.read("Public/guides/" + guide)
                let sheets = files(/<link rel="stylesheet" href="([^"]*)"/, in: page)
                // The page that checks a domain has styles of its own.
                #expect(sheets.count == (guide == "check.html" ? 2 : 1))
                var all = try await size(guide == "index.html" ? "/guides" : "/guides/" + guide.dropLast(5))
                for sheet in sheets { all += try await size(sheet) }
                #expect(all <= Self.firstFlight, "\(guide)")
            }
        }

        @Test func scriptsAreSmall() async throws {
            let site = try await PublishedSite.real.value.site
            let assets = try Disk.names(in: site.path + "/Public/guides/assets").filter {
                // Those of the page that checks a domain are loaded there alone, and have a limit of their own.
                $0.hasSuffix(".js") && !$0.hasPrefix("check.") && !$0.hasPrefix("records.")
            }
            var all = 0
            for asset in assets { all += try await size("/guides/assets/" + asset) }
            // With the search, which is loaded when somebody searches.
            #expect(assets.count == 4 && all <= 12 * 1024)
            let page = try site.read("Public/guides/tls.html")
            let loaded = files(/<script [^>]*src="([^"]*)"/, in: page)
            #expect(loaded.count == 2 && !page.contains("<script>"))
            #expect(!loaded.contains { $0.contains("search") || $0.contains("ranking") })
        }

        @Test func noOtherHostIsRequested() async throws {
            for kind in PublishedSite.kinds {
                let server = try await kind.server
                let page = try await Browser.open(kind.path, of: server)
                let hosts = try await page.text(
                    "[...new Set(performance.getEntriesByType('resource').map((one) => new URL(one.name).host))].join()"
                )
                #expect(hosts == "127.0.0.1:\(server.port)", "\(kind.name)")
                try await page.close()
            }
        }

        /// Nothing of the search is loaded before somebody searches.
        @Test func theSearchIsLoadedOnDemand() async throws {
            let page = try await Browser.open("/guides/tls", of: PublishedSite.real.value.server)
            let loaded = "performance.getEntriesByType('resource').map((one) => one.name).join()"
            #expect(try await !page.text(loaded).contains("search.json"))
            try await page.press("/", code: 191)
            try await page.wait(for: "\(loaded).includes('search.json')")
            try await page.close()
        }
    }
}
