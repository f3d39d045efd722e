import Support

extension Document {
    /// A piece of raw HTML, which neither page nor twin would show.
    package struct RawHTML: Sendable {
        package var text: String
        package var location: SourceLocation
    }
}
