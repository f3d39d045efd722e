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

    /// A small site without any finding; the example takes the place of one of its files.
    static let site: [String: String] = [
        "Content/site.yml": """
        name: Example Site
        summary: A site in which the examples of the checks are.
        base-url: https://example.org
        agent-notes: [This site holds examples.]
        categories:
          - {id: basics, title: Basics, summary: The basics.}

        """,
        "Content/terms.yml": "- {term: TLS, guide: tls}\n- {term: SPF, guide: spf}\n",
        "Content/guides/tls.md": """
        ---
        title: TLS Basics
        summary: How mail servers keep a message private on its way.
        category: basics
        aliases: [ssl]
        ---

        TLS keeps a message private. DNS holds SPF.

        ## Certificates

        A certificate has a name.
        """,
        "Content/guides/spf.md": """
        ---
        title: SPF Basics
        summary: Which servers may send mail in the name of a domain.
        category: basics
        keywords: [sender list]
        ---

        SPF lists servers: it is a sender list. TLS is another matter.

        ## Fix Common Issues

        ### Missing SPF Record

        The checker found no `TXT` record.

        1. Add it.
        2. Run the checker again.
        """,
        "Content/guides/plans.md": """
        ---
        title: Plans
        summary: What is to come, which nobody should read before it is there.
        category: basics
        draft: true
        ---

        Text.
        """,
        "Content/guides/dot.png": "x",
        "Content/guides/example.md": guide(head: "", body: "Text."),
    ]

    private static let summary = "A guide that shows what is meant by an example of a check."

    static func guide(head: String, body: String) -> String {
        """
        ---
        title: Example Guide
        summary: \(summary)
        category: basics
        \(head)\(head.isEmpty ? "" : "\n")---

        \(body)
        """
    }

    static func file(_ kind: Example.Kind, _ text: String) -> (path: String, text: String) {
        switch kind {
        case .body, .described: ("Content/guides/example.md", guide(head: "", body: text))
        case .head:
            (
                "Content/guides/example.md",
                guide(
                    head: text,
                    body:
                        "Text of an example.\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n2. See it."
                )
            )
        case .file(let path): (path, text)
        }
    }

    private func findings(_ kind: Example.Kind, _ text: String) async throws -> [Finding] {
        let site = try TemporarySite(Self.site)
        let (path, text) = Self.file(kind, text)
        try site.write(path, text)
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-24")
        return try await AnalyzedSite(options).allFindings(options)
    }

    @Test func theSiteItselfHasNoFinding() async throws {
        #expect(try await findings(.body, "Text.") == [])
    }

    @Test(arguments: cases)
    func isFoundWhereItIsMarked(_ test: Case) async throws {
        let marked = Self.file(test.example.kind, test.example.marked).text
        let start = try #require(Self.location(of: "⟦", in: marked), "no mark in \(test)")
        let found = try await findings(test.example.kind, test.example.bad).filter { $0.id == test.check.id }
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
        let found = try await findings(test.example.kind, test.example.good)
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

    @Test func theDocumentationIsCurrent() throws {
        let written = try String(contentsOfFile: repository + "/Documentation/checks.md", encoding: .utf8)
        #expect(written == CheckText.documentation(), "run `make docs`")
    }
}
