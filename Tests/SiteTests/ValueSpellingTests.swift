import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Findings

/// Each key with few values takes every spelling of each, and nothing else: what is not one of them is an error.
@Suite(.timeLimit(.minutes(15))) struct ValueSpellingTests {
    private static let yes = ["true", "True", "TRUE", "yes", "on"]
    private static let no = ["false", "False", "FALSE", "no", "off"]
    /// Texts that look like one of them, or that other programs take for one.
    private static let neither = [
        "tRue", "Yes", "ON", "y", "n", "1", "0", "maybe", "'true'", "\"on\"", "\"no\"", "[true]",
        "{on: true}",
        "trueish", "tru", "oncoming", "on off", "null x", "!",
    ]

    private struct Read {
        var isDraft: Bool
        /// Of the guide; nil where it says nothing.
        var termLinks: Bool?
        var site: Site
        var ids: [String]
    }

    private static func read(guide: String = "", site settings: String = "") async throws -> Read {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", more: guide, "Text."),
                "Content/site.yml": TemporarySite.settings + settings + "\n",
            ], templates: false)
        let content = try await SiteContent.read(
            try ContentTree(site: site.path), site: site.path, withDrafts: false, jobs: 1)
        let source = try #require((content.guides + content.drafts).first)
        #expect(content.drafts.count == (source.frontMatter.isDraft ? 1 : 0))
        return Read(
            isDraft: source.frontMatter.isDraft, termLinks: source.frontMatter.termLinks, site: content.site,
            ids: (content.findings + source.findings).map(\.id))
    }

    /// A draft that is written in any way is kept back, and what is no draft is published.
    @Test(arguments: yes + no) func draftsAreKeptBack(_ text: String) async throws {
        let isDraft = Self.yes.contains(text)
        for line in ["draft: \(text)", "draft:   \(text)  ", "draft: \(text) # why", "draft:\n  \(text)"] {
            let read = try await Self.read(guide: line)
            #expect(read.isDraft == isDraft && read.ids == [], "\(line)")
        }
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "b.md": TemporarySite.guide("Beta", more: "draft: \(text)", "Text."),
            ], templates: false)
        for withDrafts in [false, true] {
            let report = try await site.build { $0.options.withDrafts = withDrafts }
            let isThere = withDrafts || !isDraft
            #expect(!report.hasErrors && report.guides == (isThere ? 2 : 1))
            let published = try site.published()
            #expect(
                (published["guides/b.html"] != nil) == isThere && (published["guides/b.md"] != nil) == isThere
            )
        }
    }

    @Test(arguments: yes + no) func termLinksComeAndGo(_ text: String) async throws {
        let isSet = Self.yes.contains(text)
        #expect(try await Self.read(guide: "term-links: \(text)").termLinks == isSet)
        #expect(try await Self.read(site: "term-links: \(text)").site.termLinks == isSet)
        #expect(try await Self.read().termLinks == nil)
    }

    @Test(arguments: neither, ["draft", "term-links"]) func anythingElseIsAnError(
        _ text: String, _ key: String
    ) async throws {
        for isSetting in [false, true] where !isSetting || key != "draft" {
            let line = "\(key): \(text)"
            let read = isSetting ? try await Self.read(site: line) : try await Self.read(guide: line)
            #expect(!read.ids.isEmpty, "\(line)")
            let site = try TemporarySite(
                [
                    "a.md": TemporarySite.guide("Alpha", more: isSetting ? "" : line, "Text."),
                    "Content/site.yml": TemporarySite.settings + (isSetting ? line + "\n" : ""),
                ], templates: false)
            #expect(try await site.build().hasErrors, "\(line)")
        }
    }

    private static let crawlers: [(String, Site.AICrawlers?)] = [
        ("open", .open), ("closed", .closed), ("no-training", .noTraining), ("Open", nil),
        ("CLOSED", nil),
        ("no training", nil), ("true", nil), ("clsed", nil),
    ]

    @Test(arguments: crawlers)
    func crawlersAreLetInAsItSays(_ text: String, _ value: Site.AICrawlers?) async throws {
        let read = try await Self.read(site: "ai-crawlers: \(text)")
        #expect(read.ids.isEmpty == (value != nil), "\(read.ids)")
        if let value { #expect(read.site.aiCrawlers == value) }
    }

    private static let numbers: [(String, Int?)] = [
        ("1", 1), ("2", 2), ("180", 180), ("999", 999), ("0", nil), ("-1", nil), ("1.5", nil), ("1e2", nil),
        ("0x10", nil),
        ("many", nil), ("1 000", nil), ("[1]", nil), ("99999999999999999999", nil),
    ]

    @Test(arguments: numbers)
    func numbersAreWholeAndAboveZero(_ text: String, _ value: Int?) async throws {
        let read = try await Self.read(site: "words-per-minute: \(text)")
        #expect(read.ids.isEmpty == (value != nil), "\(read.ids)")
        if let value { #expect(read.site.wordsPerMinute == value) }
    }
}
