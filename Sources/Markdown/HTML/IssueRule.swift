/// The one rule of what an issue is: a heading of level 3 at the top level, with the blocks below it, under a heading of level 2
/// that names the section of issues in the site's dialect, such as "Fix Common Issues". The next heading of its level or above
/// ends it, and so do the quote that closes the guide and the footnotes, which belong to no issue.
struct IssueRule {
    private var isUnderIssues = false
    /// Whether an issue is open.
    private(set) var isOpen = false

    /// Whether a top-level block ends the issue that is open.
    mutating func endsIssue(_ node: Node, _ kind: NodeKind, before next: Node?) -> Bool {
        guard isOpen else { return false }
        switch kind {
        case .heading where node.level <= 3: isOpen = false
        case .footnoteDefinition: isOpen = false
        case .blockQuote where next.map { $0.kind == .footnoteDefinition } ?? true: isOpen = false
        default: break
        }
        return !isOpen
    }

    /// Whether a heading starts an issue.
    mutating func startsIssue(_ heading: Node, anchor: [UInt8], _ dialect: Dialect) -> Bool {
        guard heading.parent?.kind == .document else { return false }
        if heading.level <= 2 {
            isUnderIssues = heading.level == 2 && dialect.holdsIssues(anchor)
        }
        guard heading.level == 3, isUnderIssues else { return false }
        isOpen = true
        return true
    }
}
