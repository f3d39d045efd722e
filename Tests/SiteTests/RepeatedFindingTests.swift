import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Support

/// What is wrong twice is found twice: each example of a check by itself, and the same once more after other text.
@Suite(.timeLimit(.minutes(15))) struct RepeatedFindingTests {
    /// Checks that tell of a whole guide at once, of the second of two, or of a path once.
    private static let once: Set<String> = [
        "links/ambiguous-anchor", "links/crowded", "links/outside-site", "links/same-text",
        "links/shadowed-definition",
        "links/unused-definition", "structure/duplicate-heading",
        "structure/unclosed-fence",
    ]

    static let cases = ExampleTests.cases.filter { test in
        guard case .body = test.example.kind else { return false }
        return !once.contains(test.check.id)
    }

    /// The same example a second time: its issue has another name, in the same section.
    private static func again(_ text: String) -> String {
        text.replacing("## Fix Common Issues\n\n", with: "").replacing("### Missing", with: "### Lost")
            .replacing("### ⟦Missing", with: "### ⟦Lost")
    }

    private static func found(_ body: String) async throws -> [Finding] {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write("example.md", FixTests.head("updated: 2026-11-20", body))
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-24")
        return try await AnalyzedSite(options).allFindings(options)
    }

    @Test(arguments: cases) func whatIsWrongTwiceIsFoundTwice(_ test: ExampleTests.Case) async throws {
        let (first, second) = (test.example.marked, Self.again(test.example.marked))
        let between = test.check.id.hasPrefix("issues/") ? "\n\n" : "\n\nOther text between the two.\n\n"
        let plain = (first + between + second).replacing("⟦", with: "").replacing("⟧", with: "")
        let found = try await Self.found(plain).filter { $0.id == test.check.id }
        let head = FixTests.head("updated: 2026-11-20", "⟧").split(separator: "⟧")[0]
        let starts = [head + first, head + first.replacing("⟦", with: "") + between + second].map {
            ExampleTests.location(of: "⟦", in: String($0))
        }
        #expect(found.map(\.location) == starts.compactMap { $0 }, "\(plain): \(found.map(\.message))")
    }
}
