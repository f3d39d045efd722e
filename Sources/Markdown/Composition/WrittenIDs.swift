import Support

extension Document {
    /// The ids that are written behind headings, `## Title {#id}`: of each the id, and its bytes in the file with the spaces
    /// before it.
    package var writtenIDs: [(id: String, range: Range<Int>)] {
        guard headings.contains(where: { $0.text.utf8.last == UInt8(ascii: "}") }) else { return [] }
        let headingBlocks = blocks.filter { $0.kind == .heading }
        return zip(headings, headingBlocks).compactMap { heading, block in
            guard heading.text.utf8.last == UInt8(ascii: "}"), let found = writtenID(of: block),
                Self.ends(heading.text, with: found.id)
            else { return nil }
            return found
        }
    }

    /// Whether a heading's text has other text and then an id between braces. Underscores of the id may have become marks of
    /// emphasis: the source alone says where they are.
    private static func ends(_ text: String, with id: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let open = bytes.lastIndex(of: UInt8(ascii: "{")), open > 0 else { return false }
        func isLetter(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "_") }
        return bytes[open...].lazy.filter(isLetter).elementsEqual("{#\(id)}".utf8.lazy.filter(isLetter))
    }

    private func writtenID(of block: Block) -> (id: String, range: Range<Int>)? {
        let bytes = source.bytes
        func isHash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "#") }
        let first = source.line(block.lines.lowerBound)
        let text = bytes[first].drop { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") }
        // An underlined heading ends on the line before its underline.
        let isUnderlined = !(text.first.map(isHash) ?? false) && block.lines.count > 1
        let line = isUnderlined ? source.line(block.lines.upperBound - 2) : first
        var end = line.upperBound
        func trimSpaces() { while end > line.lowerBound, bytes[end - 1].isSpaceOrTab { end -= 1 } }
        trimSpaces()
        if !isUnderlined, let closing = bytes[line.lowerBound..<end].lastIndex(where: { !isHash($0) }),
            closing + 1 < end, bytes[closing].isSpaceOrTab
        {
            end = closing
            trimSpaces()
        }
        guard end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "}"),
            let open = bytes[line.lowerBound..<end].lastIndex(of: UInt8(ascii: "{")), open + 2 < end - 1,
            isHash(bytes[open + 1]), open > line.lowerBound, bytes[open - 1].isSpaceOrTab
        else { return nil }
        let id = Array(bytes[(open + 2)..<(end - 1)])
        guard Tag.isID(id) else { return nil }
        var start = open
        while start > line.lowerBound, bytes[start - 1].isSpaceOrTab { start -= 1 }
        return (String(decoding: id, as: UTF8.self), start..<end)
    }
}
