import Support

/// A text with its location.
package struct Located: Sendable, Hashable {
    package var text: String
    package var location: SourceLocation
    /// Right after its last character; nil where that is not known.
    package var end: SourceLocation?

    package init(text: String, location: SourceLocation, end: SourceLocation? = nil) {
        self.text = text
        self.location = location
        self.end = end
    }

    /// A day with its location.
    package struct Day: Sendable, Hashable {
        package var day: Support.Day
        package var location: SourceLocation

        package init(day: Support.Day, location: SourceLocation) {
            self.day = day
            self.location = location
        }
    }
}

extension Located: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(text)
        writer.write(location)
        writer.write(end)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(text: try reader.value(), location: try reader.value(), end: try reader.optional())
    }
}

extension Located.Day: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(day)
        writer.write(location)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(day: try reader.value(), location: try reader.value())
    }
}
