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
            case .htmlInline where !withTags: break
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

    /// Whether a link is an address that is in the text: its text is its address, but for the scheme.
    var isBareAddress: Bool {
        guard let text = firstChild, text.kind == .text, text.literal.count > 0 else { return false }
        return url.ends(with: text.literal)
    }
}
