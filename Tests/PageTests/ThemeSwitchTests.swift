import Foundation
import TestSupport
import Testing

extension PageTests {
    /// Light and dark: the system's, until somebody chooses, and then without a flash.
    @Suite struct ThemeSwitchTests {
        private static let label = "document.querySelector('.theme').getAttribute('aria-label')"
        private static let ground = "getComputedStyle(document.body).backgroundColor"

        @Test(arguments: ["light", "dark"]) func remembersWhatWasChosen(_ system: String) async throws {
            let page = try await Browser.open(
                "/guides/tls", of: PublishedSite.real.value.server, Look(theme: system, width: 1280))
            let before = try await page.text(Self.ground)
            #expect(try await page.text(Self.label) == "Theme: system")
            // System, light, dark, and the system again.
            for (label, isDark) in [
                ("Theme: light", false), ("Theme: dark", true), ("Theme: system", system == "dark"),
                ("Theme: light", false),
                ("Theme: dark", true), ("Theme: system", system == "dark"), ("Theme: light", false),
            ] {
                _ = try await page.text("document.querySelector('.theme').click(); ''")
                #expect(try await page.text(Self.label) == label)
                #expect(try await page.text("document.querySelector('.status').textContent") == label)
                #expect(try await page.isTrue("\(Self.ground) === 'rgb(18, 22, 27)'") == isDark, "\(label)")
            }
            if system == "light" { _ = try await page.text("document.querySelector('.theme').click(); ''") }
            let after = try await page.text(Self.ground)
            #expect(after != before)
            // On the next page it is there before anything is painted: the attribute is set while the head is read.
            try await page.call(
                "Page.addScriptToEvaluateOnNewDocument",
                [
                    "source": """
                    new MutationObserver((_, observer) => {
                      if (!document.body) return;
                      window.themeAtBody = document.documentElement.dataset.theme;
                      observer.disconnect();
                    }).observe(document, { childList: true, subtree: true });
                    """
                ])
            try await page.call("Page.enable")
            try await page.go("\(try await PublishedSite.real.value.server.address)/guides/spf")
            try await page.wait(for: "window.themeAtBody")
            #expect(try await page.text("window.themeAtBody") == (system == "dark" ? "light" : "dark"))
            #expect(try await page.text(Self.ground) == after)
            _ = try await page.text("localStorage.removeItem('theme'); ''")
            try await page.close()
        }
    }
}
