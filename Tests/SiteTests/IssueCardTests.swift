import TestSupport
import Testing

@testable import Analysis
@testable import Rendering

/// An issue's twin as the preview shows it, with what it leans on.
@Suite(.timeLimit(.minutes(15))) struct IssueCardTests {

    private func card(_ number: Int, more: String = "") async throws -> IssueCard {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", TemporarySite.twoIssues + more)])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        let outputs = RenderedSite(reading)
        let guide = reading.library.guides[0]
        let path = reading.library.addresses.issue(guide.issues[number].id)
        let twin = try #require(try outputs.file(reading.library.addresses.output(path, ".md")))
        return IssueCard(number, of: guide, twin: twin)
    }

    @Test func marksWhatAnIssueLeansOn() async throws {
        let card = try await card(0)
        #expect(card.markdown.hasPrefix("# Missing Record\n\n- [Human page]"))
        #expect(card.markdown.contains("\n\nThe checker saw no record at [the host][host]"))
        // Definitions and footnotes that are elsewhere in the guide are in the twin.
        #expect(card.markdown.contains("\n[rfc]: https://example.com/rfc"))
        #expect(card.markdown.hasSuffix("\n\n[host]: https://example.com/host\n\n[^1]: A note.\n"))
        let letters = Array(card.markdown.unicodeScalars)
        let marked = card.marks.map { mark in
            (String(String.UnicodeScalarView(letters[mark.start..<mark.end])), mark.why)
        }
        #expect(marked.map(\.0) == ["above"])
        #expect(marked.map(\.1) == ["this section points to text outside it"])
        #expect(card.tokens == (letters.count + 3) / 4)
    }

    @Test func endsWithTheGuidesOwnText() async throws {
        let card = try await card(1)
        #expect(card.markdown.hasPrefix("# Wrong Record\n"))
        #expect(card.markdown.hasSuffix("\n2. Look again that the record is right.\n"))
        #expect(card.marks == [])
        let closed = try await self.card(1, more: "\n\n> What to keep in mind.")
        #expect(!closed.markdown.contains("keep in mind"))
    }
}
