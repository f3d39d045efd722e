import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import OutputChecks
@testable import Support

/// Each check finds its examples wherever they are in a guide, from their first character to their last one, and not
/// more than them.
@Suite(.timeLimit(.minutes(15))) struct PlacedFindingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var check: any Check.Type
        var example: Example
        var place: Place
        var testDescription: String { "\(check.id) \(place): \(example.marked)" }
    }

    /// What is only a fault at the top level of a guide, or is another one elsewhere.
    private static func isOfTopLevel(_ id: String, _ place: Place) -> Bool {
        switch id {
        // Issues, sections and what a program has left between lines begin at the margin.
        case _ where id.hasPrefix("issues/"): true
        case "agents/alone", "structure/empty-section", "content/merge-conflict": true
        // Words in quotes are those of others.
        case "keywords/spelling": [.quote, .callout, .quoteInItem, .itemInQuote].contains(place)
        // A comment that begins an item has no line of its own.
        case "checks/suppression-without-reason":
            [.item, .numberedItem, .quoteInItem, .itemInQuote].contains(place)
        // A step within a step is in both of them.
        case "structure/long-step": place == .numberedItem || place == .cell
        case "structure/unknown-callout": place == .cell
        default: false
        }
    }

    static let cases = Place.allCases.flatMap { place in
        ExampleTests.cases.compactMap { test -> Case? in
            guard case .body = test.example.kind else {
                return nil
            }
            guard Place.ofFile.contains(place) || !isOfTopLevel(test.check.id, place),
                place.body(test.example.marked) != nil
            else { return nil }
            return Case(check: test.check, example: test.example, place: place)
        }
    }

    private static func guide(_ body: String, _ place: Place) -> String? {
        place.guide(FixTests.head("updated: 2026-11-20", body))
    }

    private func findings(_ text: String) async throws -> [Finding] {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write("example.md", text)
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        options.today = Day("2026-11-24")
        return try await AnalyzedSite(options).allFindings(options)
    }

    @Test(arguments: cases) func isFoundFromStartToEnd(_ test: Case) async throws {
        let marked = try #require(Self.guide(test.example.marked, test.place))
        let plain = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        let found = try await findings(plain).filter { $0.id == test.check.id }
        let lines = LineEnds.unified(Array(marked.replacing("\u{FEFF}", with: "").utf8))
        let unified = String(decoding: lines, as: UTF8.self)
        let start = ExampleTests.location(of: "⟦", in: unified)
        let end = ExampleTests.location(of: "⟧", in: unified)
        #expect(found.map(\.location) == [start].compactMap { $0 }, "\(found)")
        #expect(found.map(\.end) == [end], "\(found)")
        let good = Self.guide(test.example.good, test.place) ?? test.example.good
        let left = try await findings(good).filter { $0.id == test.check.id }
        #expect(left == [], "\(left)")
    }
}
