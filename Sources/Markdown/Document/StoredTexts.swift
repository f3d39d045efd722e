import Support

/// Source and HTML of a document that wait in a store, since those of a large site would fill the memory.
package struct StoredTexts: Sendable {
    private let store: any ByteStore
    private let sourcePart: Part
    private let htmlPart: Part

    /// Bytes of the store that are one of the texts.
    private struct Part: Sendable {
        let range: Range<Int>
        let checksum: UInt64
    }

    /// Puts texts into a store; nil where it refuses them, which its `failure` tells then.
    package init?(source: [UInt8], html: [UInt8], in store: any ByteStore) {
        do throws(DiskError) {
            let start = try store.append(source + html).lowerBound
            let end = start + source.count
            sourcePart = Part(range: start..<end, checksum: source.checksum)
            htmlPart = Part(range: end..<(end + html.count), checksum: html.checksum)
            self.store = store
        } catch {
            store.note(error)
            return nil
        }
    }

    /// Number of bytes of both.
    package var count: Int { sourcePart.range.count + htmlPart.range.count }
    /// The end of both in the store.
    package var end: Int { max(sourcePart.range.upperBound, htmlPart.range.upperBound) }
    /// Number of bytes of the source.
    var sourceLength: Int { sourcePart.range.count }
    /// The source, without the offsets of its lines.
    package var source: SourceText { .withoutLines(bytes(sourcePart)) }
    package var html: [UInt8] { bytes(htmlPart) }

    private func bytes(_ part: Part) -> [UInt8] { store.bytes(part.range, checksum: part.checksum) }

    /// Writes what tells the texts from others.
    package func writeContent(to writer: inout BinaryWriter) {
        for part in [sourcePart, htmlPart] {
            writer.write(small: part.range.count)
            writer.write(part.checksum)
        }
    }

    /// Writes where the texts are.
    package func write(to writer: inout BinaryWriter) {
        for part in [sourcePart, htmlPart] {
            writer.write(part.range)
            writer.write(part.checksum)
        }
    }

    /// Reads what `write` wrote.
    ///
    /// - Parameter store: where the texts are.
    package init(from reader: inout BinaryReader, in store: any ByteStore) throws(BinaryReader.Broken) {
        self.store = store
        sourcePart = Part(range: try reader.range(), checksum: try reader.number())
        htmlPart = Part(range: try reader.range(), checksum: try reader.number())
    }
}
