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
                ? Composition.Change(.value("v"), mark.range, Array("VALUE".utf8))
                : Composition.Change(
                    .include(included, prefix: read.surroundings(of: mark)!.prefix),
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
        let text = "a <!-- b --> c {#id} {{value: v}} {{include: x}}"
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
        #expect(!fault(Composition.Change(.value("v"), range("{{value: v}}"), Array("1 \\* 2".utf8))))
        #expect(!fault(Composition.Change(.value("v"), range("{{value: v}}"), Array("1 * 2".utf8))))
        #expect(fault(Composition.Change(.value("v"), range("{{value: v}}"), Array("1 * 3".utf8))))
        #expect(fault(Composition.Change(.value("w"), range("{{value: v}}"), Array("1 * 2".utf8))))
        #expect(fault(Composition.Change(.value("v"), range("{{value: v}} "), Array("1 * 2 ".utf8))))
        #expect(!fault(Composition.Change(.include(other, prefix: []), range("{{include: x}}"))))
        #expect(fault(Composition.Change(.include(other, prefix: []), range("c {#id}"))))
        #expect(
            fault(Composition.Change(.include(other, prefix: []), range("{{include: x}}"), Array("z".utf8))))
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
