import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import OutputChecks
@testable import Publishing
@testable import Reports
@testable import Support

/// Each check is held to its own examples: the bad one is found, at the marked location and by that check alone, and
/// the good one is not.
@Suite(.timeLimit(.minutes(15))) struct ExampleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var check: any Check.Type
        var example: Example
        var testDescription: String { "\(check.id): \(example.marked)" }
    }

    static let cases: [Case] = CheckCatalog.all.flatMap { check in
        check.examples.filter { $0.kind != .described }.map { Case(check: check, example: $0) }
    }

    static let site = ExampleSite.files

    static func guide(head: String, body: String) -> String { ExampleSite.guide(head: head, body: body) }

    static func file(_ kind: Example.Kind, _ text: String) -> (path: String, text: String) {
        ExampleSite.file(kind, text)
    }

    @Test func theSiteItselfHasNoFinding() async throws {
        #expect(try await ExampleSite.findings(.body, "Text.") == [])
    }

    @Test(arguments: cases)
    func isFoundWhereItIsMarked(_ test: Case) async throws {
        let marked = Self.file(test.example.kind, test.example.marked).text
        let start = try #require(Self.location(of: "⟦", in: marked), "no mark in \(test)")
        let found = try await ExampleSite.findings(test.example.kind, test.example.bad).filter {
            $0.id == test.check.id
        }
        #expect(found.map(\.location) == [start], "\(found)")
        #expect(found.map(\.end) == [Self.location(of: "⟧", in: marked)], "\(found)")
        #expect(found.allSatisfy { !$0.message.isEmpty && !$0.message.hasSuffix(".") })
    }

    /// The location that a mark is at, once no mark is there.
    static func location(of mark: Character, in marked: String) -> Support.SourceLocation? {
        guard let at = marked.firstIndex(of: mark) else { return nil }
        let before = marked[..<at].unicodeScalars.filter { $0 != "⟦" && $0 != "⟧" }
        return Support.SourceLocation(
            line: before.count { $0 == "\n" } + 1,
            column: before.reversed().prefix { $0 != "\n" }.count + 1)
    }

    @Test(arguments: cases)
    func isNotFoundWhereItIsDoneWell(_ test: Case) async throws {
        let found = try await ExampleSite.findings(test.example.kind, test.example.good)
        #expect(!found.contains { $0.id == test.check.id }, "\(found)")
        // What is shown as good has to be good.
        #expect(found.filter { $0.severity > .note } == [], "\(found)")
    }

    @Test func everyCheckHasExamples() {
        for check in CheckCatalog.all {
            #expect(!check.examples.isEmpty, "\(check.id)")
            #expect(
                !check.why.isEmpty && check.finds.hasSuffix(".") && check.why.hasSuffix("."), "\(check.id)")
        }
        #expect(CheckCatalog.all.count == Set(CheckCatalog.all.map { $0.id }).count)
        // Settings know a check by this list.
        #expect(CheckID.all.map(\.name).sorted() == CheckCatalog.all.map { $0.id })
    }

    /// Pages about checks say what the checks say now, messages of findings included.
    @Test(arguments: CheckID.groups) func theDocumentationIsCurrent(_ group: String) async throws {
        let page = try #require(CheckPage(of: group), "a group needs its subject in CheckPage")
        let text = try await page.markdown()
        let written = try Disk.read("\(repository)/Documentation/Content/guides/checks-\(group).md")
        #expect(String(decoding: written, as: UTF8.self) == text, "run `make docs`")
    }

    /// No page is left of a group that is gone.
    @Test func theDocumentationHasAPageForEachGroup() throws {
        let pages = try Disk.names(in: "\(repository)/Documentation/Content/guides").filter {
            $0.hasPrefix("checks-")
        }
        #expect(Set(pages) == Set(CheckID.groups.map { "checks-\($0).md" }))
    }
}
