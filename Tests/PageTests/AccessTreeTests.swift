import Foundation
import TestSupport
import Testing

extension PageTests {
    /// What a screen reader is given of each kind of page: roles, names and states, as Chromium computes them.
    @Suite struct AccessTreeTests {
        static let kinds: [(name: String, path: String, prepare: String)] = [
            ("index", "/guides", ""), ("category", "/guides/categories/one", ""),
            ("guide", "/guides/alpha", ""), ("guide-narrow", "/guides/alpha", ""),
            ("glossary", "/guides/glossary", ""),
            ("missing", "/guides/alhpa", "document.querySelector('.near a')"),
            ("search", "/guides/search?q=alpha", "document.querySelector('.results a')"),
            ("former", "/guides/once", ""), ("issue", "/guides/i/record-missing", ""),
            ("dialog", "/guides/alpha", "document.querySelector('dialog .results a')"),
        ]

        private static let site = Task { () async throws -> (site: TemporarySite, server: WebServer) in
            let site = try TemporarySite([
                "Content/site.yml": """
                name: Test Guides
                summary: Guides for a test.
                base-url: https://example.org
                publisher: {name: Publisher, url: https://example.org}
                categories:
                  - {id: one, title: First Things, summary: What comes first., guides: [alpha, beta, gamma]}
                checks: {keywords: off, issues: off, links: off, structure: off}

                """,
                "Content/terms.yml": "- {term: Record, definition: A line of text., guide: alpha}\n",
                "alpha.md": TemporarySite.guide(
                    "Alpha",
                    more:
                        "aliases: [once]\nrelated: [beta]\nresources: [{title: A Standard, url: \"https://example.net/\", note: Its text.}]\n",
                    "Text with **marks** and `code`.\n\n## Part\n\n| tag | value |\n| --- | --- |\n| v | 1 |\n\n```sh\nrun it\n```\n\n## Fix Common Issues\n\n### Record Missing\n\nThe checker saw none.\n\n1. Add one.\n2. Check it.\n"
                ),
                "beta.md": TemporarySite.guide("Beta", "More of [Alpha](alpha.md)."),
                "gamma.md": TemporarySite.guide("Gamma", "Other text of [Alpha](alpha.md)."),
            ])
            let report = try await site.build()
            guard !report.hasErrors else { throw Program.Failure("\(report.findings.map(\.message))") }
            let server = try await WebServer(
                http: """
                    types { text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }
                    server { listen 127.0.0.1:PORT; root \(site.path)/Public; error_page 404 /404.html; location / { try_files $uri $uri.html =404; } }
                    """)
            return (site, server)
        }

        @Test func treesAreAsTheyWere() async throws {
            var trees: [String: String] = [:]
            for kind in Self.kinds {
                let page = try await Browser.open(
                    kind.path, of: Self.site.value.server,
                    Look(theme: "light", width: kind.name == "guide-narrow" ? 390 : 1440))
                if kind.name == "dialog" {
                    try await page.press("/", code: 191)
                    try await page.wait(for: "document.querySelector('dialog[open] input')")
                    try await page.type("record missing")
                    try await page.wait(for: "document.querySelector('dialog .found').textContent !== ''")
                }
                if !kind.prepare.isEmpty { try await page.wait(for: kind.prepare) }
                try await Task.sleep(for: .milliseconds(300))
                trees["\(kind.name).txt"] = try await page.accessTree()
                try await page.close()
            }
            try Golden.compare(trees, with: "golden-access")
        }
    }
}
