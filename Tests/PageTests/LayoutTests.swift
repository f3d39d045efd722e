import Foundation
import TestSupport
import Testing

extension PageTests {
    /// Pages hold their shape: on the narrowest screens, in both directions of writing, with the longest texts, and
    /// while they load.
    @Suite struct LayoutTests {
        /// Elements that reach beyond the window, though nothing of theirs scrolls.
        private static let overflowing = """
            (() => {
              const width = document.documentElement.clientWidth;
              const found = [...document.body.querySelectorAll('*')].filter((element) => {
                const box = element.getBoundingClientRect();
                return (box.right > width + 1 || box.left < -1) && box.width > 1 && !element.closest('.table, pre *, .unseen, .skip');
              }).map((element) => `${element.localName}.${element.className} ${element.textContent.slice(0, 40)}`).join('\\n');
              return found || (document.documentElement.scrollWidth > width ? 'the page' : '');
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

        /// An element that is too wide is seen, at either edge of the window.
        @Test(arguments: ["min-width: 2000px", "width: 50px; position: relative; left: -90px"])
        func whatIsTooWideIsSeen(_ style: String) async throws {
            let page = try await Browser.open(
                "/guides/tls", of: PublishedSite.real.value.server,
                Look(theme: "light", width: 320, height: 256))
            let found = try await page.text(
                """
                (() => {
                  const wide = document.createElement('p');
                  wide.className = 'control';
                  wide.style = '\(style)';
                  document.querySelector('.body').append(wide);
                  return \(Self.overflowing);
                })()
                """)
            #expect(found.contains("p.control"))
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

        /// Addresses, records and commands are written from left to right on pages of every language.
        @Test(arguments: ["/guides/long", "/guides/other"])
        func codeIsWrittenFromLeftToRight(_ path: String) async throws {
            let page = try await Browser.open(path, of: PublishedSite.strained.value.server)
            for code in [".body p > code", ".body pre", ".body pre code", ".body td code", ".body li code"] {
                let style = try await page.text(
                    "(({ direction, unicodeBidi }) => `${direction} ${unicodeBidi}`)(getComputedStyle(document.querySelector('\(code)')))"
                )
                #expect(style == "ltr isolate", "\(code)")
            }
            // The text around it is not.
            #expect(
                try await page.text("getComputedStyle(document.querySelector('.body p')).direction") == "rtl")
            // The last letter is painted right of the first one.
            #expect(
                try await page.isTrue(
                    """
                    (() => {
                      const text = document.querySelector('.body td code').firstChild;
                      const box = (at) => { const range = document.createRange(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect(); };
                      text.data = '"v=spf1 -all"';
                      return box(0).left < box(text.length - 1).left;
                    })()
                    """))
            // What was copied from is not covered by the button, once it is scrolled to its end.
            #expect(
                try await page.isTrue(
                    """
                    [...document.querySelectorAll('.body button.copy:not(.inline)')].every((button) => {
                      const pre = button.nextElementSibling;
                      const range = document.createRange();
                      range.selectNodeContents(pre.firstChild);
                      pre.scrollLeft = pre.scrollWidth;
                      const own = button.getBoundingClientRect();
                      return [...range.getClientRects()].every((line) => line.right <= own.left || line.left >= own.right || line.top >= own.bottom);
                    })
                    """))
            try await page.close()
        }

        @Test func englishPagesSayTheirLanguageOnce() async throws {
            let page = try await PublishedSite.real.value.site.read("Public/guides/tls.html")
            #expect(page.matches(of: /lang="en"/).count == 1)
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

extension PageTests {
    /// Pictures in a real browser.
    @Suite struct PicturePageTests {
        private static let files = [
            "alpha.webp", "lossless.webp", "lossy.webp", "plain.avif", "turned.avif", "plain.gif",
            "plain.jpg",
            "progressive.jpg", "turned.jpg", "plain.png", "plain.svg",
        ]

        /// The sizes on the page are those that the browser finds in the files.
        @Test func picturesHaveTheSizesOfTheirFiles() async throws {
            let site = try TemporarySite([
                "a.md": TemporarySite.guide(
                    "Alpha", Self.files.map { "![Picture](img/\($0))" }.joined(separator: "\n\n"))
            ])
            for file in Self.files {
                let bytes = try Data(
                    contentsOf: URL(filePath: "\(repository)/Tests/Fixtures/pictures/\(file)"))
                try site.write("Content/guides/img/\(file)", Array(bytes))
            }
            #expect(!(try await site.build().hasErrors))
            let server = try await WebServer(.nginx, site: site.path)
            let page = try await Browser.open("/guides/a", of: server)
            try await page.wait(
                for: "[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
            let found = try await page.text(
                """
                [...document.images].map((image) => {
                  return `${image.src.split('/').pop()} ${image.getAttribute('width')}x${image.getAttribute('height')} ${image.naturalWidth}x${image.naturalHeight}`;
                }).join('\\n')
                """)
            for (file, line) in zip(Self.files, found.split(separator: "\n")) {
                let parts = line.split(separator: " ")
                #expect(parts.count == 3 && parts[0] == file && parts[1] == parts[2], "\(line)")
            }
            #expect(found.split(separator: "\n").count == Self.files.count)
            try await page.close()
        }
    }
}
