import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content
@testable import Findings
@testable import OutputChecks
@testable import Support

/// Each clause of a check's condition: texts that are a fault for that clause alone, and like ones that are none. The
/// examples of checks show one fault each; here is the second of its kind, the first and the last, and what is close.
@Suite(.timeLimit(.minutes(15))) struct CheckClauseTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var id: String
        var kind: Example.Kind
        /// A text with `⟦` before each finding, in order; one without any is no fault.
        var marked: String
        var testDescription: String { "\(id): \(marked)" }
    }

    private static func rows(_ id: String, _ kind: Example.Kind = .body, _ texts: String...) -> [Row] {
        texts.map { Row(id: id, kind: kind, marked: $0) }
    }

    private static func words(_ count: Int) -> String {
        (0..<count).map { "word\($0)" }.joined(separator: " ")
    }

    /// A guide on TLS with a body, which a term names.
    private static func tls(_ body: String, title: String = "TLS Basics", aliases: String = "ssl") -> String {
        "---\ntitle: \(title)\nsummary: How mail servers keep a message private on its way.\ncategory: basics\naliases: [\(aliases)]\n---\n\n\(body)\n\n## Certificates\n\nA certificate has a name.\n"
    }

    private static let ofTLS = Example.Kind.file("Content/guides/tls.md")

    private static func issue(_ signal: String) -> String {
        "## Fix Common Issues\n\n### Missing Record\n\n\(signal)\n\n1. Add it.\n2. Run the checker again."
    }

    private static func steps(_ body: String, heading: String = "Missing Record") -> String {
        "## Fix Common Issues\n\n### \(heading)\n\nThe checker found no `TXT` record.\n\n\(body)"
    }

    private static func summary(_ text: String) -> String {
        "---\ntitle: Example Guide\nsummary: \(text)\ncategory: basics\n---\n\nText.\n"
    }

    static let structure =
        rows(
            "structure/duplicate-heading", .body,
            "## One {#a}\n\nx\n\n## ⟦Two {#a}\n\ny\n\n### ⟦Three {#a}\n\nz", "## One\n\nx\n\n## One\n\nz",
            "x <a id=\"b\"></a> y ⟦<a id=\"b\"></a>", "## One\n\nx\n\n## One Two\n\ny")
        + rows(
            "structure/empty-section", .body,
            "## ⟦One\n\n## Two\n\nx", "## One\n\nx\n\n## ⟦Two", "## One\n\n### ⟦Two\n\n## Three\n\nx",
            "## One\n\n### Two\n\nx", "## ⟦One\n\n## ⟦Two\n\n## Three\n\nx", "## One\n\n---",
            "## One\n\n![A dot](dot.png)")
        + rows(
            "structure/fence-language", .body, "⟦```\nx\n```\n\n```sh\ny\n```\n\n⟦~~~\nz\n~~~", "    x",
            "``` sh\nx\n```", "- ⟦```\n  x\n  ```")
        + rows(
            "structure/image-without-alt", .body, "![](⟦dot.png) ![A dot](dot.png) ![](⟦dot.png)",
            "![*A*](dot.png)", "![`A`](dot.png)", "![ ](⟦dot.png \"A dot\")", "[](tls.md)")
        + rows(
            "structure/long-step", .body, "1. One.\n2. ⟦\(words(61)).", "- \(words(61)).", "\(words(61)).",
            "1. \(words(60)).\n2. \(words(60)).", "1. ⟦\(words(61)).\n2. ⟦\(words(62)).",
            "3) ⟦\(words(30))\n\n   \(words(31)).", "- One.\n\nText:\n\n1. ⟦\(words(61)).")
        + rows(
            "structure/raw-html", .body, "⟦<b>one</b> and ⟦<i>two</i>", "`<b>` one", "one ⟦<u> two ⟦<u>",
            "one <br> <kbd>two</kbd>",
            "one ⟦</b> two", "a &lt;b> c")
        + rows(
            "structure/steps-restart", .body, "1. One.\n2. Two.\n\nText.\n\n3. Three.",
            "1. One.\n2. Two.\n\nText.\n\n1. Three.", "1. One.\n2. Two.\n\nText.\n\n4. Three.",
            "1. One.\n\n```sh\nx\n```\n\n2. Two.", "1. One.\n\n```sh\nx\n```\n\n5. Two.",
            "1. One.\n\n> Text.\n\n2. Two.", "- One.\n\n```sh\nx\n```\n\n1. Two.",
            "1. One.\n\n```sh\nx\n```\n\n- Two.",
            "1. One.\n\n⟦```sh\nx\n```\n\n1. Two.\n\n⟦```sh\ny\n```\n\n1. Three.")
        + rows(
            "structure/summary-length", .file("Content/guides/example.md"),
            summary("⟦It is about an example. It is two sentences long."),
            summary("⟦What is an example for? Here is what it shows."),
            summary("⟦See an example of it here! It is worth a look."),
            summary("An example of it, e.g. this one, in a guide that shows it."),
            summary("An example of version 2.0 in a guide that shows it."),
            summary("An example of it... and more, in a guide that shows it."))
        + rows(
            "structure/table-columns", .body,
            "| a | b |\n| - | - |\n⟦| 1 |\n| 1 | 2 |\n⟦| 1 | 2 | 3 |", "| a | b |\n| - | - |\n1 | 2\n⟦1",
            "| a | b |\n| - | - |\n| 1 \\| 2 | 3 |\n⟦| 1 \\| 2 |",
            "| a |\n| - |\n| 1 |\n\n| b |\n| - |\n⟦| 1 | 2 |",
            "> | a | b |\n> | - | - |\n> ⟦| 1 |\n> | 1 | 2 |")
        + rows(
            "structure/unknown-callout", .body,
            "> ⟦[!LEGACY]\n> x\n\n> ⟦[!INFO]\n> x\n\n> [!TIP]\n> y\n\n> ⟦[!NOTE] z",
            "> x\n> [!INFO]", "> [!A B]\n> x", "> [x] y", "[!INFO] x", "> > ⟦[!INFO]\n> > x", "> [!]\n> x",
            "> - [!INFO] x")

    static let issues =
        rows(
            "issues/no-signal", .body, issue("⟦It is wrong."), issue("It saw 5."), issue("It saw a `b`."),
            issue("It saw an MX there."), issue("⟦It saw A and B. then."), issue("It saw mail.host there."),
            issue("⟦It saw it .then."),
            issue("It saw it.\n\nIt is `b`.").replacing("It saw it.", with: "⟦It saw it."),
            issue("- It saw 5.").replacing("### ", with: "### ⟦"),
            issue("It saw 5.") + "\n\n### Wrong Record\n\n⟦It is wrong.\n\n1. Look again.")
        + rows(
            "issues/no-steps", .body, steps("- Add it.", heading: "⟦Missing Record"), steps("1. Add it."),
            steps("1) Add it."), steps("- Look.\n\n1. Add it."),
            steps("1. Add it.\n\n### ⟦Wrong Record\n\nIt saw 5.\n\n### ⟦Odd Record\n\nIt saw 6."),
            steps("> 1. Add it.", heading: "⟦Missing Record"))
        + rows(
            "issues/no-verify", .body, steps("1. Open the zone.\n2. ⟦Write the record."),
            steps("1. Run the checker again.\n2. ⟦Write the record."),
            steps("1. ⟦Write it.\n\n### Wrong Record\n\nIt saw 5.\n\n1. ⟦Write that."),
            steps("1. Write it.\n2. Run the checker again."))
        + rows(
            "issues/bad-code", .head,
            "issues: [{issue: missing-record, matches: [\"5.7.30\", ⟦\"5.7.31\", \"5.7\", ⟦\"3.7.1\", ⟦\"5.8.1\"]}]",
            "issues: [{issue: missing-record, matches: [certificate-expired, ⟦certificate-expird, other-thing, tlsa]}]",
            "issues: [{issue: missing-record, matches: [\"2.1.0\", \"4.6.10\", \"5.5.6\", \"5.7.1000\", ⟦\"5.5.7\"]}]"
        )

    static let others =
        rows(
            "agents/commanding-note", .head, "agent-notes: [It is a page., ⟦You must read it., ⟦Never ask.]",
            "agent-notes: [⟦READ THIS GUIDE FIRST]",
            "agent-notes: [On the HTTP and SMTP and DMARC of this page.]",
            "agent-notes: [⟦Do not ask.]", "agent-notes: [It is about a mustard.]")
        + rows(
            "keywords/repeated", .head, "keywords: [guide text, example text, ⟦guide text, ⟦Guide-Text]",
            "keywords: [text example, example text]")
        + rows(
            "keywords/not-in-opening", ofTLS, tls("⟦\(words(61))"), tls("\(words(59)) TLS \(words(9))."),
            tls("⟦\(words(60)) TLS \(words(9))."), tls(words(40)), tls("⟦\(words(61)) `tlsa`"),
            // A guide that took the place of the one that explains it explains it now.
            "---\ntitle: TLS Basics\nsummary: How mail servers keep a message private on its way.\ncategory: basics\n---\n\n⟦\(words(70)).\n"
        )
        + rows(
            "keywords/not-in-opening", .file("Content/guides/example.md"),
            "---\ntitle: Example Guide\nsummary: A guide that shows what is meant by an example.\ncategory: basics\n---\n\n\(words(70)).\n"
        )
        + rows(
            "links/duplicate-related", .head, "related: [tls, spf, ⟦tls, ⟦tls]",
            "related: [⟦example, tls, ⟦example]",
            "related: [tls, spf]")
        + rows(
            "links/empty-text", .body, "[](⟦tls.md) and [TLS](tls.md) and [](⟦spf.md)",
            "[![A dot](dot.png)](tls.md)",
            "![](dot.png)", "[ ](⟦tls.md)")
        + rows(
            "links/insecure", .body, "[a b](⟦http://example.net/a) [c d](⟦HTTP://example.net/b)",
            "[a b](https://example.net/http://x) [c d](//example.net/x) [e f](ftp://example.net/x)")
        + rows(
            "links/password", .body, "[a b](⟦https://u@example.net/) [c d](⟦//u:p@example.net/)",
            "[a b](⟦ftp://u@example.net/)", "[a b](https://example.net/@x) [c d](https://example.net/?a=@b)",
            "[a b](mailto:a@example.net)", "[a b](⟦https://a@b@example.net/)", "[a b](https://example.net#@)")
        + rows(
            "links/reversed", .body, "See ⟦(one)[tls.md] and ⟦(two)[spf.md].", "(a)[b]", "See ⟦(a)[#x].",
            "See ⟦(a)[/x].", "`(a)[tls.md]`", "(a) [tls.md]", "()[tls.md]",
            "See ⟦(a (b) c)[tls.md].", "See ⟦(a)[tls.md#x].", "(a)[b c.md]",
            "See ⟦(a)[https://example.net/].",
            "a)[tls.md]")
        + rows(
            "links/same-text", .body,
            "[the one](tls.md) [the one](⟦spf.md) [the one](tls.md) [the one](dot.png)",
            "[the one](tls.md) [the two](dot.png) [the one](⟦spf.md) [the two](⟦tls.md)",
            "[the one](tls.md) [the one](tls.md)", "[One Two](tls.md) [one two](⟦spf.md)",
            "[the one](tls.md) ![the one](dot.png)", "[the one](tls.md) [the one](⟦tls.md#certificates)",
            // That a text says nothing is another finding.
            "[here](tls.md) [here](spf.md)", "[the one](tls.md)\n\n## Two\n\n[the one](⟦spf.md)")
        + rows(
            "links/shadowed-definition", .body,
            "[a b][x]\n\n[x]: tls.md\n⟦[X]: spf.md\n[y]: tls.md\n⟦[x]: dot.png",
            "[a b][x]\n\n[x]: tls.md\n[y]: tls.md")
        + rows(
            "links/undefined-reference", .body, "[a b][⟦x] and [c d][⟦y].", "[a b][x]\n\n[x]: tls.md",
            "`[a b][x]`",
            "\\[a b\\]\\[x\\]", "[a b] [x]")
        + rows(
            "links/unused-definition", .body, "[a b][x]\n\n[x]: tls.md\n⟦[y]: tls.md\n[z]: spf.md",
            "[x] and [a b][y]\n\n[x]: tls.md\n[Y]: tls.md")
        + rows(
            "links/vague-text", .body, "Click [⟦here](tls.md) or [⟦Here](spf.md).",
            "[here it is told](tls.md)",
            "[⟦https://example.net/x](https://example.net/x)", "![here](dot.png)",
            "[⟦www.example.net](https://example.net/)", "[Go](tls.md) and [Click](spf.md).")
        + rows(
            "content/template-leak", .body, "⟦{{ a }} and ⟦{{ b }} `{{ c }}` { d }", "⟦{% x %} {%",
            "a\n\n⟦::: note",
            "[a](<⟦/docs/{{ x }}/b>) [b](⟦https://example.net/%7B%7Bx%7D%7D) [c](https://example.net/{x})",
            "⟦[!INCLUDE [a](tls.md)]", "a ⟦{{ .Name }}", "## A ⟦{#a–b}",
            "::", "⟦import A from 'b'\n\nimport it from there.", "⟦<Tabs>a</Tabs>"
        ).map {
            // The closing tag of a component, and a mark that nothing closes, are found too.
            var row = $0
            row.marked = row.marked.replacing("a</Tabs>", with: "a⟦</Tabs>").replacing(" {%", with: " ⟦{%")
            return row
        }
        + rows(
            "content/example-domain", .body,
            "Ask ⟦mailer.com and ⟦10.1.mailer.net, not mail.example.com or list.md.",
            "127.0.0.1, 10.9.8.7, 192.168.1.1, 172.16.0.1, 172.31.255.255, 192.0.2.1, 198.51.100.7, 203.0.113.9, 0.0.0.0",
            "⟦172.15.0.1 and ⟦172.32.0.1 and ⟦192.0.3.1 and ⟦8.8.8.8",
            "Section 4.5.6.7 and example.org and a.example.net.",
            "https://mailer.com/x", "Version 1.2.3 of it", "e.g. that")

    @Test(arguments: structure + issues + others) func isFoundForEachClause(_ row: Row) async throws {
        let marked = ExampleTests.file(row.kind, row.marked)
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write(marked.path, marked.text.replacing("⟦", with: ""))
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        options.today = Day("2026-11-24")
        let found = try await AnalyzedSite(options).allFindings(options).filter { $0.id == row.id }
        #expect(found.map(\.location) == Self.locations(marked.text), "\(found.map(\.message))")
        #expect(found.allSatisfy { $0.file == marked.path })
    }

    /// The places of all marks, once no mark is there.
    private static func locations(_ marked: String) -> [Support.SourceLocation] {
        var (line, column) = (1, 1)
        var found: [Support.SourceLocation] = []
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": found.append(Support.SourceLocation(line: line, column: column))
            case "\n": (line, column) = (line + 1, 1)
            default: column += 1
            }
        }
        return found
    }

    /// Headings of every level after every other: the first level is never right, and no heading is more than one
    /// level below the one before it, which at the start is the title.
    @Test func headingsSkipNoLevel() async throws {
        let levels = Array(1...6)
        let all =
            levels.map { [$0] } + levels.flatMap { a in levels.map { [a, $0] } }
            + levels.flatMap { a in levels.flatMap { b in levels.map { [a, b, $0] } } }
        var content = SiteContent()
        content.site.name = "Site"
        for sequence in all {
            let text = sequence.enumerated().map { number, level in
                "\(String(repeating: "#", count: level)) Part \(number)\n\nText.\n"
            }.joined(separator: "\n")
            let source = SourceText(Array(text.utf8))
            let guide = SiteContent.GuideSource(
                slug: "a", file: "Content/guides/a.md", source: source, body: 0..<source.bytes.count,
                frontMatter: FrontMatter(), findings: [])
            let found = findings(ofGuide: guide, in: content).filter { $0.id == StructureHeadingOrder.id }
            let wrong = sequence.indices.filter { index in
                sequence[index] == 1 || sequence[index] > (index == 0 ? 1 : sequence[index - 1]) + 1
            }
            #expect(found.map { Int($0.location.line) } == wrong.map { 4 * $0 + 1 }, "\(sequence)")
        }
    }
}
