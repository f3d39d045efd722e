import Support

extension Document {
    /// A piece of HTML that guides may not hold: it is shown as text.
    package struct RawHTML: Sendable {
        package var text: String
        package var location: SourceLocation
        /// Its bytes in the file, whole lines of a block; nil where that cannot be told.
        package var range: Range<Int>?
        /// Whether it is a block of its own.
        package var isBlock: Bool
    }
}
