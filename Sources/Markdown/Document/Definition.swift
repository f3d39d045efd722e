import Support

extension Document {
    /// A reference definition, as it is in the file.
    package struct Definition: Sendable {
        /// Its label, folded as labels are compared (CommonMark section 4.7).
        package var label: String
        /// From its bracket through its last line's end.
        package var range: Range<Int>
        package var location: SourceLocation
    }
}
