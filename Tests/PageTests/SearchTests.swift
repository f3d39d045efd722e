import Foundation
import Script
import TestSupport
import Testing

@testable import Analysis
@testable import Rendering
@testable import Search
@testable import Theming

extension PageTests {
    /// The search, held to one behaviour in the tool and in the browser.
    @Suite struct SearchTests {
        private static let ranking = try? String(
            contentsOfFile: repository + "/Templates/assets/ranking.js", encoding: .utf8)

        /// Texts, and the words that both sides find in them.
        static let texts: [(text: String, words: [String], compounds: [String])] = [
            ("MTA-STS policy", ["mta", "sts", "policy"], ["mtasts"]),
            ("Größe und Maß", ["grosse", "und", "mass"], []),
            // Spellings of one word: a sigma at its end, points and hamza of Arabic, points of Hebrew.
            ("ΦΩΣ Straße ẞ", ["φωσ", "strasse", "ss"], []),
            ("أمان مُشْكِلَة كـتاب ٱلرَّحْمَٰن", ["امان", "مشكلة", "كتاب", "الرحمن"], []), ("שָׁלוֹם", ["שלום"], []),
            ("code 5.7.26!", ["code", "26"], ["5726"]),
            // What one kind of mark binds is found by itself.
            ("550-5.7.26 a.b-c-d", ["550", "26"], ["5505726", "5505", "5726", "abcd", "ab", "bcd"]),
            ("a.b-c.d", [], ["abcd", "ab", "bc", "cd"]),
            ("p=none; v=spf1", ["none", "spf1"], ["pnone", "vspf1"]),
            // Signs before a word.
            (
                "~all, (-all) +all ?all _dmarc x-all --all a_b -5 - all e-mail",
                ["all", "all", "all", "all", "dmarc", "all", "all", "all", "mail", "5"],
                ["~all", "-all", "+all", "?all", "_dmarc", "xall", "ab", "email"]
            ),
            (
                "_smtp._tls.example.com", ["smtp", "tls", "example", "com"],
                ["tlsexamplecom", "_smtp", "_tls"]
            ),
            ("the provider's list", ["the", "provider", "list"], ["providers"]),
            ("naïve Straße – “quoted”…", ["naive", "strasse", "quoted"], []),
            ("a  b   c", ["a", "b", "c"], []),
            // One letter is a word where nothing is bound to it.
            ("R in 5 steps: v 1, it's B-2", ["r", "in", "5", "steps", "v", "1", "it"], ["its", "b2"]),
            // Signs at the end of a word.
            (
                "C++ and F#, not user+tag or issue #5",
                ["and", "not", "user", "tag", "or", "issue", "5"],
                ["c++", "f#"]
            ),
            ("C#-code a++++ я#", ["code"], ["c#", "a++", "я#"]),
            ("ﬁle №5 ２５", ["file", "no5", "25"], []),
            ("Ünïcödé‐hyphen", ["unicode", "hyphen"], ["unicodehyphen"]),
            // Scripts without spaces: any two letters.
            ("日本語のメール", ["日本語のメール"], ["日本", "本語", "語の", "のメ", "メー", "ール"]),
            ("DNSレコード、鍵", ["dns", "レコード"], ["dnsレコード", "レコ", "コー", "ード", "鍵"]),
            ("ハ\u{3099}ス・パス", ["バス", "パス"], ["バス", "パス"]),
            // Marks and symbols of other scripts part words as those of ASCII do.
            ("one، two؛ three؟", ["one", "two", "three"], []), ("नियम। और॥", ["नियम", "और"], []),
            ("ab→cd €ef ₹50 gh×ij ✓kl", ["ab", "cd", "ef", "50", "gh", "ij", "kl"], []),
            ("佐々木", ["佐々木"], ["佐々", "々木"]),
            ("โดเมน", ["โดเมน"], ["โด", "ดเ", "เม", "มน"]),
            ("발송을 하다", ["발송을", "하다"], ["발송", "송을", "하다"]),
            // A long run without spaces is several words, and has its pairs alone in the index.
            (
                String(repeating: "長", count: 8), [String(repeating: "長", count: 8)],
                Array(repeating: "長長", count: 7)
            ),
            (String(repeating: "長", count: 40), [], Array(repeating: "長長", count: 39)),
            // Longer than a word may be, which is counted in characters on both sides.
            (
                "überlange-änderungsmöglichkeiten", ["uberlange", "anderungsmoglichkeiten"],
                ["uberlangeanderungsmoglichkeiten"]
            ),
            (
                String(repeating: "ж", count: 20) + "-" + String(repeating: "ж", count: 10),
                [String(repeating: "ж", count: 20), String(repeating: "ж", count: 10)],
                [String(repeating: "ж", count: 30)]
            ),
            ("Ελληνικά κείμενα", ["ελληνικα", "κειμενα"], []),
            ("emoji 📬 box📬bell ⚠️sign", ["emoji", "box", "bell", "sign"], []),
            ("v=spf1 -all", ["spf1", "all"], ["vspf1", "-all"]),
            (
                "C’est “l’été”… ‑ non‑breaking", ["est", "ete", "non", "breaking"],
                ["cest", "lete", "nonbreaking"]
            ),
            ("", [], []),
        ]

        @Test(arguments: texts.indices) func bothCutTextsAlike(_ index: Int) throws {
            let row = Self.texts[index]
            var reader = SearchText()
            // What was read before must leave nothing.
            reader.readPhrase("other-text of its own")
            reader.read(row.text)
            let found = reader.words.map { String(decoding: reader.bytes[$0], as: UTF8.self) }
            let script = try Script(try #require(Self.ranking))
            script.set("text", to: row.text)
            let other = try script.value(
                of:
                    "var found = guidesRanking.cut(text); function said(word) { return word.text; } found.words.filter(function (word) { return word.isPieced ? word.text.length > 1 && word.text.length < 9 : word.text.length > 1 || word.isAlone; }).map(said).concat(found.compounds.map(said), found.pieces.map(said)).join(' ')"
            )
            #expect(found.sorted() == other.split(separator: " ").map(String.init).sorted(), "\(row.text)")
            #expect(found.sorted() == (row.words + row.compounds).sorted(), "\(row.text)")
        }

        /// Words that scripts give a meaning of their own are words here.
        @Test func namesOfTheLanguageAreWords() async throws {
            let site = try TemporarySite(StrainedSite.files)
            try site.write(
                "Content/terms.yml", "- {term: Prototype, synonyms: [constructor, __proto__], guide: short}\n"
            )
            var options = AnalyzedSite.Options()
            options.site = site.path
            let reading = try await AnalyzedSite(options)
            let files = try await reading.publishedFiles().map { OutputFile($0.key, $0.value) }
            let search = try SiteSearch(
                Array(try #require(Self.ranking).utf8), files: files, reading.library.addresses)
            for query in ["constructor", "__proto__", "toString prototype"] {
                #expect(try search.results(query, most: 3).contains { $0.url == "/guides/short" }, "\(query)")
            }
        }

        /// A library in scripts without spaces, and of names with signs.
        private static let manyScripts: [String: String] = [
            "a-sending": "送信ドメイン認証の設定", "b-paths": "パスの書き方", "c-lotus": "ハスの花", "d-chinese": "电子邮件域名验证",
            "e-thai": "การตั้งค่าโดเมน", "f-korean": "메일 발송을 위한 설정", "g-khmer": "ការផ្ញើអ៊ីមែល", "h-lao": "ການສົ່ງອີເມວ",
            "i-burmese": "အီးမေးလ်ပို့ခြင်း", "j-cpp": "Building with C++", "k-fsharp": "An F# Client",
            "l-r": "Mail from R",
            "m-c": "The C Library", "n-key": "公開鍵", "o-go": "Go", "p-dns": "DNSレコード",
        ]

        @Test(arguments: [
            ("ドメイン", "a-sending"), ("認証", "a-sending"), ("設定", "a-sending"), ("送信ドメイン認証の設定", "a-sending"),
            ("パス", "b-paths"), ("ハス", "c-lotus"), ("域名", "d-chinese"), ("邮件 验证", "d-chinese"),
            ("โดเมน", "e-thai"),
            ("발송", "f-korean"), ("설정", "f-korean"), ("អ៊ីមែល", "g-khmer"), ("ອີເມວ", "h-lao"),
            ("ပို့ခြင်း", "i-burmese"), ("C++", "j-cpp"), ("c++ building", "j-cpp"), ("F#", "k-fsharp"),
            ("f# client", "k-fsharp"),
            ("R", "l-r"), ("mail from r", "l-r"), ("C", "m-c"), ("鍵", "n-key"), ("go", "o-go"),
            ("レコード", "p-dns"),
            ("dns", "p-dns"),
        ])
        func findsScriptsWithoutSpacesAndNamesWithSigns(query: String, guide: String) async throws {
            let search = try await Self.manyScriptsSearch()
            #expect(try search.results(query, most: 3).first?.url == "/guides/\(guide)", "\(query)")
        }

        @Test(arguments: [
            "<b>", "\"", "~", "%", "+", "#", "++", "・", "゛", String(repeating: "長", count: 5000), "域", "ー",
        ])
        func asksForNothingThatItCannotFind(query: String) async throws {
            let search = try await Self.manyScriptsSearch()
            #expect(try search.results(query, most: 3).count <= 3, "\(query.prefix(20))")
        }

        private static func manyScriptsSearch() async throws -> SiteSearch {
            let site = try TemporarySite()
            try site.write(
                "Content/site.yml",
                """
                name: Scripts
                summary: Guides in many scripts.
                base-url: https://example.org
                categories:
                  - {id: one, title: Category, summary: All of them.}

                """)
            for (slug, title) in manyScripts {
                try site.write(
                    "Content/guides/\(slug).md",
                    "---\ntitle: \"\(title)\"\nsummary: Something.\ncategory: one\n---\n\nText.\n")
            }
            var options = AnalyzedSite.Options()
            options.site = site.path
            let reading = try await AnalyzedSite(options)
            let files = try await reading.publishedFiles().map { OutputFile($0.key, $0.value) }
            return try SiteSearch(
                Array(try #require(ranking).utf8), files: files, reading.library.addresses)
        }

        /// The browser finds for each query just what the tool finds, in the same order.
        @Test func theToolRanksAsTheBrowser() async throws {
            let served = try await PublishedSite.real.value
            var options = AnalyzedSite.Options()
            options.site = served.site.path
            let reading = try await AnalyzedSite(options)
            let files = try await reading.publishedFiles().map { OutputFile($0.key, $0.value) }
            let search = try SiteSearch(
                Array(try #require(Self.ranking).utf8), files: files, reading.library.addresses)
            let page = try await Browser.open("/guides/search", of: served.server)
            try await page.wait(for: "document.querySelector('.search-page input')")
            let queries =
                reading.content.queries.map(\.text.text) + [
                    "ﬁle Größe", "mta", "e", "the", "5.7", "📬 spf", "zzzz", "constructor",
                    "spf __proto__ hasOwnProperty", "c++", "f#", "r", "v=spf1 -all", "ドメイン 認証", "발송",
                ]
            #expect(queries.count > 40)
            for query in queries {
                let own = try search.results(query, most: 30).map(\.url)
                let shown = try await page.text(
                    """
                    (async () => {
                      const index = await (await fetch('/guides/search.json')).json();
                      const files = window.files ??= {};
                      for (;;) {
                        const step = guidesRanking.search(index, files, \(Self.quoted(query)), 30);
                        if (!step.needs) return step.hits.map((hit) => hit.url).join('\\n');
                        for (const name of step.needs) files[name] = await (await fetch(`/guides/assets/search/${name}.json`)).json();
                      }
                    })()
                    """)
                #expect(shown == own.joined(separator: "\n"), "\(query)")
            }
            try await page.close()
        }

        private static func quoted(_ text: String) -> String {
            String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
        }

        @Test func aLinkToTheSearchShowsItsResults() async throws {
            let page = try await Browser.open(
                "/guides/search?q=certficate%20expired", of: PublishedSite.real.value.server)
            #expect(
                try await page.text("document.querySelector('.search-page input').value")
                    == "certficate expired")
            #expect(
                try await page.text("document.querySelector('.results strong').innerText")
                    == "TLS Certificate Expired")
            _ = try await page.text(
                "const field = document.querySelector('.search-page input'); field.value = '<b>spf</b>'; field.dispatchEvent(new Event('input')); ''"
            )
            try await page.wait(for: "location.search === '?q=%3Cb%3Espf%3C%2Fb%3E'")
            try await page.wait(for: "document.querySelector('.results mark')?.innerText === 'SPF'")
            #expect(try await page.isTrue("document.querySelector('.results b') === null"))
            try await page.close()
        }

        @Test func aWrongAddressIsAnsweredWithLikeOnes() async throws {
            let page = try await Browser.open("/guides/mta-sts-polcy", of: PublishedSite.real.value.server)
            #expect(
                try await page.text("document.querySelector('.near a').getAttribute('href')").hasPrefix(
                    "/guides/mta-sts-and-tls-reporting"))
            try await page.close()
        }

        @Test func withoutScriptsTheIndexIsTheWayIn() async throws {
            let page = try await Browser.shared.value.tab(
                of: PublishedSite.real.value.server, width: 1280, height: 900)
            try await page.call("Emulation.setScriptExecutionDisabled", ["value": true])
            try await page.call(
                "Page.navigate", ["url": "\(try await PublishedSite.real.value.server.address)/guides/search"]
            )
            try await Task.sleep(for: .milliseconds(300))
            #expect(
                try await page.text("document.querySelector('noscript a').getAttribute('href')") == "/guides")
            #expect(try await page.text("document.querySelector('noscript').innerText").contains("index"))
            try await page.close()
        }
    }
}
