import Foundation
import Support
import TestSupport
import Testing

extension LookupTests {
    /// The page that checks a domain, in a real browser, on a site that a real web server serves with the rules that the tool
    /// prints.
    @Suite struct CheckerPageTests {
        private struct Place: Sendable {
            let site: TemporarySite
            let server: WebServer
            let page: Browser.Page
            /// The addresses of issues by states.
            let issues: [String: String]
        }

        private struct Issues: Decodable {
            struct Issue: Decodable { let url: String }
            let states: [String: Issue]
        }

        private static let browser = Task { try await Browser() }

        private static let place = Task {
            let servers = try await ServedZones.value.value
            let site = try TemporarySite.ofRepository()
            let settings = try site.read("Content/site.yml")
            try site.write(
                "Content/site.yml",
                settings.replacing(#/(?m)^checker: .*$/#, with: "checker: {resolver: '\(servers.web)'}"))
            try await site.build()
            let server = try await WebServer(.nginx, site: site.path)
            let page = try await browser.value.tab(of: server, width: 1280, height: 900)
            // The resolver's certificate signs itself.
            try await page.call("Security.setIgnoreCertificateErrors", ["ignore": true])
            let json = try Disk.read(site.path + "/Public/guides/check.json")
            let issues = try JSONDecoder().decode(Issues.self, from: Data(json)).states.mapValues(\.url)
            return Place(site: site, server: server, page: page, issues: issues)
        }

        /// What is shown once all answers are there: for each result its class, or the path of its issue.
        private static func check(_ place: Place, _ domain: String, only: String, selector: String?)
            async throws
            -> [String]
        {
            let page = place.page
            try await page.go("\(place.server.address)/guides/check?only=\(only)&domain=\(domain)")
            try await page.wait(for: "!document.querySelector('form.check').hidden")
            _ = try await page.text(
                """
                document.querySelector('[name=selector]').value = '\(selector ?? "")';
                document.querySelector('form.check > button').click(); ''
                """)
            // The last state has no count of answers that are still to come.
            try await page.wait(
                for: """
                    document.querySelector('.checked li') && !/ of \\d+ answers/.test(document.querySelector('.check-state').textContent)
                    """)
            return try await page.text(
                """
                [...document.querySelectorAll('.checked > li')].map((item) => item.querySelector('h2 a')
                  ? item.querySelector('h2 a').getAttribute('href')
                  : `${item.querySelector('strong').textContent.toLowerCase()} ${item.className}`).join('\\n')
                """
            ).split(separator: "\n").map(String.init)
        }

        @Test(arguments: RecordCase.all.indices) func tellsWhatTheCommandTells(_ number: Int) async throws {
            let place = try await Self.place.value
            let test = RecordCase.all[number]
            let wanted = test.wanted.map { state -> String in
                let name = String(state.split(separator: " after ")[0])
                return place.issues[name] ?? name
            }
            let found = try await Self.check(
                place, RecordCase.checked(number), only: test.only.replacing(" ", with: ","),
                selector: test.selector)
            #expect(found == wanted)
        }

        /// Every state has an issue on this repository's site.
        @Test func everyStateHasAnIssue() async throws {
            #expect(try await Self.place.value.issues.count == 69)
        }

        /// Nothing is asked, of no host, before the button is pressed, whatever the address says.
        @Test func nothingIsAskedBefore() async throws {
            let place = try await Self.place.value
            let page = place.page
            try await page.go("\(place.server.address)/guides/check?domain=\(RecordCase.domain(2))")
            try await page.wait(for: "!document.querySelector('form.check').hidden")
            try await Task.sleep(for: .milliseconds(300))
            let hosts = try await page.text(
                "[...new Set(performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin))].join(' ')"
            )
            #expect(hosts == place.server.address)
            #expect(
                try await page.text("document.querySelector('[name=domain]').value") == RecordCase.domain(2))
            let asks = try await page.text("document.querySelector('.asks').textContent")
            #expect(asks.contains(try await ServedZones.value.value.web))
        }

        /// The rules let this page ask the resolver, and no other page anything.
        @Test func onlyThisPageMayAskTheResolver() async throws {
            let place = try await Self.place.value
            let resolver = try await ServedZones.value.value.web
            func mayAsk(_ path: String) async throws -> Bool {
                try await place.page.go(place.server.address + path)
                return try await place.page.text(
                    "fetch('\(resolver)?dns=AAABAAABAAAAAAAAAmQyB2V4YW1wbGUAABAAAQ').then((answer) => String(answer.ok), () => 'no')"
                )
                    == "true"
            }
            #expect(try await mayAsk("/guides/check"))
            #expect(try await !mayAsk("/guides/spf"))
        }

        /// Words that are no domain are refused with a word, at the field.
        @Test(arguments: [
            ("192.0.2.1", "That is an IP address"), ("example", "A domain has a dot"), ("a b", "no spaces"),
        ]) func otherTextIsRefused(_ text: String, _ words: String) async throws {
            let page = try await Self.place.value.page
            try await page.go("\(try await Self.place.value.server.address)/guides/check")
            try await page.wait(for: "!document.querySelector('form.check').hidden")
            _ = try await page.text(
                "document.querySelector('[name=domain]').value = '\(text)'; document.querySelector('form.check > button').click(); ''"
            )
            try await page.wait(
                for: "document.querySelector('.check-state').textContent.includes('\(words)')")
            #expect(try await page.isTrue("document.activeElement.name === 'domain'"))
        }

        /// With results, too, the page is accessible, and fits small screens.
        @Test(arguments: [320, 820, 1440]) func resultsAreAccessible(_ width: Int) async throws {
            let place = try await Self.place.value
            let page = place.page
            try await page.call(
                "Emulation.setDeviceMetricsOverride",
                ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false])
            let number = try #require(RecordCase.all.firstIndex { $0.only == "spf dmarc" })
            _ = try await Self.check(
                place, RecordCase.domain(number), only: "spf,dmarc,mx,caa,dns", selector: nil)
            _ = try await page.text(
                "document.querySelectorAll('.checked details').forEach((part) => { part.open = true; }); ''")
            let faults = try await page.accessibilityFaults()
            #expect(faults == "")
            #expect(try await page.isTrue("document.documentElement.scrollWidth <= \(width)"))
            #expect(
                try await page.isTrue(
                    "document.querySelector('.check-state').getAttribute('role') === 'status'"))
            try await page.screenshot("check-\(width)")
            try await page.call("Emulation.setEmulatedMedia", ["media": "print"])
            #expect(
                try await page.isTrue(
                    "getComputedStyle(document.querySelector('form.check')).display === 'none'"))
            #expect(
                try await page.isTrue(
                    "[...document.querySelectorAll('.checked button')].every((button) => getComputedStyle(button).display === 'none')"
                ))
            try await page.screenshot("check-\(width)-print")
            try await page.call("Emulation.setEmulatedMedia", ["media": ""])
        }

        /// What is copied pairs the result with the section that fixes it.
        @Test func copiesForAnAssistant() async throws {
            let place = try await Self.place.value
            let page = place.page
            try await page.call(
                "Browser.grantPermissions",
                ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
            _ = try await Self.check(place, RecordCase.domain(0), only: "spf", selector: nil)
            _ = try await page.text(
                "[...document.querySelectorAll('.checked > li > button')].at(-1).click(); ''")
            try await page.wait(for: "document.querySelector('.check-state').textContent === 'Copied'")
            let copied = try await page.text("navigator.clipboard.readText()")
            #expect(copied.hasPrefix("# spf: needs a fix\n"))
            #expect(
                copied.contains("/guides/i/spf-record-missing.md") && copied.contains("# SPF Record Missing"))
        }

        /// The scripts of the page, and no page without the setting has anything of it.
        @Test func isSmallAndAlone() async throws {
            let place = try await Self.place.value
            let script =
                "cd Public/guides/assets && cat records.*.js check.*.js | gzip -9 | wc -c && grep -lr 'records\\.[0-9a-f]*\\.js' ../*.html | wc -l"
            let sizes = try shell(script, in: place.site.path).output.split(separator: "\n").compactMap {
                Int($0.filter(\.isNumber))
            }
            #expect(sizes.count == 2 && sizes[0] <= 20_480 && sizes[1] == 1)
            let other = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
            try await other.build()
            #expect(
                try other.published().keys.filter { $0.contains("check") || $0.contains("records") } == [])
        }
    }
}
