/// The words of a text that tell it from others, to be compared with those of others.
package struct TermVector: Sendable {
    /// The strongest words: the word's key in the upper half, its weight in the lower; in no order.
    package var weights: [UInt64] = []
    /// The square of the vector's length.
    package var squaredLength: UInt64 = 0
    /// All words of the prose, where the reader was asked to keep them.
    package var words: WordFilter?

    package init() {}
}
