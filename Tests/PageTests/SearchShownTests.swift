import Foundation
import TestSupport
import Testing

extension PageTests {
    /// What the search shows of a hit, and what it says where nothing fits.
    @Suite struct SearchShownTests {
        private func search(_ query: String) async throws -> Browser.Page {
            let page = try await Browser.open("/guides/search", of: PublishedSite.real.value.server)
            try await page.wait(for: "document.querySelector('.search-page input')")
            let json = String(decoding: try JSONEncoder().encode(query), as: UTF8.self)
            _ = try await page.text(
                "const field = document.querySelector('.search-page input'); field.value = \(json); field.dispatchEvent(new Event('input')); ''"
            )
            try await page.wait(for: "document.querySelector('.found').textContent !== ''")
            return page
        }

        /// The sentence is one of the page that the result leads to, and has words of the query that the summary lacks.
        @Test(arguments: [
            ("softfail", "softfail"), ("spoofing", "spoof"), ("S3140", "S3140"),
        ])
        func theSentenceThatMatchesIsShown(_ query: String, _ word: String) async throws {
            let page = try await search(query)
            try await page.wait(
                for:
                    "[...document.querySelectorAll('.results a > span mark')].some((mark) => mark.textContent.toLowerCase().includes('\(word.lowercased())'))"
            )
            // Both at once, since sentences of other results still come.
            let shown = try await page.text(
                "((link) => `${link.pathname} ${link.querySelector('span').textContent}`)([...document.querySelectorAll('.results a')].find((link) => link.querySelector('span mark')))"
            )
            let space = try #require(shown.firstIndex(of: " "))
            let (path, sentence) = (shown[..<space], shown[space...].dropFirst())
            let text = try await page.text(
                "fetch('\(path)').then((answer) => answer.text()).then((html) => new DOMParser().parseFromString(html, 'text/html').body.textContent.replace(/\\s+/g, ' '))"
            )
            let parts = sentence.split(whereSeparator: { "…·".contains($0) }).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(!parts.isEmpty && parts.allSatisfy { text.contains($0) }, "\(sentence)")
            try await page.close()
        }

        /// A sentence that takes the place of a summary moves nothing.
        @Test(arguments: [390, 1280]) func sentencesMoveNothing(_ width: Int) async throws {
            let page = try await Browser.open(
                "/guides/search", of: PublishedSite.real.value.server, Look(theme: "light", width: width))
            try await page.wait(for: "document.querySelector('.search-page input')")
            // Places as soon as the results are there, and after the sentences came.
            let places =
                "[...document.querySelectorAll('.results a')].map((link) => `${link.offsetTop}`).join('\\n')"
            _ = try await page.text(
                """
                new MutationObserver((_, observer) => {
                  if (document.querySelector('.found').textContent === '') return;
                  window.firstPlaces ??= \(places);
                }).observe(document.querySelector('.search-page'), { childList: true, subtree: true, characterData: true });
                const field = document.querySelector('.search-page input'); field.value = 'delayed in the queue'; field.dispatchEvent(new Event('input')); ''
                """)
            try await page.wait(for: "document.querySelector('.results a > span mark')")
            try await Task.sleep(for: .milliseconds(600))
            let (before, after) = (try await page.text("window.firstPlaces"), try await page.text(places))
            #expect(before == after)
            try await page.close()
        }

        @Test(arguments: ["css grid layout", "weather tomorrow in paris", "vue component props"])
        func nothingFitsIsSaid(_ query: String) async throws {
            let page = try await search(query)
            let said = try await page.text("document.querySelector('.found').textContent")
            #expect(said.hasPrefix("No close match") || said.hasPrefix("No results"), "\(said)")
            #expect(try await page.number("document.querySelectorAll('.results a:not(.part)').length") <= 3)
            try await page.close()
        }

        @Test(arguments: [
            ("dns and domains", "/guides/categories/dns"), ("dkim selector", "/guides/glossary"),
        ])
        func categoriesAndTermsAreFound(_ query: String, _ path: String) async throws {
            let page = try await search(query)
            #expect(
                try await page.isTrue(
                    "[...document.querySelectorAll('.results a')].slice(0, 5).some((link) => link.pathname === '\(path)')"
                ))
            try await page.close()
        }

        /// Nothing that a page or a query says is read as HTML.
        @Test func markupOfQueriesStaysText() async throws {
            let page = try await search("<img src=x onerror=document.title='bad'> spf")
            try await Task.sleep(for: .milliseconds(400))
            #expect(
                try await page.isTrue(
                    "document.querySelector('.results img') === null && document.title !== 'bad'"))
            try await page.close()
        }

        /// Marks around the field and the results are those of a combobox with a listbox.
        @Test func theFieldIsAComboboxWithAListbox() async throws {
            let page = try await search("spf")
            let roles = try await page.text(
                """
                ((input, list) => [input.getAttribute('role'), input.getAttribute('aria-expanded'), list.getAttribute('role'),
                  [...list.children].every((link) => link.getAttribute('role') === 'option' && link.id && link.tabIndex === -1),
                  document.querySelectorAll('[role=search]').length, new Set([...document.querySelectorAll('[id]')].map((one) => one.id)).size === document.querySelectorAll('[id]').length].join(' '))(
                  document.querySelector('.search-page input'), document.getElementById(document.querySelector('.search-page input').getAttribute('aria-controls')))
                """)
            #expect(roles == "combobox true listbox true 2 true")
            try await page.close()
        }
    }
}
