import Foundation
import TestSupport
import Testing

extension PageTests {
    /// What is on paper: the text and the addresses of its links, on a light ground, without gaps.
    @Suite struct PrintTests {
        private static let small = Task { () async throws -> PublishedSite.Served in
            let site = try TemporarySite([
                "Content/site.yml": """
                name: Test Guides
                summary: Guides for a test.
                base-url: https://example.org
                categories:
                  - {id: one, title: First Things, summary: What comes first.}
                checks: {keywords: off, issues: off, links: off, structure: off}

                """,
                "alpha.md": TemporarySite.guide(
                    "Alpha", more: "related: [beta]\n",
                    "An [RFC](https://www.rfc-editor.org/rfc/rfc5321), [Beta](beta.md), its [part](beta.md#part), a [part here](#part), [mail](mailto:a@example.net), <https://example.net/a>, [example.net](https://example.net/) and [net](https://example.net/net).\n\n## Part\n\nText.\n"
                ),
                "beta.md": TemporarySite.guide("Beta", "Text.\n\n## Part\n\nText."),
            ])
            let report = try await site.build()
            guard !report.hasErrors else { throw Program.Failure("\(report.findings.map(\.message))") }
            return PublishedSite.Served(site: site, server: try await WebServer(.nginx, site: site.path))
        }

        /// A page as it is on paper, after it was printed.
        private func printed(_ page: Browser.Page) async throws -> Data {
            let pdf = try await page.printed()
            try await page.call("Emulation.setEmulatedMedia", ["media": "print"])
            return pdf
        }

        /// What follows each link of the prose on paper; ‹ and › are the marks that keep an address from left to right.
        private static let addresses = """
            [...document.querySelectorAll('.body a, .further a')].map((link) =>
              `${link.textContent}${getComputedStyle(link, '::after').content.replace(' attr(href) ', `"${link.getAttribute('href')}"`).replaceAll('"', '')}`.replace(/\\u2066(.*)\\u2069/, '‹$1›')).join('\\n')
            """

        @Test func linksSayWhereTheyLead() async throws {
            let page = try await Browser.open("/guides/alpha", of: Self.small.value.server)
            _ = try await printed(page)
            let found = try await page.text(Self.addresses)
            #expect(
                found.split(separator: "\n").map(String.init) == [
                    "RFC (‹https://www.rfc-editor.org/rfc/rfc5321›)",
                    "Beta (‹https://example.org/guides/beta›)",
                    "part (‹https://example.org/guides/beta#part›)", "part here",
                    "mail (‹mailto:a@example.net›)",
                    "https://example.net/a", "example.net", "net (‹https://example.net/net›)",
                    "Beta (‹https://example.org/guides/beta›)",
                ])
            try await page.close()
        }

        /// Without scripts an address is as the page has it.
        @Test func theySaySoWithoutScriptsToo() async throws {
            let server = try await Self.small.value.server
            let page = try await Browser.shared.value.tab(of: server, width: 1280, height: 900)
            try await page.call("Emulation.setScriptExecutionDisabled", ["value": true])
            try await page.go(server.address + "/guides/alpha")
            _ = try await printed(page)
            let found = try await page.text(Self.addresses).split(separator: "\n")
            #expect(found.count == 9)
            #expect(
                found.prefix(4) == [
                    "RFC (‹https://www.rfc-editor.org/rfc/rfc5321›)", "Beta (‹/guides/beta›)",
                    "part (‹/guides/beta#part›)",
                    "part herenone",
                ])
            try await page.close()
        }

        @Test(arguments: PublishedSite.kinds, ["light", "dark"])
        func onlyTheTextIsPrinted(_ kind: PublishedSite.Kind, _ theme: String) async throws {
            let page = try await Browser.open(kind.path, of: kind.server)
            // Paper is light for those who read in the dark too, and the message about the theme is not on it.
            for _ in 0..<(theme == "dark" ? 2 : 1) {
                _ = try await page.text("document.querySelector('.theme').click(); ''")
            }
            let pdf = try await printed(page)
            #expect(
                try await page.text(
                    "['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name]).join()"
                )
                    == "rgb(27, 32, 40),rgb(255, 255, 255)")
            #expect(
                try await page.text(
                    "[...document.querySelectorAll('header, footer, nav, aside, button, .agents, .ask, .status')].filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)).join('\\n')"
                ) == "")
            // Nothing keeps headings from what they are about, and nothing small is cut.
            #expect(
                try await page.text(
                    "[...document.querySelectorAll('main :is(h1, h2, h3), .category > p, .expansion')].filter((one) => getComputedStyle(one).breakAfter !== 'avoid').map((one) => one.textContent).join()"
                ) == "")
            #expect(
                try await page.text(
                    "[...document.querySelectorAll('.cards li, pre, tr, .callout')].filter((one) => getComputedStyle(one).breakInside !== 'avoid').map((one) => one.textContent).join()"
                ) == "")
            // Pages are full: as many as the text needs, and a fifth for what is kept together.
            let (width, height) = (8.27 * 96 - 2 * 37.8, 11.69 * 96 - 2 * 37.8)
            try await page.call(
                "Emulation.setDeviceMetricsOverride",
                ["width": Int(width), "height": Int(height), "deviceScaleFactor": 1, "mobile": false])
            let needed = try await page.number("document.body.scrollHeight") / height
            let pages = Double(
                String(decoding: pdf, as: Unicode.ASCII.self).matches(of: /\/Type \/Page\b/).count)
            #expect(pages >= 1 && pages <= (needed * 1.2).rounded(.up), "\(pages) pages for \(needed)")
            _ = try await page.text("localStorage.removeItem('theme'); ''")
            try await page.close()
        }
    }
}
