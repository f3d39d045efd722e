import Foundation
import TestSupport
import Testing

@testable import Content

/// The link that opens a guide's source leads to its very file, whatever folders it is in.
@Suite(.timeLimit(.minutes(15))) struct EditLinkTests {
    private static let folders = [
        "plain", "a b", "a#b", "a?b", "a%b", "a%20b", "a%2Fb", "a&b", "a&amp;b", "a+b", "c++", "a=b", "a;b",
        "a:b", "a@b",
        "a\"b", "a'b", "<b>", "a\\b", "a|b", "a^b", "a`b", "a[b]", "a(b)", "a{b}", "{path}", "{{title}}",
        "a,b", "a!b",
        "a$b", "a*b", "größe", "gro\u{308}ße", "日本", "🙂", "one/two three/fo#ur",
    ]

    /// The setting, and what is before and behind the path in it.
    private static let settings: [(setting: String, start: String, end: String)] = [
        ("https://code.example.com/edit/{path}", "https://code.example.com/edit/", ""),
        (
            "https://code.example.com/edit?a=1&file={path}&b=2#top",
            "https://code.example.com/edit?a=1&file=", "&b=2#top"
        ),
    ]

    @Test(arguments: settings.indices) func leadsToTheFile(_ index: Int) async throws {
        let row = Self.settings[index]
        var files = ["Content/site.yml": TemporarySite.settings + "edit-url: \"\(row.setting)\"\n"]
        for (number, folder) in Self.folders.enumerated() {
            files["\(folder)/guide-\(number).md"] = TemporarySite.guide("Guide \(number)", "Text.")
        }
        let site = try TemporarySite(files, templates: false)
        #expect(try await !site.build().hasErrors)
        for (number, folder) in Self.folders.enumerated() {
            let page = try site.read("Public/guides/guide-\(number).html")
            // As a browser reads an attribute.
            let links = page.matches(of: /href="([^"]*)"/).map {
                String($0.1).replacing("&#x27;", with: "'").replacing("&quot;", with: "\"").replacing(
                    "&amp;", with: "&")
            }.filter { $0.hasPrefix("https://code.example.com/") }
            #expect(links.count == 1, "\(folder): \(links)")
            let link = try #require(links.first)
            #expect(link.hasPrefix(row.start) && link.hasSuffix(row.end), "\(folder): \(link)")
            let path = link.dropFirst(row.start.count).dropLast(row.end.count)
            // Nothing of the path ends it, or is another sign in a query.
            #expect(
                path.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"?&#=+\"'<>\\{}".utf8.contains($0) }, "\(link)"
            )
            let file = "Content/guides/\(folder)/guide-\(number).md"
            #expect(
                String(path).removingPercentEncoding?.utf8.elementsEqual(file.utf8) == true,
                "\(folder): \(link)")
        }
    }
}
