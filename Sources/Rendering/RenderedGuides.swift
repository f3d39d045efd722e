import Support

/// Facts for lists about the twins of all guides and of their issues.
struct RenderedGuides: Sendable {
    /// Number of characters of each twin.
    let characters: [Int]
    /// The twins of listed guides themselves, where they are put into one file.
    let texts: [[UInt8]]?
    /// What the search index has of each guide.
    let searched: [SearchedGuide]
    /// All words of their texts, where the search is to find them.
    let words: SearchWords?
    /// Entries of the catalog of issues, in the order of guides; none of those that are not listed.
    let entries: [StoredEntry]
    /// The store in which the entries wait.
    let store: any ByteStore

    /// An entry of the catalogs of issues that waits in a store.
    struct StoredEntry: Sendable, BinaryCodable {
        let id: String
        let json: Range<Int>
        /// Number of characters of `json`.
        let characters: Int
        let taxon: Range<Int>
        let signal: Range<Int>
        /// The checksums of the three.
        private let checksums: (json: UInt64, taxon: UInt64, signal: UInt64)

        /// Number of its bytes.
        var count: Int { json.count + taxon.count + signal.count }

        /// - Parameter start: where its bytes begin in the store, one part after the other.
        private init(_ entry: IssueEntry, from start: Int) {
            id = entry.id
            characters = Tokens.characters(entry.json.span)
            json = start..<(start + entry.json.count)
            taxon = json.upperBound..<(json.upperBound + entry.taxon.count)
            signal = taxon.upperBound..<(taxon.upperBound + entry.signal.count)
            checksums = (entry.json.checksum, entry.taxon.checksum, entry.signal.checksum)
        }

        func write(to writer: inout BinaryWriter) {
            writer.write(id)
            writer.write(json)
            writer.write(small: characters)
            writer.write(taxon)
            writer.write(signal)
            for checksum in [checksums.json, checksums.taxon, checksums.signal] { writer.write(checksum) }
        }

        init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
            id = try reader.text()
            json = try reader.range()
            characters = try reader.small()
            taxon = try reader.range()
            signal = try reader.range()
            checksums = (try reader.number(), try reader.number(), try reader.number())
        }

        /// Its parts.
        enum Part { case json, taxon, signal }

        /// The bytes of a part.
        func read(_ part: Part, from store: any ByteStore) throws(DiskError) -> [UInt8] {
            switch part {
            case .json: try store.read(json, checksum: checksums.json)
            case .taxon: try store.read(taxon, checksum: checksums.taxon)
            case .signal: try store.read(signal, checksum: checksums.signal)
            }
        }

        /// The entries of a guide, once their bytes are in a store: all at once, since each call of one on the disk takes its time.
        static func stored<Failure: Error>(
            _ entries: [IssueEntry], _ append: ([UInt8]) throws(Failure) -> Range<Int>
        ) throws(Failure) -> [StoredEntry] {
            guard !entries.isEmpty else { return [] }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(
                entries.reduce(0) { $0 + $1.json.count + $1.taxon.count + $1.signal.count })
            for entry in entries {
                bytes += entry.json
                bytes += entry.taxon
                bytes += entry.signal
            }
            var at = try append(bytes).lowerBound
            return entries.map { entry in
                defer { at += entry.json.count + entry.taxon.count + entry.signal.count }
                return StoredEntry(entry, from: at)
            }
        }
    }

    /// - Parameter texts: the twins, where they are put into one file.
    init(
        characters: [Int], texts: [[UInt8]]?, searched: [SearchedGuide] = [], words: SearchWords? = nil,
        entries: [StoredEntry] = [],
        store: any ByteStore = MemoryStore()
    ) {
        self.characters = characters
        self.texts = texts
        self.searched = searched
        self.words = words
        self.entries = entries
        self.store = store
    }
}
