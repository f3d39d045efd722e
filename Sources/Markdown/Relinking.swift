/// A replacement of some bytes of a text. An empty range inserts.
package struct Edit: Sendable, Hashable {
    package var range: Range<Int>
    package var replacement: [UInt8]

    package init(range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }
}

/// Writes bytes with edits applied, everything outside the edits untouched.
package enum Relinking {
    /// Appends `bytes[part]` with `edits`, which are sorted and do not overlap.
    package static func append(
        _ bytes: [UInt8], part: Range<Int>, edits: [Edit], to out: ByteWriter
    ) {
        bytes.withUnsafeBufferPointer { view in
            var from = part.lowerBound
            for edit in edits where edit.range.lowerBound >= from && edit.range.upperBound <= part.upperBound
            {
                out.append(UnsafeBufferPointer(rebasing: view[from..<edit.range.lowerBound]))
                out.append(edit.replacement)
                from = edit.range.upperBound
            }
            out.append(UnsafeBufferPointer(rebasing: view[from..<part.upperBound]))
        }
    }

    /// How a destination is written so that it reads as `address`, bare or in angle brackets (CommonMark 0.29
    /// section 6.6).
    package static func destination(_ address: String, isBracketed: Bool) -> [UInt8] {
        var address = address
        let isPlain = address.withUTF8 { bytes in
            plainInDestination.withUnsafeBufferPointer { plain in bytes.allSatisfy { plain[Int($0)] } }
        }
        if isPlain { return Array(address.utf8) }
        var written: [UInt8] = []
        written.reserveCapacity(address.utf8.count)
        for byte in address.utf8 {
            switch byte {
            case 0...32, 127, UInt8(ascii: "<"), UInt8(ascii: ">"):
                PercentEncoding.escape(byte) { written.append($0) }
            case UInt8(ascii: "\\"):
                written.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                if !isBracketed { written.append(UInt8(ascii: "\\")) }
                written.append(byte)
            case UInt8(ascii: "&"): written.append(contentsOf: "&amp;".utf8)
            default: written.append(byte)
            }
        }
        return written
    }

    /// Whether a byte of an address is written as it is, in any destination.
    private static let plainInDestination: [Bool] = (0..<256).map { byte in
        byte > 32 && byte != 127 && !"<>\\()&".utf8.contains(UInt8(byte))
    }
}

/// Writes plain text (a title, a summary) as markdown that reads as that text.
package enum MarkdownEscaping {
    /// Appends `text`, which holds no line end, with backslashes where markdown would read a mark.
    package static func append(_ text: String, to out: ByteWriter) {
        // A letter first, and plain letters and punctuation after it, are what nearly all texts hold.
        var text = text
        let isPlain = text.withUTF8 { bytes -> Bool in
            guard let first = bytes.first, let last = bytes.last else { return true }
            guard isWordByte(first), !(48...57).contains(first), last != UInt8(ascii: "#"),
                plain.withUnsafeBufferPointer({ plain in bytes.allSatisfy { plain[Int($0)] } })
            else { return false }
            out.append(bytes)
            return true
        }
        if isPlain { return }
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
                if index == 0 || (byte == UInt8(ascii: "#") && index == bytes.count - 1) {
                    out.append(UInt8(ascii: "\\"))
                }
            case UInt8(ascii: "."), UInt8(ascii: ")"):
                if index > 0, index < 10, bytes[..<index].allSatisfy({ (48...57).contains($0) }) {
                    out.append(UInt8(ascii: "\\"))
                }
            default: break
            }
            out.append(byte)
        }
    }

    /// Whether a byte is no mark wherever it is.
    private static let plain: [Bool] = (0..<256).map { !"\\`*[]<~_&".utf8.contains(UInt8($0)) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 128 || (48...57).contains(byte) || (97...122).contains(byte | 0x20)
    }
}
