import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Markdown
@testable import Support

/// Shapes that no parser gets through are named, and long guides are read.
@Suite(.timeLimit(.minutes(15))) struct CostlyShapeTests {
    static func table(_ columns: Int, _ rows: Int) -> String {
        "|" + String(repeating: "a|", count: columns) + "\n|" + String(repeating: "-|", count: columns) + "\n"
            + String(repeating: "|a|\n", count: rows)
    }

    /// Numbered issues that all say the same.
    static func issues(_ count: Int, _ text: String) -> String {
        "## Fix Common Issues\n\n"
            + (1...count).map { "### Issue \($0)\n\nText \(text).\n\n1. Run the check again.\n\n" }.joined()
    }

    /// A body that is too long to be shown, with what is said of it.
    struct Shape: Sendable, CustomTestStringConvertible {
        var body: String
        var words: String
        init(_ body: String, _ words: String) { (self.body, self.words) = (body, words) }
        var testDescription: String { words }
    }

    @Test(arguments: [
        Shape(table(2000, 2000), "2000 columns"), Shape(table(CostlyShape.mostColumns + 1, 1), "501 columns"),
        Shape(table(100, 1001), "100100 cells"),
        Shape("Text.\n\n> " + table(300, 400).replacing("\n", with: "\n> "), "cells"),
        Shape("a\n:-\n" + String(repeating: "b\n", count: 100_001), "100001 cells"),
        Shape("https://example.net/" + String(repeating: ")", count: 501), "500 `)`"),
        Shape(String(repeating: "a@", count: 501), "500 `@`"),
        Shape(String(repeating: "a@b ", count: 20_001), "20001 `@`"),
        Shape(String(repeating: "![[]()", count: 501), "500 images"),
        Shape("|a|\n|\u{C}-|" + String(repeating: "-|", count: 600) + "\n", "601 columns"),
        Shape("- x\n\n  " + table(501, 1).replacing("\n", with: "\n  "), "501 columns"),
        Shape(
            String(repeating: "[r] ", count: 10_000) + "\n\n[r]: https://example.net/"
                + String(repeating: "x", count: 60_000), "used 10001 times"),
        Shape(
            String(repeating: "![r] ", count: 50_000) + "\n\n> [r]:\n> b.md\n> \""
                + String(repeating: "word\n> ", count: 1500) + "\"", "used 50001 times"),
        Shape(String(repeating: ">", count: 251) + " a", "251 `>`"),
        Shape("- a\n\n  1. " + String(repeating: "> ", count: 5000) + "a\n> b", "5000 `>`"),
        Shape("[^a]\n\n[^a]: " + String(repeating: "> ", count: 251) + "a", "251 `>`"),
        Shape(issues(600, "[^a]") + "[^a]: " + String(repeating: "word ", count: 8000), "600 issues"),
        Shape(
            issues(600, "[b][a]") + "[a]: b.md \"" + String(repeating: "word ", count: 8000) + "\"",
            "600 issues"),
    ])
    func costlyShapesAreNamed(_ shape: Shape) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", shape.body)], templates: false)
        try site.write("b.md", TemporarySite.guide("Beta", "Text."))
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.map(\.id).filter { $0 != "content/control-character" } == ["content/too-complex"])
        #expect(found.first?.message.contains(shape.words) == true, "\(found.map(\.message))")
    }

    @Test(arguments: [
        Shape(table(CostlyShape.mostColumns, 3), "as many columns as may be"),
        Shape(table(100, 999), "as many cells"),
        Shape("https://example.net/" + String(repeating: ")", count: 500), "as many signs"),
        Shape(String(repeating: "a) ", count: 2000), "signs apart"),
        Shape(
            String(repeating: ">", count: CostlyShape.mostQuotes) + " a\n"
                + String(repeating: "> a\n", count: 999), "as many quotes"),
        Shape("a " + String(repeating: ">", count: 1000), "signs in a text"),
        Shape(issues(100, "[^a]") + "[^a]: " + String(repeating: "word ", count: 8000), "a long footnote"),
        Shape(String(repeating: "[a](b.md)", count: 2000), "links without a space"),
    ])
    func shapesWithinBoundsAreRead(_ shape: Shape) async throws {
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", shape.body), "b.md": TemporarySite.guide("Beta", "Text.")],
            templates: false)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// Guides of half a megabyte and more, each of a shape that once took minutes: what is found is counted, and told
    /// apart up to a bound.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("[]", 300_000, "", 0), ("[a](b.md) ", 60_000, "", 0),
            ("[a](c.md) ", 60_000, "links/unknown-guide", 1000),
            ("[a](#c) ", 60_000, "links/unknown-anchor", 1000),
            ("https://a.example/ ", 40_000, "links/vague-text", 1000),
            ("[a]: http://a.example/\n", 30_000, "", 0),
            ("# a {#b}\n", 60_000, "structure/duplicate-heading", 1000), ("# a\n", 100_000, "", 0),
            ("a\n=\n", 100_000, "", 0), ("<a id=\"b\"></a> ", 40_000, "structure/duplicate-heading", 1000),
            ("[b][] ", 60_000, "links/undefined-reference", 1000),
            ("<!-- guides-disable-next links/vague-text: x -->\n\n[here](b.md)\n\n", 10_000, "", 0),
            (":::note\n\n    ```x\n\n", 20_000, "content/template-leak", 1000),
            ("\u{200B}a", 100_000, "", 0), ("&amp;", 100_000, "", 0), ("|a|\n|-|\n|b|\n\n", 40_000, "", 0),
        ])
    func longGuidesAreRead(_ piece: String, _ count: Int, _ id: String, _ found: Int) async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", String(repeating: piece, count: count)),
                "b.md": TemporarySite.guide("Beta", "Text."),
            ], templates: false)
        let findings = try await site.build().findings
        guard !id.isEmpty else { return }
        let own = findings.filter { $0.id == id }
        #expect(own.count == found)
        #expect(own.contains { $0.help.hasSuffix(" more like it in this file") })
    }

    /// Tens of thousands of links to as many parts of another guide, or to issues, none of which is there.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("b.md#c", "links/unknown-anchor"), ("/guides/i/c", "links/unknown-anchor"),
            ("b.md#A", "links/wrong-case"), ("b", "links/unknown-file"),
        ])
    func manyLinksIntoManyPartsAreRead(_ link: String, _ id: String) async throws {
        let links = (1...40_000).map { "[the text](\(link)\($0))\n" }.joined()
        let headings = (1...10_000).map { "### A\($0)\n\n" }.joined()
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", links),
                "b.md": TemporarySite.guide("Beta", "Text.\n\n## Fix Common Issues\n\n" + headings),
            ], templates: false)
        let findings = try await site.build().findings
        #expect(findings.count { $0.id == id } == 1000)
    }

    /// Tens of thousands of ids, each of which is looked for among all others.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("written", "structure/duplicate-heading", 1000), ("places", "structure/duplicate-heading", 0),
            ("links", "links/ambiguous-anchor", 1000),
        ])
    func manyIDsAreRead(_ kind: String, _ id: String, _ count: Int) async throws {
        let numbers = 1...(kind == "links" ? 150_000 : 80_000)
        let body =
            switch kind {
            case "written":
                numbers.map { "## T\($0)\n\n" }.joined() + numbers.map { _ in "## Z {#z}\n\n" }.joined()
            case "places": numbers.map { "<a id=\"t\($0)\"></a>\n\n## T\($0)\n\n" }.joined()
            default:
                numbers.map { "[it](#a-\($0))\n" }.joined() + "\n## A\n\n"
                    + numbers.map { _ in "## A\n\n" }.joined()
            }
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)], templates: false)
        #expect(try await site.build().findings.count { $0.id == id } == count)
    }

    /// Code that a long text with a backslash before it begins like.
    @Test(.timeLimit(.minutes(5))) func longCodeIsFound() async throws {
        let letters = String(repeating: "a", count: 450_000)
        let bytes = Array("\\*\(letters) `\(letters)b`\n".utf8)
        let document = Document(SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
        #expect(document.codeBytes == [450_004..<900_005])
    }

    /// Settings of any size are read in time that grows with them.
    @Test(.timeLimit(.minutes(5))) func longSettingsAreRead() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        let keywords = (0..<20_000).map { "k\($0)" }.joined(separator: ", ")
        try site.write(
            "Content/site.yml", TemporarySite.settings.replacing("[site keyword]", with: "[\(keywords)]"))
        #expect(try await site.build().findings.allSatisfy { $0.severity != .error })
        try site.write(
            "Content/terms.yml", "- {term: \(String(repeating: "word ", count: 100_000)), guide: none}\n")
        #expect(
            try await site.build().findings.filter { $0.severity == .error }.map(\.id) == [
                "content/wrong-type"
            ])
        try site.write("Content/terms.yml", "")
        try site.write("Content/queries.yml", (0..<5000).map { "- {query: q\($0), finds: a}\n" }.joined())
        #expect(try await site.build().findings.contains { $0.message.contains("queries; the limit is") })
        try site.write(
            "Content/queries.yml", "- {query: \(String(repeating: "word ", count: 100_000)), finds: a}\n")
        #expect(try await site.build().findings.contains { $0.message.contains("this query has") })
        for file in ["terms.yml", "queries.yml", "site.yml"] {
            try site.write("Content/\(file)", "[" + String(repeating: "\"a,", count: 300_000))
            let found = try await site.build().findings.filter {
                $0.file.hasSuffix(file) && $0.severity == .error
            }
            #expect(!found.isEmpty && found.allSatisfy { $0.help.count < 200 }, "\(found.map(\.message))")
            try site.write("Content/\(file)", "")
        }
    }
}
