import Library
import Markdown
import Support
import Words

/// The worth of a guide's keywords: where each comes from, where it is found, who else claims it.
package struct KeywordReport: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        var keyword: String
        /// `own`, `derived`, `site`, or `term` for one that is said and not declared.
        var origin: String
        /// In the order of a page: title, summary, headings, opening, body.
        var places: [String]
        /// In title, summary and text.
        var count: Int
        /// Of a hundred words of the text.
        var share: Double
        /// `owned`, `contested`, `promised` (declared, not said) or `mentioned`.
        var state: String
        /// The first sentence that says it.
        var sentence: String?
        /// Other guides that own it.
        var competing: [String]
        /// Guides that link here with it.
        var linking: [String]
    }

    var slug: String
    var title: String
    var words: Int
    var keywords: [Row]

    /// Reports of all guides, or of one.
    package static func all(_ library: Library, slug: String? = nil) -> [KeywordReport] {
        let owners = Owners(library)
        let parser = Parser()
        let buffer = ByteWriter()
        return library.guides.indices.filter { slug == nil || library.guides[$0].slug == slug }.map { index in
            let guide = library.guides[index]
            let document = guide.parsedAgain(library.site.html, parser: parser, out: buffer)
            return KeywordReport(library, index, document, Prose(document), owners)
        }
    }

    /// The guides that own a phrase, and those that link somewhere with it.
    private struct Owners {
        var owning: [FoldedWord: Set<Int>] = [:]
        var linking: [FoldedWord: [(from: Int, to: Int)]] = [:]

        init(_ library: Library) {
            for (index, guide) in library.guides.enumerated() {
                var phrases = [guide.title] + guide.frontMatter.keywords.map(\.text)
                phrases += guide.document.headings.map(\.text)
                phrases += library.terms.explained(by: guide.slug, aliases: guide.frontMatter.aliases)
                    .flatMap(\.forms)
                for phrase in phrases { owning[FoldedWord(phrase), default: []].insert(index) }
                for (at, text) in guide.linkTexts.enumerated() where text.count > 0 {
                    if case .guide(let other, _) = library.targets[index][at], other != index {
                        linking[text, default: []].append((index, other))
                    }
                }
                for link in library.termLinks[index] {
                    let name = library.terms[link.mention.term].name
                    linking[FoldedWord(name), default: []].append((index, link.guide))
                }
            }
        }
    }

    private init(_ library: Library, _ index: Int, _ document: Document, _ prose: Prose, _ owners: Owners) {
        let guide = library.guides[index]
        slug = guide.slug
        title = guide.title
        words = prose.tokens.count
        let own = Set(guide.frontMatter.keywords.map { FoldedWord($0.text) })
        let ofSite = Set(library.site.keywords.map { FoldedWord($0) })
        var phrases = GuideFacts(library, index).keywords.map { keyword -> (String, String) in
            let folded = FoldedWord(keyword)
            return (keyword, own.contains(folded) ? "own" : ofSite.contains(folded) ? "site" : "derived")
        }
        let declared = Set(phrases.map { FoldedWord($0.0) })
        phrases += guide.mentions.terms.map { library.terms[Int($0)].name }.filter {
            !declared.contains(FoldedWord($0))
        }
        .map { ($0, "term") }
        let terms = library.terms
        func forms(_ phrase: (String, String)) -> [String] {
            phrase.1 == "term" ? terms.first { $0.name == phrase.0 }?.forms ?? [] : [phrase.0]
        }
        let matches = Dictionary(grouping: TermIndex(phrases.map(\.0)).matches(in: prose), by: \.phrase)
        // Those that a longer one hides are counted on their own.
        let opening = document.blocks.first { $0.kind == .paragraph }?.text ?? 0..<0
        keywords = phrases.enumerated().map { number, phrase in
            let own = forms(phrase)
            let found = own.count == 1 ? matches[number] : nil
            return Self.row(
                phrase, own, found ?? TermIndex(own).matches(in: prose), library, index, document, prose,
                opening, owners)
        }
    }

    private static func row(
        _ phrase: (keyword: String, origin: String), _ forms: [String], _ found: [TermIndex.Match],
        _ library: Library, _ index: Int,
        _ document: Document, _ prose: Prose, _ opening: Range<Int>, _ owners: Owners
    ) -> Row {
        let guide = library.guides[index]
        let single = TermIndex(forms)
        let folded = FoldedWord(phrase.keyword)
        var places: [String] = []
        let heads = [("title", guide.title), ("summary", guide.summary)].map { place, text in
            (place, single.matches(in: Prose(text)).count)
        }
        places += heads.filter { $0.1 > 0 }.map(\.0)
        func isFound(_ condition: (Prose.Token) -> Bool) -> Bool {
            found.contains { condition(prose.tokens[$0.tokens.lowerBound]) }
        }
        if isFound({ document.runs[$0.run].context.contains(.heading) }) { places.append("headings") }
        if isFound({ opening.contains($0.text.lowerBound) }) { places.append("opening") }
        if isFound({
            !document.runs[$0.run].context.contains(.heading) && !opening.contains($0.text.lowerBound)
        }) {
            places.append("body")
        }
        let owning = owners.owning[folded] ?? []
        let others = owning.subtracting([index])
        let state =
            places.isEmpty || (places == ["title"] && phrase.origin == "own")
            ? "promised" : owning.contains(index) ? (others.isEmpty ? "owned" : "contested") : "mentioned"
        let linking = (owners.linking[folded] ?? []).filter { $0.to == index }.map {
            library.guides[$0.from].slug
        }
        return Row(
            keyword: phrase.keyword, origin: phrase.origin, places: places,
            count: found.count + heads.reduce(0) { $0 + $1.1 },
            share: prose.tokens.isEmpty
                ? 0 : (Double(found.count) * 10_000 / Double(prose.tokens.count)).rounded() / 100,
            state: state, sentence: found.first.map { sentence($0, document, prose) },
            competing: others.sorted().map { library.guides[$0].slug }, linking: Set(linking).sorted())
    }

    private static func sentence(_ match: TermIndex.Match, _ document: Document, _ prose: Prose) -> String {
        let tokens = prose.sentence(around: match.tokens.lowerBound)
        let start = prose.tokens[tokens.lowerBound].text.lowerBound
        let end = prose.tokens[tokens.upperBound - 1].text.upperBound
        return String(decoding: document.text[start..<end], as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The reports as one JSON array.
    package static func json(_ reports: [KeywordReport]) throws -> String { try MachineText.json(reports) }

    /// A report as a table.
    package func text() -> String {
        let head = ["keyword", "from", "found in", "count", "share", "state", "competing", "linked from"]
        let rows = keywords.map { row in
            [
                row.keyword, row.origin, row.places.isEmpty ? "–" : row.places.joined(separator: " "),
                String(row.count), "\(row.share) %", row.state, row.competing.joined(separator: " "),
                row.linking.joined(separator: " "),
            ]
        }
        let lines = Table([head] + rows, rightAligned: [3, 4]).lines
        var text = "\(slug): \(title), \(words) words\n\n  \(lines[0])\n"
        for (row, line) in zip(keywords, lines.dropFirst()) {
            text += "  \(line)\n"
            if let sentence = row.sentence, row.state != "mentioned" {
                let short = sentence.count > 100 ? sentence.prefix(99) + "…" : sentence[...]
                text += "      “\(short)”\n"
            }
        }
        return TerminalText.lines(text)
    }
}
