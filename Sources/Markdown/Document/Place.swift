import Support

extension Document {
    /// A place to link to that is no heading: `<a id="setup"></a>`.
    package struct Place: Sendable, Hashable {
        /// Its id, such as `setup`.
        package var id: String
        package var location: SourceLocation
        /// Offset in the file of its tag, or of the line on which its block starts.
        var offset: Int
        /// Whether another place before it has its id, so that no link leads to it.
        package var isGiven: Bool
        /// Whether a heading has its id, to which links lead then.
        package var isHeading: Bool
    }

    /// The ids that links can lead to, but for footnotes: those of headings, in order, then those of places.
    package var ids: [String] {
        headings.map(\.anchor) + places.lazy.filter { !$0.isGiven && !$0.isHeading }.map(\.id)
    }
}

extension Document.Place: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(id)
        writer.write(location)
        writer.write(small: offset)
        writer.write(isGiven)
        writer.write(isHeading)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        id = try reader.text()
        location = try reader.value()
        offset = try reader.small()
        isGiven = try reader.flag()
        isHeading = try reader.flag()
    }
}
