import Support

/// Tells which tags of a document are shown as tags: those that guides may hold, and that nest. All others are shown as text.
///
/// A tag and the one that closes it are children of the same node, so that they nest with the marks of markdown too.
struct TagPairs {
    private let allowed: AllowedHTML
    private var tags: [Node: Tag] = [:]
    private var blocks: [Node: TagBlock] = [:]
    /// Nodes whose children were looked at.
    private var seen: Set<Node> = []

    init(_ allowed: AllowedHTML) { self.allowed = allowed }

    /// The tag that a node of HTML within text is; nil where it is shown as text.
    ///
    /// - Parameter isInLink: whether a link is around it.
    mutating func tag(_ node: Node, isInLink: Bool) -> Tag? {
        if let parent = node.parent, seen.insert(parent).inserted { pairTags(of: parent, isInLink: isInLink) }
        return tags[node]
    }

    /// The tags that a block of HTML is; nil where it is shown as text.
    mutating func block(_ node: Node) -> TagBlock? {
        if let parent = node.parent, seen.insert(parent).inserted { pairFolds(of: parent) }
        return blocks[node]
    }

    private mutating func pairTags(of parent: Node, isInLink: Bool) {
        var open: [(node: Node, tag: Tag)] = []
        var child = parent.firstChild
        while let node = child {
            child = node.next
            guard node.kind == .htmlInline, let tag = Tag(node.literal, allowed) else { continue }
            switch tag.element {
            case .br: tags[node] = tag
            // A link within a link is none, and blocks are no part of text.
            case .anchor where isInLink: continue
            case .details, .summary: continue
            case .anchor where tag.isSelfClosing: tags[node] = tag
            default:
                if !tag.isClosing {
                    open.append((node, tag))
                } else if let last = open.last, last.tag.element == tag.element {
                    tags[last.node] = last.tag
                    tags[node] = tag
                    open.removeLast()
                }
            }
        }
    }

    /// Folds whose tags do not nest are all shown as text.
    private mutating func pairFolds(of parent: Node) {
        var found: [(node: Node, block: TagBlock)] = []
        var depth = 0
        var needsSummary = false
        var nests = true
        var child = parent.firstChild
        while let node = child {
            child = node.next
            guard node.kind == .htmlBlock, let block = TagBlock(node.literal, allowed) else {
                if needsSummary { nests = false }
                continue
            }
            found.append((node, block))
            for part in block.parts {
                switch part {
                case .open:
                    nests = nests && !needsSummary
                    depth += 1
                    needsSummary = true
                case .summary:
                    nests = nests && needsSummary
                    needsSummary = false
                case .close:
                    nests = nests && !needsSummary && depth > 0
                    depth -= 1
                case .anchor, .lineBreak: nests = nests && !needsSummary
                }
            }
        }
        for (node, block) in found where nests && depth == 0 || !block.isFold { blocks[node] = block }
    }
}
