import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Library

/// Words of an issue that point out of it: each is found from its first to its last letter, and words that only look like
/// them, or that are a link to what they mean, are not.
@Suite(.timeLimit(.minutes(15))) struct OutsideReferenceTests {
    /// Texts of issues, with `⟦` and `⟧` around what points elsewhere.
    static let texts = [
        "Set it ⟦as described above⟧.", "Set it, ⟦as mentioned⟧, once.", "See the ⟦previous section⟧.",
        "It is in the ⟦Next Section⟧ of it.", "The record ⟦below⟧.", "The ⟦aforementioned⟧ record.",
        "As said ⟦above⟧, do it.",
        "*As said ⟦above⟧.*", "**The record ⟦below⟧**.", "The record (⟦above⟧).", "- The record ⟦above⟧.",
        "> The record ⟦above⟧.", "| a |\n| - |\n| The record ⟦above⟧. |", "See [it](b.md) ⟦above⟧.",
        "See the record ⟦above⟧, and the one ⟦below⟧.", "It was so ⟦earlier⟧.",
        "See [the record](b.md), ⟦as explained⟧.",
        // Links, which say where that is.
        "Set it [as described above](#part).", "Set it [*as described* above](b.md).",
        "See [the record above](b.md#part).",
        "See [above][r].\n\n[r]: b.md", "See [above].\n\n[above]: b.md",
        "See **[the previous section](b.md)**.",
        "See [**the previous section**](b.md).", "- See [below](b.md).", "> See [above](b.md).",
        "| a |\n| - |\n| See [above](b.md). |", "See [as described above](https://example.net/x).",
        // Where a number or a name is.
        "Above 4 % it fails.", "Put it below your domain.", "It is above the limit.",
        // Code, addresses and other words.
        "Run `above` once.", "```sh\nsee above\n```", "See <https://example.com/above>.",
        "See https://example.com/below.",
        "It is aboveboard.", "The section is there.",
    ]

    @Test func areFoundUnlessTheyAreLinks() async throws {
        let issues = Self.texts.enumerated().map { number, text in
            "### Thing Number \(number)\n\nIt says `x\(number)`.\n\n\(text)\n\n1. Do it.\n2. Check again.\n"
        }
        let marked = TemporarySite.guide(
            "Alpha", "## Part\n\nText.\n\n## Fix Common Issues\n\n\(issues.joined(separator: "\n"))")
        let plain = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        let site = try TemporarySite(
            ["a.md": plain, "b.md": TemporarySite.guide("Beta", "## Part\n\nText.")], templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter { $0.id == "agents/alone" }
        let lines = marked.lines
        var expected: [String] = []
        for (number, line) in lines.enumerated() {
            var column = 1
            var start = 0
            for sign in line.unicodeScalars {
                switch sign {
                case "⟦": start = column
                case "⟧": expected.append("\(number + 1):\(start)-\(column)")
                default: column += 1
                }
            }
        }
        #expect(expected.count == 18)
        let said = found.map {
            "\($0.location.line):\($0.location.column)-\($0.end.map { Int($0.column) } ?? 0)"
        }
        #expect(said == expected, "\(Set(said).symmetricDifference(expected).sorted())")
    }

    /// An acronym is found in an issue that does not spell it out, where the guide does so elsewhere; a link changes nothing.
    @Test(arguments: [
        ("It has no XYZ record.", true), ("See [XYZ](b.md).", true),
        ("The Xylo Yard Zone (XYZ) has it.", false),
        ("It has no XYZW record.", false), ("Ask `XYZ` for it.", false), ("It has no QRS record.", false),
        ("It has no TLS record.", false),
    ])
    func acronymsAreSpelledOutInEachIssue(_ text: String, _ isFound: Bool) async throws {
        let body = """
            The Xylo Yard Zone (XYZ) is one, and Transport Layer Security (TLS) is another. A Xylo Yard Zone (XYZ) is large.

            ## Fix Common Issues

            ### Lost Thing

            It says `x`. \(text)

            1. Do it.
            2. Check again.
            """
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", body), "b.md": TemporarySite.guide("Beta", "Text."),
                "Content/terms.yml": "- {term: TLS, guide: none}\n",
            ], templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter { $0.id == "agents/alone" }
        #expect(found.map(\.message).contains { $0.contains("XYZ") } == isFound, "\(found)")
        #expect(found.count == (isFound ? 1 : 0))
    }
}
