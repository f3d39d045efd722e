import Support

/// A line of a zone file (RFC 1035 section 5.1), as far as examples have them.
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
            return (word, at..<end(of: line, from: at))
        }
        return nil
    }

    /// The end of the data: that of the line, without a comment and the spaces before it.
    private static func end(of line: ArraySlice<UInt8>, from start: Int) -> Int {
        var isQuoted = false
        var end = line.endIndex
        for at in start..<line.endIndex {
            if line[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if line[at] == UInt8(ascii: ";"), !isQuoted {
                end = at
                break
            }
        }
        while end > start, line[end - 1] <= 32 { end -= 1 }
        return end
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
            } else if !byte.isSpaceOrTab {
                // What follows the last string is no part of it.
                break
            }
            at += 1
        }
        return (bytes, offsets + [last])
    }
}
