import TestSupport
import Testing

extension PageTests {
    /// Writes what people see to `.build/screenshots/`, to be looked at.
    @Suite struct ScreenshotTests {
        @Test(arguments: Look.all([390, 820, 1440]))
        func everyKindOfPage(_ look: Look) async throws {
            for kind in PublishedSite.kinds {
                let page = try await Browser.open(kind.path, of: kind.server, look)
                let height = try await page.number("document.documentElement.scrollHeight")
                #expect(height > 400)
                try await page.screenshot(
                    "\(kind.name)-\(look.width)-\(look.theme)", height: min(Int(height), 5000))
                try await page.close()
            }
        }
    }
}
