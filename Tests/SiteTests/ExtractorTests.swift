import Foundation
import TestSupport
import Testing

/// What programs that extract the text of a page keep of the guides: `Tests/Extractors/kept` runs four of them.
@Suite(.timeLimit(.minutes(15))) struct ExtractorTests {
    /// What is lost of the guides of a built site, and then how much there is.
    private func lost(_ site: TemporarySite, _ options: String...) throws
        -> (lines: [Substring], counts: Substring)
    {
        let program = try Program(
            [
                repository + "/.build-tools/extractors/bin/python", repository + "/Tests/Extractors/kept",
                site.path + "/Public/guides",
            ] + options)
        let code = program.wait()
        try #require(code == 0, "`.ci/setup tests` installs what this needs: \(program.error)")
        var lines = program.output.split(separator: "\n")
        let counts = lines.removeLast()
        return (lines, counts)
    }

    @Test func nothingOfTheGuidesIsLost() async throws {
        let site = try TemporarySite.ofRepository()
        _ = try await site.build()
        let (lines, counts) = try lost(site)
        #expect(lines == [])
        let numbers = counts.matches(of: /[0-9]+/).compactMap { Int($0.0) }
        #expect(numbers.count == 6 && numbers.dropLast().allSatisfy { $0 > 300 }, "\(counts)")
        #expect((numbers.last ?? 0) > 30, "\(counts)")
    }

    /// Words by which Mozilla's Readability.js and readability-lxml drop elements whose id has one of them.
    private static let words = [
        "Ad Break", "Agegate", "AI2HTML", "All Replies", "Archive", "Author", "Banner", "Breadcrumbs",
        "Byline", "Com Contact",
        "Combx", "Comment", "Community", "Contact", "Cover Wrap", "Dateline", "Discuss", "Disqus", "Email",
        "Extra", "Footer",
        "Footnote", "GDPR", "Headers", "Hidden", "Legends", "Login", "Masthead", "Media", "Menu", "Meta",
        "Outbrain", "Pager",
        "Pagination", "Popup", "Print", "Promo", "Related", "Remark", "Reply", "RSS", "Scroll", "Share",
        "Shopping", "Shoutbox",
        "Sidebar", "Sign", "Single", "Skyscraper", "Social", "Sponsor", "Supplemental", "Tags", "Tool",
        "Tweet", "Twitter",
        "Utility", "Widget", "Yom Remote",
    ]

    /// A heading that is one of some of these words alone is lost in trafilatura, whatever its id is.
    @Test func headingsOfWordsOfFurnitureAreKept() async throws {
        let parts = Self.words.map { word in
            """
            ## \(word) Record

            The \(word) header of a message says where it comes from, and what the receiver shows of it, if the domain is known.

            1. Look up the \(word) record: `dig +short TXT \(word.lowercased().replacing(" ", with: "-")).example.org`.
            2. Compare what it says with the list of the service, and wait for an hour.

            > [!WARNING]
            > Without the value `\(word.lowercased())=required; strict` the message is refused.

            | \(word) value | where |
            | --- | --- |
            | `\(word.lowercased())=1` | [the first part](#\(word.lowercased().replacing(" ", with: "-"))-record) |

            """
        }
        let issues = Self.words.map {
            "### \($0) Missing\n\nA checker says that the \($0.lowercased()) is missing.\n\n1. Publish it.\n"
        }
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", parts.joined() + "\n## Fix Common Issues\n\n" + issues.joined(separator: "\n"))
        ])
        _ = try await site.build()
        let (lines, counts) = try lost(site)
        #expect(lines == [])
        #expect(counts.contains("\(2 * Self.words.count + 1) heading"), "\(counts)")
    }

    /// The headings of lists too, whose ids are those of categories.
    @Test func headingsOfListsAreKept() async throws {
        let ids = ["tools", "share", "header", "related", "sidebar"]
        let categories = ids.map {
            "  - {id: \($0), title: \($0.capitalized) for Mail, summary: All that is said of \($0).}\n"
        }
        let settings = TemporarySite.settings
        let start = try #require(settings.firstRange(of: "categories:\n"))
        var files = ["Content/site.yml": String(settings[..<start.upperBound]) + categories.joined()]
        // Lists of many links and little text are lost in readability-lxml, with their headings.
        for (number, id) in ids.enumerated() {
            let issues = (1...4).map {
                "### Gone \(4 * number + $0)\n\nThe server, the record, the domain, the key, and the \(id) are not in the zone.\n\n1. Publish it.\n2. Check again.\n"
            }
            files["\(id)-of-mail.md"] = TemporarySite.guide(
                "The \(id.capitalized) of Mail", category: id,
                "Text.\n\n## Fix Common Issues\n\n" + issues.joined(separator: "\n"))
        }
        let site = try TemporarySite(files)
        let report = try await site.build()
        try #require(!report.hasErrors, "\(report.findings)")
        let page = try site.read("Public/guides/issues.html")
        #expect(page.matches(of: /<h2><span id="[a-z]+">/).count == ids.count)
        let (lines, counts) = try lost(site, "--lists")
        #expect(lines == [])
        // One more is on the index.
        #expect(counts.contains(" \(ids.count + 1) heading"), "\(counts)")
    }
}
