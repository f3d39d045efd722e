/// A block that holds text itself.
struct LeafBlock {
    /// Its lines in the file, from 0.
    var lines: ClosedRange<Int>
    var isParagraph: Bool
}
