import Support

/// A record of a zone file (RFC 1035 section 5.1), as far as examples have them: on a line or, in parentheses, on several.
enum ZoneLine {
    /// Types of records that have no version tag.
    private static let types = ["MX", "TLSA", "CAA", "SOA", "PTR"]

    /// The type of a record and where its data is; nil for a line of any other type.
    ///
    /// `example.com. 300 IN MX 10 mail.example.com.` has the data `10 mail.example.com.`
    static func typed(_ line: ArraySlice<UInt8>) -> (type: String, data: Range<Int>)? {
        var at = line.startIndex
        // Name, time to live and class come first, in the two orders that there are.
        for _ in 0..<4 {
            while at < line.endIndex, line[at].isSpaceOrTab { at += 1 }
            let start = at
            while at < line.endIndex, !line[at].isSpaceOrTab { at += 1 }
            let word = String(decoding: line[start..<at], as: UTF8.self).uppercased()
            guard types.contains(word) else { continue }
            while at < line.endIndex, line[at].isSpaceOrTab { at += 1 }
            return (word, at..<line.endIndex)
        }
        return nil
    }

    /// The records of a zone, each with the lines that parentheses add to it.
    static func records(of zone: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var records: [ArraySlice<UInt8>] = []
        var start = zone.startIndex
        var isOpen = false
        var reader = Reader()
        for at in zone.indices {
            switch reader.read(zone[at]) {
            case .opening: isOpen = true
            case .closing: isOpen = false
            case .lineEnd where !isOpen:
                records.append(zone[start..<at])
                start = at + 1
            default: break
            }
        }
        return records + [zone[start...]]
    }

    /// The data of a record without the parentheses, the line ends and the comments in it.
    ///
    /// - Returns: its bytes, and where each of them is in `text`, with the place after the last one.
    static func data(_ text: [UInt8], _ range: Range<Int>) -> (bytes: [UInt8], offsets: [Int]) {
        var reader = Reader()
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        for at in range {
            switch reader.read(text[at]) {
            case .text: bytes.append(text[at])
            case .comment: continue
            case .opening, .closing, .lineEnd: bytes.append(32)
            }
            offsets.append(at)
        }
        while bytes.last == 32 {
            bytes.removeLast()
            offsets.removeLast()
        }
        return (bytes, offsets + [(offsets.last ?? range.lowerBound - 1) + 1])
    }

    /// What a byte of a zone is, by those before it.
    private struct Reader {
        enum Part { case text, comment, opening, closing, lineEnd }

        private var isQuoted = false
        private var isComment = false

        mutating func read(_ byte: UInt8) -> Part {
            if byte == 10 {
                (isQuoted, isComment) = (false, false)
                return .lineEnd
            }
            if isComment { return .comment }
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { return .text }
            switch byte {
            case UInt8(ascii: ";"):
                isComment = true
                return .comment
            case UInt8(ascii: "("): return .opening
            case UInt8(ascii: ")"): return .closing
            default: return .text
            }
        }
    }

    /// The value of a text record: as it is written or, between quotes, with all its strings joined (RFC 7208 section 3.3).
    ///
    /// - Returns: its bytes, and where each of them is in `text`, with the place after the last one.
    static func joined(_ text: [UInt8], _ range: Range<Int>) -> (bytes: [UInt8], offsets: [Int]) {
        var end = range.upperBound
        while end > range.lowerBound, text[end - 1] <= 32 { end -= 1 }
        let whole = range.lowerBound..<end
        guard text[whole].first == UInt8(ascii: "\"") else {
            return (Array(text[whole]), Array(whole) + [end])
        }
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        var isWithin = false
        var last = end
        var at = whole.lowerBound
        while at < end {
            let byte = text[at]
            if isWithin, byte == UInt8(ascii: "\\"), at + 1 < end {
                at += 1
                bytes.append(text[at])
                offsets.append(at)
            } else if byte == UInt8(ascii: "\"") {
                isWithin.toggle()
                if !isWithin { last = at }
            } else if isWithin {
                bytes.append(byte)
                offsets.append(at)
            } else if byte > 32, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")") {
                // What follows the last string is no part of it.
                break
            }
            at += 1
        }
        return (bytes, offsets + [last])
    }
}
