import Support

/// Facts for lists about the twins of all guides and of their issues.
struct RenderedGuides: Sendable {
    /// Number of characters of each twin.
    let characters: [Int]
    /// The twins of listed guides themselves, where they are put into one file.
    let texts: [[UInt8]]?
    /// What the search index has of each guide.
    let searched: [StoredSearch]
    /// All words of their texts, where the search is to find them.
    let words: SearchWords?
    /// For each guide the entries of its issues in the catalogs.
    let entries: [[StoredEntry]]
    /// For each guide, what its files are made from; nil where that is not known.
    let keys: [InputKey?]
    /// The store in which all that waits.
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

        /// What stands for a part in a file.
        func piece(_ part: Part) -> PiecedFile.Piece {
            switch part {
            case .json: PiecedFile.Piece(checksum: checksums.json, count: json.count)
            case .taxon: PiecedFile.Piece(checksum: checksums.taxon, count: taxon.count)
            case .signal: PiecedFile.Piece(checksum: checksums.signal, count: signal.count)
            }
        }

        /// Number of its bytes.
        var count: Int { json.count + taxon.count + signal.count }

        /// - Parameter start: where its bytes begin in the store, one part after the other.
        fileprivate init(_ entry: IssueEntry, from start: Int) {
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

    }

    /// What the search index has of a guide, which waits in a store.
    struct StoredSearch: Sendable, BinaryCodable {
        private let range: Range<Int>
        private let checksum: UInt64

        /// Number of its bytes.
        var count: Int { range.count }

        fileprivate init(_ range: Range<Int>, checksum: UInt64) {
            (self.range, self.checksum) = (range, checksum)
        }

        func write(to writer: inout BinaryWriter) {
            writer.write(range)
            writer.write(checksum)
        }

        init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
            (range, checksum) = (try reader.range(), try reader.number())
        }

        func read(from store: any ByteStore) throws(DiskError) -> SearchedGuide {
            var reader = BinaryReader(try store.read(range, checksum: checksum)[...])
            do throws(BinaryReader.Broken) {
                return try SearchedGuide(from: &reader)
            } catch {
                store.note(store.changed)
                throw store.changed
            }
        }
    }

    /// What lists have of a guide that waits in a store.
    struct Stored: Sendable, BinaryCodable {
        let entries: [StoredEntry]
        let searched: StoredSearch

        /// Number of its bytes in the store.
        var count: Int { entries.reduce(searched.count) { $0 + $1.count } }

        /// - Parameter append: adds bytes to the store. It is called once, since each call of a store on the disk takes its time.
        init<Failure: Error>(
            _ entries: [IssueEntry], _ searched: SearchedGuide,
            _ append: ([UInt8]) throws(Failure) -> Range<Int>
        ) throws(Failure) {
            var writer = BinaryWriter()
            writer.write(searched)
            let count = writer.bytes.count
            let checksum = writer.bytes.checksum
            writer.reserve(entries.reduce(0) { $0 + $1.json.count + $1.taxon.count + $1.signal.count })
            for entry in entries {
                writer.append(entry.json)
                writer.append(entry.taxon)
                writer.append(entry.signal)
            }
            let range = try append(writer.bytes)
            self.searched = StoredSearch(
                range.lowerBound..<(range.lowerBound + count), checksum: checksum)
            var at = range.lowerBound + count
            self.entries = entries.map { entry in
                defer { at += entry.json.count + entry.taxon.count + entry.signal.count }
                return StoredEntry(entry, from: at)
            }
        }

        func write(to writer: inout BinaryWriter) {
            writer.write(entries)
            writer.write(searched)
        }

        init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
            (entries, searched) = (try reader.list(), try reader.value())
        }
    }

    /// - Parameter texts: the twins, where they are put into one file.
    init(
        characters: [Int], texts: [[UInt8]]?, words: SearchWords?, _ stored: [Stored],
        keys: [InputKey?]? = nil, store: any ByteStore
    ) {
        self.characters = characters
        self.texts = texts
        self.words = words
        searched = stored.map(\.searched)
        entries = stored.map(\.entries)
        self.keys = keys ?? stored.map { _ in nil }
        self.store = store
    }
}
