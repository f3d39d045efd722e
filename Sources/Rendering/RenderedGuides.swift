import Library
import Support
import Theming

/// What lists say of the twins of all guides and of their issues.
package struct RenderedGuides: Sendable {
    /// How many characters each twin has.
    package let characters: [Int]
    /// The twins themselves, where all of them fit into one file.
    package let texts: [[UInt8]]?
    /// For each guide, what its issues say that a checker saw.
    package let signals: [[String]]
    /// Entries of the catalog of issues, in the order of guides.
    package let entries: [StoredEntry]
    /// Where the entries wait.
    package let store: any ByteStore

    /// An entry of the catalogs of issues that waits in a store.
    package struct StoredEntry: Sendable {
        package let id: String
        package let json: Range<Int>
        package let taxon: Range<Int>

        init(_ entry: IssueCatalog.Entry, in store: MemoryStore) {
            id = entry.id
            json = store.append(entry.json)
            taxon = store.append(entry.taxon)
        }

        init(_ entry: IssueCatalog.Entry, in store: any ByteStore) throws(DiskError) {
            id = entry.id
            json = try store.append(entry.json)
            taxon = try store.append(entry.taxon)
        }
    }

    /// - Parameter kept: the twins, where they may fit into one file.
    package init(
        characters: [Int], kept: [[UInt8]]?, signals: [[String]] = [], entries: [StoredEntry] = [],
        store: any ByteStore = MemoryStore()
    ) {
        self.characters = characters
        texts = kept.flatMap { $0.reduce(0) { $0 + $1.count + 1 } <= LLMSFull.most ? $0 : nil }
        self.signals = signals
        self.entries = entries
        self.store = store
    }

    /// Makes all guides of a library for it.
    init(of library: Library, theme: Theme) {
        let renderer = GuideRenderer(library: library, theme: theme)
        let keeps = LLMSFull.mayFit(library.guides)
        let store = MemoryStore()
        var characters: [Int] = []
        var texts: [[UInt8]] = []
        var entries: [StoredEntry] = []
        var signals: [[String]] = []
        for index in library.guides.indices {
            let pair = renderer.make(index)
            characters.append(pair.twin.characters)
            if keeps { texts.append(pair.twin.bytes) }
            entries += pair.issues.entries.map { StoredEntry($0, in: store) }
            signals.append(pair.issues.signals)
        }
        self.init(
            characters: characters, kept: keeps ? texts : nil, signals: signals, entries: entries,
            store: store)
    }
}
