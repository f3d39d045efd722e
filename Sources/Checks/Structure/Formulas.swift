import Markdown
import Support

/// Formulas in a body as other tools read them: `$$…$$`, on lines of their own too, and `$…$` where that is surely one.
struct Formulas {
    /// A formula: where its first mark is, and that mark, `$$` or `$`.
    typealias Found = (location: SourceLocation, mark: String)

    private let document: Document
    private var found: [Found] = []
    /// The runs that go on within one line, with no code between.
    private var stretch: [Document.Run] = []
    /// The `$$` that is open: its offset in the file, the line of its block, and whether its line has nothing else.
    private var open: (offset: Int, block: Int, isAlone: Bool)?

    /// The first formula of each line that has one.
    static func find(in document: Document) -> [Found] {
        guard document.text.contains(dollar) else { return [] }
        var formulas = Formulas(document)
        for run in document.runs {
            let goesOn = run.context.contains(.joined) && !run.context.contains(.code)
            if !goesOn { formulas.endStretch() }
            if !run.context.contains(.code) { formulas.stretch.append(run) }
        }
        formulas.endStretch()
        return formulas.found
    }

    private init(_ document: Document) { self.document = document }

    private static let dollar = UInt8(ascii: "$")

    private mutating func endStretch() {
        defer { stretch.removeAll(keepingCapacity: true) }
        guard let first = stretch.first, let last = stretch.last else { return }
        let letters = document.text[first.text.lowerBound..<last.text.upperBound]
        guard letters.contains(Self.dollar) else { return }
        guard let start = first.source, let lastStart = last.source else {
            // Where it is in the file cannot be told, so what a backslash takes the meaning of cannot either.
            if let formula = Self.formula(in: letters), formula.mark == "$$" {
                found.append((document.location(of: 0, in: first), formula.mark))
            }
            return
        }
        let source = document.source
        let line = source.line(source.lineIndex(of: lastStart))
        let end =
            last.context.contains(.escaped)
            ? line.upperBound : min(lastStart + last.text.count, line.upperBound)
        let bytes = source.bytes[start..<max(start, end)]
        if let formula = Self.formula(in: bytes) {
            found.append((source.location(of: formula.offset), formula.mark))
        } else if first.context.isDisjoint(with: [.joined, .heading, .table, .link]) {
            passLine(bytes, within: line, block: first.line)
        }
    }

    /// Opens or ends a formula of several lines.
    private mutating func passLine(_ bytes: ArraySlice<UInt8>, within line: Range<Int>, block: Int) {
        let all = document.source.bytes[line]
        let isAlone = Self.isFormulaMark(all.drop { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") })
        if let open {
            let ends = isAlone || Self.isFormulaMark(bytes.suffix(2))
            if ends, open.block == block || open.isAlone && isAlone {
                found.append((document.source.location(of: open.offset), "$$"))
                self.open = nil
                return
            }
            if open.isAlone { return }
        }
        let starts = Self.isFormulaMark(bytes.prefix(2))
        open =
            starts && (isAlone || Self.hasFormulaSign(bytes)) ? (bytes.startIndex, block, isAlone) : nil
    }

    /// Whether text is `$$`, but for spaces after it.
    private static func isFormulaMark(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "$$".utf8) && text.dropFirst(2).allSatisfy { $0.isSpaceOrTab || $0 == 13 }
    }

    /// The first formula that starts and ends in a piece of a line: the offset of its first mark, and the mark.
    private static func formula(in text: ArraySlice<UInt8>) -> (offset: Int, mark: String)? {
        /// The mark that may open a formula, if it is a single one.
        var opening: Int?
        /// The first `$$`.
        var double: Int?
        var at = text.startIndex
        while at < text.endIndex {
            let byte = text[at]
            if byte == UInt8(ascii: "\\"), at + 1 < text.endIndex, text[at + 1] == dollar {
                // This one is a letter, and no formula has it within.
                opening = nil
                at += 2
            } else if byte != dollar {
                at += 1
            } else if at + 1 < text.endIndex, text[at + 1] == dollar {
                if let double {
                    if at > double + 2 { return (double, "$$") }
                } else if isAfterGap(text, at) {
                    double = at
                }
                opening = nil
                at += 2
            } else {
                if let start = opening, double == nil, closes(text, at),
                    hasFormulaSign(text[(start + 1)..<at])
                {
                    return (start, "$")
                }
                opening = opens(text, at) ? at : nil
                at += 1
            }
        }
        return nil
    }

    /// Whether a `$` may open a formula: not in `US$`, and not that of `${name}`.
    private static func opens(_ text: ArraySlice<UInt8>, _ at: Int) -> Bool {
        guard at + 1 < text.endIndex, text[at + 1] > 32, text[at + 1] != UInt8(ascii: "{") else {
            return false
        }
        return isAfterGap(text, at) && (at == text.startIndex || text[at - 1] != UInt8(ascii: "\\"))
    }

    /// Whether the byte before is no part of a word, nor the colon of a password's hash, `anna:$$apr1$$…`.
    private static func isAfterGap(_ text: ArraySlice<UInt8>, _ at: Int) -> Bool {
        guard at > text.startIndex else { return true }
        let before = text[at - 1]
        return !before.isASCIILetterOrDigit && before < 128 && before != UInt8(ascii: ":")
    }

    /// Whether a `$` may close a formula: not before a price or a name.
    private static func closes(_ text: ArraySlice<UInt8>, _ at: Int) -> Bool {
        guard text[at - 1] > 32 else { return false }
        guard at + 1 < text.endIndex else { return true }
        let next = text[at + 1]
        return !next.isASCIILetterOrDigit && next < 128 && !"_{(".utf8.contains(next)
    }

    /// Whether text has what formulas have and prices do not: a command such as `\alpha`, `^` or `_{`.
    private static func hasFormulaSign(_ text: ArraySlice<UInt8>) -> Bool {
        text.indices.dropLast().contains { at in
            switch text[at] {
            case UInt8(ascii: "\\"): text[at + 1].isASCIILetter
            // `[^1]` refers to a footnote.
            case UInt8(ascii: "^"): at == text.startIndex || text[at - 1] != UInt8(ascii: "[")
            case UInt8(ascii: "_"): text[at + 1] == UInt8(ascii: "{")
            default: false
            }
        }
    }
}
