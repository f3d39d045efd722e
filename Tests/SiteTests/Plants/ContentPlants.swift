import TestSupport

@testable import Markdown

extension Plant {
    /// Faults in front matter, settings and what guides hold.
    static let ofContent: [Plant] = [
        Plant("content/unknown-key") { $0.head("\($0.pick(Plant.words)): x") },
        Plant("content/missing-key") {
            let file = $0.guide()
            let key = ["title", "summary", "category"][$0.number % 3]
            var lines = $0.lines(file)
            lines.removeAll { $0.hasPrefix(key + ":") }
            $0.set(file, lines)
            return Planted(file: file, line: 2)
        },
        Plant("content/wrong-type") {
            $0.head(
                $0.pick([
                    "draft: maybe", "term-links: x", "aliases: {a: b}", "agent-notes: {a: b}", "issues: x",
                    "draft: 7", "aliases: [[x]]", "term-links: [true]", "issues: [x]",
                    "agent-notes: [{a: b}]",
                ]))
        },
        Plant("content/no-front-matter") {
            let file = $0.guide()
            let key = $0.pick(["title", "summary", "category"])
            return $0.change(key, in: file) { $0.replacing(": ", with: ":", maxReplacements: 1) }
        },
        Plant("content/duplicate-slug") {
            let files = $0.guides
            let word = $0.pick(Plant.words)
            _ = $0.head("aliases: [\(word)]", in: files[$0.number % (files.count - 1)])
            return $0.head("aliases: [\(word)]", in: files.last!)
        },
        Plant("content/misplaced-guide") { draft in
            let slugs = draft.guides.filter { guide in
                draft.lines(guide).contains { $0 == "category: dns" || $0 == "category: lists" }
            }
            .map { String($0.split(separator: "/").last!.dropLast(3)) }
            let slug = draft.pick(slugs)
            return draft.change("      [why-mail-goes-to-spam", in: "Content/site.yml") {
                $0.replacing("      [", with: "      [\(slug), ")
            }
        },
        Plant("content/active-file") {
            let word = $0.pick(Plant.words)
            let (name, text) = $0.pick([
                ("\(word).html", "<p>Text.</p>\n"), ("\(word).js", "start();\n"),
                ("\(word).svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"start()\"/>\n"),
                ("\(word)/web.config", "<configuration/>\n"), ("\(word).php", "<?php\n"),
            ])
            $0.files["Content/guides/\(name)"] = text
            return Planted(file: "Content/guides/\(name)", line: 1)
        },
        Plant("content/bad-slug") {
            $0.head(
                "aliases: [\($0.pick(["A", "a_b", "a.b", "..", "a b", "-a", "a-", "a--b", "index", "é"]))]")
        },
        Plant("content/unknown-category") {
            let word = $0.pick(Plant.words)
            return $0.change("category:", in: $0.guide()) { _ in "category: \(word)" }
        },
        Plant("content/bad-date") {
            $0.head(
                "review: \($0.pick(["2026-13-01", "2026-02-30", "2026-1-1", "soon", "2026", "01.02.2026", "2026-00-10", "2026-06-31", "26-01-01", "0000-01-01"]))"
            )
        },
        Plant("content/empty-guide") {
            let path = "Content/guides/\($0.pick(Plant.words)).md"
            $0.files[path] =
                "---\ntitle: \($0.pick(Plant.words)) Mail\nsummary: A page on \($0.pick(Plant.words)) that has been announced and is still to be written down.\ncategory: dns\n---\n"
            // Nothing leads to it yet, so another guide has to.
            _ = $0.change("related:", in: "Content/guides/spf.md") { _ in
                "related: [\(path.dropFirst(15).dropLast(3))]"
            }
            return Planted(file: path, line: 6)
        },
        Plant("content/duplicate-summary") {
            let file = "Content/guides/tls.md"
            let other = $0.guides.filter { $0 < file }.randomElement(using: &$0.random)!
            let summary = $0.lines(other).first { $0.hasPrefix("summary:") }!
            // TLS has to stay in it.
            _ = $0.change("summary:", in: other) { $0.replacing(".", with: " of TLS.") }
            return $0.change("summary:", in: file) { _ in summary.replacing(".", with: " of TLS.") }
        },
        Plant("content/review-due") { $0.head("review: 2026-0\(1 + $0.number % 9)-1\($0.number)") },
        Plant("content/template-leak") {
            $0.sentence(
                $0.pick([
                    "{{ name }}", "{% if x %}", "{{x}}", "{%x%}", "A {{ b.c }} d", "{{> part }}", "{{#if a}}",
                    "{% for a in b %}", "{{{ raw }}}", "{%- x -%}",
                ]))
        },
        Plant("content/unknown-value") {
            $0.sentence($0.pick(["Version {{value: none}}.", "{{ value: none }}", "A {{value:none}} b."]))
        },
        Plant("content/unknown-include") {
            $0.sentence(
                $0.pick(["{{include: none.md}}", "A {{include: none.md}} b.", "{{ include: ../x.md }}"]))
        },
        Plant("content/example-domain") {
            $0.sentence(
                $0.pick([
                    "Ask mail.acme.com.", "Use `acme.net`.", "At 8.8.8.8.", "See acme.org.",
                    "Ask `dig mx acme.de`.", "It is mx.acme.io.", "At `1.1.1.1`.", "Ask acme.co.",
                    "Try shop.acme.eu.", "Or `acme.info`.",
                ]))
        },
        Plant("content/cut-text") {
            $0.head(
                "agent-notes:\n⟦  - It is about \($0.pick(Plant.words)) #\(100 + $0.number) and its limits.")
        },
        Plant("content/merge-conflict") {
            let words = ($0.pick(Plant.words), $0.pick(Plant.words.reversed()))
            return $0.block(
                "⟦<<<<<<< HEAD\nA \(words.0).\n\n=======\nA \(words.1).\n\n>>>>>>> \($0.pick(["main", "1a2b3c4"]))"
            )
        },
        Plant("content/too-complex") {
            let file = $0.guide()
            let columns = CostlyShape.mostColumns + 1 + $0.number
            let table = [
                "⟦\(String(repeating: "| a ", count: columns))|\n\(String(repeating: "| - ", count: columns))|",
                "⟦| a |\n| - |\n" + String(repeating: "| b |\n", count: CostlyShape.mostCells + 1),
                "⟦https://example.com/" + String(repeating: ")", count: CostlyShape.mostSigns + 1),
                "⟦" + String(repeating: "a@", count: CostlyShape.mostSigns + 1),
            ][$0.number % 4]
            return $0.block(table, in: file)
        },
        Plant("content/control-character") {
            $0.sentence(
                "A light\($0.pick(["\u{1}", "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{202D}", "\u{202E}", "&#27;", "&#x202e;"]))house."
            )
        },
        Plant("content/unreadable") {
            let path = "Content/guides/\($0.pick(Plant.words)).md"
            $0.bytes[path] =
                Array("---\ntitle: A\n---\n".utf8)
                + [[0xFF], [0], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5]][$0.number % 5]
            return Planted(file: path, line: 4)
        },
    ]
}
