import Support

/// The extensions of markdown that a text can need at all. Each costs a look at every line, or a walk over the whole
/// tree, whether it finds anything or not.
struct NeededSyntax {
    let tables: Bool
    let taskLists: Bool
    let autolinks: Bool
    /// Whether an address may start with `www.`.
    let www: Bool
    let footnotes: Bool
    let strikethrough: Bool

    init(_ text: Span<UInt8>) {
        // A table of one column needs no bar, but then a colon where a heading would need none.
        tables = text.contains("|") || text.contains(":-") || text.contains("-:")
        taskLists = text.contains("[ ]") || text.contains("[x]") || text.contains("[X]")
        www = text.contains("www.")
        autolinks = www || text.contains("://") || text.contains("@")
        footnotes = text.contains("[^")
        strikethrough = text.contains("~")
    }
}

extension Span where Element == UInt8 {
    fileprivate func contains(_ letters: StaticString) -> Bool { position(of: letters, in: 0..<count) != nil }
}
