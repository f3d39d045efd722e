import Testing

@testable import Markdown
@testable import Support

extension Composition {
    fileprivate func fault(values: [String: String]) -> (expected: String, found: String)? {
        var proven: Set<ObjectIdentifier> = []
        return fault(values: values, proven: &proven)
    }
}

/// Texts that are put together before they are read.
@Suite(.timeLimit(.minutes(15))) struct CompositionTests {
    private func document(_ text: String) -> Document {
        let source = SourceText(Array(text.utf8))
        return Document(source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter())
    }

    private func composed(_ text: String) -> String {
        let document = document(text)
        let changes = document.comments.map { Composition.Change(.comment, $0.removal, $0.replacement) }
        let composition = Composition(document.source, body: document.body, file: "a.md", changes)
        #expect(composition.fault(values: [:]) == nil)
        return String(decoding: composition.source.bytes[composition.body], as: UTF8.self)
    }

    @Test(arguments: [
        ("a <!-- b --> c", "a c"), ("a<!-- b -->c", "ac"), ("a <!-- b -->", "a"),
        ("a\n<!-- b --> c\n", "a\nc"),
        ("<!-- b -->\na", "a"), ("<!-- b -->\n\na", "a"), ("a\n\n<!-- b -->\n\nc", "a\n\nc"),
        ("a\n<!-- b -->\nc", "a\n\nc"), ("a\n\n<!-- b\nc -->\nd", "a\n\nd"), ("a\n\n<!-- b -->", "a"),
        ("- a\n<!-- b -->\n- c", "- a\n- c"), ("# a\n<!-- b -->\n# c", "# a\n# c"),
        ("a\n<!-- b -->\n`c` d", "a\n\n`c` d"), ("a\n<!-- b -->\n~~c~~", "a\n\n~~c~~"),
        ("a\n<!-- b -->\n#c", "a\n\n#c"), ("a\n<!-- b -->\n-  \n\nc", "a\n\n-  \n\nc"),
        ("a\n<!-- b -->\n| c", "a\n\n| c"), ("a\n<!-- b -->\n```\nc\n```", "a\n```\nc\n```"),
        ("- a <!-- b\n  c --> d", "- a d"), ("> a <!-- b\n> c --> d", "> a d"),
        ("<!--\u{301} b --> a", "a"), ("a <!--\u{301} b --> c", "a c"),
        ("> <!-- b -->\n> a", ">\n> a"),
        ("a <!-- b --> c <!-- d -->", "a c"), ("`<!-- a -->`", "`<!-- a -->`"),
        ("```\n<!-- a -->\n```", "```\n<!-- a -->\n```"), ("\\<!-- a -->", "\\<!-- a -->"),
        ("<!-- a -->\n<!-- b -->\n\nc", "c"), ("<!-- unclosed\n\na", "<!-- unclosed\n\na"),
        ("a\n\n<!-- b -->\n\n<!-- c -->", "a"), ("<!-- b --> <!-- c -->\n\na", "a"),
        ("a <!-- b --> <!-- c --> d", "a d"),
        ("a <!-- <!-- b --> c", "a <!-- c"),
        (
            "<details>\n<!-- a -->\n<summary>b</summary>\n\nc\n\n</details>",
            "<details>\n<summary>b</summary>\n\nc\n\n</details>"
        ),
    ])
    func takesCommentsOut(_ text: String, _ expected: String) { #expect(composed(text) == expected) }

    @Test func locatesEachPartInItsFile() {
        let inner = SourceText(Array("---\nx: y\n---\nOne *two*.\n\nThree.\n".utf8))
        let included = Composition(inner, body: 13..<(inner.bytes.count - 1), file: "in.md", [])
        let outer = SourceText(
            Array("a\n\n{{include: in.md}}\n\n> {{include: in.md}}\n\nz {{value: v}}.\n".utf8))
        let read = Document(outer, body: 0..<outer.bytes.count, parser: Parser(), out: ByteWriter())
        let changes = read.marks.map { mark in
            mark.kind == .value
                ? Composition.Change(.value("v", .text), mark.range, Array("VALUE".utf8))
                : Composition.Change(
                    .include(included, name: mark.name, prefix: read.surroundings(of: mark)!.prefix),
                    mark.range.lowerBound..<read.surroundings(of: mark)!.end)
        }
        let composition = Composition(outer, body: 0..<outer.bytes.count, file: "out.md", changes)
        let text = String(decoding: composition.source.bytes, as: UTF8.self)
        #expect(text == "a\n\nOne *two*.\n\nThree.\n\n> One *two*.\n>\n> Three.\n\nz VALUE.\n")
        #expect(composition.files == ["out.md", "in.md"])
        #expect(composition.fault(values: ["v": "VALUE"]) == nil)
        #expect(composition.fault(values: ["v": "OTHER"]) != nil)
        func place(_ word: String, last: Bool = false) -> String {
            let all = text.utf8.indices.filter { text.utf8[$0...].starts(with: word.utf8) }
            let offset = text.utf8.distance(from: text.startIndex, to: last ? all.last! : all.first!)
            let location = composition.source.location(of: offset)
            return "\(composition.files[Int(location.file)]):\(location.line):\(location.column)"
        }
        #expect(place("two") == "in.md:4:6")
        #expect(place("Three") == "in.md:6:1")
        #expect(place("Three", last: true) == "in.md:6:1")
        #expect(place("VALUE") == "out.md:7:3")
        #expect(place("ALUE") == "out.md:7:3")
        #expect(place("z") == "out.md:7:1")
        let end = composition.source.location(
            of: text.utf8.distance(from: text.startIndex, to: text.firstIndex(of: "e")!))
        #expect(end.file == 1)
    }

    /// Each kind of change is held to what it may replace.
    @Test func theProofKnowsEachKind() {
        let text = "a <!-- b --> c {#id} {{value: v}} \n{{include: x}}\n{{include: y}}"
        let source = SourceText(Array(text.utf8))
        func range(_ part: String) -> Range<Int> {
            let found = text.firstRange(of: part)!
            return text.utf8.distance(
                from: text.startIndex, to: found.lowerBound)..<text.utf8.distance(
                    from: text.startIndex, to: found.upperBound)
        }
        func fault(_ change: Composition.Change) -> Bool {
            Composition(source, body: 0..<source.bytes.count, file: "a.md", [change]).fault(values: [
                "v": "1 * 2"
            ])
                != nil
        }
        let other = Composition(SourceText(Array("y".utf8)), body: 0..<1, file: "x", [])
        #expect(!fault(Composition.Change(.comment, range(" <!-- b -->"))))
        #expect(fault(Composition.Change(.comment, range("a <!-- b -->"))))
        #expect(fault(Composition.Change(.comment, range("<!-- b --> c"))))
        #expect(fault(Composition.Change(.comment, range("<!-- b"))))
        #expect(fault(Composition.Change(.comment, range(" <!-- b -->"), Array("x".utf8))))
        #expect(!fault(Composition.Change(.id("id"), range(" {#id}"))))
        #expect(fault(Composition.Change(.id("other"), range(" {#id}"))))
        #expect(fault(Composition.Change(.id("id"), range("c {#id}"))))
        #expect(fault(Composition.Change(.id("id"), range(" {#id}"), Array("x".utf8))))
        func value(_ name: String, _ context: Mark.Context, _ part: String, _ text: String) -> Bool {
            fault(Composition.Change(.value(name, context), range(part), Array(text.utf8)))
        }
        #expect(!value("v", .text, "{{value: v}}", "1 \\* 2"))
        #expect(value("v", .text, "{{value: v}}", "1 * 2"))
        #expect(!value("v", .codeSpan, "{{value: v}}", "1 * 2"))
        #expect(value("v", .codeSpan, "{{value: v}}", "1 * 3"))
        #expect(!value("v", .address, "{{value: v}}", "1%20%2A%202"))
        #expect(value("v", .address, "{{value: v}}", "1 * 2"))
        #expect(value("w", .codeSpan, "{{value: v}}", "1 * 2"))
        #expect(value("v", .codeSpan, "{{value: v}} ", "1 * 2 "))
        func include(_ name: String, _ part: String, prefix: String = "", _ text: String = "") -> Bool {
            fault(
                Composition.Change(
                    .include(other, name: name, prefix: Array(prefix.utf8)), range(part), Array(text.utf8)))
        }
        #expect(!include("x", "{{include: x}}"))
        // Another file than the mark names, in the place of another mark, with another prefix, with a text beside it.
        #expect(include("y", "{{include: y}}"))
        #expect(include("x", "{{include: y}}"))
        #expect(include("x", "c {#id}"))
        #expect(include("x", "{{include: x}}", prefix: "> "))
        #expect(include("x", "{{include: x}}", "z"))
    }

    /// How a value is written where its mark is, and what the page then has.
    @Test(arguments: [
        ("a {{value: v}} b", "1 * [2] `x` | \"y\"", "<p>a 1 * [2] `x` | &quot;y&quot; b</p>\n"),
        ("`a {{value: v}}`", "1 * <2>", "<p><code>a 1 * &lt;2&gt;</code></p>\n"),
        ("```\n{{value: v}}\n```", "a`b`", "<pre><code>a`b`\n</code></pre>\n"),
        ("| `{{value: v}}` | b |\n| - | - |", "x|y", "<code>x|y</code>"),
        ("| {{value: v}} | b |\n| - | - |", "x|y", ">x|y<"),
        (
            "<abbr title=\"{{value: v}}\">a</abbr>", "1 & \"2\" [b] _c_",
            "title=\"1 &amp; &quot;2&quot; [b] _c_\""
        ),
        (
            "<details>\n<summary>A {{value: v}}</summary>\n\nb\n\n</details>", "[b] <i>_",
            "<summary>A [b] &lt;i&gt;_</summary>"
        ),
        ("https://example.org/{{value: v}}/b", "1.2~rc1", "→ https://example.org/1.2~rc1/b\n"),
        ("<https://example.org/{{value: v}}>", "1.2~rc1", "→ https://example.org/1.2~rc1\n"),
        ("[a](https://example.org/{{value: v}})", "a b)c", "→ https://example.org/a%20b%29c\n"),
        ("[a]({{value: v}}/{{value: v}}) {{value: v}}", "x_y", "</a> x_y</p>\n→ x_y/x_y\n"),
        ("[a {{value: v}}](https://example.org/{{value: v}})", "x y", "→ https://example.org/x%20y\n"),
        ("[a {{value: v}}]({{value: v}}/{{value: v}})", "x y", "→ x%20y/x%20y\n"),
        ("[a]\n\n[a]: {{value: v}}/b", "x y", "→ x%20y/b\n"),
    ])
    func valuesReadAsTheyAre(_ text: String, _ value: String, _ expected: String) throws {
        let read = document(text)
        let changes = try read.marks.map { mark in
            Composition.Change(
                .value(mark.name, mark.context), mark.range,
                try #require(Composition.text(of: value, in: mark.context, startsLine: mark.startsLine)))
        }
        let composition = Composition(read.source, body: read.body, file: "a.md", changes)
        let page = document(String(decoding: composition.source.bytes, as: UTF8.self))
        let links = page.links.map { "→ \($0.destination)\n" }.joined()
        let shown = String(decoding: page.html, as: UTF8.self) + links
        #expect(shown.contains(expected), "\(shown)")
        // Of a table, no cell is cut in two.
        if text.hasPrefix("|") { #expect(shown.contains(">b<"), "\(shown)") }
        #expect(composition.fault(values: ["v": value]) == nil)
    }

    /// In code nothing can be written for a backtick.
    @Test(arguments: [
        "`{{value: v}}`", "``a {{value: v}}``", "| `{{value: v}}` |\n| - |", "```\n{{value: v}}\n```",
    ])
    func codeTakesNoBackticks(_ text: String) {
        for mark in document(text).marks {
            #expect(Composition.text(of: "a```b", in: mark.context, startsLine: mark.startsLine) == nil)
        }
    }

    @Test(arguments: [
        ("{{value: a}} {{ value:b }} {{value:c}}", ["a", "b", "c"]), ("\\{{value: a}}", []),
        ("{{value:}}", []),
        ("{{value: a b}}", []), ("{{values: a}}", []), ("{{include: a/b.md}}", ["a/b.md"]),
        ("{value: a}", []),
        ("<!-- {{value: a}} -->", []), ("`{{value: a}}` `{{include: b}}`", ["a"]),
        ("```\n{{include: b}}\n```\n\n{{include: c}}", ["c"]),
        ("{{value: \(String(repeating: "a", count: 300))}}", []),
        ("[x]({{value: a}}/b)", ["a"]),
    ])
    func findsMarks(_ text: String, _ expected: [String]) {
        #expect(document(text).marks.map(\.name) == expected)
    }
}
