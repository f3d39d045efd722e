import Library
import Support
import Theming

extension RenderedGuides {
    /// Makes all guides of a library for it.
    init(of library: Library, theme: Theme) {
        let renderer = GuideRenderer(library: library, theme: theme)
        let keeps = LLMSFull.isMade(of: library.guides)
        let store = MemoryStore()
        var characters: [Int] = []
        var texts: [[UInt8]] = []
        var entries: [StoredEntry] = []
        var signals: [[String]] = []
        for index in library.guides.indices {
            let pair = renderer.make(index)
            characters.append(pair.twin.characters)
            signals.append(pair.issues.signals)
            guard library.guides[index].isListed else { continue }
            if keeps { texts.append(pair.twin.bytes) }
            entries += pair.issues.entries.map { StoredEntry($0, in: store) }
        }
        self.init(
            characters: characters, texts: keeps ? texts : nil, signals: signals, entries: entries,
            store: store)
    }
}
