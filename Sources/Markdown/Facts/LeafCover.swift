import Support

/// Tells the leaf block that covers a line: of several the one that starts last.
struct LeafCover {
    private let leaves: [LeafBlock]
    /// For each leaf, the last one before it that reaches further than it does, where one does.
    private let enclosing: [Int?]

    init(_ leaves: [LeafBlock]) {
        let sorted = leaves.enumerated().sorted {
            ($0.element.lines.lowerBound, $0.offset) < ($1.element.lines.lowerBound, $1.offset)
        }.map(\.element)
        var open: [Int] = []
        var enclosing: [Int?] = []
        for index in sorted.indices {
            while let last = open.last, sorted[last].lines.upperBound <= sorted[index].lines.upperBound {
                open.removeLast()
            }
            enclosing.append(open.last)
            open.append(index)
        }
        self.leaves = sorted
        self.enclosing = enclosing
    }

    func leaf(at line: Int) -> LeafBlock? {
        var index: Int? = leaves.partitionPoint { $0.lines.lowerBound <= line } - 1
        while let at = index, at >= 0 {
            if leaves[at].lines.contains(line) { return leaves[at] }
            index = enclosing[at]
        }
        return nil
    }
}
