import Foundation
import GuideKit
import TestSupport
import Testing

extension PageTests {
    /// Pages hold their shape: on the narrowest screens, in both directions of writing, with the longest texts, and while they
    /// load.
    @Suite struct LayoutTests {
        /// Elements that reach beyond the window, though nothing of theirs scrolls.
        private static let overflowing = """
            (() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return '';
              return [...document.body.querySelectorAll('*')].filter((element) => {
                const box = element.getBoundingClientRect();
                return (box.right > width + 1 || box.left < -1) && box.width > 1 && !element.closest('.table, .unseen, .skip');
              }).map((element) => `${element.localName}.${element.className} ${element.textContent.slice(0, 40)}`).join('\\n') || 'the page';
            })()
            """

        // 320 px wide is also 1280 px at 400 % (WCAG 2.2, 1.4.10), where the window is 256 px high.
        @Test(
            arguments: PublishedSite.kinds,
            [Look(theme: "light", width: 320, height: 256), Look(theme: "light", width: 820)])
        func nothingReachesBeyondTheWindow(_ kind: PublishedSite.Kind, _ look: Look) async throws {
            let page = try await Browser.open(kind.path, of: kind.server, look)
            let found = try await page.text(Self.overflowing)
            #expect(found == "")
            try await page.close()
        }

        @Test(
            arguments: [
                "/guides/long", "/guides/other", "/guides/glossary", "/guides", "/guides/categories/two",
                "/guides/search",
            ], [Look(theme: "light", width: 320, height: 256), Look(theme: "dark", width: 1440)])
        func norDoLongTexts(_ path: String, _ look: Look) async throws {
            let page = try await Browser.open(path, of: PublishedSite.strained.value.server, look)
            let found = try await page.text(Self.overflowing)
            #expect(found == "")
            #expect(try await page.text("getComputedStyle(document.querySelector('h1')).direction") == "rtl")
            try await page.screenshot("strained\(path.replacing("/", with: "-"))-\(look.width)")
            try await page.close()
        }

        @Test(arguments: [390, 1440]) func nothingMovesWhileAPageLoads(_ width: Int) async throws {
            var pages: [(server: WebServer, path: String)] = [
                (try await PublishedSite.strained.value.server, "/guides/long")
            ]
            for kind in PublishedSite.kinds where !["search", "missing"].contains(kind.name) {
                pages.append((try await kind.server, kind.path))
            }
            for (server, path) in pages {
                let page = try await Browser.open(path, of: server, Look(theme: "light", width: width))
                let shift = try await page.text(
                    """
                    new Promise((resolve) => {
                      let sum = 0;
                      new PerformanceObserver((list) => { for (const entry of list.getEntries()) { sum += entry.value; for (const one of entry.sources) sum += ` ${one.node?.outerHTML?.slice(0, 80)}`; } })
                        .observe({ type: 'layout-shift', buffered: true });
                      setTimeout(() => resolve(sum), 300);
                    })
                    """)
                #expect(shift == "0", "\(path)")
                try await page.close()
            }
        }

        @Test func textIsAboutSeventyCharactersWide() async throws {
            let page = try await Browser.open(
                "/guides/tls", of: PublishedSite.real.value.server, Look(theme: "light", width: 1440))
            let letters = try await page.number(
                """
                (() => {
                  const text = document.querySelector('.body > p');
                  const lines = text.getClientRects().length && Math.round(text.clientHeight / parseFloat(getComputedStyle(text).lineHeight));
                  return text.textContent.length / lines;
                })()
                """)
            #expect((58...80).contains(letters))
            try await page.close()
        }

        @Test func tablesScrollWithinTheirFrame() async throws {
            let page = try await Browser.open(
                "/guides/long", of: PublishedSite.strained.value.server, Look(theme: "light", width: 320))
            #expect(
                try await page.isTrue(
                    "[...document.querySelectorAll('.table')].some((frame) => frame.scrollWidth > frame.clientWidth && frame.tabIndex === 0 && frame.getAttribute('role') === 'region')"
                ))
            try await page.close()
        }

        @Test func motionIsShownWhereItIsWelcomeOnly() async throws {
            let page = try await Browser.open("/guides/tls", of: PublishedSite.real.value.server)
            for (value, behavior) in [("reduce", "auto"), ("no-preference", "smooth")] {
                try await page.call(
                    "Emulation.setEmulatedMedia",
                    ["features": [["name": "prefers-reduced-motion", "value": value]]])
                #expect(
                    try await page.text("getComputedStyle(document.documentElement).scrollBehavior")
                        == behavior)
            }
            try await page.close()
        }
    }
}
