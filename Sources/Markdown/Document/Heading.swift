import Support

extension Document {
    /// A heading of the body.
    package struct Heading: Sendable, Hashable {
        package var text: String
        package var location: SourceLocation
        private var smallLevel: UInt8
        /// Whether it is the heading of an issue.
        package var isIssue: Bool

        init(level: Int, text: String, location: SourceLocation, isIssue: Bool) {
            self.text = text
            self.location = location
            smallLevel = UInt8(clamping: level)
            self.isIssue = isIssue
        }

        package var level: Int { Int(smallLevel) }
        /// The id that the page has for it: made of its text whenever it is asked for, since headings of all guides are
        /// kept at once.
        package var anchor: String { Anchor.make(from: text) }
    }
}
