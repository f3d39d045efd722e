import Foundation
import TestSupport
import Testing

@testable import Content

extension PageTests {
    /// WCAG 2.2 AA as far as axe-core can tell, on every kind of page, in both themes and two widths.
    @Suite struct AccessibilityTests {
        @Test(arguments: PublishedSite.kinds, Look.all([390, 1440]))
        func nothingIsFound(_ kind: PublishedSite.Kind, _ look: Look) async throws {
            let page = try await Browser.open(kind.path, of: kind.server, look)
            let found = try await page.accessibilityFaults()
            #expect(found == "")
            try await page.close()
        }

        @Test(
            arguments: ["/guides/long", "/guides/glossary", "/guides", "/guides/categories/two"],
            Look.all([320]))
        func norWhereTheLayoutIsStrained(_ path: String, _ look: Look) async throws {
            let page = try await Browser.open(path, of: PublishedSite.strained.value.server, look)
            let found = try await page.accessibilityFaults()
            #expect(found == "")
            try await page.close()
        }

        @Test(arguments: PublishedSite.pagesOfLanguages, Look.all([390, 1440]))
        func norInOtherLanguages(_ place: (LanguageSite, String), _ look: Look) async throws {
            let served = try #require(PublishedSite.languages[place.0.language])
            let page = try await Browser.open(place.1, of: served.value.server, look)
            let found = try await page.accessibilityFaults()
            #expect(found == "")
            try await page.close()
        }

        @Test(arguments: Look.all([390, 820, 1440]))
        func norOnThePageOfAFormerAddress(_ look: Look) async throws {
            let page = try await Browser.open(
                "/guides/former", of: PublishedSite.strainedPlain.value.server, look)
            let heading = try await page.text("document.querySelector('h1').innerText")
            #expect(heading == Strings(of: "ar")[.pageHasMoved])
            let found = try await page.accessibilityFaults()
            #expect(found == "")
            try await page.screenshot("former-\(look.width)-\(look.theme)")
            try await page.close()
        }

        @Test(arguments: Look.all([390, 1440]))
        func norInTheDialog(_ look: Look) async throws {
            let page = try await Browser.open("/guides/tls", of: PublishedSite.real.value.server, look)
            try await page.press("/", code: 191)
            try await page.wait(for: "document.querySelector('dialog[open] input')")
            try await page.type("certificate expired")
            try await page.wait(for: "document.querySelector('dialog .results a')")
            let found = try await page.accessibilityFaults()
            #expect(found == "")
            try await page.screenshot("dialog-\(look.width)-\(look.theme)")
            try await page.close()
        }

        /// A test that could not fail would show nothing.
        @Test func axeSeesWhatIsWrong() async throws {
            let page = try await Browser.open("/guides/tls", of: PublishedSite.real.value.server)
            _ = try await page.text(
                "document.querySelector('h1').style.color = '#bbb'; document.querySelector('.theme').removeAttribute('aria-label'); document.querySelector('.theme').removeAttribute('title'); ''"
            )
            let found = try await page.accessibilityFaults()
            #expect(found.contains("color-contrast") && found.contains("button-name"))
            try await page.close()
        }
    }
}
