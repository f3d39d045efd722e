/// A quote that is a callout: its first line is `[!NOTE]` or another of the five markers, and nothing else.
struct CalloutQuote {
    let callout: Callout
    /// The text of its marker.
    let marker: Node
    /// The line break after the marker, which goes with it; nil where nothing follows in its paragraph.
    let lineBreak: Node?
    /// The paragraph that starts with the marker.
    let paragraph: Node

    init?(_ quote: Node) {
        guard let paragraph = quote.firstChild, paragraph.kind == .paragraph,
            let marker = paragraph.firstChild, marker.kind == .text,
            let callout = Callout(marker: marker.literal)
        else { return nil }
        let next = marker.next
        guard next.map({ $0.kind == .softBreak || $0.kind == .lineBreak }) ?? true else { return nil }
        self.callout = callout
        self.marker = marker
        lineBreak = next
        self.paragraph = paragraph
    }
}
