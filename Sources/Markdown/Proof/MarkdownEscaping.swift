import Support

/// Writes plain text (a title, a summary) as markdown that reads as that text.
package enum MarkdownEscaping {
    /// Appends `text`, which holds no line end, with backslashes where markdown would read a mark.
    ///
    /// - Parameter startsLine: false where other text is before it on its line, so that it starts no list or heading.
    package static func append(_ text: String, to out: ByteWriter, startsLine: Bool = true) {
        if isPlain(text.utf8.span) {
            out.append(text)
            return
        }
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 32
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
                UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: "~"):
                out.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "_"):
                let isInside = index > 0 && isWordByte(bytes[index - 1]) && isWordByte(next)
                if !isInside { out.append(UInt8(ascii: "\\")) }
            case UInt8(ascii: "&"):
                if next == UInt8(ascii: "#") || isWordByte(next) { out.append(UInt8(ascii: "\\")) }
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
