import Foundation
import TestSupport
import Testing

@testable import Markdown
@testable import Support

/// In one file with all others, each guide still leads where it led by itself.
@Suite(.timeLimit(.minutes(15))) struct LLMSFullTests {
    private static func document(_ bytes: [UInt8]) -> Document {
        Document(SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
    }

    private static func destinations(_ bytes: [UInt8]) -> [String] {
        document(bytes).links.filter { $0.kind != .definition }.map(\.destination)
    }

    /// How many mentions of footnotes become links.
    private static func notes(_ bytes: [UInt8]) -> Int {
        String(decoding: document(bytes).html, as: UTF8.self).components(
            separatedBy: "class=\"footnote-ref\""
        ).count - 1
    }

    private static func body(_ target: String) -> String {
        """
        See [the text][x], [x][], [x], [X ][ x ], ![a picture][p] and [long label][two  words].

        A claim[^1], another[^note]. Code: `[x]`, and \\[x].

        ```
        [x]: nothing
        [x][x]
        ```

        > [x] in a quote.

        - [x], and [inline](other.md).

        | a |
        | - |
        | [x] |
        | `\\|\\|\\|\\|\\|\\| [x]` |

        [x]: \(target)
        [p]: dot.png "A title"
        [Two Words]: <\(target)>

        [^1]: The first, see [x].
        [^note]: The second.
        """
    }

    @Test func labelsOfGuidesStayApart() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", Self.body("other.md#steps")),
                "b.md": TemporarySite.guide("Beta", Self.body("https://example.net/second")),
                "c.md": TemporarySite.guide("Gamma", Self.body("https://example.net/third")),
                "d.md": TemporarySite.guide("Delta", "No [x] here, and [y].\n\n[y]: other.md"),
                // Nothing here is a link but the last: within this guide, these labels are text.
                "e.md": TemporarySite.guide(
                    "Epsilon",
                    "[x] and [x-2], [x-3], ![p], [Two  words], [x](is text), \\\\[x], [^1], [^note-2].\n\n[x](other.md) leads on."
                ),
                "other.md": TemporarySite.guide("Other", "Text.\n\n## Steps\n\nText."),
                "dot.png": TemporarySite.picture,
                "Content/site.yml": TemporarySite.settings + "checks: {links/undefined-reference: off}\n",
            ], templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        let files = try site.published()
        let whole = try #require(files["llms-full.txt"])
        let twins = try ["a", "b", "c", "d", "e", "other"].map { try #require(files["guides/\($0).md"]) }
        let expected = twins.map(Self.destinations)
        for (name, target) in [("a", "other.md#steps"), ("b", "/second"), ("c", "/third")] {
            #expect(expected.joined().filter { $0.hasSuffix(target) }.count >= 8, "\(name)")
        }
        // The texts of footnotes come last in each document, so they come last in the whole.
        #expect(Self.destinations(whole).sorted() == expected.joined().sorted())
        #expect(Self.notes(whole) == twins.map(Self.notes).reduce(0, +))
        let text = String(decoding: whole, as: UTF8.self)
        #expect(text.components(separatedBy: "```\n[x]: nothing\n[x][x]\n```").count == 4)
        #expect(text.components(separatedBy: "\\| [x]` |").count == 4)
        #expect(text.components(separatedBy: "Code: `[x]`, and \\[x].").count == 4)
    }

    /// Twins are longer than the guides that they are of. A link to the whole is checked before they are made.
    @Test func isThereWhereALinkToItIsFine() async throws {
        let line = "This line of a long guide says nothing that any other line of it does not say.\n"
        let text = "See [all guides](/llms-full.txt).\n\n"
        let count = (1_999_990 - text.utf8.count) / line.utf8.count
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", text + String(repeating: line, count: count))],
            templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        let files = try site.published()
        #expect(try #require(files["guides/a.md"]).count > 2_000_000)
        #expect(files["llms-full.txt"] != nil)
    }

    @Test func filesWithoutSharedLabelsAreTheirTwins() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "See [x].\n\n[x]: b.md"),
                "b.md": TemporarySite.guide("Beta", "See [y].\n\n[y]: a.md"),
            ],
            templates: false)
        try await site.build()
        let files = try site.published()
        #expect(
            try #require(files["llms-full.txt"]) == #require(files["guides/a.md"]) + [10] + #require(
                files["guides/b.md"]))
    }
}
