import TestSupport
import Testing

@testable import Checks
@testable import Content
@testable import Findings
@testable import Rendering
@testable import Support

/// Any markdown that an author may write makes a pair. Random documents of all marks, nested at random, are built and
/// proven; none may be accused.
@Suite(.timeLimit(.minutes(15))) struct FuzzTests {
    /// Writes random documents.
    struct Author {
        var random: Seeded

        mutating func pick<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
        mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

        mutating func address() -> String {
            pick([
                "b.md", "b.md#part", "deep/c.md", "#own", "<b.md>", "i.png", "https://example.com/x?a=1&b=2",
                "./b.md", "<https://example.com/a b>",
                "https://example.org/guides/b", "/prices", "mailto:a@example.com", "b.md?x=1",
                "https://example.com/a_(b)", "/guides",
            ])
        }

        mutating func title() -> String {
            pick(["", "", " \"T](b.md)\"", " 'T \\' t'", " (T)", "\n\"two\nlines\""])
        }

        mutating func inline(_ depth: Int) -> String {
            switch Int.random(in: 0..<20, using: &random) {
            case 0...4:
                return pick([
                    "word", "TERM", "terms", "www words", "a: b", "é", "\u{5D0}\u{5D1}", "e\u{301}", "x_y_z",
                    "1) 2.",
                ])
            case 5...7: return "[\(depth > 0 ? inlines(depth - 1) : "text")](\(address())\(title()))"
            case 8:
                return
                    "![\(pick(["alt", "al [t] x", "TERM"]))](\(pick(["i.png", "https://example.com/i.png"]))\(title()))"
            case 9: return "[\(pick(["text", "TERM", "a *b*"]))][\(pick(["r", "R", "two words", "r]: x"]))]"
            case 10: return pick(["[r]", "[r][]", "[two\nwords]", "[undefined][x]", "[a]", "[[r]]", "![r]"])
            case 11: return pick(["`code`", "`` ` ``", "`[x](b.md)`", "`TERM`", "` a\nb `", "`open"])
            case 12: return "*\(inlines(max(0, depth - 1)))*"
            case 13: return "**\(inlines(max(0, depth - 1)))**"
            case 14: return "~~\(inlines(max(0, depth - 1)))~~"
            case 15:
                return pick(["&amp;", "&copy;", "&#35;", "&bogus;", "\\*", "\\[", "\\]", "\\\\", "&lt;x&gt;"])
            case 16:
                return pick([
                    "<https://example.com/a>", "https://example.com/b_c", "www.example.com", "a@example.com",
                    "<a@example.com>",
                ])
            case 17: return pick(["  \n", "\\\n", "\n", "\n  ", "\n\t"])
            case 18:
                return pick([
                    "[^1]", "[^two]", "[^none]", "!", "]", "[", "(", ")", "](", "a\tb", "*", "_", "~", "|",
                ])
            default: return "[![\(pick(["a", "b c"]))](i.png)](b.md)"
            }
        }

        mutating func inlines(_ depth: Int) -> String {
            (0..<Int.random(in: 1...4, using: &random)).map { _ in inline(depth) }.joined(
                separator: pick([" ", " ", ""]))
        }

        mutating func block(_ depth: Int) -> String {
            switch Int.random(in: 0..<15, using: &random) {
            case 0...3: return inlines(2)
            case 4: return pick(["## ", "### ", "# ", "###### "]) + oneLine() + pick(["", " ##"])
            case 5: return oneLine() + "\n" + pick(["---", "==="])
            case 6 where depth > 0:
                let mark = pick(["- ", "* ", "1. ", "7) ", "- [ ] ", "+   "])
                return (0..<Int.random(in: 1...3, using: &random)).map { _ in indent(blocks(depth - 1), mark)
                }
                .joined(separator: pick(["\n", "\n\n"]))
            case 7 where depth > 0:
                let isLazy = chance(3)
                return blocks(depth - 1).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                    .map {
                        isLazy && $0.offset > 0 && !$0.element.isEmpty
                            ? String($0.element) : "> \($0.element)"
                    }.joined(separator: "\n")
            case 8:
                return "| \(cell()) | \(cell()) |\n| :-- | --: |\n| \(cell()) | \(cell()) |\n| \(cell()) |"
            case 9:
                return pick(["```sh\n", "~~~\n"]).flatMap { [String($0)] }.joined()
                    + "[x](b.md)\nTERM \\ here\n" + "```\n~~~"
            case 10: return "    " + pick(["[x](b.md)", "TERM", "a\n\n    b"])
            case 11:
                return
                    "[\(pick(["r", "two words", "R", "unused", "a", "two\nwords"]))]:\(pick([" ", "\n", "\n   "]))\(pick(["b.md", "<b.md>", "deep/c.md", "https://example.com"]))\(pick(["", " 'T'", "\n\"T\""]))"
            case 12: return pick(["[^1]: ", "[^two]: "]) + inlines(1)
            case 13:
                return pick([
                    "***", "---", "> [!NOTE]\n> \(oneLine())", "[r]: b.md\n[a]: deep/c.md 't'\n\(oneLine())",
                ])
            default: return inlines(1) + "\n" + inlines(1)
            }
        }

        mutating func oneLine() -> String { inlines(1).replacing("\n", with: " ").replacing("\t", with: " ") }
        mutating func cell() -> String { oneLine().replacing("|", with: "\\|") }

        mutating func indent(_ text: String, _ mark: String) -> String {
            let space = String(repeating: " ", count: mark.count)
            return mark + text.replacing("\n", with: "\n" + (chance(6) ? "" : space))
        }

        mutating func blocks(_ depth: Int) -> String {
            (0..<Int.random(in: 1...4, using: &random)).map { _ in block(depth) }.joined(
                separator: pick(["\n\n", "\n\n", "\n"]))
        }
    }

    @Test(arguments: Seeded.seeds(8))
    func everyDocumentMakesAPair(_ part: UInt64) async throws {
        var accused: [String] = []
        var proven = 0
        let site = try TemporarySite([
            "Content/terms.yml": "- {term: TERM, guide: b}\n- {term: words, guide: c}\n",
            "i.png": TemporarySite.picture,
            "b.md": TemporarySite.guide("Beta", "## Part\n\nx"),
            "deep/c.md": TemporarySite.guide("Gamma", "x"),
        ])
        let theme = try await site.theme()
        let tree = try ContentTree(site: site.path)
        let base = try await SiteContent.read(tree, site: site.path, withDrafts: false, jobs: 1)
        for number in 0..<250 {
            let seed = part * 1000 + UInt64(number)
            var author = Author(random: Seeded(seed))
            var text = author.blocks(3)
            if author.chance(5) { text = text.replacing("\n", with: "\r\n") }
            // An open fence swallows what is behind it, and is an error of its own.
            let whole = Array("---\n---\n\n\(text)\n".utf8)
            let source = SourceText(whole)
            let split = FrontMatterSplit(source)
            var front = FrontMatter()
            front.title.text = "Alpha"
            front.summary.text = "What it is."
            front.category.text = "one"
            front.resources = [
                .init(
                    target: .page(title: "X", url: Located(text: "https://example.com", location: .start)),
                    note: Located(text: "N", location: .start), location: .start)
            ]
            var content = base
            content.guides.append(
                SiteContent.GuideSource(
                    slug: "a", file: "Content/guides/a.md", source: source, body: split.body,
                    frontMatter: front, findings: []))
            content.guides.sort { $0.slug < $1.slug }
            let library = try await makeLibrary(content)
            let index = library.guides.firstIndex { $0.slug == "a" }!
            let guide = library.guides[index]
            // What other findings refuse has no pair to prove.
            let isRefused =
                Checks.ofLibrary.contains { check in
                    check.run(library).contains { $0.severity == .error }
                }
                || Checks.ofLinks.contains { check in
                    check.run(library, of: index).contains { $0.severity == .error }
                }
            if isRefused
                || findings(ofGuide: content.guides[index], in: content).contains(where: {
                    $0.id == "structure/unclosed-fence" || $0.id == "structure/raw-html"
                })
            {
                continue
            }
            proven += 1
            if let finding = GuideRenderer(library: library, theme: theme).make(index).faults.first?.finding(
                guide)
            {
                accused.append("seed \(seed): \(finding.message)\n\(text.debugDescription)")
            }
        }
        #expect(accused == [])
        #expect(proven > 100, "part \(part): too many documents were refused to prove anything")
    }
}
