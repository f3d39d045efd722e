import Support

/// The id of a heading in HTML: on an empty element at its start, `<h2><span id="setup"></span>Setup</h2>`.
///
/// Programs that extract the text of a page drop an element whose id contains a word of page furniture, such as `header`, `related`,
/// `share`, `tags` or `tool`: the expressions `unlikelyCandidates`, `negative` and `shareElements` of Mozilla's Readability.js,
/// `unlikelyCandidatesRe` and `negativeRe` of readability-lxml. They drop the empty element, and the heading stays. A heading of
/// `<a id="…">` would be lost in trafilatura.
package enum HeadingID {
    private static let start: StaticString = "<span id=\""
    private static let end: StaticString = "\"></span>"

    /// Writes the element.
    package static func append(_ id: [UInt8], to out: ByteWriter) {
        out.append(start)
        HTMLEscaping.appendText(id, to: out)
        out.append(end)
    }

    /// The end of the element, where there is one at `start`.
    static func end(in html: Span<UInt8>, at start: Int) -> Int? {
        guard html.holds(Self.start, at: start),
            let end = html.position(of: Self.end, in: start..<html.count)
        else { return nil }
        return end + Self.end.utf8CodeUnitCount
    }
}
