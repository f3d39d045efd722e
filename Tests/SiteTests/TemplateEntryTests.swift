import Foundation
import TestSupport
import Testing

@testable import Rendering
@testable import Support
@testable import Theming

/// Each entry of a list shows its own values, whatever the entry before it had: each optional value there and not there,
/// after each other shape.
@Suite(.timeLimit(.minutes(15))) struct TemplateEntryTests {
    /// A template that shows for each value whether it is there, in braces that no content has.
    private static func probe(_ names: [String], braces: (String, String) = ("{{", "}}")) -> String {
        "⟨"
            + names.map {
                "{{#\($0)}}\($0)=\(braces.0)\($0)\(braces.1);{{/\($0)}}{{^\($0)}}no \($0);{{/\($0)}}"
            }
            .joined() + "⟩"
    }

    /// What the probe of some names shows; an empty text is one that is not there.
    private static func shown(_ values: [(name: String, text: String)]) -> String {
        values.map { $0.text.isEmpty ? "no \($0.name);" : "\($0.name)=\($0.text);" }.joined()
    }

    private static func probes(_ page: String) -> [String] {
        page.components(separatedBy: "⟨").dropFirst().map { $0.components(separatedBy: "⟩")[0] }
    }

    /// Numbers below `count` in an order in which each comes right after each other one, and itself.
    private static func eachAfterEach(_ count: Int) -> [Int] {
        var order: [Int] = []
        for first in 0..<count {
            order.append(first)
            for second in (first + 1)..<max(count, first + 1) { order += [first, second] }
            order.append(first)
        }
        return order
    }

    @Test func theOrderHasEachAfterEach() {
        for count in [1, 2, 4, 16] {
            let order = Self.eachAfterEach(count)
            let pairs = Set(zip(order, order.dropFirst()).map { $0 * count + $1 })
            #expect(pairs.count == count * count)
        }
    }

    static let lists = TemplateName.allCases.filter { $0.values.count < 8 }

    /// All shapes of values, set as a text, as bytes and as a buffer, through one list and one after the other.
    @Test(arguments: lists) func entriesHaveTheirOwnValues(_ name: TemplateName) async throws {
        let names = name.values.map(\.name)
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "Text."),
                "Templates/\(name.rawValue).mustache": Self.probe(names, braces: ("{{{", "}}}")),
            ], templates: false)
        let writer = TemplateFiller(try await site.theme())
        var random = Seeded(UInt64(names.count))
        let shapes = (0..<600).map { _ in Int.random(in: 0..<(1 << names.count), using: &random) }
        func text(_ number: Int, _ bit: Int) -> String { "v\(number).\(bit)" }
        let made = writer.list(Array(shapes.enumerated()), name) { values, entry in
            for (bit, value) in name.values.enumerated() {
                let text = entry.element & 1 << bit == 0 ? "" : text(entry.offset, bit)
                switch (entry.offset + bit) % 3 {
                case 0: values.set(value, text)
                case 1: values.set(value, Array(text.utf8))
                default:
                    let buffer = ByteWriter()
                    buffer.append(text)
                    values.set(value, buffer)
                }
            }
        }
        let wanted = shapes.enumerated().map { number, shape in
            Self.shown(
                names.enumerated().map {
                    ($0.element, shape & 1 << $0.offset == 0 ? "" : text(number, $0.offset))
                })
        }
        #expect(Self.probes(String(decoding: made, as: UTF8.self)) == wanted)
    }

    /// The entries of the site's own lists, with all that a guide, a term and a category may leave out.
    @Test func listsOfTheSiteHaveTheirOwnValues() async throws {
        let resources = Self.eachAfterEach(4).enumerated().map { number, kind in
            let target =
                kind & 1 == 0
                ? "title: Page \(number), url: 'https://example.com/\(number)'" : "guide: g-\(number)"
            return "  - {\(target)\(kind & 2 == 0 ? "" : ", note: Note \(number)")}"
        }
        let signals = Self.eachAfterEach(2).map { $0 == 1 }
        let issues = signals.enumerated().map {
            "### Issue \($0.offset)\n\n\($0.element ? "Signal \($0.offset).\n\n" : "")1. Do it.\n"
        }
        let levels = [2, 2, 3, 3, 2, 3, 2]
        let headings = levels.enumerated().map {
            String(repeating: "#", count: $0.element) + " Part \($0.offset)\n\nText.\n"
        }
        var files = [
            "a.md": TemporarySite.guide(
                "Alpha", more: "resources:\n" + resources.joined(separator: "\n"),
                (headings + ["## Fix Common Issues\n"] + issues).joined(separator: "\n"))
        ]
        for number in resources.indices {
            files["g-\(number).md"] = TemporarySite.guide(
                "Guide \(number)", category: "c-\(number)", "Text.")
        }
        let categories = resources.indices.map { $0 % 3 != 1 }
        files["Content/site.yml"] =
            TemporarySite.settings
            + categories.enumerated().map {
                "  - {id: c-\($0.offset), title: C \($0.offset)\($0.element ? ", summary: About \($0.offset)." : "")}\n"
            }
            .joined() + "checks: {keywords: off, links: off, issues: off, structure: off, terms: off}\n"
        let terms = Self.eachAfterEach(16)
        files["Content/terms.yml"] =
            terms.enumerated().map { number, shape in
                let name = 1000 + number
                let parts = [
                    "expansion: Expansion \(name)", "definition: Definition \(name)",
                    "synonyms: [Also \(name), Too \(name)]",
                ]
                let own = parts.indices.filter { shape & 1 << $0 != 0 }.map { ", " + parts[$0] }.joined()
                return "- {term: T\(name)\(own), guide: \(shape & 8 == 0 ? "none" : "a")}\n"
            }
            .joined()
        for (name, names) in [
            ("resource-item", ["title", "note"]), ("issue-item", ["title", "note"]),
            ("term-item", ["title", "expansion", "note", "synonyms", "url", "guide-title"]),
            ("category-item", ["title", "note"]), ("contents-item", ["title", "is-sub"]),
        ] {
            let link = name == "term-item" ? "{{#url}}<a href=\"{{url}}\">{{guide-title}}</a>{{/url}}" : ""
            let around =
                name == "term-item"
                ? "<h2><span id=\"{{anchor}}\"></span>x</h2>"
                : name == "category-item"
                    ? "<h2><a href=\"{{url}}\">{{title}}</a></h2>{{{guides}}}"
                    : "<a href=\"{{url}}\">{{title}}</a>"
            files["Templates/\(name).mustache"] = "\(name)" + Self.probe(names) + around + link + "\n"
        }
        let site = try TemporarySite(files, templates: false)
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error } == [])
        func shown(_ page: String, _ name: String) throws -> [String] {
            try site.read("Public/guides\(page).html").components(separatedBy: "\(name)⟨").dropFirst().map {
                $0.components(separatedBy: "⟩")[0]
            }
        }
        let kinds = Self.eachAfterEach(4)
        #expect(
            try shown("/a", "resource-item")
                == kinds.enumerated().map { number, kind in
                    Self.shown([
                        ("title", kind & 1 == 0 ? "Page \(number)" : "Guide \(number)"),
                        ("note", kind & 2 == 0 ? "" : "Note \(number)"),
                    ])
                })
        #expect(
            try shown("/a", "issue-item")
                == signals.enumerated().map {
                    Self.shown([("title", "Issue \($0.offset)"), ("note", "")])
                })
        #expect(
            try shown("/a", "contents-item").prefix(levels.count)
                == levels.enumerated().map {
                    Self.shown([("title", "Part \($0.offset)"), ("is-sub", $0.element == 3 ? "yes" : "")])
                }[...])
        #expect(
            try shown("", "category-item").dropFirst()
                == categories.enumerated().map {
                    Self.shown([
                        ("title", "C \($0.offset)"), ("note", $0.element ? "About \($0.offset)." : ""),
                    ])
                }[...])
        let glossary = try site.read("Public/guides/glossary.md").components(separatedBy: "\n## ").dropFirst()
        #expect(
            Array(glossary).map { $0.split(separator: "\n").map(String.init) }
                == terms.enumerated().map { number, shape in
                    let name = 1000 + number
                    let parts = [
                        "Expansion \(name)", "Definition \(name)", "Also called: Also \(name), Too \(name)",
                        "Explained in [Alpha](https://example.org/guides/a.md).",
                    ]
                    return ["T\(name)"] + parts.indices.filter { shape & 1 << $0 != 0 }.map { parts[$0] }
                })
        #expect(
            try shown("/glossary", "term-item")
                == terms.enumerated().map { number, shape in
                    let name = 1000 + number
                    func own(_ bit: Int, _ text: String) -> String { shape & 1 << bit == 0 ? "" : text }
                    return Self.shown([
                        ("title", "T\(name)"), ("expansion", own(0, "Expansion \(name)")),
                        ("note", own(1, "Definition \(name)")),
                        ("synonyms", own(2, "Also \(name), Too \(name)")), ("url", own(3, "/guides/a")),
                        ("guide-title", own(3, "Alpha")),
                    ])
                })
    }
}
