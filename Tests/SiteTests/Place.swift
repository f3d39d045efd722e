/// Where a text may be within a guide, and how it is written there.
enum Place: String, CaseIterable, Sendable {
    case carriageReturns, carriageReturnsAlone, byteOrderMark, noLastLineEnd
    case quote, callout, item, numberedItem, quoteInItem, itemInQuote, cell

    /// Those that change how a file is written, and not what it says.
    static let ofFile: [Place] = [.carriageReturns, .carriageReturnsAlone, .byteOrderMark, .noLastLineEnd]

    /// The body of a guide in this place; nil where a text cannot be there.
    func body(_ text: String) -> String? {
        switch self {
        case .carriageReturns, .carriageReturnsAlone, .byteOrderMark, .noLastLineEnd: text
        case .quote: Self.lines(text, first: "> ", others: "> ")
        case .callout: "> [!NOTE]\n" + Self.lines(text, first: "> ", others: "> ")
        case .item: Self.lines(text, first: "- ", others: "  ")
        case .numberedItem: Self.lines(text, first: "10. ", others: "    ")
        case .quoteInItem: Self.lines(text, first: "- > ", others: "  > ")
        case .itemInQuote: Self.lines(text, first: "> - ", others: ">   ")
        case .cell:
            text.contains("\n") || text.contains("|") || text.hasPrefix("#")
                ? nil : "| a | b |\n| --- | --- |\n| \(text) | x |"
        }
    }

    /// A whole file in this place.
    func file(_ text: String) -> String {
        switch self {
        case .carriageReturns: return text.replacing("\n", with: "\r\n")
        case .carriageReturnsAlone: return text.replacing("\n", with: "\r")
        case .byteOrderMark: return "\u{FEFF}" + text
        case .noLastLineEnd:
            var text = text
            while text.last == "\n" { text.removeLast() }
            return text
        default: return text
        }
    }

    /// A whole guide with its body in this place; nil where it cannot be there.
    func guide(_ text: String) -> String? {
        guard !Self.ofFile.contains(self) else { return file(text) }
        let fence = "\n---\n\n"
        guard let start = text.firstRange(of: fence) else { return nil }
        var body = String(text[start.upperBound...])
        while body.last == "\n" { body.removeLast() }
        return self.body(body).map { text[..<start.upperBound] + $0 + "\n" }
    }

    private static func lines(_ text: String, first: String, others: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
            let margin = number == 0 ? first : others
            // A line without text has no spaces at its end.
            return line.isEmpty ? String(margin.reversed().drop { $0 == " " }.reversed()) : margin + line
        }
        .joined(separator: "\n")
    }
}
