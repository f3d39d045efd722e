import DefaultTheme
import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Support
@testable import Theming

/// A site looks as the tool's own theme does, but for the files that it brings.
@Suite(.timeLimit(.minutes(15))) struct ThemeTests {
    private static let guide = ["one.md": TemporarySite.guide("Guide One", "A body.\n\n## Part\n\nMore.")]

    @Test func carriesAllFilesOfTheRepository() throws {
        let templates = try Disk.names(in: repository + "/Templates").filter { $0.hasSuffix(".mustache") }
        #expect(templates.map { String($0.dropLast(9)) }.sorted() == DefaultTheme.templates.keys.sorted())
        for (name, bytes) in DefaultTheme.templates {
            #expect(try Disk.read("\(repository)/Templates/\(name).mustache") == bytes, "\(name)")
        }
        let assets = try Disk.names(in: repository + "/Templates/assets").filter { $0 != "social.png" }
        #expect(assets.sorted() == DefaultTheme.assets.keys.sorted())
        for (name, bytes) in DefaultTheme.assets {
            #expect(try Disk.read("\(repository)/Templates/assets/\(name)") == bytes, "\(name)")
        }
    }

    @Test func aSiteWithoutTemplatesIsPublished() async throws {
        let plain = try TemporarySite(Self.guide, templates: false)
        try await plain.build()
        let copied = try TemporarySite(Self.guide)
        for name in ["social.png"] + DefaultTheme.ofChecker { try copied.remove("Templates/assets/\(name)") }
        try await copied.build()
        #expect(try plain.published() == copied.published())
        let files = try plain.published()
        let page = try #require(files["guides/one.html"])
        #expect(String(decoding: page, as: UTF8.self).contains("<h1>Guide One</h1>"))
        let assets = files.filter {
            $0.key.hasPrefix("guides/assets/") && !$0.key.hasPrefix("guides/assets/search/")
        }
        // Scripts have their strings in place of a mark, and styles lack what is for their editors.
        // A site that checks no domain has nothing of the page that does.
        let carried = DefaultTheme.assets.filter { !DefaultTheme.ofChecker.contains($0.key) }
        let paths = Assets.publish(carried, path: "/guides", .english).paths
        let expected = carried.map { name, bytes in
            name.hasSuffix(".css")
                ? CompactStyles.make(bytes)
                : Assets.script(bytes, paths, .english)
        }
        #expect(Set(assets.values) == Set(expected))
    }

    /// Contents are indented below what they are parts of.
    @Test func contentsOfOneLevelAreNotIndented() async throws {
        func page(_ body: String) async throws -> String {
            let site = try TemporarySite(["one.md": TemporarySite.guide("Guide One", body)])
            try await site.build()
            return try site.read("Public/guides/one.html")
        }
        let flat = try await page("A body.\n\n### Part\n\nMore.\n\n### Other\n\nMore.")
        #expect(flat.contains("<li><a href=\"#part\">") && !flat.contains("class=\"sub\""))
        let deep = try await page("A body.\n\n## Part\n\nMore.\n\n### Other\n\nMore.")
        #expect(
            deep.contains("<li><a href=\"#part\">") && deep.contains("<li class=\"sub\"><a href=\"#other\">"))
    }

    @Test func singlePartialsAndVariablesAreOverridden() async throws {
        let site = try TemporarySite(
            Self.guide.merging([
                "Templates/footer.mustache": "<footer>Our own words.</footer>\n",
                "Templates/assets/custom.css": ":root { --accent: #7a1f5c; }\n",
                "Templates/assets/social.png": "no picture",
            ]) { $1 }, templates: false)
        try await site.build()
        let files = try site.published()
        let page = String(decoding: try #require(files["guides/one.html"]), as: UTF8.self)
        #expect(page.contains("<footer>Our own words.</footer>") && !page.contains("Published by"))
        // After the theme's own, so that it wins.
        let sheets = page.matches(of: /<link rel="stylesheet" href="([^"]*)">/).map { String($0.1) }
        #expect(sheets.count == 2 && sheets[0].contains("/style.") && sheets[1].contains("/custom."))
        #expect(files[String(sheets[1].dropFirst())] == Array(":root {--accent:#7a1f5c;}".utf8))
        #expect(page.contains("content=\"https://example.org/guides/assets/social."))
    }

    @Test func aBrokenTemplateIsNotPassedOver() async throws {
        let site = try TemporarySite(
            Self.guide.merging(["Templates/footer.mustache": "{{#never}}"]) { $1 }, templates: false)
        let report = try await site.build()
        #expect(report.findings.map(\.file) == ["Templates/footer.mustache"])
    }

    @Test(arguments: [
        ("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("art", "ltr"), ("pt-BR", "ltr"),
    ])
    func pagesAreWrittenInTheDirectionOfTheirLanguage(_ language: String, _ direction: String) async throws {
        let site = try TemporarySite(
            Self.guide.merging(["Content/site.yml": TemporarySite.settings + "language: \(language)\n"]) {
                $1
            },
            templates: false)
        try await site.build()
        #expect(
            try site.read("Public/guides/one.html").contains(
                "<html lang=\"\(language)\" dir=\"\(direction)\">"))
    }

    @Test func aPageLeadsToItsFileAndItsNeighbors() async throws {
        let site = try TemporarySite(
            [
                "Content/site.yml": TemporarySite.settings
                    + "edit-url: https://code.example.com/edit/{path}\n",
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "sub folder/b.md": TemporarySite.guide("Beta", "Text."),
                "c.md": TemporarySite.guide("Gamma", category: "two", "Text."),
                "d.md": TemporarySite.guide("Delta", "Text."),
            ], templates: false)
        try await site.build()
        let beta = try site.read("Public/guides/b.html")
        #expect(beta.contains("href=\"https://code.example.com/edit/Content/guides/sub%20folder/b.md\""))
        #expect(beta.contains("href=\"/guides/a\"><small>Previous in Category One</small> Alpha</a>"))
        #expect(beta.contains("href=\"/guides/d\"><small>Next in Category One</small> Delta</a>"))
        // Alone in its category.
        #expect(try !site.read("Public/guides/c.html").contains("class=\"pager\""))
    }
}
