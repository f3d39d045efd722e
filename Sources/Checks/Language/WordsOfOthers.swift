import Markdown

/// The words of a text that are not its author's own, or no words: parts of names, and what is between quotation marks.
struct WordsOfOthers {
    private let text: [UInt8]
    private let document: Document?
    private let quoted: [Range<Int>]

    /// - Parameter text: a plain text, in which code is between backticks.
    init(_ text: [UInt8]) {
        self.text = text
        document = nil
        var marks = QuotationMarks(ofCode: true)
        marks.read(text, text.indices)
        quoted = marks.quoted
    }

    init(_ document: Document) {
        text = document.text
        self.document = document
        var marks = QuotationMarks(ofCode: false)
        var line = -1
        for run in document.runs where !run.context.contains(.code) {
            let startsCell = run.context.contains(.table) && !run.context.contains(.joined)
            if run.line != line || startsCell { marks.endBlock() }
            line = run.line
            marks.read(text, run.text)
        }
        quoted = marks.quoted
    }

    /// Whether some of the text is no word of its author's.
    ///
    /// - Parameter run: the run of the document that it starts in; nil in a plain text.
    func hold(_ range: Range<Int>, in run: Document.Run? = nil) -> Bool {
        quoted.hold(range) || isPartOfName(range, run)
    }

    /// Whether some text is part of a longer one that is no word either: of an option such as `--all`, a call such as `run()`, an
    /// address such as `mailto:`, or a word that is written in parts, such as `(un)subscribe` and `pre-` or `-ing`.
    func holdPart(_ range: Range<Int>, in run: Document.Run? = nil) -> Bool {
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        let (before, after) = (range.lowerBound - 1, range.upperBound)
        return isIn("-$:", before, run) || isIn("-", after, run)
            || (isIn("(", after, run) && isIn(")", after + 1, run))
            || (isIn(":)", after, run) && isIn(letters, after + 1, run))
            || (isIn("(", before, run) && isIn(letters, before - 1, run))
    }

    /// Whether some text is part of a file's, host's or parameter's name.
    private func isPartOfName(_ range: Range<Int>, _ run: Document.Run?) -> Bool {
        if isIn("./@_=#\\", range.lowerBound - 1, run) || isIn("/@_=", range.upperBound, run)
            || (isIn(":", range.upperBound, run) && isIn("/", range.upperBound + 1, run))
        {
            return true
        }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return isIn(".", range.upperBound, run) && isIn(letters, range.upperBound + 1, run)
    }

    /// Whether the byte at an index is one of some marks, and of the same line as a run.
    private func isIn(_ marks: String, _ index: Int, _ run: Document.Run?) -> Bool {
        guard text.indices.contains(index), marks.utf8.contains(text[index]) else { return false }
        guard let run, let document, !run.text.contains(index) else { return true }
        // Where runs do not join, a line or a block ends between them, and with it any name.
        let joint = index < run.text.lowerBound ? run : document.run(at: index)
        return joint?.context.contains(.joined) ?? false
    }
}

/// Finds what is between quotation marks: marks of one block come in pairs, and one that is left over quotes nothing.
private struct QuotationMarks {
    private(set) var quoted: [Range<Int>] = []
    private let readsCode: Bool
    private var open: (closers: [[UInt8]], start: Int)?

    /// - Parameter ofCode: whether backticks are marks too.
    init(ofCode: Bool) { readsCode = ofCode }

    mutating func endBlock() { open = nil }

    mutating func read(_ text: [UInt8], _ range: Range<Int>) {
        for index in range where Self.mayBeMark[Int(text[index])] {
            let rest = text[index..<range.upperBound]
            if let (closers, start) = open {
                guard closers.contains(where: { rest.starts(with: $0) }) else { continue }
                // An apostrophe within a word.
                if Self.apostrophes.contains(where: { rest.starts(with: $0) }),
                    Self.isLetter(text, index + (rest.first == UInt8(ascii: "'") ? 1 : 3), range)
                {
                    continue
                }
                quoted.append(start..<index)
                open = nil
            } else if let pair = Self.pairs.first(where: { rest.starts(with: $0.opener) }) {
                if pair.opener == Self.backtick, !readsCode { continue }
                // `6"` are inches, and `don't` has an apostrophe.
                let isStraight = pair.opener == Self.double || pair.opener == Self.single
                if isStraight, Self.isLetter(text, index - 1, range) { continue }
                if pair.opener == Self.single, !Self.isLetter(text, index + 1, range) { continue }
                open = (pair.closers, index)
            }
        }
    }

    private static let backtick = Array("`".utf8)
    private static let double = Array("\"".utf8)
    private static let single = Array("'".utf8)
    private static let apostrophes = ["'", "\u{2019}"].map { Array($0.utf8) }

    /// Whether a letter or digit is at an index; beyond ASCII nearly everything but the block of punctuation is one.
    private static func isLetter(_ text: [UInt8], _ index: Int, _ range: Range<Int>) -> Bool {
        guard range.contains(index) else { return false }
        if text[index] < 0x80 { return text[index].isASCIILetterOrDigit }
        var start = index
        while start > range.lowerBound, text[start] & 0xC0 == 0x80 { start -= 1 }
        return text[start] != 0xE2 && text[start] != 0xC2
    }
    /// English, German, French, and French as German and Danish have it.
    private static let pairs: [(opener: [UInt8], closers: [[UInt8]])] = [
        ("\"", ["\""]), ("`", ["`"]), ("\u{201C}", ["\u{201D}"]), ("\u{201E}", ["\u{201C}", "\u{201D}"]),
        ("\u{AB}", ["\u{BB}"]), ("\u{BB}", ["\u{AB}", "\u{BB}"]), ("'", ["'"]), ("\u{2018}", ["\u{2019}"]),
        ("\u{201A}", ["\u{2018}", "\u{2019}"]),
    ].map { (Array($0.0.utf8), $0.1.map { Array($0.utf8) }) }
    /// The bytes that marks start with.
    private static let mayBeMark: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in pairs.flatMap({ [$0.opener] + $0.closers }).compactMap(\.first) {
            table[Int(byte)] = true
        }
        return table
    }()
}

extension [Range<Int>] {
    /// Whether one of some ranges, which are in order, holds another one.
    func hold(_ range: Range<Int>) -> Bool {
        let index = partitionPoint { $0.upperBound < range.upperBound }
        return index < count && self[index].lowerBound <= range.lowerBound
    }
}
