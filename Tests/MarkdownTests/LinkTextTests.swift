import Testing

@testable import Markdown
@testable import Support

/// What a document says of its links, its quotes and its plain texts, for each way to nest and to write them.
@Suite(.timeLimit(.minutes(15))) struct LinkTextTests {
    /// A link, and whether a reader sees nothing of it.
    @Test(arguments: [
        ("[a](b.md)", false), ("[](b.md)", true), ("[ ](b.md)", true), ("[`c`](b.md)", false),
        ("[*d*](b.md)", false),
        ("[![seen](i.png)](b.md)", false), ("[![](i.png)](b.md)", true), ("[![ ](i.png)](b.md)", true),
        ("[![](i.png)![](j.png)](b.md)", true), ("[![](i.png)![seen](j.png)](b.md)", false),
        ("[![seen](i.png)![](j.png)](b.md)", false), ("[![](i.png) a](b.md)", false),
        ("[ ![seen](i.png) ](b.md)", false),
        ("[\n](b.md)", true), ("[é](b.md)", false), ("[*![seen](i.png)*](b.md)", false),
        ("![seen](i.png)", false), ("![](i.png)", true), ("![*a*](i.png)", false), ("![ ](i.png)", true),
        ("[![seen](i.png)][r]\n\n[r]: b.md", false), ("[![][i]][r]\n\n[r]: b.md\n[i]: i.png", true),
    ])
    func knowsWhatIsSeen(_ markdown: String, _ isEmpty: Bool) {
        #expect(read(markdown).linkTexts.first?.isEmpty == isEmpty, "\(markdown)")
        // A link after it changes nothing, nor does one before it.
        #expect(
            read(markdown.replacing("\n\n[r]", with: " [x](y.md) ![z](z.png)\n\n[r]")).linkTexts.first?
                .isEmpty == isEmpty)
        #expect(read("[x](y.md) ![](z.png) " + markdown).linkTexts.dropFirst(2).first?.isEmpty == isEmpty)
    }

    /// A destination beside a title with each kind of quote, escaped signs and brackets in it.
    @Test(
        arguments: [
            "\"a\"", "'a'", "(a)", "\"a \\\" b\"", "'a \\' b'", "(a \\) b)", "(a \\( b)", "\"\\\"\"",
            "\"a\\\\\"", "'a\\\\'", "\"a ) b\"",
            "'a \" b'", "\"a ' b\"", "(a \" b)", "\"](c.md)\"", "\"\\](c.md) \\\"\"", "\"a &quot; b\"",
            "\"é \\\" 域\"", "\"a\\b\"",
            "\"a\n  b \\\" c\"", "''", "\"\"",
        ])
    func destinationsBesideTitles(_ title: String) {
        for destination in ["b.md", "<b c.md>", "b(c).md", "b\\).md", "é.md"] {
            let markdown = "[a](\(destination) \(title)) and [d](e.md)"
            let document = read(markdown)
            let found = document.links.compactMap(\.range).map {
                String(decoding: document.source.bytes[$0], as: UTF8.self)
            }
            let bare = destination.hasPrefix("<") ? String(destination.dropFirst().dropLast()) : destination
            #expect(found == [bare, "e.md"], "\(markdown)")
            let reference = read("[a][r]\n\n[r]: \(destination) \(title)\n")
            #expect(
                reference.links.compactMap(\.range).map {
                    String(decoding: reference.source.bytes[$0], as: UTF8.self)
                } == [bare],
                "\(markdown)")
        }
    }

    /// A text with a word `HERE`, and what is around that word.
    @Test(
        arguments: [
            ("HERE", []), ("> a\n\nHERE", []), ("> HERE", [.quote]), ("> > HERE", [.quote]),
            ("> a\n> > b\n>\n> HERE", [.quote]),
            ("> > > a\n>\n> HERE", [.quote]), ("> > a\n>\n> b\n\nHERE", []), ("> > a\n\n> HERE", [.quote]),
            ("> - > a\n>\n>   HERE", [.quote]),
            ("> [!NOTE]\n> > a\n>\n> HERE", []), ("> [!NOTE]\n> > HERE", [.quote]),
            ("> a\n>\n> > [!NOTE]\n> > HERE", [.quote]), ("> a\n\n> b\n\nHERE", []),
            ("[HERE](b)", [.link]), ("[a](b) HERE", []), ("[![x](i) HERE](b)", [.link]),
            ("[a *b* HERE](b)", [.link]), ("![a](i) HERE", []),
            ("> [a](b) HERE", [.quote]), ("> [HERE](b)", [.quote, .link]), ("## HERE", [.heading]),
            ("## a\n\nHERE", []), ("> ## a\n>\n> HERE", [.quote]),
            ("| HERE |\n| - |\n| x |", [.table]), ("| a |\n| - |\n| HERE |", [.table]),
            ("| a |\n| - |\n| b |\n\nHERE", []),
            ("> | a |\n> | - |\n> | b |\n>\n> HERE", [.quote]), ("`a` HERE", []), ("`HERE`", [.code]),
            ("> `HERE`", [.quote, .code]),
            ("a[^1]\n\n[^1]: HERE", [.footnote]), ("a[^1]\n\n[^1]: > b\n\n    HERE", [.footnote]),
            ("a[^1] HERE\n\n[^1]: b", []),
            ("- > a\n\n  HERE", []), ("- > a\n- HERE", []),
        ] as [(String, Document.Run.Context)])
    func knowsWhatIsAround(_ markdown: String, _ wanted: Document.Run.Context) throws {
        let document = read(markdown)
        let run = try #require(
            document.runs.first { String(decoding: document.letters($0), as: UTF8.self).contains("HERE") })
        #expect(run.context.subtracting([.joined, .escaped, .calloutMarker]) == wanted, "\(markdown)")
    }

    private static let texts: [String] =
        (1...11).flatMap { count in
            let digits = String("12345678901".prefix(count))
            return [
                "\(digits). Error", "\(digits)) Error", "\(digits).", "\(digits) Error",
                "\(digits).\(digits)",
            ]
        } + [
            "- a", "+ a", "* a", "-", "---", "***", "___", "===", "# a", "###### a", "####### a", "a #", "C#",
            "> a", ">a", "| a | b |", "|",
            "`a`", "``", "~~~", "```", "~a~", "*a*", "_a_", "a_b_c", "__a__", "[a](b)", "[a]", "[^1]",
            "![a](b)", "<b>", "a < b", "&amp;",
            "&#65;", "&", "a & b", "&copy", "\\", "a\\", "\\*", "\\\\", "a]", "]", "[", "[x] a", "[ ] a",
            "é* ü_", "域_域", "_域_", "1", "0. a", "a. b",
            "a) b", "(1) a", "=", "=a", "a=", "\"'", "a|b", "$x$", "https", "!", "a!", "![", "<!-- a -->",
            "^a^", ":a:", "{a}", "/", "@",
        ]

    /// A plain text is read as that text, wherever a twin puts it.
    @Test(arguments: texts) func plainTextsReadAsTheyAre(_ text: String) {
        let out = ByteWriter()
        MarkdownEscaping.append(text, to: out)
        let written = out.text
        let plain = ByteWriter()
        HTMLEscaping.appendText(text, to: plain)
        for (before, after, element) in [
            ("", "", "p"), ("Before.\n\n", "\n\nAfter.", "p"), ("# ", "", "h1"), ("> ", "", "p"),
            ("- ", "", "li"), ("- a\n- ", "\n- b", "li"),
            ("[", "](https://example.com/)", "a"), ("- [", "](https://example.com/): note", "a"),
            ("Text before ", "", "p"),
        ] {
            let html = String(decoding: read(before + written + after).html, as: UTF8.self)
            let start = before == "Text before " ? before : ""
            #expect(
                html.contains(">\(start)\(plain.text)</\(element)>"), "\(before)\(written)\(after): \(html)")
        }
    }

    /// All texts of up to so many of these pieces.
    private static func short(_ longest: Int) -> [String] {
        let pieces = [
            "_", "a", " ", ".", "é", "(", "—", "*", "https://x.org/_b", "https://x.org/#", "www.x.org/",
        ]
        var all: Set<String> = [""]
        for _ in 0..<longest { all.formUnion(all.flatMap { text in pieces.map { text + $0 } }) }
        return all.filter { !$0.isEmpty && !$0.hasPrefix(" ") && !$0.hasSuffix(" ") }.sorted()
    }

    /// Underscores of a text that is all there is need a backslash where another one closes what they open, and nowhere else:
    /// agents copy names such as `_dmarc` as they are written.
    @Test func namesWithUnderscoresAreWrittenAsTheyAre() {
        for name in [
            "_dmarc.example.com", "s1._domainkey", "_25._tcp.mx", "a_b", "no _mta-sts or _smtp found",
        ] {
            let out = ByteWriter()
            MarkdownEscaping.append(name, to: out, isWhole: true)
            #expect(out.text == name)
        }
        func written(_ text: String) -> String {
            let out = ByteWriter()
            MarkdownEscaping.append(text, to: out, isWhole: true)
            return out.text
        }
        func escaped(_ text: String) -> String {
            let out = ByteWriter()
            HTMLEscaping.appendText(text, to: out)
            return out.text
        }
        let marks = [
            "Use _x or a_https://x.org/_b", "Set _dmarc with v=_https://x.org/a[1]", "Set “_id_” first",
            "設定。_foo_。終わり", "a\u{A0}_foo_\u{A0}b", "\"https://x.org/>_b.$", "See www.acme.org/#", "：_：_.a 88",
        ]
        for text in Self.texts + marks + Self.short(4) {
            // One alone closes nothing.
            if text.count(where: { $0 == "_" }) == 1, text != "_" {
                #expect(!written(text).contains("\\_"), "\(text)")
            }
            for (before, after, element) in [
                ("", "", "p"), ("# ", "", "h1"), ("> ", "", "p"), ("- a\n- ", "\n- b", "li"),
            ] {
                let html = Self.withoutLinks(read(before + written(text) + after).html)
                #expect(html.contains(">\(escaped(text))</\(element)>"), "\(before)\(text): \(html)")
            }
        }
        // A link and its note are two of them in one line.
        for title in Self.short(2) {
            for note in Self.short(2) where title.contains("_") && note.contains("_") && !title.contains("/")
            {
                let markdown = "- [\(written(title))](https://example.com/): \(written(note))"
                let html = Self.withoutLinks(read(markdown).html)
                #expect(
                    html.contains(">\(escaped(title)): \(escaped(note))</li>"), "\(markdown): \(html)")
            }
        }
    }

    /// HTML without the tags of links: an address in a text is a link by itself, and reads as the text.
    private static func withoutLinks(_ html: [UInt8]) -> String {
        String(decoding: html, as: UTF8.self).replacing(/<\/?a[^>]*>/, with: "")
    }

    /// An address that is put in the place of another one reads as that address, in all three places.
    @Test(arguments: [
        "https://example.org/a", "https://example.org/f.zip?a=1&copy=2", "https://example.org/?a=1&amp;b=2",
        "https://example.org/&lt;",
        "https://example.org/&#65;", "https://example.org/a(b)", "https://example.org/a(b",
        "https://example.org/a)b", "https://example.org/a\\b",
        "https://example.org/a\\)", "https://example.org/a*b*_c_", "https://example.org/[a](b)",
        "https://example.org/\"'`", "https://example.org/#é",
        "https://example.org/域?x=é&y", "https://example.org/a&", "https://example.org/a!b~c",
    ])
    func addressesReadAsTheyAre(_ address: String) {
        let bare = String(decoding: Relinking.destination(address, isBracketed: false), as: UTF8.self)
        let bracketed = String(decoding: Relinking.destination(address, isBracketed: true), as: UTF8.self)
        for markdown in [
            "[x](\(bare))", "[x](<\(bracketed)>)", "[x](\(bare) \"t\")", "[x]\n\n[x]: \(bare)\n",
            "[x]\n\n[x]: <\(bracketed)> 't'\n", "![x](\(bare))",
            "| a |\n| - |\n| [x](\(bare)) |",
        ] {
            #expect(read(markdown).links.first?.destination == address, "\(markdown)")
        }
    }

    /// What no address can hold is escaped, so that the link stays a link.
    @Test(arguments: ["a b", "a<b>", "a\nb", "a\tb", " a", "a ", "a\u{7F}b"])
    func addressesWithSpacesStayLinks(_ address: String) {
        let encoded = address.utf8.map { byte in
            byte <= 32 || byte == 127 || "<>".utf8.contains(byte)
                ? "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                : String(UnicodeScalar(byte))
        }.joined()
        for isBracketed in [false, true] {
            let written = String(
                decoding: Relinking.destination(address, isBracketed: isBracketed), as: UTF8.self)
            #expect(
                read(isBracketed ? "[x](<\(written)>)" : "[x](\(written))").links.first?.destination
                    == encoded)
        }
    }

    /// Footnotes that a document has are named by their numbers, from the first through the last.
    @Test(arguments: 0...3) func footnotesAreKnownByNumber(_ count: Int) {
        let document = read(
            "Text" + (0..<count).map { "[^n\($0)]" }.joined() + ".\n\n"
                + (0..<count).map { "[^n\($0)]: Note \($0).\n\n" }.joined() + "[^unused]: Not shown.\n")
        #expect(document.footnotes == count)
        for number in -1...(count + 2) {
            #expect(
                document.hasFootnote("fn:\(number)") == (number >= 1 && number <= count),
                "\(number) of \(count)")
        }
        for other in ["fn:", "fn:x", "fn", "1", "fnref:1", "FN:1"] { #expect(!document.hasFootnote(other)) }
    }
}
