import Foundation
import TestSupport
import Testing

extension PageTests {
    /// Walks with nothing but a keyboard.
    @Suite struct KeyboardTests {
        private static let focused =
            "((element) => `${element.localName} ${element.className} ${element.textContent.trim() || element.getAttribute('aria-label')}`)(document.activeElement)"

        /// Which result is chosen, from 0.
        private static let chosen =
            "[...document.querySelectorAll('dialog .results a')].findIndex((link) => link.getAttribute('aria-selected') === 'true')"

        private func open(_ path: String, width: Int = 1280) async throws -> Browser.Page {
            try await Browser.open(
                path, of: PublishedSite.real.value.server, Look(theme: "light", width: width))
        }

        @Test func theSkipLinkComesFirstAndLeadsToTheContent() async throws {
            let page = try await open("/guides/tls")
            try await page.press("Tab", code: 9)
            #expect(try await page.text(Self.focused) == "a skip Skip to content")
            #expect(try await page.isTrue("document.activeElement.getBoundingClientRect().width > 50"))
            try await page.press("Enter", code: 13)
            try await page.press("Tab", code: 9)
            // The first link of the content, not of the head.
            #expect(try await page.isTrue("document.querySelector('main').contains(document.activeElement)"))
            try await page.close()
        }

        /// The first letters come before the scripts of the search are there.
        @Test func whatIsTypedWhileTheSearchLoadsIsKept() async throws {
            let page = try await open("/guides/tls")
            _ = try await page.text(
                """
                for (const key of ['/', 'd', 'k', 'i', 'm', ' ', 'k', 'Shift']) {
                  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                }
                ''
                """)
            try await page.wait(for: "document.querySelector('dialog input')?.value === 'dkim k'")
            try await page.wait(
                for: "document.querySelector('dialog .results a')?.textContent.includes('DKIM')")
            try await page.close()
        }

        /// The part that is marked is the one that was chosen, once the page has come to rest there.
        @Test(arguments: [1, 3, 5]) func theChosenPartIsMarked(_ number: Int) async throws {
            let page = try await open("/guides/tls", width: 1440)
            let link = "document.querySelectorAll('.contents a')[\(number)]"
            try await page.wait(for: "document.querySelector('.contents [aria-current]') || scrollY === 0")
            _ = try await page.text("\(link).click(); ''")
            try await page.wait(
                for: "document.getElementById(\(link).hash.slice(1)).getBoundingClientRect().top < 81")
            try await page.wait(for: "\(link).hasAttribute('aria-current')")
            try await page.close()
        }

        @Test func focusGoesFromTopToBottomAndIsSeen() async throws {
            let page = try await open("/guides/tls")
            var seen: [String] = []
            var bottom = -1.0
            for _ in 0..<60 {
                try await page.press("Tab", code: 9)
                let isInSide = try await page.isTrue(
                    "document.activeElement.closest('.contents, .siblings, .issues')")
                if try await page.isTrue("document.activeElement === document.body") { break }
                seen.append(try await page.text(Self.focused))
                let style = try await page.text(
                    "((element) => [element, element.closest('li')].some((one) => one && getComputedStyle(one).outlineStyle !== 'none'))(document.activeElement)"
                )
                #expect(style == "true" || style == "1", "\(seen.last ?? "")")
                if !isInSide {
                    let top = try await page.number(
                        "document.activeElement.getBoundingClientRect().bottom + scrollY")
                    // What is in one line may be a little higher or lower.
                    if try await !page.isTrue("document.activeElement.closest('header')") {
                        #expect(top >= bottom - 12, "\(seen.last ?? "")")
                        bottom = top
                    }
                }
            }
            #expect(
                seen.prefix(4).map { $0.split(separator: " ")[1] } == [
                    "skip", "brand", "search-open", "theme",
                ])
            #expect(
                seen.contains { $0.hasPrefix("button link") }
                    && seen.contains { $0.hasPrefix("button copy inline") })
            try await page.close()
        }

        @Test func theSearchIsOpenedWalkedAndClosed() async throws {
            let page = try await open("/guides/tls")
            try await page.press("/", code: 191)
            try await page.wait(for: "document.activeElement.matches('dialog input')")
            try await page.type("spf lookups")
            // Results of the first letters may be there before those of all.
            try await page.wait(
                for:
                    "document.querySelectorAll('dialog .results a').length > 1 && document.querySelector('dialog .results strong').innerText === 'Too Many SPF Lookups'"
            )
            #expect(
                try await page.isTrue(
                    "document.querySelector('dialog [role=status]').textContent.includes('result')"))
            #expect(
                try await page.text("document.querySelector('dialog .results strong').innerText")
                    == "Too Many SPF Lookups")
            #expect(
                try await page.text("document.querySelector('dialog mark').innerText.toLowerCase()") == "spf")
            // The first result is chosen; arrows choose others, and after the last comes the first. The focus stays.
            let last = try await page.number("document.querySelectorAll('dialog .results a').length - 1")
            for (key, code, chosen) in [
                ("", 0, 0.0), ("ArrowDown", 40, 1), ("ArrowUp", 38, 0), ("ArrowUp", 38, last),
                ("ArrowDown", 40, 0),
            ] {
                if !key.isEmpty { try await page.press(key, code: code) }
                #expect(try await page.number(Self.chosen) == chosen, "\(key)")
                #expect(
                    try await page.isTrue(
                        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')) === document.querySelector('dialog [aria-selected=true]')"
                    ))
                #expect(try await page.isTrue("document.activeElement.matches('dialog input')"))
            }
            // Title, kind and guide are apart in the name.
            #expect(
                try await page.text("document.querySelector('dialog .results a').getAttribute('aria-label')")
                    == "Too Many SPF Lookups, Issue in SPF Records")
            try await page.press("Escape", code: 27)
            // The focus goes back to where it was, or to the search.
            #expect(try await page.isTrue("document.activeElement.matches('a.search-open')"))
            #expect(try await page.isTrue("document.querySelector('dialog[open]') === null"))
            // A second time, and on to the best result.
            try await page.press("k", code: 75, control: true)
            try await page.wait(for: "document.activeElement.matches('dialog[open] input')")
            try await page.press("Enter", code: 13)
            try await page.wait(for: "location.pathname === '/guides/spf'")
            #expect(try await page.text("location.hash") == "#too-many-spf-lookups")
            try await page.close()
        }

        @Test(arguments: [390, 820, 1440]) func theDialogHasAWayOut(_ width: Int) async throws {
            let page = try await open("/guides/tls", width: width)
            _ = try await page.text("document.querySelector('header .search-open').focus(); ''")
            try await page.press("Enter", code: 13)
            try await page.wait(for: "document.activeElement.matches('dialog input')")
            // Before anything is typed the categories are there, and none of them is chosen.
            try await page.wait(for: "document.querySelectorAll('dialog .results a').length > 2")
            #expect(try await page.isTrue("document.querySelector('dialog [aria-selected=true]') === null"))
            try await page.type("email")
            try await page.wait(for: "document.querySelector('dialog [aria-selected=true]') !== null")
            #expect(
                try await page.isTrue(
                    """
                    ((box, frame) => box.top >= frame.top && box.bottom <= frame.bottom && box.right <= innerWidth && box.height >= 24)(
                      document.querySelector('dialog .close').getBoundingClientRect(), document.querySelector('dialog').getBoundingClientRect())
                    """))
            try await page.press("Tab", code: 9)
            #expect(try await page.isTrue("document.activeElement.matches('dialog .close')"))
            try await page.press("Enter", code: 13)
            #expect(try await page.isTrue("document.querySelector('dialog[open]') === null"))
            #expect(try await page.isTrue("document.activeElement.matches('header .search-open')"))
            try await page.close()
        }

        @Test func slashIsALetterWhereOneTypes() async throws {
            let page = try await open("/guides/search?q=missing%20record")
            try await page.wait(for: "document.activeElement.matches('.search-page input')")
            try await page.press("/", code: 191, text: "/")
            #expect(try await page.text("document.querySelector('.search-page input').value").contains("/"))
            #expect(try await page.isTrue("document.querySelector('dialog[open]') === null"))
            try await page.close()
        }

        @Test func linksToIssuesAndCodeAreCopied() async throws {
            let page = try await open("/guides/tls")
            // The browser of the tests may write to its clipboard as one that a person uses.
            _ = try await page.text(
                "window.copied = []; navigator.clipboard.writeText = async (text) => { copied.push(await text); }; ''"
            )
            for (selector, expected) in [
                (".issue button.link", "/guides/tls#tls-certificate-expired"),
                ("button.inline", "openssl s_client"),
                (".copy-twin", "# TLS and Secure Sending"),
            ] {
                _ = try await page.text(
                    """
                    copied.length = 0;
                    document.querySelector('.menu > button[aria-expanded="false"]')?.click();
                    document.querySelector('\(selector)').focus();
                    ''
                    """)
                try await page.press("Enter", code: 13)
                try await page.wait(for: "copied.length > 0")
                #expect(try await page.text("copied[0]").contains(expected))
                try await page.wait(for: "document.querySelector('.status').textContent.includes('copied')")
            }
            #expect(
                try await page.text("fetch('/guides/tls.md').then((answer) => answer.text())")
                    == page.text("copied[0]"))
            try await page.close()
        }

        @Test func theContentsMarkWhereTheReaderIs() async throws {
            let page = try await open("/guides/tls", width: 1440)
            #expect(try await page.isTrue("document.querySelector('.contents details').open"))
            _ = try await page.text(
                "document.getElementById('takeaways').scrollIntoView({ behavior: 'instant' }); ''")
            try await page.wait(
                for: "document.querySelector('.contents [aria-current]')?.textContent === 'Takeaways'")
            let narrow = try await open("/guides/tls", width: 390)
            #expect(try await narrow.isTrue("!document.querySelector('.contents details').open"))
            _ = try await narrow.text("document.querySelector('.contents summary').focus(); ''")
            try await narrow.press("Enter", code: 13)
            #expect(try await narrow.isTrue("document.querySelector('.contents details').open"))
            try await page.close()
            try await narrow.close()
        }
    }
}
