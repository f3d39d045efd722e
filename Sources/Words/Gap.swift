/// The characters between two words of a text, from the closest bond to the widest gap.
package enum Gap: UInt8, Sendable, Comparable {
    /// Spaces and hyphens alone, as in `reverse DNS` and `Reverse-DNS`.
    case space
    /// A comma or colon, as in `From, Reply-To`.
    case comma
    /// Any other mark, as in `TCP/IP`.
    case mark
    /// The end of a sentence or of a block.
    case sentence

    package static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }

    /// - Parameter range: the bytes between two words of one block.
    package init(_ text: Span<UInt8>, _ range: Range<Int>) {
        self = .space
        for index in range {
            switch text[index] {
            // A space, a hyphen, a no-break space, U+2010 and U+2011.
            case 32, UInt8(ascii: "-"), 0xC2, 0xA0, 0xE2, 0x80, 0x90, 0x91: break
            case UInt8(ascii: ","), UInt8(ascii: ":"): self = max(self, .comma)
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                self = .mark
                let next = index + 1 < range.upperBound ? text[index + 1] : 0
                if next == 32 || next == UInt8(ascii: "\"") || next == UInt8(ascii: ")") {
                    self = .sentence
                    return
                }
            default: self = .mark
            }
        }
    }
}
