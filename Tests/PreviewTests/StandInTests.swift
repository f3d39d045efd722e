import Foundation
import TestSupport
import Testing

@testable import Preview

/// A site or a guide that was never good since the preview was started: its place says so, and what to fix.
@Suite(.serialized, .timeLimit(.minutes(15))) struct StandInTests {
    private static let settings = TemporarySite.settings.replacing("id: one", with: "id: Bad Id")

    private static func folder(_ files: [String: String]) throws -> TemporarySite {
        try TemporarySite(
            [
                "one.md": TemporarySite.guide("Guide One", "See [two](two.md)."),
                "two.md": TemporarySite.guide("Guide Two", "See [one](one.md)."),
            ].merging(files) { $1 })
    }

    @Test func aSiteSaysWhyItCannotBeShown() async throws {
        let site = try Self.folder(["Content/site.yml": Self.settings])
        let server = try await FixButtonTests.Still(site.path)
        for path in ["/guides/one", "/guides", "/guides/none", "/guides/one.html"] {
            let answer = try await server.ask(path)
            #expect(answer.status == 503 && answer.headers["content-type"] == "text/html; charset=utf-8")
            let text = answer.text
            #expect(text.contains("<h1>The site cannot be shown yet</h1>"))
            // The cause comes before what follows from it, and each has its line.
            let cause = try #require(text.range(of: "<i>7 | </i>"))
            let effect = try #require(text.range(of: "no category has the id"))
            #expect(cause.lowerBound < effect.lowerBound && text.contains("Content/site.yml:7:"))
            // What it looks like is there.
            let style = try #require(text.firstMatch(of: /href="(\/guides\/assets\/style\.[^"]+)"/)?.1)
            #expect(try await server.ask(String(style)).status == 200)
        }
        for (path, headers) in [("/guides/one.md", []), ("/guides/one", [("Accept", "text/markdown")])] {
            let twin = try await server.ask(path, headers: headers)
            #expect(twin.status == 503 && twin.headers["content-type"] == "text/markdown; charset=utf-8")
            #expect(
                twin.text.hasPrefix("# The site cannot be shown yet\n") && twin.text.contains("[content/"))
        }
        let overview = try await server.ask("/_guides/").text
        #expect(overview.contains("<h2>The site cannot be shown yet</h2>"))
        try site.write("Content/site.yml", TemporarySite.settings)
        await server.site.update()
        let page = try await server.ask("/guides/one")
        #expect(page.status == 200 && page.text.contains("<h1>Guide One</h1>"))
        // From now on an error keeps the site that was shown.
        try site.write("Content/site.yml", Self.settings)
        await server.site.update()
        #expect(try await server.ask("/guides/one").status == 200)
        #expect(try await server.ask("/guides/one").text == page.text)
    }

    /// What leaves a guide without a title, and what does not.
    private static let heads: [(text: String, isShown: Bool)] = [
        ("---\ntitle: [\n---\n\nText.\n", false), ("Text.\n", false), ("---\ntitle: T\n", false), ("", false),
        ("---\nsummary: x\ncategory: one\n---\n\nText.\n", false),
        ("---\ntitle: Guide One\n---\n\nText.\n", true),
        (TemporarySite.guide("Guide One", category: "none", "Text."), true),
        (TemporarySite.guide("Guide One", "See [x](nowhere.md)."), true),
    ]

    @Test(arguments: heads.indices) func aGuideSaysWhyItCannotBeShown(_ index: Int) async throws {
        let (text, isShown) = Self.heads[index]
        let site = try Self.folder(["one.md": text])
        let server = try await FixButtonTests.Still(site.path)
        let page = try await server.ask("/guides/one")
        #expect(page.status == (isShown ? 200 : 503), "\(text)")
        #expect(page.text.contains("<h1>This guide cannot be shown yet</h1>") == !isShown)
        #expect(page.text.contains("Content/guides/one.md:") == !isShown)
        #expect(try await server.ask("/guides/one.md").status == page.status)
        #expect(try await server.ask("/guides/two").status == 200)
        // An error in the settings makes nothing of it good.
        for settings in [Self.settings, TemporarySite.settings] {
            try site.write("Content/site.yml", settings)
            await server.site.update()
        }
        #expect(try await server.ask("/guides/one").status == page.status)
        try site.write("one.md", TemporarySite.guide("Guide One", "The good text."))
        await server.site.update()
        #expect(try await server.ask("/guides/one").text.contains("The good text."))
        // It was good once, so that stays.
        try site.write("one.md", text)
        await server.site.update()
        let held = try await server.ask("/guides/one")
        #expect(held.status == 200 && held.text.contains("The good text."))
    }

    /// The terminal lists a few findings as `guides check` does, causes first, and counts the others.
    @Test(arguments: [4, 5, 6]) func theTerminalSaysWhatIsWrong(_ count: Int) async throws {
        let links = (1..<count).map { "[x \($0)](none-\($0).md)" }.joined(separator: " ")
        let site = try Self.folder([
            "one.md": TemporarySite.guide("Guide One", "See \(links)."),
            "Content/site.yml": TemporarySite.settings + "nmae: x\n",
        ])
        let preview = try await PreviewProcess(site.path)
        var words = ""
        for _ in 0..<500 where !words.contains("2 guides, ") {
            words = preview.printed
            try await Task.sleep(for: .milliseconds(20))
        }
        let checked = try Program([tool, "check", "--site", site.path])
        _ = checked.wait()
        let found = checked.output.components(separatedBy: "\n\n").dropLast()
        let shown = words.components(separatedBy: "\n").filter { $0.contains(": error: ") }
        #expect(shown.count == min(count, 5), "\(words)")
        #expect(shown.first?.hasPrefix("Content/site.yml:") == true)
        for line in shown { #expect(found.contains { $0.contains(line) }, "\(line)") }
        #expect(words.contains("not shown: 1 more finding; `guides check` lists") == (count == 6))
        #expect(words.contains(" links: \(count) errors"))
    }

    /// Once what was wrong is fixed, an open page becomes the page of the site, scripts and styles included.
    @Test func anOpenPageBecomesThatOfTheSite() async throws {
        let site = try Self.folder(["Content/site.yml": Self.settings, "two.md": "No front matter.\n"])
        let preview = try await PreviewProcess(site.path)
        let page = try await Browser().open(preview.address + "/guides/two", of: preview)
        let own = "document.querySelector('guides-preview').shadowRoot"
        try await page.wait(for: "\(own).querySelector('.toggle')")
        #expect(try await page.isTrue("\(own).querySelector('.panel').hidden"))
        try site.write("Content/site.yml", TemporarySite.settings)
        try await page.wait(
            for: "document.querySelector('h1').textContent === 'This guide cannot be shown yet'")
        try site.write("two.md", TemporarySite.guide("Guide Two", "See [one](one.md)."))
        try await page.wait(for: "document.querySelector('h1').textContent === 'Guide Two'")
        #expect(try await page.isTrue("document.querySelector('article .body')"))
        try await page.wait(for: "document.querySelector('.theme')?.dataset.theme")
    }
}
