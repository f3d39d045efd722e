import Library
import Support
import Theming

extension RenderedGuides {
    /// Makes all guides of a library for it.
    init(of library: Library, theme: Theme) {
        let words = SearchWords(of: library)
        let renderer = GuideRenderer(library: library, theme: theme, words: words)
        let keeps = LLMSFull.isMade(of: library.guides)
        let store = MemoryStore()
        var characters: [Int] = []
        var texts: [[UInt8]] = []
        var entries: [StoredEntry] = []
        var searched: [SearchedGuide] = []
        for index in library.guides.indices {
            let pair = renderer.make(index)
            characters.append(pair.twin.characters)
            searched.append(pair.searched)
            guard library.guides[index].isListed else { continue }
            if keeps { texts.append(pair.twinInFull) }
            entries += StoredEntry.stored(pair.issues.entries, store.append)
        }
        self.init(
            characters: characters, texts: keeps ? texts : nil, searched: searched, words: words,
            entries: entries,
            store: store)
    }
}
