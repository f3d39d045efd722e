import DefaultTheme
import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Support
@testable import Theming

/// Whole sites in Arabic and Japanese: every text that the tool puts into them is in their language.
@Suite(.timeLimit(.minutes(15))) struct LanguageSiteTests {
    private static func texts(_ files: [String: [UInt8]]) -> [String: String] {
        files.mapValues { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: LanguageSite.all) func noWordIsEnglish(_ language: LanguageSite) async throws {
        let site = try language.make()
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity > .note } == [])
        #expect(report.findings.allSatisfy { $0.group != "issues" }, "\(report.findings)")
        let files = try Self.texts(site.published())
        for kind in [
            "guides.html", "guides.md", "guides/domain-records.html", "guides/domain-records.md",
            "guides/categories/records.html", "guides/categories/records.md",
            "guides/categories/entries.html", "guides/categories/entries.md", "guides/zone-entries.html",
            "guides/glossary.html", "guides/glossary.md", "guides/search.html", "guides/search.md",
            "404.html",
            "404.md", "guides/feed.xml", "llms.txt", "llms-full.txt", "sitemap.md", "robots.txt",
        ] {
            #expect(files[kind] != nil, "\(kind) is not published")
        }
        #expect(files.keys.count { $0.hasPrefix("guides/i/") && $0.hasSuffix(".html") } == 2)
        for (path, text) in files {
            let unknown = language.unknownWords(in: LanguageSite.readText(path, text))
            #expect(unknown.isEmpty, "\(path): \(unknown.sorted())")
        }
        let summary = Strings(of: language.language).text(
            .catalogSummary, ["site-name": language.language == "ar" ? "أدلة البريد" : "メールの手引き"])
        #expect(try #require(files["guides/issues.sarif"]).contains(summary))
    }

    /// A test that could not fail would show nothing.
    @Test(arguments: LanguageSite.all) func englishWordsWouldBeSeen(_ language: LanguageSite) async throws {
        let site = try language.make(["language: \(language.language)\n": "language: pl\n"])
        let report = try await site.build()
        #expect(report.findings.count { $0.id == "language/untranslated" } == 1)
        let files = try Self.texts(site.published())
        for path in [
            "guides/domain-records.html", "guides/domain-records.md", "llms.txt", "robots.txt", "404.html",
        ] {
            let text = LanguageSite.readText(path, try #require(files[path]))
            #expect(!language.unknownWords(in: text).isEmpty, "\(path)")
        }
    }

    @Test(arguments: zip(LanguageSite.all, [("rtl", "20 نوفمبر 2026"), ("ltr", "2026年11月20日")]))
    func datesAndSectionsAreThoseOfTheLanguage(_ language: LanguageSite, _ expected: (String, String))
        async throws
    {
        let site = try language.make()
        try await site.build()
        let page = try site.read("Public/guides/domain-records.html")
        #expect(page.contains("<html lang=\"\(language.language)\" dir=\"\(expected.0)\">"))
        #expect(page.contains(expected.1))
        #expect(page.matches(of: /<ul class="takeaways">/).count == 1)
        #expect(page.matches(of: /<section class="issue"/).count == 2)
        let catalog = try site.read("Public/guides/issues.json")
        #expect(catalog.matches(of: /"verify":/).count == 2, "\(catalog)")
    }

    /// What each line of a twin is about stays where it is, whatever the language.
    @Test(arguments: LanguageSite.all) func linesOfTwinsKeepTheirOrder(_ language: LanguageSite) async throws
    {
        let own = try language.make()
        try await own.build()
        let names = Strings(of: language.language).sections.issues.joined(separator: ", ")
        let english = try language.make([
            "language: \(language.language)\n": "language: en\nsection-names: {issues: [\(names)]}\n"
        ])
        try await english.build()
        for path in ["domain-records", "first-message", "categories/records", "glossary"] {
            let lines = try [own, english].map {
                try $0.read("Public/guides/\(path).md").components(separatedBy: "\n")
            }
            #expect(lines[0].count == lines[1].count)
            var seen = 0
            for (here, there) in zip(lines[0], lines[1]) {
                let labels: [StringKey] = [
                    .humanPage, .markdownPage, .category, .timeToRead, .relatedKeywords, .guideIndex,
                ]
                for key in labels where there.hasPrefix("- " + Strings.english.label(key, "")) {
                    seen += 1
                    #expect(here.hasPrefix("- " + Strings(of: language.language).label(key, "")), "\(here)")
                }
            }
            #expect(seen >= 3)
        }
    }

    /// The scripts have their words, and nothing else of them is English.
    @Test(arguments: LanguageSite.all) func scriptsHaveTheirWords(_ language: LanguageSite) async throws {
        let site = try language.make()
        try await site.build()
        let scripts = try Self.texts(site.published()).filter {
            $0.key.contains("/site.") || $0.key.contains("/search.") && $0.key.hasSuffix(".js")
        }
        #expect(scripts.count == 2)
        for (path, script) in scripts {
            let name = path.contains("/site.") ? "site.js" : "search.js"
            let names = try #require(ScriptStrings(DefaultTheme.assets[name] ?? [])).names.map(\.name)
            #expect(names.count > 8 && !script.contains("strings"))
            let strings = Strings(of: language.language)
            for name in names {
                let key = try #require(StringKey(named: name))
                for text in strings.forms(of: [key]).texts[key].map({ Array($0.values) }) ?? [strings[key]] {
                    #expect(!text.isEmpty && script.contains("\"\(text)\""), "\(name): \(text)")
                    let words = text.replacing(/\{[a-z]+\}/, with: "")
                    #expect(language.unknownWords(in: words).isEmpty, "\(name): \(text)")
                }
            }
        }
    }
}
