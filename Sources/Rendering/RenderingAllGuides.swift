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
        var stored: [Stored] = []
        for index in library.guides.indices {
            let pair = renderer.make(index)
            characters.append(pair.twin.characters)
            stored.append(Stored(pair.issues.entries, pair.searched, store.append))
            if keeps, library.guides[index].isListed { texts.append(pair.twinInFull) }
        }
        self.init(
            characters: characters, texts: keeps ? texts : nil, words: words, stored, store: store)
    }
}
