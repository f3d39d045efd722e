import Support

/// Reads the text of the renderer's own HTML, in which every `<` starts a tag and every tag is closed.
package enum HTMLText {
    /// Appends the text of a part of some HTML: marks within a line leave no trace, and blocks are lines of their own.
    ///
    /// Numbers of footnotes are no part of the text.
    package static func append(_ html: Span<UInt8>, _ part: Range<Int>, to text: inout [UInt8]) {
        var at = part.lowerBound
        while at < part.upperBound {
            let start = at
            while at < part.upperBound, html[at] != UInt8(ascii: "<"), html[at] != UInt8(ascii: "&") {
                at += 1
            }
            if at > start { text.append(contentsOf: html.extracting(start..<at)) }
            guard at < part.upperBound else { return }
            if html[at] == UInt8(ascii: "&") {
                at = appendEscaped(html, at, to: &text) + 1
            } else if isFootnote(html, at),
                let end = html.position(of: "</sup>", in: at..<part.upperBound)
            {
                at = end + 6
            } else {
                if !isInline(html, nameOfTag(html, at)) { text.append(10) }
                at = html.position(of: UInt8(ascii: ">"), from: at).map { $0 + 1 } ?? part.upperBound
            }
        }
    }

    /// Whether the number of a footnote is here, rather than another element.
    private static func isFootnote(_ html: Span<UInt8>, _ at: Int) -> Bool {
        at + 1 < html.count && html[at + 1] == UInt8(ascii: "s") && html.holds("<sup class", at: at)
    }

    /// A tag that starts here: its end, and whether it ends a line of text; nil where it is no tag by itself, but the start
    /// of what leaves no text.
    package static func tag(_ html: Span<UInt8>, _ at: Int) -> (end: Int, isBlock: Bool)? {
        guard !isFootnote(html, at), let end = html.position(of: UInt8(ascii: ">"), from: at) else {
            return nil
        }
        return (end + 1, !isInline(html, nameOfTag(html, at)))
    }

    /// The name of the tag that starts at a bracket, closing or not.
    private static func nameOfTag(_ html: Span<UInt8>, _ bracket: Int) -> Range<Int> {
        var start = bracket + 1
        if start < html.count, html[start] == UInt8(ascii: "/") { start += 1 }
        var end = start
        while end < html.count, html[end] != UInt8(ascii: ">"), html[end] != 32, html[end] != 10 { end += 1 }
        return start..<end
    }

    /// Whether elements of this name are within a line of text.
    static func isInline(_ html: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard !name.isEmpty, name.count <= 8 else { return false }
        // Most tags are those of blocks, and few blocks begin like an element within a line.
        return inlines.starts & start(html[name.lowerBound]) != 0
            && inlines.names.contains(html.upToEight(name))
    }

    /// The names of elements within a line, each as one number, and the letters that they start with.
    private static let inlines: (names: [UInt64], starts: UInt32) = {
        let names = [
            "a", "em", "strong", "code", "del", "img", "sub", "sup", "kbd", "mark", "abbr", "span",
        ]
        return (
            names.map { $0.utf8.span.upToEight(0..<$0.utf8.count) },
            names.reduce(0) { $0 | start($1.utf8.first ?? 0) }
        )
    }()

    /// A bit for a letter.
    private static func start(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }

    /// Appends the letter that an escape means. Returns the place of its last byte.
    static func appendEscaped(_ html: Span<UInt8>, _ at: Int, to text: inout [UInt8]) -> Int {
        for (name, letter) in escapes where html.holds(name, at: at) {
            text.append(letter)
            return at + name.utf8CodeUnitCount - 1
        }
        text.append(html[at])
        return at
    }

    /// Escapes that `HTMLEscaping` writes, with the bytes that they mean.
    private static let escapes: [(StaticString, UInt8)] = [
        ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&amp;", UInt8(ascii: "&")),
        ("&quot;", UInt8(ascii: "\"")), ("&#39;", UInt8(ascii: "'")), ("&#x27;", UInt8(ascii: "'")),
    ]
}
