import Support

/// Writes what is around quotes and callouts, and knows what of a callout's first line its title stands for.
struct QuoteWriter {
    /// For each quote that is open, whether it is a callout.
    private var open: [Bool] = []
    /// The last callout that was opened.
    private var callout: CalloutQuote?

    mutating func enter(_ quote: Node, _ dialect: Dialect, _ out: ByteWriter) {
        let found = CalloutQuote(quote)
        open.append(found != nil)
        guard let found else {
            out.append("<blockquote>\n")
            return
        }
        callout = found
        out.append("<div class=\"callout callout-")
        out.append(found.callout.rawValue)
        out.append("\" role=\"note\">\n<p class=\"callout-title\">")
        HTMLEscaping.appendText(dialect.title(of: found.callout), to: out)
        out.append("</p>\n")
    }

    mutating func exit(_ out: ByteWriter) {
        if open.popLast() == true {
            out.append("</div>\n")
        } else {
            out.append("</blockquote>\n")
        }
    }

    /// Whether a text or a line break is a callout's marker, or goes with it.
    func isMarker(_ node: Node) -> Bool { callout?.marker == node || callout?.lineBreak == node }

    /// Whether a paragraph holds nothing but a callout's marker.
    func isMarkerAlone(_ paragraph: Node) -> Bool {
        callout?.paragraph == paragraph && callout?.lineBreak == nil
    }
}
