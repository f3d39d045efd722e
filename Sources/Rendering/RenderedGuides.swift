import Support

/// Facts for lists about the twins of all guides and of their issues.
struct RenderedGuides: Sendable {
    /// Number of characters of each twin.
    let characters: [Int]
    /// The twins themselves, where all of them fit into one file.
    let texts: [[UInt8]]?
    /// For each guide, what its issues say that a checker saw.
    let signals: [[String]]
    /// Entries of the catalog of issues, in the order of guides.
    let entries: [StoredEntry]
    /// The file in which the entries wait.
    let store: any ByteStore

    /// An entry of the catalogs of issues that waits in a store.
    struct StoredEntry: Sendable {
        let id: String
        let json: Range<Int>
        let taxon: Range<Int>

        init(_ entry: IssueEntry, in store: MemoryStore) {
            id = entry.id
            json = store.append(entry.json)
            taxon = store.append(entry.taxon)
        }

        init(_ entry: IssueEntry, in store: any ByteStore) throws(DiskError) {
            id = entry.id
            json = try store.append(entry.json)
            taxon = try store.append(entry.taxon)
        }
    }

    /// Bytes beyond which twins are not put into one file (2 MB).
    static let mostTogether = 2_000_000

    /// - Parameter kept: the twins, where they may fit into one file.
    init(
        characters: [Int], kept: [[UInt8]]?, signals: [[String]] = [], entries: [StoredEntry] = [],
        store: any ByteStore = MemoryStore()
    ) {
        self.characters = characters
        texts = kept.flatMap { $0.reduce(0) { $0 + $1.count + 1 } <= Self.mostTogether ? $0 : nil }
        self.signals = signals
        self.entries = entries
        self.store = store
    }
}
