extension Plant {
    /// Faults in the structure of guides.
    static let ofStructure: [Plant] = [
        Plant("structure/heading-order") {
            $0.block(
                "⟦\(["#", "####", "#####", "######"][$0.number % 4]) A \($0.pick(Plant.words))\n\nText of it."
            )
        },
        Plant("structure/duplicate-heading") {
            let file = $0.guide()
            var lines = $0.lines(file)
            let issues = lines.firstIndex(of: "## Fix Common Issues")!
            let words = Plant.words
            lines.insert(
                contentsOf: [
                    "## First of Two {#one}", "", "More of \($0.pick(words)).", "", "## Second of Two {#one}",
                    "",
                    "And of \($0.pick(words)).", "",
                ], at: issues)
            $0.set(file, lines)
            return Planted(file: file, line: issues + 5)
        },
        Plant("structure/unknown-callout") {
            let word = $0.pick(Plant.words)
            return $0.block(
                $0.pick([
                    "⟦> [!INFO]\n> A \(word).", "⟦> [!NOTE] A \(word).", "⟦> [!danger]\n> A \(word).",
                    "⟦> [!Tip] **A \(word).**",
                    "⟦> [!EXAMPLE]\n>\n> A \(word).",
                ]))
        },
        Plant("structure/empty-section") {
            $0.block("⟦## A \($0.pick(Plant.words))\n\n## Another \($0.pick(Plant.words))\n\nText of it.")
        },
        Plant("structure/title-length") {
            let word = $0.pick(Plant.words)
            return $0.change("title:", in: "Content/guides/dns-and-reverse-dns.md") { _ in
                "title: DNS, PTR, and Reverse DNS for Everyone Who Has to Do With the \(word.capitalized)"
            }
        },
        Plant("structure/summary-length") {
            let number = $0.number
            let word = $0.pick(Plant.words)
            return $0.change("summary:", in: "Content/guides/dns-and-reverse-dns.md") { _ in
                switch number % 3 {
                case 0: "summary: PTR and \(word)."
                case 1:
                    "summary: PTR and the \(word), "
                        + String(repeating: "and what belongs to the \(word), ", count: 5) + "at last."
                default:
                    "summary: This is about PTR and the \(word). It is two sentences long, \(word) and all."
                }
            }
        },
        Plant("structure/raw-html") {
            $0.sentence(
                $0.pick([
                    "<b>", "<br class=x>", "<kbd>", "<span class=x>", "<!-- x", "<i>", "<sup>", "<a name=x>",
                    "<u>", "<em>",
                ]))
        },
        Plant("structure/shown-as-text") {
            $0.sentence(
                $0.pick(["$$x^2$$", "So $$a + b$$ it is.", "It is $$ 1 $$.", "It takes $n^2$ steps."]))
        },
        Plant("structure/unclosed-fence") {
            let file = $0.guide()
            var lines = $0.lines(file)
            while lines.last == "" { lines.removeLast() }
            lines += ["", "\(["```", "````", "~~~", "~~~~"][$0.number % 4])sh", "dig example.com", ""]
            $0.set(file, lines)
            return Planted(file: file, line: lines.count - 2)
        },
        Plant("structure/image-without-alt") {
            $0.files["Content/guides/dot.svg"] = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
            return $0.block(
                "\(["![](dot.svg)", "![ ](dot.svg)", "![  ](dot.svg \"T\")", "A ![](dot.svg) b"][$0.number % 4])",
                in: "Content/guides/spf.md")
        },
        Plant("structure/table-columns") {
            let row = ["| 1 |", "| 1 | 2 | 3 |", "1", "1 | 2 | 3", "| 1 | 2 | 3 | 4 |"][$0.number % 5]
            return $0.block("| a | b |\n| --- | --- |\n| \($0.pick(Plant.words)) | y |\n⟦\(row)")
        },
        Plant("structure/steps-restart") {
            $0.block(
                "1. Take the \($0.pick(Plant.words)).\n\n⟦```sh\ndig example.com\n```\n\n1. Read the \($0.pick(Plant.words))."
            )
        },
        Plant("structure/fence-language") {
            $0.block(
                "⟦\(["```", "~~~", "````"][$0.number % 3])\n\($0.pick(Plant.words))\n\(["```", "~~~", "````"][$0.number % 3])"
            )
        },
        Plant("structure/long-step") {
            let word = $0.pick(Plant.words)
            return $0.block("⟦1. Take \((0..<61).map { _ in word }.joined(separator: " ")).")
        },
        Plant("structure/too-long") {
            let file = $0.guide()
            let text = String(
                repeating:
                    "The \($0.pick(Plant.words)) is there and waits for its turn to come round again. ",
                count: 900)
            _ = $0.block(text + "It ends.", in: file)
            return Planted(file: file, line: 2)
        },
    ]
}
