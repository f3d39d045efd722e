import Testing

@testable import Analysis
@testable import Rendering

/// What an agent lifts of an issue, with what it leans on.
@Suite struct SectionCardTests {
    private static let body = """
        Before all headings.

        | a | b |
        | - | - |
        | 1 | 2 |

        ## Fix Common Issues

        ### Missing Record

        The checker saw no record at [the host][host], as said above.[^1]

        1. Publish the record, see [the standard][rfc].
        2. Run `dig` again and see the record.

        [rfc]: https://example.com/rfc

        ### Wrong Record

        The checker saw `v=x1`.

        1. Fix it.
           - A part.
        2. Look again that the record is right.

        [host]: https://example.com/host

        [^1]: A note.
        """

    private func card(_ id: String, more: String = "") async throws -> SectionCard {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", Self.body + more)])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        let twin = RenderedSite(reading).guide(0).twin.bytes
        let findings = try await reading.allFindings(options)
        return try #require(SectionCard(id, of: reading.library.guides[0], twin: twin, findings: findings))
    }

    @Test func marksWhatASectionLeansOn() async throws {
        let card = try await card("missing-record")
        #expect(card.markdown.hasPrefix("### Missing Record\n\nThe checker saw no record"))
        #expect(card.markdown.hasSuffix("[rfc]: https://example.com/rfc"))
        let letters = Array(card.markdown.unicodeScalars)
        let marked = card.marks.map { mark in
            (String(String.UnicodeScalarView(letters[mark.start..<mark.end])), mark.why)
        }
        #expect(marked.map(\.0) == ["[host]", "above", "[^1]"])
        #expect(marked.map(\.1)[0].contains("definition") && marked.map(\.1)[2].contains("footnote"))
        #expect(card.tokens == (letters.count + 3) / 4)
    }

    @Test func endsWithTheGuidesOwnText() async throws {
        let card = try await card("wrong-record")
        #expect(card.markdown.hasPrefix("### Wrong Record\n"))
        #expect(card.markdown.hasSuffix("[^1]: A note."))
        #expect(card.marks == [])
        let closed = try await self.card("wrong-record", more: "\n\n> What to keep in mind.")
        #expect(closed.markdown == card.markdown)
    }
}
