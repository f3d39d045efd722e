import Testing

@testable import Markdown
@testable import Support

/// HTML that guides may hold.
@Suite(.timeLimit(.minutes(15))) struct MarkupTests {
    private func document(_ text: String, allowed: AllowedHTML = .all, ids: [Int: String] = [:]) -> Document {
        let source = SourceText(Array(text.utf8))
        return Document(
            source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter(),
            dialect: Dialect(html: allowed),
            ids: ids)
    }

    private func html(_ text: String, allowed: AllowedHTML = .all) -> String {
        String(decoding: document(text, allowed: allowed).html, as: UTF8.self)
    }

    @Test(arguments: [
        ("a<br>b", "<p>a<br>b</p>\n"), ("a<br/>b<BR />c", "<p>a<br>b<br>c</p>\n"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>\n"), ("x<SUP>*2*</SUP>", "<p>x<sup><em>2</em></sup></p>\n"),
        ("<kbd>Ctrl</kbd>", "<p><kbd>Ctrl</kbd></p>\n"),
        ("<kbd><kbd>Ctrl</kbd></kbd>", "<p><kbd><kbd>Ctrl</kbd></kbd></p>\n"),
        ("**<mark>a</mark>**", "<p><strong><mark>a</mark></strong></p>\n"),
        (
            "<abbr title='a \"b\" &amp; <c>'>x</abbr>",
            "<p><abbr title=\"a &quot;b&quot; &amp; &lt;c&gt;\">x</abbr></p>\n"
        ),
        ("<abbr>x</abbr>", "<p><abbr>x</abbr></p>\n"),
        ("a <a id=\"x\"></a>b", "<p>a <a id=\"x\"></a>b</p>\n"),
        ("a <a name=x>b</a>", "<p>a <a id=\"x\"></a>b</p>\n"),
        ("a <a name=\"x\"/>b", "<p>a <a id=\"x\"></a>b</p>\n"),
        ("<a id=\"x\"></a>\n<a id=\"y\"></a>", "<a id=\"x\"></a>\n<a id=\"y\"></a>"),
        (
            "| a |\n| - |\n| b<br>c |",
            "<div class=\"table content\"><table class=\"content\">\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b<br>c</td>\n</tr>\n</tbody>\n</table></div>\n"
        ),
        (
            "<details>\n<summary>More &amp; \"more\"</summary>\n\n*a*\n\n</details>",
            "<details>\n<summary>More &amp; &quot;more&quot;</summary>\n<p><em>a</em></p>\n</details>\n"
        ),
        (
            "<details open><summary>A</summary>\n\nb\n\n</details>",
            "<details open>\n<summary>A</summary>\n<p>b</p>\n</details>\n"
        ),
        (
            "- <details>\n  <summary>A</summary>\n\n  b\n\n  </details>",
            "<ul>\n<li><details>\n<summary>A</summary>\n<p>b</p>\n</details>\n</li>\n</ul>\n"
        ),
    ])
    func isWritten(_ text: String, _ expected: String) {
        #expect(html(text) == expected)
        #expect(document(text).rawHTML.map(\.text) == [])
    }

    /// What does not nest, has other attributes or is another tag is shown as text, with all its brackets.
    @Test(arguments: [
        "<b>a</b>", "<kbd>a", "a</kbd>", "<sub><sup>a</sub></sup>", "*<sub>a*</sub>", "<kbd class=x>a</kbd>",
        "<kbd onclick=x>a</kbd>", "<br class=x>", "<a href=\"x\">a</a>", "<a id=x name=x>a</a>",
        "<a id>a</a>",
        "<a id=\"a b\">a</a>", "<a id=\"page:content\"></a>", "<a id=\"fn:1\"></a>", "<a id=\"\"></a>",
        "<a id='x\" onload=\"y'></a>", "<a id=x style=y></a>", "[<a id=x></a>b](c.md)",
        "<abbr title=a id=b>x</abbr>",
        "<details>a</details>", "<details>\n\na\n\n</details>", "<details>\n<summary>a</summary>\n\nb",
        "b\n\n</details>", "<details>\n<summary><b>a</b></summary>\n\nb\n\n</details>",
        "<details class=a>\n<summary>a</summary>\n\nb\n\n</details>",
        "<details>\n<summary>a</summary>\nb\n</details>", "<summary>a</summary>",
        "<details>\n<summary>a</summary>\n<summary>b</summary>\n\nc\n\n</details>",
        "<script>a</script>", "<style>a</style>", "<svg onload=a>", "<iframe src=a></iframe>", "<!-- a -->",
        "<kbd/>a</kbd>", "<a id=\"\(String(repeating: "a", count: 201))\"></a>", "<mark\u{0}>a</mark>",
    ])
    func isShownAsText(_ text: String) {
        let document = document("Text.\n\n" + text + "\n")
        #expect(!document.rawHTML.isEmpty)
        let shown = String(decoding: document.html, as: UTF8.self)
        for piece in document.rawHTML {
            let escaped = ByteWriter()
            HTMLEscaping.appendText(Array(piece.text.utf8).span, to: escaped)
            #expect(shown.contains(escaped.text), "\(piece.text) in \(shown)")
        }
    }

    /// Of folds only those are shown as text that do not nest, and those that share a block with one of them.
    @Test(arguments: [
        ("⟦</details>\n\n<details><summary>a</summary>\n\nb\n\n</details>"),
        ("<details><summary>a</summary>\n\nb\n\n</details>\n\n⟦</details>"),
        ("⟦<details>\n\nb\n\n⟦</details>\n\n<details><summary>a</summary>\n\nb\n\n</details>"),
        ("⟦<details><summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n</details>"),
        ("<details><summary>a</summary>\n\n⟦<summary>x</summary>\n\nb\n\n</details>"),
        ("<details><summary>a</summary>\n\n⟦<details>\n\nc\n\n⟦</details>\n\n</details>"),
        ("⟦<details><summary>a</summary>\n\nb\n\n⟦</details>\n</details>\n\nc"),
        ("<details>\n\n<summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n</details>\n\n</details>"),
    ])
    func aStrayFoldLeavesTheOthers(_ marked: String) {
        let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
        let document = document(parts.joined())
        let starts = parts.dropLast().reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.utf8.count) }
        #expect(document.rawHTML.compactMap(\.range?.lowerBound) == starts)
    }

    @Test(arguments: AllowedHTML.Kind.allCases) func eachKindCanBeLeftOut(_ kind: AllowedHTML.Kind) {
        let texts: [AllowedHTML.Kind: String] = [
            .br: "a<br>b", .sub: "<sub>a</sub>", .sup: "<sup>a</sup>", .kbd: "<kbd>a</kbd>",
            .mark: "<mark>a</mark>",
            .abbr: "<abbr>a</abbr>", .details: "<details>\n<summary>a</summary>\n\nb\n\n</details>",
            .anchor: "a <a id=\"x\"></a>",
        ]
        guard let text = texts[kind] else { return }
        #expect(document(text).rawHTML.isEmpty)
        #expect(document(text, allowed: AllowedHTML.all.subtracting(kind.html)).rawHTML.count > 0)
        #expect(document(text, allowed: kind.html).rawHTML.isEmpty)
    }

    // MARK: Ids

    @Test(arguments: [
        ("# A\n\n# A\n\n# A", ["a", "a-1", "a-2"]), ("# A\n\n# A 1\n\n# A", ["a", "a-1", "a-2"]),
        ("# A\n\n# A\n\n# A 1", ["a", "a-1", "a-1-1"]), ("# A-1\n\n# A\n\n# A", ["a-1", "a", "a-2"]),
        ("# <a id=\"zip\"></a>Installing *it*", ["installing-it"]), ("> # A\n\n# A", ["a", "a-1"]),
        ("# !\n\n# ?", ["section", "section-1"]),
    ])
    func headingsAreNumbered(_ text: String, _ expected: [String]) {
        #expect(document(text).headings.map(\.anchor) == expected)
    }

    @Test func writtenIDsComeFirst() {
        let text = "# A\n\n# B\n\nC\n===\n# A"
        let document = document(text, ids: [2: "a", 4: "x-y"])
        #expect(document.headings.map(\.anchor) == ["a-1", "a", "x-y", "a-2"])
        #expect(document.headings.map(\.hasWrittenID) == [false, true, true, false])
        #expect(document.headings.map(\.isNumbered) == [true, false, false, true])
    }

    @Test(arguments: [
        ("## A {#b}", ["b: {#b}"]), ("## A {#b} ##", ["b: {#b}"]), ("A {#b}\n---", ["b: {#b}"]),
        ("A\nB {#c-d_e.f}\n===", ["c-d_e.f: {#c-d_e.f}"]), ("> ## A {#b}", ["b: {#b}"]),
        ("## X {#__init__}", ["__init__: {#__init__}"]), ("## X {#_a_} #", ["_a_: {#_a_}"]),
        ("## _X {#a_}", ["a_: {#a_}"]), ("## {#__a__}", []), ("## A {#a\\_b}", []), ("## A \\{#_b_}", []),
        ("## A `{#b}`", []), ("## A \\{#b}", []), ("## A {# b}", []), ("## A {#b:c}", []), ("## A{#b}", []),
        ("## {#b}", []), ("A {#b}", []), ("## A {#b} c", []), ("## A {#}", []),
    ])
    func findsWrittenIDs(_ text: String, _ expected: [String]) {
        let document = document(text)
        let found = document.writtenIDs.map { id, range in
            "\(id): " + String(decoding: document.source.bytes[range].drop { $0 == 32 }, as: UTF8.self)
        }
        #expect(found == expected)
    }

    /// An id is that of one element: a heading's before a place's, a first place's before others.
    @Test func placesHaveTheirIDsAlone() {
        let document = document("<a id=\"a\"></a>\n\n<a id=\"b\"></a> x <a id=\"b\"></a>\n\n# A")
        #expect(
            String(decoding: document.html, as: UTF8.self)
                == "<p><a id=\"b\"></a> x </p>\n<h1><span id=\"a\"></span>A</h1>\n")
        #expect(document.places.map(\.id) == ["a", "b", "b"])
        #expect(document.places.map(\.isHeading) == [true, false, false])
        #expect(document.places.map(\.isGiven) == [false, false, true])
        #expect(document.ids == ["a", "b"])
    }

    /// A heading within a fold is no issue, and ends none.
    @Test func foldsStayWithinIssues() {
        let document = document(
            """
            ## Fix Common Issues

            ### One

            <details>
            <summary>A</summary>

            ### Within

            Text.

            </details>

            Last of one.

            ### Two

            Text.
            """)
        #expect(document.headings.map(\.isIssue) == [false, true, false, true])
        let html = String(decoding: document.html, as: UTF8.self)
        #expect(
            html.contains(
                "<p>Last of one.</p>\n</section>\n<section class=\"issue\" aria-label=\"Two\">"))
    }

    @Test func theTextOfTagsIsRead() {
        let document = document("A<br>b<sub>c</sub>\n\n<details>\n<summary>Sum</summary>\n\nd\n\n</details>")
        #expect(
            document.runs.map { String(decoding: document.letters($0), as: UTF8.self) } == [
                "A", "b", "c", "Sum", "d",
            ])
        #expect(document.runs.map { $0.context.contains(.joined) } == [false, false, true, false, false])
        #expect(document.blocks.filter { $0.kind == .html }.map(\.lines) == [2..<4, 7..<8])
    }

    /// Many tags that do not nest take no more than their number.
    @Test(arguments: ["<kbd>", "</kbd>", "<sub><sup></sub>", "<a id=a>", "<a id=x></a>", "<br>"])
    func isLinear(_ piece: String) {
        let count = 50_000
        _ = document("a " + String(repeating: piece, count: count))
        _ = document(String(repeating: "<details>\n\n", count: count))
        _ = document(String(repeating: "# A\n", count: count) + "<a id=\"z\"></a>")
    }
}
