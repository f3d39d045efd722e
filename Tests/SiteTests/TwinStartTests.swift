import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Rendering
@testable import Support

/// What an agent learns that reads the start of a twin alone.
@Suite(.timeLimit(.minutes(15))) struct TwinStartTests {
    /// The characters that some agents read of a page before they decide.
    private static let start = 1_500

    /// The names before the colons of a twin's metadata, in order.
    private static func names(_ twin: String) -> [String] {
        twin.split(separator: "\n").prefix { !$0.hasPrefix("## ") && !$0.hasPrefix("### ") }
            .filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2).prefix { $0 != ":" }) }
    }

    /// Every guide of this repository's site says how old it is and names all of its issues there, and its other lines are in
    /// their order.
    @Test func theStartsOfThisRepositorysTwinsSayWhatTheyCover() async throws {
        let site = try TemporarySite.ofRepository()
        try await site.build()
        let library = try await site.library()
        #expect(library.guides.count > 30)
        for (guide, page) in zip(library.guides, library.pages) {
            let twin = try site.read("Public\(page).md")
            let start = twin.prefix(Self.start)
            #expect(start.contains("\n- Updated: \(try #require(guide.updated))\n"), "\(page)")
            let issues = guide.issues.map(\.heading.text).joined(separator: ", ")
            #expect(start.contains("\n- Issues: \(issues)\n"), "\(page)")
            #expect(
                Self.names(twin) == [
                    "Human page", "Markdown page", "Category", "Reading time", "Updated", "Related keywords",
                    "Issues", "Guide index",
                ], "\(page)")
            for issue in guide.issues {
                let part = try site.read("Public/guides/i/\(issue.id).md")
                #expect(part.prefix(Self.start).contains("\n- Updated: \(guide.updated!)\n"), "\(issue.id)")
            }
        }
    }

    /// Titles that would fill the start are cut, and counted.
    @Test func manyTitlesAreCutAndCounted() async throws {
        let issues = (1...60).map {
            "### Widget \($0) Is Lost Between the Shop and the Customer\n\nIt says so.\n\n1. Look.\n"
        }
        let text = "Text.\n\n## Fix Common Issues\n\n" + issues.joined(separator: "\n")
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", text)])
        try await site.build()
        let line = try #require(
            try site.read("Public/guides/a.md").split(separator: "\n").first { $0.hasPrefix("- Issues: ") })
        let shown = line.matches(of: /Widget [0-9]+ Is Lost/).count
        #expect(shown > 10 && line.hasSuffix("and \(60 - shown) more"), "\(line)")
        #expect(line.count <= GuideTwin.mostTitles + "- Issues: , and 60 more".count)
    }

    /// Keywords that would fill the start are cut, and counted, so that it still says what the guide fixes.
    @Test func manyKeywordsAreCutAndCounted() async throws {
        let keywords = (1...40).map { "widget that is lost somewhere between the shop and customer \($0)" }
        let text = "Text.\n\n## Fix Common Issues\n\n### No Record\n\nIt says so.\n\n1. Look.\n"
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: "keywords: [\(keywords.joined(separator: ", "))]", text)
        ])
        try await site.build()
        let twin = try site.read("Public/guides/a.md")
        #expect(twin.prefix(Self.start).contains("\n- Issues: No Record\n"))
        let line = try #require(twin.split(separator: "\n").first { $0.hasPrefix("- Related keywords: ") })
        let shown = line.split(separator: ", ").count - 1
        let all = GuideFacts(try await site.library(), 0).keywords.count
        #expect(all > 40 && shown > 5 && line.hasSuffix("and \(all - shown) more"), "\(line)")
        #expect(line.count <= GuideTwin.mostKeywords + "- Related keywords: , and 60 more".count)
        // The page, which search engines read, has all.
        #expect(try site.read("Public/guides/a.html").contains(keywords[39]))
    }

    /// A build after a change of the date alone publishes it in the page, the twin and the twins of issues.
    @Test func aChangedDateIsPublished() async throws {
        func guide(_ day: String) -> String {
            TemporarySite.guide(
                "Alpha", more: "updated: \(day)",
                "Text.\n\n## Fix Common Issues\n\n### No Record\n\nIt says so.\n\n1. Check it.\n")
        }
        let site = try TemporarySite([
            "a.md": guide("2026-11-19"), "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        try await site.build()
        try site.write("a.md", guide("2026-11-20"))
        let report = try await site.build()
        #expect(report.written > 0 && report.unchanged > 0)
        let page = try site.read("Public/guides/a.html")
        // Plain text, of which extractors drop nothing: Readability keeps a short paragraph that is a sentence and has no link.
        #expect(page.contains(">Updated 20 November 2026.</p>") && !page.contains("<time"))
        #expect(try site.read("Public/guides/a.md").contains("\n- Updated: 2026-11-20\n"))
        #expect(try site.read("Public/guides/i/no-record.md").contains("\n- Updated: 2026-11-20\n"))
    }
}
