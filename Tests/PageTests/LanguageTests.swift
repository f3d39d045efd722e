import Foundation
import TestSupport
import Testing

@testable import Content

extension PageTests {
    /// Pages in other languages as a browser shows them, scripts and all.
    @Suite struct LanguageTests {
        /// All that is read on a page: texts, and attributes that are read out or shown.
        private static let read = """
            (() => {
              const texts = [];
              const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
              for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                if (!node.parentElement.closest('script, style, noscript')) texts.push(node.data);
              }
              for (const element of document.body.parentElement.querySelectorAll('*')) {
                for (const name of ['aria-label', 'title', 'alt', 'placeholder']) if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
              }
              return texts.join('\\n');
            })()
            """

        @Test(arguments: PublishedSite.pagesOfLanguages)
        func noWordIsEnglish(_ language: LanguageSite, _ path: String) async throws {
            let served = try #require(PublishedSite.languages[language.language])
            let page = try await Browser.open(path, of: served.value.server)
            let text = try await page.text(Self.read)
            #expect(language.unknownWords(in: text) == [])
            #expect(!text.isEmpty)
            // A button says what it has done.
            if path.contains("records") {
                _ = try await page.text(
                    "navigator.clipboard.writeText = async () => {}; document.querySelector('button.copy').click(); ''"
                )
                try await page.wait(for: "document.querySelector('.status').textContent !== ''")
                let status = try await page.text("document.querySelector('.status').textContent")
                #expect(status == Strings(of: language.language)[.codeCopied])
            }
            try await page.close()
        }

        /// The search says how much it has found, in the forms of the language.
        @Test(arguments: zip(LanguageSite.all, ["السجل", "レコード"]))
        func theSearchIsInTheLanguage(_ language: LanguageSite, _ query: String) async throws {
            let served = try #require(PublishedSite.languages[language.language])
            let page = try await Browser.open("/guides", of: served.value.server)
            try await page.press("/", code: 191)
            try await page.wait(for: "document.querySelector('dialog[open] input')")
            try await page.type(query)
            try await page.wait(for: "document.querySelector('dialog .found').textContent !== ''")
            let text = try await page.text(Self.read)
            #expect(language.unknownWords(in: text) == [])
            let count = try #require(
                Int(
                    try await page.text(
                        "String(document.querySelectorAll('dialog .results a:not(.part)').length)")))
            let found = try await page.text("document.querySelector('dialog .found').textContent")
            #expect(found == Strings(of: language.language).text(.resultCount, count: count))
            try await page.close()
        }

        /// The tool chooses forms as browsers do, which know the rules of CLDR.
        @Test func formsAreThoseOfCLDR() async throws {
            let languages = PluralRule.languages + ["de", "en", "el", "fi", "hu", "nl", "sv", "tr"]
            let page = try await Browser.open("/guides", of: PublishedSite.real.value.server)
            let numbers = Array(0...220) + [999, 1_000, 1_001, 1_002, 1_005, 1_011, 1_000_000, 2_000_000]
            let known = try await page.text(
                """
                JSON.stringify(\(languages).map((language) => {
                  const rules = new Intl.PluralRules(language);
                  return [rules.resolvedOptions().locale, ...\(numbers).map((number) => rules.select(number))].join(' ');
                }))
                """)
            let rows = try JSONDecoder().decode([String].self, from: Data(known.utf8))
            for (language, row) in zip(languages, rows) {
                let words = row.split(separator: " ").map(String.init)
                guard words[0].hasPrefix(language) else { continue }
                let own = numbers.map { PluralRule(of: language).category(of: $0).name }
                let other = zip(numbers, zip(own, words.dropFirst())).first { $1.0 != $1.1 }
                #expect(own == Array(words.dropFirst()), "\(language): \(String(describing: other))")
            }
            #expect(rows.count { $0.split(separator: " ").count == numbers.count + 1 } == languages.count)
            try await page.close()
        }
    }
}
