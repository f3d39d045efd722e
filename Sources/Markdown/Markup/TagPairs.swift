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

    /// Finds which blocks of tags are shown as such: all but those with a tag of a fold that has no partner, and but those
    /// with the partner of a tag in one of them.
    private mutating func pairFolds(of parent: Node) {
        var folds = Folds()
        var found: [(node: Node, block: TagBlock)] = []
        var child = parent.firstChild
        while let node = child {
            child = node.next
            if node.kind == .htmlBlock, let block = TagBlock(node.literal, allowed) {
                folds.add(block)
                found.append((node, block))
            } else {
                folds.addOther()
            }
        }
        for ((node, block), isShown) in zip(found, folds.shown()) where isShown { blocks[node] = block }
    }

    /// The folds that blocks of tags open and close, in order.
    private struct Folds {
        /// For each block, the blocks that hold partners of its tags.
        private var partners: [[Int]] = []
        /// Blocks with a tag that has no partner.
        private var alone: [Int] = []
        /// The blocks that open the folds which are open, from the outside in.
        private var open: [Int] = []
        /// Whether the last tag opened a fold, whose summary has to be next.
        private var needsSummary = false

        /// Anything but a block of tags comes next.
        mutating func addOther() {
            if needsSummary { alone += open.suffix(1) }
            needsSummary = false
        }

        mutating func add(_ block: TagBlock) {
            let own = partners.count
            partners.append([])
            for part in block.parts {
                if case .summary = part {
                    if needsSummary { pair(own, open.last) } else { alone.append(own) }
                    needsSummary = false
                    continue
                }
                addOther()
                switch part {
                case .open:
                    open.append(own)
                    needsSummary = true
                case .close: pair(own, open.popLast())
                case .summary, .anchor, .lineBreak: break
                }
            }
        }

        /// Makes two blocks partners; without a second one, the first has a tag that has none.
        private mutating func pair(_ own: Int, _ other: Int?) {
            guard let other else { return alone.append(own) }
            partners[own].append(other)
            partners[other].append(own)
        }

        /// For each block whether it is shown, once all were added.
        func shown() -> [Bool] {
            var shown = [Bool](repeating: true, count: partners.count)
            var hidden = alone + open
            while let block = hidden.popLast() {
                if shown[block] { hidden += partners[block] }
                shown[block] = false
            }
            return shown
        }
    }
}
