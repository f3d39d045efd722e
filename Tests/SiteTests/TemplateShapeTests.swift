import Foundation
import TestSupport
import Testing

@testable import Findings
@testable import Theming

/// Templates may come from anyone who opens a pull request: whatever their shape, there is a finding with a place, and
/// never the end of the program.
@Suite(.timeLimit(.minutes(15))) struct TemplateShapeTests {
    static func findings(_ templates: [String: String]) async throws -> [Finding] {
        let files = Dictionary(
            uniqueKeysWithValues: templates.map { ("Templates/\($0.key).mustache", $0.value) })
        let site = try TemporarySite(
            files.merging(["a.md": TemporarySite.guide("Alpha", "Text.")]) { $1 }, templates: false)
        return try await site.build().findings.filter { $0.severity == .error }
    }

    @Test(arguments: [
        (
            ["footer": "a {{" + String(repeating: "f(", count: 20_000) + "}}"],
            "Templates/footer.mustache:1:3", "cannot call functions"
        ),
        (
            ["footer": "{{x" + String(repeating: "(", count: 20_000)], "Templates/footer.mustache:1:1",
            "is not closed"
        ),
        (["head": "a\n {{> head}}"], "Templates/head.mustache:2:2", "head → head"),
        (
            ["head": "{{> x}}", "x": "{{> y}}", "y": "{{>head}}"], "Templates/head.mustache:1:1",
            "head → x → y → head"
        ),
        (["footer": "{{> guide}}"], "Templates/footer.mustache:1:1", "footer → guide → footer"),
        (["footer": "{{< footer}}{{/footer}}"], "Templates/footer.mustache:1:1", "cannot inherit"),
        (
            ["x": "{{$y}}{{/y}}", "head": "a\n{{<x}}{{$y}}{{> x}}{{/y}}{{/x}}"],
            "Templates/head.mustache:2:1",
            "cannot inherit"
        ),
        (["head": "{{$y}}{{$y}}{{/y}}{{/y}}"], "Templates/head.mustache:1:1", "cannot inherit"),
        (["guide": "{{{body}}}{{> guide}}"], "Templates/guide.mustache:1:11", "guide → guide"),
        (["head": "{{=<% %>=}}<%> head%>"], "Templates/head.mustache:1:12", "head → head"),
        (["head": "{{>*site-name}}"], "Templates/head.mustache:1:1", "comes from a value"),
        (
            ["head": String(repeating: "{{#title}}", count: 12_000)], "Templates/head.mustache:1:119991",
            "is not closed"
        ),
    ])
    func shapesWithoutEndAreFound(_ templates: [String: String], _ location: String, _ words: String)
        async throws
    {
        let found = try await Self.findings(templates)
        let first = found.first { $0.message.contains(words) }
        #expect(first.map { "\($0.file):\($0.location.line):\($0.location.column)" } == location, "\(found)")
        #expect(found.allSatisfy { $0.id == "templates/invalid" })
    }

    /// Each includes the next one many times: the page would have more bytes than there are atoms.
    @Test func partialsThatMultiplyAreFound() async throws {
        var templates = ["head": String(repeating: "{{> p0}}", count: 100)]
        for number in 0..<40 {
            templates["p\(number)"] = String(repeating: "{{> p\(number + 1)}}", count: 100)
        }
        templates["p40"] = "text"
        let found = try await Self.findings(templates)
        #expect(
            found.contains {
                $0.file == "Templates/head.mustache" && $0.message.contains("with all that it includes")
            })
    }

    @Test func manyTemplatesOfManyPartialsEnd() async throws {
        var templates: [String: String] = [:]
        for number in 0..<300 {
            templates["p\(number)"] = (0..<300).map { $0 > number ? "{{> p\($0)}}" : "" }.joined()
        }
        #expect(
            try await Self.findings(templates).allSatisfy {
                $0.id == "templates/invalid" || $0.id == "content/unreadable"
            })
    }

    /// Nothing is too deep or too often: a template is read from its start to its end, without recursion.
    @Test(
        arguments: [
            String(repeating: "{{#title}}", count: 6000) + "x" + String(repeating: "{{/title}}", count: 6000),
            String(repeating: "{{=<% %>=}}<%={{ }}=%>", count: 5000),
            "{{! " + String(repeating: ":( ", count: 30_000) + "}}",
            String(repeating: "{{^title}}\n{{/title}}\n", count: 5000),
        ])
    func largeTemplatesAreRead(_ text: String) async throws {
        #expect(try await Self.findings(["footer": text]) == [])
    }

    /// Work that grows with the square of a number that a pull request chooses would hold up the build for everyone.
    @Test func largeMistakesAreFoundSoon() async throws {
        let names = (0..<4000).map { "{{#no\($0)}}{{/no\($0)}}" }.joined(separator: "\n")
        var templates = ["header": names]
        for number in 0..<3000 { templates["p\(number)"] = "{{> p\((number + 1) % 3000)}}" }
        let found = try await Self.findings(templates)
        #expect(found.filter { $0.message.contains("no page has a value named") }.count >= 1000)
        let cycles = found.filter { $0.message.contains("includes itself") }
        #expect(cycles.count == 3000)
        #expect(
            cycles.contains {
                $0.message.hasSuffix(": p0 → p1 → p2 → p3 → … → p2998 → p2999 → p0")
            })
    }

    /// Each value may be as long as a guide.
    @Test func soManyValuesAreShown() async throws {
        let some = String(repeating: "{{note}}", count: 300)
        #expect(try await Self.findings(["footer": some]) == [])
        let found = try await Self.findings(["footer": some + "{{> p}}", "p": some])
        #expect(found.contains { $0.message.contains("of which each value counts as 8192") }, "\(found)")
    }

    /// A byte order mark within a page would start its body before its head.
    @Test func byteOrderMarksAreDropped() async throws {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "Templates/head.mustache": "\u{FEFF}{{! x }}\n<title>{{title}}</title>\n",
            ], templates: false)
        _ = try await site.build()
        #expect(try site.read("Public/guides/a.html").contains("<head>\n<title>Alpha</title>"))
    }

    /// Each includes the next one.
    @Test func aLongChainOfPartialsIsRead() async throws {
        var templates = ["footer": "{{> p0}}"]
        for number in 0..<3000 { templates["p\(number)"] = "{{> p\(number + 1)}}" }
        templates["p3000"] = "text"
        #expect(try await Self.findings(templates) == [])
    }

    /// Random templates, of the pieces that mustache gives a meaning.
    @Test(arguments: Seeded.seeds(300)) func randomTemplatesEnd(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let pieces = [
            "{{", "}}", "{{{", "}}}", "{{#", "{{^", "{{/", "{{>", "{{<", "{{$", "{{!", "{{%", "{{&", "{{=",
            "=}}", "<%", "%>", "title",
            "body", "head", "x", " ", "\n", "\r\n", "(", ")", ".", "*", "é", "}", "{", "assets.style.css",
            "=", "|", "lowercased(title)",
            "{{title}}", "{{#title}}", "{{/title}}", "{{> head}}", "{{> footer}}", "{{=| |=}}", "|title|",
            "%CONTENT_TYPE:TEXT",
        ]
        func text() -> String {
            (0..<Int.random(in: 1..<30, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
        }
        let found = try await Self.findings(["head": text(), "footer": text(), "x": text()])
        #expect(
            found.allSatisfy { ["templates/invalid", "links/unknown-file"].contains($0.id) }, "seed \(seed)")
    }
}
