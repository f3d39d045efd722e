import Support

/// The parts of a block of HTML that holds nothing but tags which guides may hold: those of a fold, anchors, line breaks.
struct TagBlock {
    /// One part of it.
    enum Part {
        case open(isOpen: Bool)
        /// The text of a summary, as it is written.
        case summary(Range<Int>)
        case close
        case anchor([UInt8])
        case lineBreak
    }

    private(set) var parts: [Part] = []

    /// Nil where it holds anything else.
    init?(_ bytes: Span<UInt8>, _ allowed: AllowedHTML) {
        var at = 0
        while let start = bytes.firstIndex(from: at, where: { !$0.isSpaceOrTab && $0 != 10 && $0 != 13 }) {
            guard let end = Self.endOfTag(bytes, from: start),
                let tag = Tag(bytes.extracting(start..<end), allowed)
            else { return nil }
            at = end
            switch (tag.element, tag.isClosing) {
            case (.details, false): parts.append(.open(isOpen: tag.isOpen))
            case (.details, true): parts.append(.close)
            case (.summary, false):
                guard let close = bytes.position(of: UInt8(ascii: "<"), from: end),
                    let after = Self.endOfTag(bytes, from: close),
                    let closing = Tag(bytes.extracting(close..<after), allowed), closing.element == .summary,
                    closing.isClosing
                else { return nil }
                parts.append(.summary(end..<close))
                at = after
            case (.anchor, false):
                parts.append(.anchor(tag.value))
                if tag.isSelfClosing { continue }
                // Whatever is within is no part of the place.
                guard bytes.holds("</a>", at: end) else { return nil }
                at = end + 4
            case (.br, false): parts.append(.lineBreak)
            default: return nil
            }
        }
        if parts.isEmpty { return nil }
    }

    /// The offset after the bracket that ends the tag which starts at an offset; a bracket in quotes ends none.
    private static func endOfTag(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        guard bytes[start] == UInt8(ascii: "<") else { return nil }
        var quote: UInt8?
        for index in (start + 1)..<max(bytes.count, start + 1) {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            }
        }
        return nil
    }
}
