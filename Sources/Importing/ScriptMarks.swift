import Support

/// Marks that extensions of Python-Markdown add, where the settings switch them on: `H~2~O`, `x^2^`, `^^inserted^^`.
enum ScriptMarks {
    /// A text with the marks as elements.
    ///
    /// - Parameter note: takes what became of a mark.
    static func convert(_ text: String, _ syntax: BodySyntax, _ note: (String) -> Void) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let next = passedOver(bytes, at)
            if next > at {
                out += bytes[at..<next]
                at = next
                continue
            }
            let run = bytes[at...].prefix { $0 == bytes[at] }.count
            let isTilde = bytes[at] == tilde && run == 1 && syntax.contains(.subscripts)
            let isCaret = bytes[at] == caret && run == 1 && syntax.contains(.superscripts)
            if isTilde || isCaret, let end = end(bytes, at) {
                let name = isTilde ? "sub" : "sup"
                out += Array("<\(name)>".utf8) + bytes[(at + 1)..<end] + Array("</\(name)>".utf8)
                at = end + 1
            } else if bytes[at] == caret, run == 2, syntax.contains(.insertions),
                let end = endOfInsertion(bytes, at)
            {
                note("the mark of inserted text is left out")
                out += bytes[(at + 2)..<end]
                at = end + 2
            } else {
                let count = bytes[at] == tilde || bytes[at] == caret ? run : 1
                out += bytes[at..<(at + count)]
                at += count
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let tilde = UInt8(ascii: "~")
    private static let caret = UInt8(ascii: "^")

    /// The end of what has no marks: an escaped byte, the target of a link, a tag, an address, the label of a footnote.
    private static func passedOver(_ bytes: [UInt8], _ at: Int) -> Int {
        func end(_ byte: UInt8, from start: Int) -> Int {
            bytes[start...].firstIndex(of: byte).map { $0 + 1 } ?? at
        }
        switch bytes[at] {
        case UInt8(ascii: "\\"):
            let close = bytes[at...].starts(with: "\\(".utf8) ? "\\)" : "\\]"
            let isFormula = close == "\\)" || bytes[at...].starts(with: "\\[".utf8)
            return isFormula ? endOfFormula(bytes, at, close) : min(at + 2, bytes.count)
        case UInt8(ascii: "$"):
            return endOfFormula(bytes, at, bytes[at...].starts(with: "$$".utf8) ? "$$" : "$")
        case UInt8(ascii: "]") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "("):
            return end(UInt8(ascii: ")"), from: at + 2)
        case UInt8(ascii: "[") where at + 1 < bytes.count && bytes[at + 1] == caret:
            return end(UInt8(ascii: "]"), from: at + 2)
        case UInt8(ascii: "<")
        where at + 1 < bytes.count && (bytes[at + 1].isASCIILetter || bytes[at + 1] == 47):
            return end(UInt8(ascii: ">"), from: at + 1)
        case UInt8(ascii: ":") where bytes[at...].starts(with: "://".utf8):
            return bytes[at...].firstIndex(where: \.isWhiteSpace) ?? bytes.count
        default: return at
        }
    }

    /// The end of a formula between marks; right after its first byte where it has no end on the line.
    private static func endOfFormula(_ bytes: [UInt8], _ at: Int, _ close: String) -> Int {
        let mark = Array(close.utf8)
        var end = at + mark.count
        guard end < bytes.count, mark.count > 1 || !bytes[end].isWhiteSpace else { return at + 1 }
        while end + mark.count <= bytes.count {
            // A dollar after a space is no end: it is that of a price.
            if bytes[end...].starts(with: mark), mark.count > 1 || !bytes[end - 1].isWhiteSpace {
                return end + mark.count
            }
            end += 1
        }
        return at + 1
    }

    /// Where the single mark that starts at a place ends, if what is between has no space.
    private static func end(_ bytes: [UInt8], _ at: Int) -> Int? {
        let mark = bytes[at]
        let inner = bytes[(at + 1)...].prefix { !$0.isWhiteSpace && $0 != mark }
        guard !inner.isEmpty, inner.endIndex < bytes.count, bytes[inner.endIndex] == mark,
            // Of a footnote, or one of two.
            inner.last != UInt8(ascii: "["),
            inner.endIndex + 1 == bytes.count || bytes[inner.endIndex + 1] != mark
        else { return nil }
        return inner.endIndex
    }

    private static func endOfInsertion(_ bytes: [UInt8], _ at: Int) -> Int? {
        let inner = bytes[(at + 2)...].prefix { $0 != caret }
        guard let first = inner.first, let last = inner.last, !first.isWhiteSpace, !last.isWhiteSpace,
            bytes[inner.endIndex...].starts(with: [caret, caret])
        else { return nil }
        return inner.endIndex
    }

    /// Code between backticks without the language before it: `` `x` `` for `` `#!python x` ``.
    static func withoutLanguage(_ code: String) -> String {
        let ticks = code.utf8.prefix { $0 == UInt8(ascii: "`") }.count
        let inner = code[code.utf8.index(code.startIndex, offsetBy: ticks)...]
        guard let rest = inner.after("#!") ?? inner.after(":::") else { return code }
        let name = rest.utf8.prefix { $0.isASCIILetterOrDigit || "#.+-_".utf8.contains($0) }
        let space = rest.utf8.dropFirst(name.count).prefix(while: \.isWhiteSpace)
        guard !name.isEmpty, !space.isEmpty else { return code }
        let text = rest[space.endIndex...]
        // A backtick of the code is no mark of it.
        return String(repeating: "`", count: ticks) + (text.begins("`") ? " " : "") + text
    }

    /// The names of emoji, `:smile:`, and marks of edits, `{--text--}`, which stay as they are.
    static func rest(in text: String, _ syntax: BodySyntax) -> [String] {
        var found: [String] = []
        if syntax.contains(.edits) {
            for (open, close) in [
                ("{--", "--}"), ("{++", "++}"), ("{~~", "~~}"), ("{==", "==}"), ("{>>", "<<}"),
            ] {
                if let cut = text.cut(at: open), let end = cut.after.cut(at: close) {
                    found.append("the mark of an edit `\(MessageWords.short(open + end.before + close))`")
                }
            }
        }
        guard syntax.contains(.emoji) else { return found }
        let bytes = Array(text.utf8)
        var at = 0
        while let start = bytes[at...].firstIndex(of: UInt8(ascii: ":")) {
            let name = bytes[(start + 1)...].prefix {
                $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "+")
                    || $0 == UInt8(ascii: "-")
            }
            let isFree =
                start == 0 || !bytes[start - 1].isASCIILetterOrDigit && bytes[start - 1] != UInt8(ascii: ":")
            // A time such as 10:30:00 has no letter.
            let isName =
                name.contains(where: \.isASCIILetter)
                || ["+1", "-1"].contains(String(decoding: name, as: UTF8.self))
            let isIcon = InlineMarks.families.contains { name.starts(with: $0.utf8) }
            let end = name.endIndex
            if isFree, isName, !isIcon, end < bytes.count, bytes[end] == UInt8(ascii: ":"),
                end + 1 == bytes.count
                    || !bytes[end + 1].isASCIILetterOrDigit && bytes[end + 1] != UInt8(ascii: ":")
            {
                found.append("the emoji `:\(String(decoding: name, as: UTF8.self)):`")
                at = end + 1
            } else {
                at = max(start + 1, end)
            }
        }
        return found
    }
}

/// Tells, line after line, what is a formula on lines of its own: between `$$`, or between `\[` and `\]`.
struct FormulaLines {
    private var end: String?

    /// Takes the next line; true where it is of a formula.
    mutating func take(_ line: String) -> Bool {
        let text = line.trimmed
        if let open = end {
            // A paragraph ends a formula that nothing closes.
            if text.isEmpty || text.ends(open) { end = nil }
            return true
        }
        for (open, close) in [("$$", "$$"), ("\\[", "\\]")] {
            guard let rest = text.after(open) else { continue }
            if rest.position(of: close) == nil { end = close }
            return end != nil || rest.ends(close)
        }
        return false
    }
}
