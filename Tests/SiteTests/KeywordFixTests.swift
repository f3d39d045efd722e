import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Markdown
@testable import Support

/// Fixes of keywords and titles change nothing else.
@Suite(.timeLimit(.minutes(15))) struct KeywordFixTests {
    /// A term is found where it is misspelled inside a longer form of it.
    @Test(arguments: [
        ("Publish the Dmarc record.", "Publish the DMARC record."),
        ("Read the Mta-Sts policy.", "Read the MTA-STS policy."),
        ("The Spf records fail.", "The SPF records fail."), ("Publish Dmarc.", "Publish DMARC."),
        ("The dmarc-record is.", "The DMARC-record is."),
        ("An Spf include mechanism.", "An SPF include mechanism."),
    ])
    func misspelledTermsInLongerForms(_ body: String, _ fixed: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", body),
                "Content/terms.yml":
                    "- {term: DMARC, synonyms: [DMARC record], guide: none}\n- {term: MTA-STS, synonyms: [MTA-STS policy], guide: none}\n- {term: SPF, synonyms: [SPF record, SPF include mechanism], guide: none}\n",
            ], templates: false)
        #expect(try await site.build().findings.filter { $0.id == "keywords/spelling" }.count == 1)
        _ = try run(["check", "--site", site.path, "--fix", "--only", "keywords/spelling"])
        #expect(try site.read("a.md").hasSuffix("\n\n" + fixed))
    }

    /// Two keywords that a fingerprint once took for one are both kept.
    @Test func fixesDeleteNoOtherKeyword() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha", more: "keywords: [IPv6, IPTV, fs files, d3 files, FS-Files]",
                    "IPv6, IPTV, fs files, d3 files.")
            ],
            templates: false)
        #expect(
            try await site.build().findings.filter { $0.id == "keywords/repeated" }.map(\.message) == [
                "\"FS-Files\" repeats \"fs files\""
            ])
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("a.md").contains("keywords: [IPv6, IPTV, fs files, d3 files]"))
    }

    @Test func titlesAreTheSameInLetterCaseAlone() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Page", "Text."), "b.md": TemporarySite.guide("Pages", "Text."),
                "c.md": TemporarySite.guide("PAGE", "Text."),
            ],
            templates: false)
        func found() async throws -> [String] {
            try await site.build().findings.filter { $0.id == "keywords/contested" }.map {
                "\($0.file) \($0.severity.rawValue)"
            }
        }
        #expect(try await found() == ["Content/guides/c.md error"])
        try site.write("Content/site.yml", TemporarySite.settings + "checks: {keywords/contested: warning}\n")
        #expect(try await found() == ["Content/guides/c.md warning"])
    }

    /// What is written as a block of lines, or with a bar in a table, has no plain place for a fix: it is left as it
    /// is.
    @Test(arguments: [
        ("related:\n  - >-\n    othr\n  - |\n    othr", "Text.", "links/unknown-guide"),
        ("resources:\n  - guide: >-\n      othr\n    note: See it.", "Text.", "links/unknown-guide"),
        ("term-links: true", "| a | b |\n| - | - |\n| [x](OTHER.md?x\\|y) | c |", "links/wrong-case"),
        (
            "term-links: true", "| a | b |\n| - | - |\n| [x](other.md?a\\|b#stepz) | c |",
            "links/unknown-anchor"
        ),
    ])
    func fixesLeaveWhatHasNoPlainPlace(_ more: String, _ body: String, _ id: String) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", more: more, body),
                "other.md": TemporarySite.guide("Other", "Text.\n\n## Steps\n\nText."),
            ], templates: false)
        let before = try site.read("a.md")
        #expect(try await site.build().findings.contains { $0.id == id })
        _ = try run(["check", "--site", site.path, "--fix", "--only", id])
        #expect(try site.read("a.md") == before)
    }
}
