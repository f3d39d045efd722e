import Support

/// Reads JavaScript as far as that tells its code from comments, and from texts and regular expressions, which stay as they are.
struct ScriptCompactor {
    /// What an open bracket holds.
    private enum Bracket {
        /// A part of an expression, so that a slash after it divides.
        case value
        /// The condition of `if` and the like, or statements, or members of a class.
        case other
        /// Code within a text in backticks, `${…}`.
        case inText
    }

    private enum Gap { case none, space, lineEnd }

    private let bytes: [UInt8]
    private var at = 0
    private(set) var compact: [UInt8] = []
    /// What was left out since the last byte of `compact`.
    private var gap = Gap.none
    private var brackets: [Bracket] = []
    /// Whether a slash would divide what is before it, instead of starting a regular expression.
    private var isAfterValue = false
    /// The word that ends here; empty for anything else, and for the name of a member such as `if` in `a.if`.
    private var word = ""

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = Array(bytes)
        compact.reserveCapacity(bytes.count)
        while at < self.bytes.count { readNext() }
        if !compact.isEmpty, gap == .lineEnd { compact.append(10) }
    }

    private var next: UInt8 { at + 1 < bytes.count ? bytes[at + 1] : 0 }

    private mutating func readNext() {
        let byte = bytes[at]
        switch byte {
        case 10: skip(to: at + 1, .lineEnd)
        case 9, 11, 12, 13, 32: skip(to: at + 1, .space)
        case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
            skip(to: bytes[at...].firstIndex(of: 10) ?? bytes.count, .space)
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
            let end = bytes[(at + 2)...].firstRange(of: "*/".utf8)?.upperBound ?? bytes.count
            skip(to: end, bytes[at..<end].contains(10) ? .lineEnd : .space)
        case UInt8(ascii: "/") where !isAfterValue: take(to: endOfExpression(), isValue: true)
        case UInt8(ascii: "'"), UInt8(ascii: "\""): take(to: endOfText(), isValue: true)
        case UInt8(ascii: "`"): takeText(from: at + 1)
        case _ where Self.isWord(byte): takeWord()
        default: takeSign(byte)
        }
    }

    // MARK: What is left out

    private mutating func skip(to end: Int, _ kind: Gap) {
        at = end
        if gap != .lineEnd { gap = kind }
    }

    /// Whether a space parts nothing that would be read as one: two words, or two signs such as `+ +`.
    private func isNeedless(before byte: UInt8) -> Bool {
        let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
        guard let last = compact.last else { return true }
        if last == slash || byte == slash { return false }
        if Self.isWord(byte) { return !Self.isWord(last) && last != dot }
        // `1 .toString()` is a number and its member, and `<! --a` no comment.
        return !(byte == dot && last.isASCIIDigit)
            && !("+-".utf8.contains(byte) && "+-!".utf8.contains(last))
    }

    /// Whether a line's end ends no statement: after a sign that cannot end one, or that has ended it, and before a brace that
    /// does.
    private func isNeedlessEnd(before byte: UInt8) -> Bool {
        guard let last = compact.last else { return true }
        return "{;,([".utf8.contains(last) || byte == UInt8(ascii: "}")
    }

    // MARK: What stays

    /// Takes the bytes to an end as they are.
    private mutating func take(to end: Int, isValue: Bool) {
        if gap == .lineEnd, !isNeedlessEnd(before: bytes[at]) { compact.append(10) }
        if gap == .space, !isNeedless(before: bytes[at]) { compact.append(32) }
        gap = .none
        compact += bytes[at..<end]
        at = end
        isAfterValue = isValue
        word = ""
    }

    private mutating func takeWord() {
        let end = bytes[at...].firstIndex { !Self.isWord($0) } ?? bytes.count
        let text = String(decoding: bytes[at..<end], as: UTF8.self)
        let isMember = compact.last == UInt8(ascii: ".")
        take(to: end, isValue: isMember || !Self.wordsBeforeValues.contains(text))
        word = isMember ? "" : text
    }

    private mutating func takeSign(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["):
            brackets.append(Self.wordsBeforeConditions.contains(word) ? .other : .value)
            take(to: at + 1, isValue: false)
        case UInt8(ascii: "{"):
            brackets.append(startsBlock ? .other : .value)
            take(to: at + 1, isValue: false)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            let bracket = brackets.popLast() ?? .other
            take(to: at + 1, isValue: bracket == .value)
            if bracket == .inText { takeText(from: at) }
        case UInt8(ascii: "+") where next == byte, UInt8(ascii: "-") where next == byte:
            take(to: at + 2, isValue: isAfterValue)
        default: take(to: at + 1, isValue: false)
        }
    }

    /// Whether braces here hold statements or members of a class; otherwise they make an object.
    private var startsBlock: Bool {
        // After a name or `)` no object can be.
        guard !isAfterValue, let last = compact.last else { return true }
        guard word.isEmpty else { return Self.wordsBeforeBlocks.contains(word) }
        if last == UInt8(ascii: "{") { return brackets.last != .inText }
        return ")};".utf8.contains(last) || compact.suffix(2).elementsEqual("=>".utf8)
    }

    /// Takes a text in backticks to its end, or to the start of code in it.
    ///
    /// - Parameter start: after the backtick, or after the code before.
    private mutating func takeText(from start: Int) {
        var end = start
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "`") { return take(to: end + 1, isValue: true) }
            if bytes[end...].starts(with: "${".utf8) {
                brackets.append(.inText)
                return take(to: end + 2, isValue: false)
            }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        take(to: bytes.count, isValue: true)
    }

    /// The end of a text in quotes, which has no end of line in it.
    private func endOfText() -> Int {
        var end = at + 1
        while end < bytes.count, bytes[end] != bytes[at] {
            if bytes[end] == 10 { return end }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(end + 1, bytes.count)
    }

    private func endOfExpression() -> Int {
        var end = at + 1
        var isClass = false
        while end < bytes.count, bytes[end] != UInt8(ascii: "/") || isClass {
            if bytes[end] == 10 { return end }
            if bytes[end] == UInt8(ascii: "[") { isClass = true }
            if bytes[end] == UInt8(ascii: "]") { isClass = false }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(end + 1, bytes.count)
    }

    // MARK: Words

    private static func isWord(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || byte >= 128 || "_$\\".utf8.contains(byte)
    }

    /// Words before a value, so that a slash after them starts a regular expression, and a brace an object.
    private static let wordsBeforeValues: Set = [
        "await", "case", "default", "delete", "do", "else", "extends", "in", "instanceof", "new", "of",
        "return",
        "throw", "typeof", "void", "yield",
    ]
    private static let wordsBeforeBlocks: Set = ["do", "else"]
    private static let wordsBeforeConditions: Set = ["for", "if", "while", "with"]
}
