import Support

/// Writes plain text (a title, a summary) as markdown that reads as that text.
package enum MarkdownEscaping {
    /// Appends `text`, which holds no line end, with backslashes where markdown would read a mark.
    ///
    /// - Parameters:
    ///   - startsLine: false where other text is before it on its line, so that it starts no list or heading.
    ///   - isWhole: whether no underscore of another text can belong to one of this text: it is a whole paragraph, heading or
    ///     link, or is beside a link alone. An underscore then needs a backslash only where another one closes what it opens:
    ///     agents copy names such as `_dmarc` as they are written.
    package static func append(
        _ text: String, to out: ByteWriter, startsLine: Bool = true, isWhole: Bool = false
    ) {
        if isPlain(text.utf8.span) {
            out.append(text)
            return
        }
        let bytes = Array(text.utf8)
        let skips = isWhole && !pairsUnderscores(bytes)
        var end = 0
        for (index, byte) in bytes.enumerated() {
            if index < end { continue }
            if isHost(bytes, at: index) {
                end = index + 4
                out.append(bytes[index..<(end - 1)])
                out.append("\\.")
                continue
            }
            if let address = address(in: bytes, at: index) {
                end = address
                out.append(UInt8(ascii: "<"))
                out.append(bytes[index..<end])
                out.append(UInt8(ascii: ">"))
                continue
            }
            switch byte {
            case UInt8(ascii: "_") where skips: break
            case _ where needsBackslash(bytes, at: index): out.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "="),
                UInt8(ascii: "|"):
                if index == 0 && startsLine || (byte == UInt8(ascii: "#") && index == bytes.count - 1) {
                    out.append(UInt8(ascii: "\\"))
                }
            case UInt8(ascii: "."), UInt8(ascii: ")"):
                if startsLine, index > 0, index < 10, bytes[..<index].allSatisfy(\.isASCIIDigit) {
                    out.append(UInt8(ascii: "\\"))
                }
            default: break
            }
            out.append(byte)
        }
    }

    /// The end of a web address that starts at an offset and holds marks. Backslashes would be a part of it, since markdown
    /// takes it for a link by itself; between angle brackets marks are none.
    private static func address(in bytes: [UInt8], at start: Int) -> Int? {
        guard "hHfF".utf8.contains(bytes[start]), start == 0 || !bytes[start - 1].isASCIILetter else {
            return nil
        }
        let rest = bytes[start...]
        let scheme = String(decoding: rest.prefix(8), as: UTF8.self).lowercased()
        guard ["https://", "http://", "ftp://"].contains(where: scheme.hasPrefix) else { return nil }
        let end = rest.firstIndex { $0 <= 32 || $0 == 127 || "<>".utf8.contains($0) } ?? bytes.count
        return holdsMark(bytes, start) ? end : nil
    }

    /// Whether a name such as `www.example.org` starts at an offset and holds marks, or ends before one. It is a link by itself,
    /// with all backslashes up to the next space, and none between angle brackets; a backslash before its full stop ends that.
    private static func isHost(_ bytes: [UInt8], at start: Int) -> Bool {
        guard "wW".utf8.contains(bytes[start]), start == 0 || !bytes[start - 1].isASCIILetterOrDigit,
            String(decoding: bytes[start...].prefix(4), as: UTF8.self).lowercased() == "www."
        else { return false }
        return holdsMark(bytes, start)
    }

    /// Whether a backslash would be written before the next space, where markdown takes it for a part of an address.
    private static func holdsMark(_ bytes: [UInt8], _ start: Int) -> Bool {
        let end = bytes[start...].firstIndex { $0 <= 32 } ?? bytes.count
        return bytes[end - 1] == UInt8(ascii: "#") && end == bytes.count
            || (start..<end).contains { needsBackslash(bytes, at: $0) }
    }

    /// Whether an underscore may open what a later one may close (CommonMark 0.31.2, section 6.2). Letters beyond ASCII may be
    /// punctuation as well.
    private static func pairsUnderscores(_ bytes: [UInt8]) -> Bool {
        // Alone on a line they are a rule (section 4.1).
        if bytes.allSatisfy({ $0 == UInt8(ascii: "_") || $0 == 32 }) { return true }
        var isOpen = false
        for index in bytes.indices where bytes[index] == UInt8(ascii: "_") {
            let before = index > 0 ? bytes[index - 1] : 32
            let after = index + 1 < bytes.count ? bytes[index + 1] : 32
            // A bracket is written before an address that has marks.
            let isBeforeLetter = after.isASCIILetterOrDigit && address(in: bytes, at: index + 1) == nil
            if isOpen, before != 32, !isBeforeLetter { return true }
            if after != 32, !before.isASCIILetterOrDigit { isOpen = true }
        }
        return false
    }

    /// Whether a byte within a line is a mark where it is.
    private static func needsBackslash(_ bytes: [UInt8], at index: Int) -> Bool {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 32
        switch bytes[index] {
        case UInt8(ascii: "_"):
            return !(index > 0 && bytes[index - 1].isASCIILetterOrDigit && next.isASCIILetterOrDigit)
        case UInt8(ascii: "&"): return next == UInt8(ascii: "#") || isWordByte(next)
        default: return "\\`*[]<~".utf8.contains(bytes[index])
        }
    }

    /// Whether a text holds no mark: a letter first, and plain letters and punctuation after it, as nearly all texts
    /// do.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        if text.isEmpty { return true }
        let plain = plain
        return isWordByte(text[0]) && !text[0].isASCIIDigit && text[text.count - 1] != UInt8(ascii: "#")
            && text.allSatisfy { plain[Int($0)] }
    }

    /// Whether a byte is no mark wherever it is.
    private static let plain: [Bool] = (0..<256).map { !"\\`*[]<~_&".utf8.contains(UInt8($0)) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 128 || byte.isASCIILetterOrDigit
    }
}
