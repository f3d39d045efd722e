import Support

/// Finds the parts of a text that have no marks: escaped bytes, formulas, targets of links, tags, addresses, labels of footnotes.
struct UnmarkedParts {
    private let bytes: [UInt8]
    /// Ends that are nowhere in the rest of the text. Without them a text with many starts would be read to its end for each.
    private var missing: Set<[UInt8]> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The end of the part that starts at a byte; that byte where none starts there.
    ///
    /// - Parameter at: not before that of the last call.
    mutating func end(_ at: Int) -> Int {
        let next = at + 1 < bytes.count ? bytes[at + 1] : 0
        switch bytes[at] {
        case UInt8(ascii: "\\"):
            switch next {
            case UInt8(ascii: "("): return endOfFormula(at, "\\)")
            case UInt8(ascii: "["): return endOfFormula(at, "\\]")
            default: return min(at + 2, bytes.count)
            }
        case UInt8(ascii: "$"): return endOfFormula(at, next == UInt8(ascii: "$") ? "$$" : "$")
        case UInt8(ascii: "]") where next == UInt8(ascii: "("): return end(of: ")", from: at + 2) ?? at
        case UInt8(ascii: "[") where next == UInt8(ascii: "^"): return end(of: "]", from: at + 2) ?? at
        case UInt8(ascii: "<") where next.isASCIILetter || next == UInt8(ascii: "/"):
            return end(of: ">", from: at + 1) ?? at
        case UInt8(ascii: ":") where bytes[at...].starts(with: "://".utf8):
            return bytes[at...].firstIndex(where: \.isWhiteSpace) ?? bytes.count
        default: return at
        }
    }

    /// The end of a formula; right after its first byte where it has no end.
    private mutating func endOfFormula(_ at: Int, _ close: String) -> Int {
        let start = at + close.utf8.count
        guard start < bytes.count, close != "$" || !bytes[start].isWhiteSpace else { return at + 1 }
        return end(of: close, from: start) ?? at + 1
    }

    /// The place after the next mark; nil where there is none.
    private mutating func end(of close: String, from start: Int) -> Int? {
        let mark = Array(close.utf8)
        guard !missing.contains(mark) else { return nil }
        var end = start
        while end + mark.count <= bytes.count {
            // A dollar after a space is no end: it is that of a price.
            if bytes[end...].starts(with: mark), close != "$" || !bytes[end - 1].isWhiteSpace {
                return end + mark.count
            }
            end += 1
        }
        missing.insert(mark)
        return nil
    }
}
