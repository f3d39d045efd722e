import Markdown
import Support

/// The summary of a guide, made of its text where its author wrote none.
enum GuideSummary {
    /// The characters that a summary may have, as the check `structure/summary-length` counts them.
    static let shortest = 50
    static let longest = 160

    /// The first sentences of a text that fit: one, or more while they are short; nil where there is no text.
    static func ofLines(_ lines: [SourceLine]) -> String? {
        guard let document = MappedText(lines).document() else { return nil }
        let unfit: Document.Run.Context = [.heading, .table, .footnote, .calloutMarker]
        let code = Set(document.codeBlocks.map { Int($0.location.line) })
        func places(of kind: Document.Block.Kind) -> Set<Int> {
            Set(document.blocks.lazy.filter { $0.kind == kind }.flatMap { $0.lines.map { $0 + 1 } })
        }
        let (inQuotes, inLists) = (places(of: .quote), places(of: .list))
        var paragraphs: [(text: String, place: Place)] = []
        var text: [UInt8] = []
        var (line, place): (Int?, Place) = (nil, .text)
        /// Whether the paragraph is links alone: an item of a list of contents.
        var isLinks = true
        func close() {
            let paragraph = clean(String(decoding: text, as: UTF8.self))
            let own = isLinks ? Place.contents : place
            // One is enough of a list of contents, however long it is.
            if paragraph.contains(where: \.isLetter), own != .contents || paragraphs.last?.place != .contents
            {
                paragraphs.append((paragraph, own))
            }
            (text, isLinks) = ([], true)
        }
        for run in document.runs where run.context.isDisjoint(with: unfit) && !code.contains(run.line) {
            if line != run.line { close() }
            if paragraphs.count >= mostParagraphs { break }
            // What is in code alone says nothing of the guide.
            let isCode = (line != run.line || place == .code) && run.context.contains(.code)
            line = run.line
            if !run.context.contains(.link) { isLinks = false }
            if isCode {
                place = .code
            } else if inQuotes.contains(run.line) {
                place = run.context.contains(.quote) ? .quote : .callout
            } else {
                place = inLists.contains(run.line) ? .item : .text
            }
            if !text.isEmpty, !run.context.contains(.joined) { text.append(32) }
            text += document.text[run.text]
        }
        close()
        // A line without an end of a sentence is a label, as a rule.
        func isSentence(_ text: String) -> Bool {
            text.count >= shortest || text.last.map { ".!?。！？:".contains($0) } ?? false
        }
        let sentence = Place.allCases.lazy.compactMap { place in
            paragraphs.first { $0.place == place && isSentence($0.text) }
        }.first
        let best =
            sentence ?? paragraphs.first { $0.place == .text } ?? paragraphs.first { $0.place != .contents }
        return (best ?? paragraphs.first).map { cut($0.text) }
    }

    /// Where a paragraph is: the first place that has a sentence gives the summary.
    private enum Place: Sendable, CaseIterable { case text, quote, item, callout, code, contents }

    /// The most paragraphs that are looked at.
    private static let mostParagraphs = 30

    /// A text of one line without invisible characters.
    static func clean(_ text: String) -> String {
        let seen = String.UnicodeScalarView(
            text.unicodeScalars.lazy.map { $0.properties.isWhitespace ? " " : $0 }
                .filter { ![.control, .format, .privateUse].contains($0.properties.generalCategory) })
        return String(seen).split(separator: " ").joined(separator: " ")
    }

    /// The sentences at the start of a text that make a summary.
    static func cut(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars.prefix(4 * longest))
        var end = 0
        for index in scalars.indices {
            let isLast = index + 1 == scalars.count
            let ends =
                "。！？".unicodeScalars.contains(scalars[index])
                || ".!?".unicodeScalars.contains(scalars[index])
                    && (isLast
                        || scalars[index + 1] == " "
                            && (index + 2 == scalars.count || !scalars[index + 2].properties.isLowercase))
            guard ends || isLast else { continue }
            if index + 1 > longest { break }
            end = index + 1
            if end >= shortest { break }
        }
        if end > 0 { return string(scalars[..<end]).trimmed }
        let start = string(scalars.prefix(longest - 1))
        let words =
            start.contains(" ") ? String(start[..<(start.lastIndex(of: " ") ?? start.endIndex)]) : start
        return words.trimmed + "…"
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
