import Support

/// What a run of the tool keeps of its library for the next one.
package struct StoredLibrary: Sendable, BinaryCodable {
    /// Stands for where all links lead but for the settings.
    let shape: [UInt8]
    /// For each guide, its related guides.
    let related: [[Related]]

    init(shape: [UInt8], related: [[Related]]) {
        self.shape = shape
        self.related = related
    }

    package func write(to writer: inout BinaryWriter) {
        writer.write(bytes: shape)
        writer.write(small: related.count)
        for list in related { writer.write(list) }
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        shape = try reader.byteList()
        let count = try reader.smallCount()
        var related: [[Related]] = []
        for _ in 0..<count { related.append(try reader.list()) }
        guard related.allSatisfy({ $0.allSatisfy { related.indices.contains($0.guide) } }) else {
            throw BinaryReader.Broken()
        }
        self.related = related
    }
}
