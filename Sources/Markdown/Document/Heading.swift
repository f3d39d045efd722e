import Support

extension Document {
    /// A heading of the body.
    package struct Heading: Sendable, Hashable {
        package var text: String
        package var location: SourceLocation
        private var smallLevel: UInt8
        /// Whether it is the heading of an issue.
        package var isIssue: Bool
        /// Its id, where that is not made of its text alone.
        private let ownID: String?

        private let naming: Naming

        /// How a heading came by its id.
        enum Naming: UInt8, Sendable {
            /// It is made of its text.
            case made
            /// It has a number, since another heading has the one that its text makes.
            case numbered
            /// It is written behind it, `{#id}`.
            case written
            /// The one that is written behind it is that of a heading before, so that it has a number.
            case repeated
        }

        init(
            level: Int, text: String, location: SourceLocation, isIssue: Bool, id: String, _ naming: Naming
        ) {
            self.text = text
            self.location = location
            smallLevel = UInt8(clamping: level)
            self.isIssue = isIssue
            ownID = Anchor.make(from: text) == id ? nil : id
            self.naming = naming
        }

        package var level: Int { Int(smallLevel) }
        /// The id that the page has for it: made of its text whenever it is asked for, since headings of all guides are
        /// kept at once.
        package var anchor: String { ownID ?? Anchor.make(from: text) }
        /// Whether its id has a number, since another heading has the one that its text makes.
        package var isNumbered: Bool { naming == .numbered }
        /// Whether an id is written behind it, `{#id}`.
        package var hasWrittenID: Bool { naming == .written || naming == .repeated }
        /// Whether the id that is written behind it is that of a heading before.
        package var repeatsID: Bool { naming == .repeated }
        /// The id that is written behind it, without the number that the page has where it repeats one.
        package var writtenID: String? {
            switch naming {
            case .made, .numbered: return nil
            case .written: return anchor
            case .repeated:
                let id = anchor
                return id.lastIndex(of: "-").map { String(id[..<$0]) } ?? id
            }
        }
    }
}

extension Document.Heading: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(text)
        writer.write(location)
        writer.write(small: Int(smallLevel))
        writer.write(isIssue)
        writer.write(ownID)
        writer.write(small: Int(naming.rawValue))
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        text = try reader.text()
        location = try reader.value()
        smallLevel = UInt8(truncatingIfNeeded: try reader.small())
        isIssue = try reader.flag()
        ownID = try reader.optional()
        guard let naming = Naming(rawValue: UInt8(truncatingIfNeeded: try reader.small())) else {
            throw BinaryReader.Broken()
        }
        self.naming = naming
    }
}
