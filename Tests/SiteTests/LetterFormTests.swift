import Foundation
import TestSupport
import Testing

@testable import Markdown
@testable import Support

/// Letters, marks and names of files in either form of Unicode lead to one place.
@Suite(.timeLimit(.minutes(15))) struct LetterFormTests {
    /// Headings and fragments in either form; the bytes of the id are those of both links.
    @Test(
        arguments: ["caf\u{E9}", "cafe\u{301}"],
        ["#caf\u{E9}-settings", "#cafe\u{301}-settings", "#caf%C3%A9-settings", "#cafe%CC%81-settings"])
    func accentsInEitherForm(_ word: String, _ fragment: String) async throws {
        let site = try AddressSpellingTests.site(
            "See [it](\(fragment)) and [that](other.md).\n\n## \(word.capitalized) Settings\n\nText.")
        try site.write("other.md", TemporarySite.guide("Other", "See [x](a.md\(fragment))."))
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity != .note }.map(\.message) == [])
        let page = try site.read("Public/guides/a.html")
        #expect(page.utf8.contains("id=\"caf\u{E9}-settings\""))
        #expect(page.contains("<p>See <a href=\"#caf%C3%A9-settings\">"))
        #expect(try site.read("Public/guides/other.html").contains("href=\"/guides/a#caf%C3%A9-settings\""))
        for twin in ["a.md", "other.md"] {
            let text = try site.read("Public/guides/\(twin)")
            #expect(
                text.utf8.contains("/guides/a.md#caf\u{E9}-settings)")
                    || text.contains("/guides/a.md#caf%C3%A9-settings)"))
        }
    }

    /// An emoji's variation selector is in no id, and a link to the heading may have it or not.
    @Test(arguments: [
        "\u{26A0}\u{FE0F} Known Issues", "\u{270F}\u{FE0F} Known Issues", "\u{2764}\u{FE0F} Known Issues",
    ])
    func nothingUnseenInAnchors(_ heading: String) async throws {
        for fragment in ["#-known-issues", "#\u{FE0F}-known-issues", "#%EF%B8%8F-known-issues"] {
            let site = try AddressSpellingTests.site("See [it](\(fragment)).\n\n## \(heading)\n\nText.")
            let found = try await AddressSpellingTests.addresses(site)
            #expect(found.ids == [])
            #expect(found.page == "#-known-issues")
            #expect(found.twin == "https://example.com/guides/a.md#-known-issues")
            let anchor = Anchor.make(from: heading)
            #expect(Array(anchor.utf8) == Array("-known-issues".utf8))
        }
    }

    /// A folder whose name is spelled in the other form has the same files with the same stamps, and a name of other bytes,
    /// which the address for editing has.
    @Test func aRespelledFolderIsAChange() async throws {
        let site = try TemporarySite(["caf\u{E9}/a.md": TemporarySite.guide("Alpha", "Text.")])
        try site.write(
            "Content/site.yml", TemporarySite.settings + "edit-url: \"https://example.org/edit/{path}\"\n")
        try await Task.sleep(for: .milliseconds(100))
        try await site.build()
        let guides = site.path + "/Content/guides/"
        #expect(rename(guides + "caf\u{E9}", guides + "cafe\u{301}") == 0)
        try await site.build()
        #expect(try site.read("Public/guides/a.html").contains("/edit/Content/guides/cafe%CC%81/a.md"))
    }

    /// A mark right behind `/` or `#` belongs to no character of the address.
    @Test(arguments: ["/\u{301}x", "#\u{301}x", "\u{301}/x.md"])
    func marksBehindSigns(_ link: String) async throws {
        let site = try AddressSpellingTests.site("See [it](<\(link)>).")
        let report = try await site.build()
        #expect(report.findings.allSatisfy { $0.id != "pair/not-equivalent" })
    }

    /// Each name is published under itself, and leads there from page and twin.
    @Test(arguments: [
        ("what?.txt", "what%3F.txt", "what%3F.txt"), ("c#d.txt", "c%23d.txt", "c%23d.txt"),
        ("50%.txt", "50%25.txt", "50%25.txt"),
        ("a%20b.txt", "a%2520b.txt", "a%2520b.txt"),
        ("price list.pdf", "price%20list.pdf", "price%20list.pdf"),
        ("a(b).png", "a%28b%29.png", "a(b).png"),
        ("\u{E9}t\u{E9}.txt", "%C3%A9t%C3%A9.txt", "%C3%A9t%C3%A9.txt"),
        ("re\u{301}sume.txt", "r\u{E9}sume.txt", "r%C3%A9sume.txt"),
        ("a&b;c+d~e'f.txt", "a&b;c+d~e'f.txt", "a&amp;b;c+d~e&#x27;f.txt"),
    ])
    func namesOfFiles(_ name: String, _ link: String, _ published: String) async throws {
        let site = try AddressSpellingTests.site(
            "See [it](\(link)), [that][r] and ![an image](\(link)).\n\n[r]: \(link)",
            files: [name: name.hasSuffix(".png") ? "GIF89a\u{1}\0\u{1}\0" : "x"])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity != .note }.map(\.message) == [])
        let page = try site.read("Public/guides/a.html")
        #expect(page.components(separatedBy: "href=\"/guides/\(published)\"").count == 3)
        #expect(page.contains("src=\"/guides/\(published)\""))
        let plain = published.replacing("&amp;", with: "&").replacing("&#x27;", with: "'")
        let path = PercentEncoding.decode(plain) ?? ""
        #expect(try site.published().keys.contains { $0.utf8.elementsEqual("guides/\(path)".utf8) })
        let document = Document(
            SourceText(Array(try site.read("Public/guides/a.md").utf8)),
            body: 0..<(try site.read("Public/guides/a.md").utf8.count),
            parser: Parser(), out: ByteWriter())
        let twins = document.links.map(\.destination).filter {
            $0.hasPrefix("https://example.com/guides/\(plain)")
        }
        #expect(twins.count == 4)
    }

    /// Two names that are one when they are published.
    @Test func namesThatCollide() async throws {
        let site = try AddressSpellingTests.site("Text.", files: ["\u{E9}.txt": "x"])
        try site.write("e\u{301}.txt", "y")
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error }.map(\.id) == ["content/duplicate-slug"])
    }

    /// A heading or a file that is typed in the other form keeps its address.
    @Test func theHistoryKnowsBothForms() async throws {
        let site = try AddressSpellingTests.site(
            "Text.\n\n## Caf\u{E9}\n\nText.", files: ["r\u{E9}.txt": "x"])
        try site.write(
            "Content/addresses.txt", "/guides/a#cafe\u{301}\n/guides/a#caf\u{E9}\n/guides/re\u{301}.txt\n")
        #expect(try await site.build().findings.filter { $0.severity != .note }.map(\.message) == [])
        let gone = try AddressSpellingTests.site("Text.\n\n## Cafe\n\nText.")
        try gone.write("Content/addresses.txt", "/guides/a#cafe\u{301}\n")
        #expect(try await gone.build().findings.map(\.id).contains("addresses/lost-anchor"))
    }
}

extension String.UTF8View {
    /// Whether the bytes of a text are somewhere in these.
    fileprivate func contains(_ text: String) -> Bool { Data(self).range(of: Data(text.utf8)) != nil }
}
