import Support

/// Writes bytes with edits applied, everything outside the edits untouched.
package enum Relinking {
    /// Appends `bytes[part]` with `edits`, which are sorted and do not overlap.
    package static func append(
        _ bytes: [UInt8], part: Range<Int>, edits: [Edit], to out: ByteWriter
    ) {
        let bytes = bytes.span
        var from = part.lowerBound
        for edit in edits where edit.range.lowerBound >= from && edit.range.upperBound <= part.upperBound {
            out.append(bytes.extracting(from..<edit.range.lowerBound))
            out.append(edit.replacement)
            from = edit.range.upperBound
        }
        out.append(bytes.extracting(from..<part.upperBound))
    }

    /// A destination as it is written to read as `address`, bare or in angle brackets (CommonMark 0.29
    /// section 6.6).
    package static func destination(_ address: String, isBracketed: Bool) -> [UInt8] {
        let plain = plainInDestination
        if address.utf8.span.allSatisfy({ plain[Int($0)] }) { return Array(address.utf8) }
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
