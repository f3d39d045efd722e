import Library
import Support
import Theming
import Words

/// The index that the search in the browser reads: `search.json`, which it loads first, and files that it loads as a
/// query needs them, under names that carry a hash of their content.
///
/// What can be found (an *entry*) is a guide, an issue or a term of the glossary. `search.json` has all words in order;
/// a word's entries are in one of the files of words, what is shown of an entry in one of the files of entries. So a
/// query costs the same few files on a site of ten thousand guides as on one of ten.
enum SearchIndex {
    /// Number of entries of one file.
    static let entriesAFile = 64
    /// About how many bytes of words one file holds.
    static let bytesAFile = 24_000
    /// Of a word that more entries have than this, the entries where it weighs least are left out: it tells little.
    static let mostEntries = 4096
    /// The longest part of an issue's first paragraph that is shown, in characters.
    static let longestNote = 160

    /// Makes the files one after the other, since those of a large site are large.
    ///
    /// - Parameters:
    ///   - signals: for each guide, what its issues say that a checker saw.
    ///   - receiver: takes each file, once.
    static func write(_ library: Library, _ signals: [[String]], _ receiver: any FileReceiver)
        throws(DiskError)
    {
        var seen: Set<String> = []
        func emit(_ file: OutputFile) throws(DiskError) {
            // Files are named after their content, and two blocks may be the same.
            if seen.insert(file.path).inserted { try receiver.take(file) }
        }
        var writer = Writer(library)
        for index in library.shape.listed {
            writer.addGuide(index)
            try writer.endFullBlock(emit)
        }
        for (index, signals) in signals.enumerated() where library.guides[index].isListed {
            writer.addIssues(of: index, signals)
            try writer.endFullBlock(emit)
        }
        for page in library.otherPages {
            for part in page.parts {
                writer.addPart(part, of: page)
                try writer.endFullBlock(emit)
            }
        }
        try writer.end(emit)
    }

    /// The start of an issue's first paragraph, cut between words.
    static func note(_ signal: String) -> String {
        guard signal.utf8.count > longestNote else { return signal }
        var cut = signal.utf8.index(signal.startIndex, offsetBy: longestNote)
        while signal.utf8[cut].isUTF8Continuation { cut = signal.utf8.index(before: cut) }
        let start = signal[..<cut]
        return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + "…"
    }

    /// Weight of a word by where it is, from 1 to 15.
    enum Weight {
        /// A form of the term that a guide explains.
        static let term: UInt8 = 11
        static let keyword: UInt8 = 7
        /// Another wording of an issue, or a code of it.
        static let match: UInt8 = 9
        static let heading: UInt8 = 4
        static let text: UInt8 = 3
        /// The title of an issue's guide, a guide's category.
        static let around: UInt8 = 2
        static let most: UInt8 = 15

        /// A word of a short title says more of what it is about than one of many.
        static func title(words: Int) -> UInt8 { 6 + UInt8(6 / max(1, words)) }
    }
}

extension OutputKind {
    package static let searchIndex = OutputKind(
        "search-index", files: { [$0.addresses.searchIndex] },
        mayMake: { path, shape in
            path.hasPrefix(shape.addresses.output(shape.addresses.page("assets/search"), "/"))
        },
        .ofGuides { library, guides, receiver throws(DiskError) in
            try SearchIndex.write(library, guides.signals, receiver)
        })
}
