import Support

/// Marks that extensions of Python-Markdown add, where the settings switch them on: `H~2~O`, `x^2^`, `^^inserted^^`.
enum ScriptMarks {
    /// A text with the marks as elements.
    ///
    /// - Parameter note: takes what became of a mark.
    static func convert(_ text: String, _ syntax: BodySyntax, _ note: (String) -> Void) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var unmarked = UnmarkedParts(bytes)
        var at = 0
        while at < bytes.count {
            let next = unmarked.end(at)
            if next > at {
                out += bytes[at..<next]
                at = next
                continue
            }
            guard bytes[at] == tilde || bytes[at] == caret else {
                out.append(bytes[at])
                at += 1
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
                out += bytes[at..<(at + run)]
                at += run
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let tilde = UInt8(ascii: "~")
    private static let caret = UInt8(ascii: "^")

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
