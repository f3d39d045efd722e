/// The text of a page as a program sees it that takes out the markup: no tags, no scripts or styles, white space once.
enum PageText {
    static func of(_ page: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var rest = page[...]
        func add(_ part: ArraySlice<UInt8>) {
            for byte in part {
                let isSpace = byte == 32 || (9...13).contains(byte)
                if isSpace, text.last == 32 || text.last == 10 || text.isEmpty { continue }
                text.append(isSpace ? 32 : byte)
            }
        }
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            add(rest[..<open])
            rest = rest[open...]
            for name in ["script", "style"] where rest.dropFirst().starts(with: name.utf8) {
                // What it holds is no text, up to the tag that ends it.
                let end = Array("</\(name)".utf8)
                repeat {
                    rest = rest.dropFirst()
                    rest = rest[(rest.firstIndex(of: UInt8(ascii: "<")) ?? rest.endIndex)...]
                } while !rest.isEmpty && !rest.starts(with: end)
            }
            guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return text }
            rest = rest[(close + 1)...]
        }
        add(rest)
        return unescaped(text)
    }

    /// A text with the characters that HTML has to escape as they read; the tool itself writes no other entities.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        let entities: [(name: [UInt8], letter: UInt8)] = [
            (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
            (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
        ]
        var out: [UInt8] = []
        var rest = text[...]
        while let first = rest.first {
            let entity = first == UInt8(ascii: "&") ? entities.first { rest.starts(with: $0.name) } : nil
            out.append(entity?.letter ?? first)
            rest = rest.dropFirst(entity?.name.count ?? 1)
        }
        return out
    }
}
