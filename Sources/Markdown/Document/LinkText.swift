extension Document {
    /// The text of a link, as a reader sees it.
    package struct LinkText: Sendable {
        /// Its letters, in `Document.text`; those of an image are not there.
        package var letters: Range<Int>
        /// The text that stands for an image.
        package var alternative: String?
        /// Whether there is nothing to see: no letter, and no image with a text.
        package var isEmpty: Bool
    }
}
