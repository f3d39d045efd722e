import Support

extension Node {
    /// The text of all that is within the node, without marks; a line break is a space.
    ///
    /// - Parameter withTags: whether raw HTML counts as text, as it does where it is shown.
    func plainText(withTags: Bool = true) -> ByteWriter {
        let text = ByteWriter(capacity: 128)
        var current = firstChild
        while let here = current {
            switch here.kind {
            case .htmlInline where !withTags: if here.isLineBreakTag { text.append(32) }
            case .text, .code, .htmlInline: text.append(here.literal)
            case .softBreak, .lineBreak: text.append(32)
            default: break
            }
            if let child = here.firstChild {
                current = child
                continue
            }
            var above: Node? = here
            while let up = above, up != self, up.next == nil { above = up.parent }
            guard let up = above, up != self else { break }
            current = up.next
        }
        return text
    }

    /// The text of a heading, without tags and without the spaces that they leave at its ends.
    var headingText: [UInt8] {
        let text = plainText(withTags: false).bytes
        guard let first = text.firstIndex(where: { !$0.isSpaceOrTab }),
            let last = text.lastIndex(where: { !$0.isSpaceOrTab })
        else { return [] }
        return first == 0 && last == text.count - 1 ? text : Array(text[first...last])
    }

    /// Whether raw HTML is a line break, `<br>`.
    private var isLineBreakTag: Bool {
        let tag = literal
        guard tag.count >= 4, tag[0] == UInt8(ascii: "<") else { return false }
        return (tag[1] | 0x20) == UInt8(ascii: "b") && (tag[2] | 0x20) == UInt8(ascii: "r")
            && !tag[3].isASCIILetterOrDigit && tag[3] != UInt8(ascii: "-")
    }

    /// Whether a link is an address that is in the text: its text is its address, but for the scheme.
    var isBareAddress: Bool {
        guard let text = firstChild, text.kind == .text, text.literal.count > 0 else { return false }
        return url.ends(with: text.literal)
    }
}
