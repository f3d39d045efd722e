import Foundation
import TestSupport
import Testing

extension PageTests {
    /// Parts of pages beside the text: the menu of the page, the lists at its sides, cards, and buttons that copy.
    @Suite struct PagePartTests {
        private func open(_ path: String, width: Int = 1440) async throws -> Browser.Page {
            try await Browser.open(
                path, of: PublishedSite.real.value.server, Look(theme: "light", width: width))
        }

        // MARK: The menu

        private static let isOpen =
            "document.querySelector('.menu > button').getAttribute('aria-expanded') === 'true' && document.querySelector('.menu ul').getBoundingClientRect().height > 50"
        private static let focused = "document.activeElement.textContent"

        @Test(arguments: [390, 1440]) func theMenuIsWalkedWithKeys(_ width: Int) async throws {
            let page = try await open("/guides/tls", width: width)
            _ = try await page.text("document.querySelector('.menu > button').focus(); ''")
            #expect(try await page.isTrue("!(\(Self.isOpen))"))
            try await page.press("Enter", code: 13)
            #expect(try await page.isTrue(Self.isOpen))
            var walked: [String] = []
            for _ in 0..<3 {
                try await page.press("Tab", code: 9)
                walked.append(try await page.text(Self.focused))
            }
            #expect(walked == ["Copy as Markdown", "View as Markdown", "Index for agents (llms.txt)"])
            let faults = try await page.accessibilityFaults()
            #expect(faults == "")
            #expect(
                try await page.isTrue(
                    "[...document.querySelectorAll('.menu li')].every((item) => item.getBoundingClientRect().left >= 0 && item.getBoundingClientRect().right <= innerWidth)"
                ))
            try await page.screenshot("menu-\(width)")
            // Escape leads back, and so does what follows a second opening.
            try await page.press("Escape", code: 27)
            #expect(try await page.isTrue("!(\(Self.isOpen))"))
            #expect(try await page.text(Self.focused) == "Copy page")
            try await page.press("Enter", code: 13)
            for _ in 0..<4 { try await page.press("Tab", code: 9) }
            #expect(try await page.isTrue("!(\(Self.isOpen)) && !document.activeElement.closest('.menu')"))
            try await page.close()
        }

        @Test func aClickElsewhereClosesTheMenu() async throws {
            let page = try await open("/guides/tls")
            _ = try await page.text("document.querySelector('.menu > button').click(); ''")
            #expect(try await page.isTrue(Self.isOpen))
            _ = try await page.text("document.querySelector('.lead').click(); ''")
            #expect(try await page.isTrue("!(\(Self.isOpen))"))
            // The links are those of the line that was there before.
            #expect(
                try await page.text(
                    "[...document.querySelectorAll('.menu a')].map((link) => link.getAttribute('href')).join()"
                )
                    == "/guides/tls.md,/llms.txt")
            try await page.close()
        }

        /// Without scripts the line with the links stays, with nothing empty in it.
        @Test(arguments: ["/guides/tls", "/guides", "/guides/categories/dns", "/guides/glossary"])
        func withoutScriptsTheLinksAreThere(_ path: String) async throws {
            let server = try await PublishedSite.real.value.server
            let page = try await Browser.shared.value.tab(of: server, width: 390, height: 900)
            try await page.call("Emulation.setScriptExecutionDisabled", ["value": true])
            try await page.go(server.address + path)
            #expect(
                try await page.text("document.querySelector('.agents').innerText")
                    == "View as Markdown · Index for agents (llms.txt)")
            #expect(
                try await page.isTrue(
                    "getComputedStyle(document.querySelector('.agents')).visibility === 'visible' && !document.querySelector('.menu')"
                ))
            if path == "/guides/tls" {
                #expect(
                    try await page.isTrue(
                        "document.querySelector('.siblings summary').getBoundingClientRect().height > 20"))
            }
            try await page.close()
        }

        // MARK: The guides of the category

        @Test func theCategoryIsBesideTheTextOrAFold() async throws {
            let page = try await open("/guides/spf")
            let boxes =
                "((name) => document.querySelector(name).getBoundingClientRect())"
            #expect(
                try await page.isTrue(
                    "\(boxes)('.siblings').right <= \(boxes)('.body').left && \(boxes)('.body').right <= \(boxes)('.contents').left"
                ))
            #expect(
                try await page.text("document.querySelector('.siblings [aria-current=page]').innerText")
                    == "SPF Records")
            _ = try await page.text("scrollTo({ top: 3000, behavior: 'instant' }); ''")
            #expect(
                try await page.isTrue(
                    "\(boxes)('.siblings').top > 0 && \(boxes)('.siblings').bottom < innerHeight"))
            let narrow = try await open("/guides/spf", width: 390)
            #expect(try await narrow.isTrue("!document.querySelector('.siblings details').open"))
            _ = try await narrow.text("document.querySelector('.siblings summary').focus(); ''")
            try await narrow.press("Enter", code: 13)
            #expect(
                try await narrow.isTrue(
                    "document.querySelector('.siblings details').open && \(boxes)('.siblings').bottom <= \(boxes)('.body').top"
                ))
            try await page.close()
            try await narrow.close()
        }

        // MARK: Cards

        /// A card that is the only one of its row is as wide as the row.
        @Test(
            arguments: [
                "/guides", "/guides/dmarc", "/guides/categories/dns", "/guides/categories/reputation",
            ], [390, 820, 1100, 1440])
        func noCardStandsAlone(_ path: String, _ width: Int) async throws {
            let page = try await open(path, width: width)
            let alone = try await page.text(
                """
                [...document.querySelectorAll('.cards')].flatMap((list) => {
                  const rows = Object.groupBy(list.children, (card) => Math.round(card.getBoundingClientRect().top));
                  return Object.values(rows).filter((row) => row.length === 1 && row[0].clientWidth < list.clientWidth - 4)
                    .map(([card]) => card.textContent);
                }).join()
                """)
            #expect(alone == "")
            try await page.close()
        }

        // MARK: Code

        /// Records and commands within the text are copied, each once a section; other code is read.
        @Test(arguments: ["/guides/dkim", "/guides/spf", "/guides/bounces-and-smtp-codes"])
        func commandsAreCopiedOnceASection(_ path: String) async throws {
            let page = try await open(path)
            let found = try await page.text(
                """
                (() => {
                  const faults = [];
                  let seen = [];
                  for (const part of document.querySelectorAll('.body :is(h2, h3), .body button.inline')) {
                    if (part.localName !== 'button') { seen = []; continue; }
                    const text = part.previousSibling.textContent;
                    if (seen.includes(text) || !/[ =]/.test(text) || /^[0-9]{3} /.test(text)) faults.push(text);
                    seen.push(text);
                  }
                  return faults.join();
                })()
                """)
            #expect(found == "")
            #expect(try await page.isTrue("document.querySelectorAll('.body button.inline').length > 0"))
            #expect(
                try await page.isTrue(
                    "document.querySelectorAll('.body :is(p, li) > code.long').length > document.querySelectorAll('.body button.inline').length"
                ))
            // Not seen before the focus is there, and it takes no room.
            let opacity = "getComputedStyle(document.querySelector('.body button.inline')).opacity"
            #expect(try await page.text(opacity) == "0")
            _ = try await page.text(
                "document.querySelector('.body button.inline').focus({ focusVisible: true }); ''")
            #expect(try await page.text(opacity) == "1")
            try await page.close()
        }

        @Test func longLinesOfCodeScroll() async throws {
            let page = try await Browser.open(
                "/guides/long", of: PublishedSite.strained.value.server, Look(theme: "light", width: 390))
            #expect(
                try await page.isTrue(
                    """
                    [...document.querySelectorAll('.body pre')].every((block) =>
                      getComputedStyle(block).whiteSpace === 'pre' && (block.tabIndex === 0) === (block.scrollWidth > block.clientWidth))
                    """))
            #expect(try await page.isTrue("document.querySelector('.body pre').scrollWidth > 1000"))
            try await page.close()
        }

        /// Heads of tables start with a capital, in the text as it was written.
        @Test func headsOfTablesAreInSentenceCase() async throws {
            let page = try await open("/guides/spf")
            #expect(
                try await page.text(
                    "getComputedStyle(document.querySelector('.body th'), '::first-letter').textTransform")
                    == "uppercase")
            #expect(try await page.text("document.querySelector('.body th').textContent") == "part")
            try await page.close()
        }
    }
}
