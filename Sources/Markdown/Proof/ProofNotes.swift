import Support

/// The footnotes of HTML as `Renderer` writes it. They are numbered by the document that they are in, so an issue's own twin
/// has other numbers than the page.
struct ProofNotes {
    private static let reference: StaticString = "<a href=\"#fn:"
    private static let start: StaticString = "<li id=\"fn:"
    private static let end: StaticString = "</ol>\n</div>\n"

    /// The numbers that one footnote has in a twin and on its page.
    struct Pair: Hashable {
        var twin: Int
        var page: Int
    }

    /// What each footnote says, from the first on, with the numbers of others in it.
    private let texts: [[UInt8]]

    /// - Parameter html: a whole body, whose footnotes are at its end.
    init(_ html: Span<UInt8>) {
        var texts: [[UInt8]] = []
        var next = html.position(of: Self.start, in: 0..<html.count)
        while let found = next {
            let from = found + Self.start.utf8CodeUnitCount
            next = html.position(of: Self.start, in: from..<html.count)
            var to = next ?? html.count
            if next == nil, to - from >= Self.end.utf8CodeUnitCount { to -= Self.end.utf8CodeUnitCount }
            // After its own number, `1">`.
            let text = html.position(of: UInt8(ascii: ">"), from: from).map { $0 + 1 } ?? to
            let part = html.extracting(min(text, to)..<to)
            texts.append(Self.withoutIDs(part.array))
        }
        self.texts = texts
    }

    /// HTML of a footnote without the ids of headings: they have their numbers from the document that they are in.
    private static func withoutIDs(_ html: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var at = 0
        // `<h4><span id="setup"></span>`
        while let found = html.span.position(of: headingStart, in: at..<html.count) {
            let tag = min(found + 4, html.count)
            kept += html[at..<tag]
            at = HeadingID.end(in: html.span, at: tag) ?? tag
        }
        return kept.isEmpty ? html : kept + html[at...]
    }

    private static let headingStart: StaticString = "<h"

    /// HTML without the numbers of footnotes, and those numbers in their order.
    static func apart(_ html: Span<UInt8>) -> (html: [UInt8], numbers: [Int]) {
        var kept: [UInt8] = []
        var numbers: [Int] = []
        var at = 0
        while let found = html.position(of: reference, in: at..<html.count) {
            let number = found + reference.utf8CodeUnitCount
            kept.append(contentsOf: html.extracting(at..<number))
            // `1">1</a>`
            at = html.position(of: UInt8(ascii: "<"), from: number) ?? html.count
            let digits = html.extracting(number..<at).text.prefix { $0 != "\"" }
            numbers.append(Int(digits) ?? 0)
        }
        kept.append(contentsOf: html.extracting(at..<html.count))
        return (kept, numbers)
    }

    /// What the first pair of footnotes that differ say; nil where each that is referred to says the same in both, and the
    /// twin has no other that the page has not.
    ///
    /// - Parameters:
    ///   - page: the footnotes of the page.
    ///   - references: the numbers that the twin refers to, each with that of the page at the same place.
    func difference(from page: ProofNotes, _ references: [Pair]) -> (
        expected: [UInt8], found: [UInt8]
    )? {
        var seen: Set<Pair> = []
        var waiting = references
        while let pair = waiting.popLast() {
            guard seen.insert(pair).inserted else { continue }
            let (expected, wanted) = Self.apart(page.text(pair.page).span)
            let (found, own) = Self.apart(text(pair.twin).span)
            if found != expected { return (expected, found) }
            waiting += zip(own, wanted).map { Pair(twin: $0, page: $1) }
        }
        let read = Set(seen.map(\.twin))
        // The rest are footnotes that only other footnotes refer to. Each of them has to be one of the page's.
        var known: Set<[UInt8]> = []
        for text in page.texts { known.insert(Self.apart(text.span).html) }
        for (index, text) in texts.enumerated() where !read.contains(index + 1) {
            if !known.contains(Self.apart(text.span).html) { return ([], text) }
        }
        return nil
    }

    private func text(_ number: Int) -> [UInt8] {
        texts.indices.contains(number - 1) ? texts[number - 1] : []
    }
}
