import Testing

@testable import Library
@testable import Markdown
@testable import Support
@testable import Words

/// Reads `markdown` as a whole file without front matter.
func read(_ markdown: String) -> Document {
    let source = SourceText(Array(markdown.utf8))
    return Document(source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter())
}

@Suite(.timeLimit(.minutes(15))) struct DocumentTests {
    /// Each destination that is to be replaced is between ⟦ and ⟧.
    @Test(
        arguments: [
            "[a](⟦b.md⟧)", "[a](⟦b.md⟧ \"title\")", "[a]( ⟦b.md⟧\n  'title' )", "[a](<⟦b c.md⟧>)",
            "[a](⟦b(c(d)).md⟧)", "[a\\]](⟦b\\(.md⟧)", "[a [b] c](⟦d.md⟧)", "[a\nb](⟦c.md⟧)", "[a](\n⟦b.md⟧)",
            "- x [a](⟦b.md⟧)\n\n  y [c](⟦d.md⟧)", "- x\n[lazy](⟦b.md⟧)", "> [a](⟦b.md⟧)\n> and [c](⟦d.md⟧)",
            "> quoted\n[lazy](⟦b.md⟧)", "1. a\n   - [b](⟦c.md⟧)", "[![a](⟦i.png⟧)](⟦b.md⟧)",
            "![a [b] c](⟦i.png⟧)",
            "| a |\n| --- |\n| [b](⟦c.md⟧) |", "| a | b |\n| --- | --- |\n| x \\| y | [b \\| c](⟦d.md⟧) |",
            "x[^1]\n\n[^1]: note [a](⟦b.md⟧)", "## A [b](⟦c.md⟧) heading\n", "Set [b](⟦c.md⟧)\n===\n",
            "`[x](y.md)` [x](⟦y.md⟧)", "[a][r]\n\n[r]: ⟦b.md⟧ \"t\"", "[r]\n\n[r]: <⟦b c.md⟧>",
            "[r]: ⟦b.md⟧\ntext [r]",
            "[r]: ⟦b.md⟧\n[r]: ⟦c.md⟧\n\n[r]", "> [r]: ⟦b.md⟧\n\n[r]", "[unused]: ⟦b.md⟧",
            "[r]:\n  ⟦b.md⟧\n\n[r]",
            "text\n[r]: no.md\n", "é [a](⟦b.md⟧) ü [c](⟦d.md⟧)", "\u{5D0}\u{5D1} [\u{5D2}](⟦b.md⟧)",
            "e\u{301} [a](⟦b.md⟧)", "[a](⟦b%20c.md⟧)", "[a](⟦b.md?x=1&amp;y=2⟧)",
            "&amp; [a](⟦b.md⟧) &lt; [c](⟦d.md⟧)",
            "[a](⟦b.md⟧)\r\n\r\n- [c](⟦d.md⟧)\r\n", "[a](⟦b.md⟧)\r[c](⟦d.md⟧)",
            "\t\tcode [no](no.md)\n\n\ttoo\n",
            "```\n[no](no.md)\n[no]: no.md\n```\n", "a\t[b](⟦c.md⟧)", "**[a](⟦b.md⟧)** *x [c](⟦d.md⟧)*",
            "~~[a](⟦b.md⟧)~~", "[a](⟦b.md⟧)[c](⟦d.md⟧)", "[a](\n⟦b.md⟧) [c](⟦d.md⟧)\nand [e](⟦f.md⟧)",
            "- [ ] [a](⟦b.md⟧)", "[a](⟦⟧)", "[a](⟦b.md⟧ \"](c.md)\")", "`` a\nb `` [c](⟦d.md⟧)",
        ])
    func findsDestinations(_ marked: String) {
        let plain = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        var expected: [Range<Int>] = []
        var offset = 0
        var start = 0
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": start = offset
            case "⟧": expected.append(start..<offset)
            default: offset += String(scalar).utf8.count
            }
        }
        let found = read(plain).links.compactMap(\.range).sorted { $0.lowerBound < $1.lowerBound }
        #expect(found == expected, "in \(plain.debugDescription)")
    }

    /// A fence is closed by as many of its own marks or more, alone on a line of the same quote or item (CommonMark 4.5).
    @Test(arguments: ["", "> ", "- ", "> - ", "1. > "], ["`", "~"])
    func knowsWhatClosesAFence(_ first: String, _ mark: String) {
        let inside = first.replacing("1.", with: "  ").replacing("-", with: " ")
        func fence(_ count: Int) -> String { String(repeating: mark, count: count) }
        for length in 3...5 {
            for count in (length - 1)...(length + 1) {
                for (prefix, tail) in [inside, "", "> > "].flatMap({ prefix in
                    ["", " ", " x"].map { (prefix, $0) }
                }) {
                    let text = "\(first)\(fence(length))\n\(inside)code\n\(prefix)\(fence(count))\(tail)\n"
                    let isClosed = prefix == inside && count >= length && tail != " x"
                    #expect(read(text).codeBlocks.first?.isClosed == isClosed, "in \(text.debugDescription)")
                }
            }
        }
    }

    /// Text runs say where they are, so that the letters there are the run's own.
    @Test(
        arguments: [
            "plain words, www and w: colons", "- in a list\n  with more\n  lines",
            "> a quote\n> of two lines",
            "| a | b \\| c |\n| --- | --- |\n| d | e |", "[a link](b.md) and *marks* here",
            "## Heading *with* marks",
            "mail a@example.com and more", "é and \u{5D0} and e\u{301}", "a\r\nb\r\n",
            "[r]: x.md\nafter a definition",
            "1) x\n\n   second paragraph",
        ])
    func placesRuns(_ markdown: String) {
        let document = read(markdown)
        #expect(!document.runs.isEmpty)
        for run in document.runs {
            let letters = document.letters(run)
            guard let start = run.source else {
                Issue.record("no place for \(String(decoding: letters, as: UTF8.self))")
                continue
            }
            if run.context.contains(.escaped) {
                for (index, byte) in letters.enumerated() where byte != UInt8(ascii: "|") {
                    #expect(
                        document.sourceOffset(of: index, in: run).map { document.source.bytes[$0] } == byte)
                }
            } else {
                #expect(document.source.bytes[start..<(start + letters.count)] == letters)
            }
        }
    }

    @Test func findsBytesBehindEscapes() throws {
        let document = read("a \\* b &amp; c \\_ d")
        let run = try #require(document.runs.first)
        let letters = Array(document.letters(run))
        #expect(String(decoding: letters, as: UTF8.self) == "a * b & c _ d")
        for (index, byte) in letters.enumerated() where byte >= UInt8(ascii: "a") {
            let offset = try #require(document.sourceOffset(of: index, in: run))
            #expect(document.source.bytes[offset] == byte)
        }
    }

    @Test(
        arguments: [
            ("```\nx\n```", true), ("```\nx", false), ("~~~~\nx\n~~~", false), ("~~~\nx\n~~~~", true),
            ("- ```\n  x\n  ```", true), ("- ```\n  x\n\ny", false), ("> ```\n> x\n> ```", true),
            ("    x", true),
            ("```\n", false), ("```\n```", true),
            // A last line that is code, and looks like a fence.
            ("~~~\n> ~~~", false), ("```\nx\n> ```", false), ("~~~\n    ~~~", false),
            ("~~~\r\n> ~~~\r\n", false),
            ("> ~~~\n> > ~~~", false), ("- ~~~\n  > ~~~", false), ("~~~\n> ~~~\n~~~", true),
            ("~~~\r> ~~~\r~~~", true),
            ("~~~\n\n\n~~~\n", true), ("> ~~~\n>\n> ~~~\n\nx", true), ("~~~\n\n\n", false),
        ])
    func seesUnclosedFences(_ markdown: String, isClosed: Bool) {
        #expect(read(markdown).codeBlocks.map(\.isClosed) == [isClosed], "\(markdown.debugDescription)")
    }

    @Test(
        arguments: [
            ("Missing MTA-STS DNS Record", "missing-mta-sts-dns-record"), ("What's new?", "whats-new"),
            ("a  b", "a--b"), ("Über uns", "über-uns"), ("v=spf1 `all`", "vspf1-all"), ("日本語", "日本語"),
            ("!!!", "section"),
        ])
    func makesAnchors(_ heading: String, _ anchor: String) {
        #expect(read("## \(heading)").headings.map(\.anchor) == [anchor])
    }

    @Test func opensIssueSections() {
        let document = read("## Fix Common Issues\n\n### A\n\nx\n\n### B\n\ny\n\n> End.\n")
        #expect(document.headings.map(\.isIssue) == [false, true, true])
        let html = String(decoding: document.html, as: UTF8.self)
        #expect(
            html.contains(
                "<section class=\"issue\" aria-label=\"B\">\n<h3><span id=\"b\"></span>B</h3>\n<p>y</p>\n</section>\n<blockquote>"
            ))
    }

    @Test(arguments: ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
    func showsCallouts(_ name: String) {
        let html = String(decoding: read("> [!\(name)]\n> Mind this.").html, as: UTF8.self)
        #expect(html.contains("<div class=\"callout callout-\(name.lowercased())\" role=\"note\">"))
        #expect(!html.contains("[!"))
        #expect(String(decoding: read("> [!OTHER]\n> x").html, as: UTF8.self).contains("<blockquote>"))
    }

    @Test func nestsWithoutRecursion() {
        let deep = String(repeating: ">", count: 20_000) + " x"
        #expect(read(deep).html.count > 20_000)
    }

    @Test(
        arguments: [
            ("one two three", 3), ("MTA-STS and example.com, don't", 4), ("v=STSv1 — ok", 3),
            ("“quoted” words’ end", 3),
            ("", 0), ("- . !", 0), ("naïve café", 2),
        ])
    func countsWords(_ text: String, _ count: Int) {
        #expect(Words.readingCount(text) == count)
    }

    @Test(
        arguments: [
            ("Record", "records"), ("domain", "Domain's"), ("TLS", "tls"), ("É", "é"), ("Straße", "STRAßE"),
        ])
    func foldsWords(_ a: String, _ b: String) {
        #expect(Words.all(in: a).map(\.key) == Words.all(in: b).map(\.key))
    }

    @Test(arguments: [("pass", "pas"), ("bus", "bu"), ("TLS", "TL"), ("a b", "ab")])
    func keepsWordsApart(_ a: String, _ b: String) {
        #expect(Words.all(in: a).map(\.key) != Words.all(in: b).map(\.key))
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF],
            [0x61, 0xC3],
        ] as [[UInt8]])
    func refusesBrokenUTF8(_ bytes: [UInt8]) {
        #expect(UTF8Text.firstFault(in: Array("12345678".utf8) + bytes) != nil)
        #expect(UTF8Text.firstFault(in: Array("zß水🍌".utf8)) == nil)
    }
}

@Suite(.timeLimit(.minutes(15))) struct ProbeTests {
    /// The slow way finds what the fast way finds.
    @Test(
        arguments: [
            "[a](b.md) `[x](y.md)` ![i](i.png)", "[a][r] [b][r]\n\n[r]: b.md", "[a](b.md \"](c.md)\")",
            "> - [a](\n>   b.md)",
            "| [a \\| b](c.md) |\n| --- |\n| [d](e.md) |", "- [ ] [r]: b.md\n\n[r]",
            "<https://example.com> [x](https://example.com)",
        ])
    func agreesWithTheFastWay(_ markdown: String) {
        let document = read(markdown)
        let probed = document.searchDestinations(parser: Parser())
        let fast = Set(document.links.filter { $0.kind != .definition }.compactMap(\.range))
        let slow = Set(probed.filter { document.links[$0.link].kind == .inline }.map(\.range))
        #expect(fast == slow)
        for location in probed {
            let raw = document.source.bytes[location.range]
            #expect(String(decoding: raw, as: UTF8.self) == document.links[location.link].destination)
        }
    }

    /// What reads as a destination and is none, in every kind of address that is a link by itself, hides no other link.
    @Test(arguments: [
        "b.md", "a@example.com", "mailto:a@example.com", "xmpp:a@example.com", "http://example.com/x",
        "https://example.com/x", "ftp://example.com/x", "www.example.com", "<http>",
        "<https://example.com/a>", "<b.md>",
        "<a b>", "<https://example.com/a b>",
    ])
    func whatIsNoDestinationHidesNone(_ text: String) {
        for markdown in [
            "[r](b.md) ](\(text) x", "](\(text) [r](b.md)", "[r](\(text)) ](\(text) x",
            "![i](\(text)) ]:\(text) x",
            "[ ] [r]:\(text) x [r](c.md)", "`](\(text)` [r](\(text)) ](\(text)",
        ] {
            let document = read(markdown)
            let fast = Set(document.links.filter { $0.kind == .inline }.compactMap(\.range))
            let slow = Set(document.searchDestinations(parser: Parser()).map(\.range))
            #expect(fast.count == 1 && fast == slow, "\(markdown)")
        }
    }
}
