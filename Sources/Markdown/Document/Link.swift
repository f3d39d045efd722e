import Support

extension Document {
    /// A destination that the body names: of a link, an image, or a reference definition.
    package struct Link: Sendable {
        /// The syntax of a destination.
        package enum Kind: UInt8, Sendable {
            /// `[text](destination)` or `![alt](destination)`.
            case inline
            /// `[text][label]`; its destination is that of a definition, where findings and edits belong.
            case reference
            /// `<https://…>`, or an address that is in the text.
            case autolink
            /// `[label]: destination`.
            case definition
        }

        package var kind: Kind
        package var isImage: Bool
        /// Whether the destination is in angle brackets.
        package var isBracketed: Bool
        package var location: SourceLocation
        // Links are kept for all guides at once, so their offsets are kept small.
        private var smallRange: Range<UInt32>?
        private var smallHTML: UInt32?
        /// The destination after entities and backslashes are read.
        package var destination: String

        init(
            kind: Kind, isImage: Bool, destination: String, range: Range<Int>?, isBracketed: Bool = false,
            location: SourceLocation,
            html: Int?
        ) {
            self.kind = kind
            self.isImage = isImage
            self.isBracketed = isBracketed
            self.location = location
            self.destination = destination
            smallHTML = html.map(UInt32.init)
            self.range = range
        }

        /// The destination's bytes in the file, or nil where nothing is to be replaced.
        package var range: Range<Int>? {
            get { smallRange.map { Int($0.lowerBound)..<Int($0.upperBound) } }
            set { smallRange = newValue.map { UInt32($0.lowerBound)..<UInt32($0.upperBound) } }
        }

        /// Whether its destination has template syntax, such as `/docs/{{version}}/setup`, so that what it leads to cannot be
        /// told.
        package var hasTemplate: Bool {
            destination.utf8.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "%") }
                && ["{{", "{%", "%7B%7B", "%7b%7b", "%7B%"].contains { destination.contains($0) }
        }

        /// Offset in `html` where the destination belongs; a definition has none.
        package var html: Int? { smallHTML.map(Int.init) }
    }
}

extension Document.Link: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(small: Int(kind.rawValue))
        writer.write(isImage)
        writer.write(isBracketed)
        writer.write(location)
        writer.write(range != nil)
        if let range { writer.write(range) }
        writer.write(html)
        writer.write(destination)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: try reader.small())) else {
            throw BinaryReader.Broken()
        }
        let (isImage, isBracketed) = (try reader.flag(), try reader.flag())
        let location: SourceLocation = try reader.value()
        let range = try reader.flag() ? try reader.range32() : nil
        let html = try reader.flag() ? try reader.small32() : nil
        self.init(
            kind: kind, isImage: isImage, destination: try reader.text(), range: range,
            isBracketed: isBracketed, location: location, html: html)
    }
}
