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
    mutating func heading(
        _ node: Node, anchor: [UInt8], _ naming: Document.Heading.Naming, text: [UInt8], isIssue: Bool)
    /// The issue that is open, if one is, ends before the block that comes next.
    mutating func issueEnds()
    /// Some HTML was written, or is shown as text.
    mutating func html(_ node: Node, _ kind: NodeKind, _ outcome: TagWriter.Outcome)
    /// The text of a fold's summary, as it is written; `html` is how many bytes are before it.
    mutating func summary(_ node: Node, _ text: Span<UInt8>, html: Int)
    /// A place to link to.
    ///
    /// - Parameters:
    ///   - isGiven: whether another place before it has its id.
    ///   - isHeading: whether a heading has it.
    mutating func place(_ node: Node, id: [UInt8], isGiven: Bool, isHeading: Bool)
    /// Writes a link's or image's address into `out`, or remembers where it belongs.
    mutating func appendDestination(of node: Node, isImage: Bool, to out: ByteWriter)
    /// Whether a link is to be written as its text alone.
    func isTransparent(_ link: Node) -> Bool
}

extension RenderObserver {
    mutating func enter(_ node: Node, _ kind: NodeKind, html: Int) {}
    mutating func exit(_ node: Node, _ kind: NodeKind) {}
    mutating func heading(
        _ node: Node, anchor: [UInt8], _ naming: Document.Heading.Naming, text: [UInt8], isIssue: Bool
    ) {}
    mutating func issueEnds() {}
    mutating func html(_ node: Node, _ kind: NodeKind, _ outcome: TagWriter.Outcome) {}
    mutating func summary(_ node: Node, _ text: Span<UInt8>, html: Int) {}
    mutating func place(_ node: Node, id: [UInt8], isGiven: Bool, isHeading: Bool) {}
    func isTransparent(_ link: Node) -> Bool { false }
}
