import Support

/// What a text is about: made once for each guide, by one pass over its words.
package struct Mentions: Sendable {
    /// The owners of the terms that the text names, each once, sorted.
    package var named: [Vocabulary.Owner] = []
    /// The keys of the titles that the text names, each once, sorted.
    package var titles: [UInt64] = []
    /// For each owner that may be linked, the first place in prose where a link can go; sorted by place.
    package var mentions: [Mention] = []
    /// How many words a reader reads.
    package var readingWords = 0

    /// A mention of a term, as it is in the text.
    package struct Mention: Sendable {
        package var owner: Vocabulary.Owner
        package var location: SourceLocation
        // Those of all guides are kept at once, so their offsets are kept small.
        private var smallSource: Range<UInt32>
        private var smallHTML: Range<UInt32>

        package init(owner: Vocabulary.Owner, source: Range<Int>, html: Range<Int>, location: SourceLocation)
        {
            self.owner = owner
            self.location = location
            smallSource = UInt32(source.lowerBound)..<UInt32(source.upperBound)
            smallHTML = UInt32(html.lowerBound)..<UInt32(html.upperBound)
        }

        /// The bytes of the mention, in the file.
        package var source: Range<Int> { Int(smallSource.lowerBound)..<Int(smallSource.upperBound) }
        /// The same, in the HTML with open destinations.
        package var html: Range<Int> { Int(smallHTML.lowerBound)..<Int(smallHTML.upperBound) }
    }

    package init() {}
}
