extension Document {
    /// A run of text or code that nothing interrupts.
    package struct Run: Sendable {
        /// The surroundings of a run.
        package struct Context: OptionSet, Sendable {
            package let rawValue: UInt16
            package init(rawValue: UInt16) { self.rawValue = rawValue }
            package static let code = Context(rawValue: 1)
            static let codeBlock = Context(rawValue: 2)
            package static let heading = Context(rawValue: 4)
            package static let link = Context(rawValue: 8)
            /// In a quote that is no callout.
            package static let quote = Context(rawValue: 16)
            package static let table = Context(rawValue: 32)
            package static let footnote = Context(rawValue: 64)
            /// The run goes on where the one before ended, with no space between.
            package static let joined = Context(rawValue: 128)
            /// The bytes in the file are not the same as the text (an entity, a backslash).
            package static let escaped = Context(rawValue: 256)
            /// The marker of a callout, which the page shows as its title.
            package static let calloutMarker = Context(rawValue: 512)
        }

        package var context: Context
        /// Its letters, in `Document.text`.
        package var text: Range<Int>
        /// Offset of its first byte in the file; nil where that cannot be told.
        package var source: Int?
        /// Offset after a span of code in the file; nil where that cannot be told, and for any other run.
        var sourceEnd: Int?
        /// Offset of its first byte in `Document.html`.
        package var html: Int
        /// The line on which its block starts, counted from 1: the one to name where `source` is nil.
        package var line: Int
    }
}
