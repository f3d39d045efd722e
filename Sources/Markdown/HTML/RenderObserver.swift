import Support

/// An observer of a walk over a document, for what is wanted beyond the HTML.
///
/// The page and the proof share the walk and differ in this alone: the page's reader takes facts and leaves each
/// destination open, the proof fills destinations in.
protocol RenderObserver {
    /// A node is about to be written. `html` is how many bytes are before it.
    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int)
    mutating func exit(_ node: Node, _ kind: NodeKind)
    /// A heading, before its text: its anchor, its plain text, and whether it is that of an issue.
    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool)
    /// The issue that is open, if one is, ends before the block that comes next.
    mutating func issueEnds()
    /// Writes a link's or image's address into `out`, or remembers where it belongs.
    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter)
    /// Whether a link is to be written as its text alone.
    func isTransparent(_ link: Node) -> Bool
}

extension RenderObserver {
    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {}
    mutating func exit(_ node: Node, _ kind: NodeKind) {}
    mutating func heading(_ node: Node, anchor: [UInt8], text: [UInt8], isIssue: Bool) {}
    mutating func issueEnds() {}
    func isTransparent(_ link: Node) -> Bool { false }
}
