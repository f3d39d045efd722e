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
    struct StoredEntry: Sendable {
        let id: String
        let json: Range<Int>
        /// Number of characters of `json`.
        let characters: Int
        let taxon: Range<Int>
        let signal: Range<Int>

        init(_ entry: IssueEntry, in store: MemoryStore) {
            id = entry.id
            characters = Tokens.characters(entry.json.span)
            json = store.append(entry.json)
            taxon = store.append(entry.taxon)
            signal = store.append(entry.signal)
        }

        init(_ entry: IssueEntry, in store: any ByteStore) throws(DiskError) {
            id = entry.id
            characters = Tokens.characters(entry.json.span)
            json = try store.append(entry.json)
            taxon = try store.append(entry.taxon)
            signal = try store.append(entry.signal)
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
