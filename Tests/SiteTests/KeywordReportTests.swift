import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Markdown
@testable import Reports
@testable import Support
@testable import Words

@Suite(.timeLimit(.minutes(15))) struct KeywordReportTests {
    private func rows(_ body: String, head: String) async throws -> [String: KeywordReport.Row] {
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", FixTests.head(head, body))
        let reports = KeywordReport.all(try await site.library(), slug: "example")
        return Dictionary(uniqueKeysWithValues: try #require(reports.first).keywords.map { ($0.keyword, $0) })
    }

    @Test func tellsWhereAKeywordOccurs() async throws {
        let rows = try await rows(
            "A first line on mail-servers.\n\n## Mail Server\n\nThe mail server's name, and TLS. Mail servers `mail server`.",
            head: "keywords: [mail server, quiet night, tls basics]")
        let mail = try #require(rows["mail server"])
        #expect(mail.origin == "own" && mail.state == "owned" && mail.count == 4)
        #expect(mail.places == ["headings", "opening", "body"])
        #expect(mail.sentence == "A first line on mail-servers")
        #expect(rows["quiet night"]?.state == "promised" && rows["quiet night"]?.sentence == nil)
        #expect(rows["tls basics"]?.competing == ["tls"])
        let title = try #require(rows["Example Guide"])
        #expect(title.origin == "derived" && title.places == ["title"])
        // The text does not say it, and the title does.
        #expect(title.count == 1 && title.share == 0)
        #expect(
            rows["TLS"]?.origin == "term" && rows["TLS"]?.state == "mentioned"
                && rows["TLS"]?.competing == ["tls"])
    }

    /// Longest match first, hyphen and space and nothing alike, plural and possessive, compatibility forms.
    @Test(
        arguments: [
            ("reverse dns", "Reverse DNS and reverse-dns and reversedns", 3),
            ("reverse dns", "reverse, DNS", 0),
            ("DNS, PTR, and mail", "DNS, PTR, and mail; dns ptr and mail", 2),
            ("dns", "MTA DNS dns's DNSs", 2), ("set up", "setup sets up set-up", 3),
            ("mail", "email mailbox mail", 1),
            ("straße", "Strasse STRASSE straße", 3), ("ﬁle", "file", 1), ("a b", "a\nb", 1),
            ("a b", "**a** b", 1),
            ("a b", "a. b", 0), ("a b", "| a | b |\n| --- | --- |\n| a | b |", 0),
        ])
    func matchesByWords(_ phrase: String, _ text: String, _ count: Int) {
        let source = SourceText(Array(text.utf8))
        let document = Document(source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter())
        #expect(TermIndex([phrase]).matches(in: Prose(document)).count == count)
    }

    @Test func printsATable() throws {
        let site = try TemporarySite(ExampleTests.site)
        let table = try run(["keywords", "--site", site.path, "tls"])
        #expect(
            table.code == 0 && table.output.contains("  keyword ")
                && table.output.contains("TLS Basics guide"))
        let all = try run(["keywords", "--site", site.path, "--format", "json"])
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [[String: Any]])
        #expect(list.compactMap { $0["slug"] as? String } == ["example", "spf", "tls"])
        #expect(try run(["keywords", "--site", site.path, "tsl"]).error.contains("did you mean tls?"))
    }
}
