import Support

/// Style sheets as they are published: without comments, and without white space after marks, which are for those who edit the
/// file. Comments that start with `/*!`, such as licenses, stay.
enum CompactStyles {
    static func make(_ sheet: [UInt8]) -> [UInt8] {
        let out = ByteWriter(capacity: sheet.count)
        let bytes = sheet.span
        var (done, at) = (0, 0)
        func leaveOut(_ part: Range<Int>) {
            out.append(bytes.extracting(done..<part.lowerBound))
            (done, at) = (part.upperBound, part.upperBound)
        }
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 2
            case UInt8(ascii: "\""), UInt8(ascii: "'"): at = end(ofText: bytes, at)
            case UInt8(ascii: "/") where bytes.holds("/*", at: at):
                let end = bytes.position(of: "*/", in: (at + 2)..<bytes.count).map { $0 + 2 } ?? bytes.count
                // A comment parts two words, so one without a space beside it is needed.
                let isApart = at == 0 || end == bytes.count || isSpace(bytes[at - 1]) || isSpace(bytes[end])
                if isApart, !bytes.holds("/*!", at: at) { leaveOut(at..<end) } else { at = end }
            case UInt8(ascii: "(") where isAddress(bytes, at):
                // What is in an address without quotes is neither comment nor mark.
                at = bytes.position(of: UInt8(ascii: ")"), from: at) ?? bytes.count
            case let byte where ",:;{}".utf8.contains(byte):
                let end = bytes.firstIndex(from: at + 1) { !isSpace($0) } ?? bytes.count
                // A property of a site's own may be a single space.
                let isValue = byte == UInt8(ascii: ":") && end < bytes.count && ";}".utf8.contains(bytes[end])
                if isValue || end == at + 1 { at = end } else { leaveOut((at + 1)..<end) }
            default: at += 1
            }
        }
        out.append(bytes.extracting(min(done, bytes.count)..<bytes.count))
        return out.bytes
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    /// The offset after a text in quotes that starts at `start`. It ends with its line, where the quote is missing.
    private static func end(ofText bytes: Span<UInt8>, _ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count, bytes[at] != bytes[start], bytes[at] != 10 {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(at + 1, bytes.count)
    }

    /// Whether the bracket at `bracket` opens an address without quotes: `url(`, in any letter case.
    private static func isAddress(_ bytes: Span<UInt8>, _ bracket: Int) -> Bool {
        guard bracket >= 3 else { return false }
        for (offset, letter) in "url".utf8.enumerated() where bytes[bracket - 3 + offset] | 0x20 != letter {
            return false
        }
        var at = bracket + 1
        while at < bytes.count, isSpace(bytes[at]) { at += 1 }
        return at < bytes.count && bytes[at] != UInt8(ascii: "\"") && bytes[at] != UInt8(ascii: "'")
    }
}
