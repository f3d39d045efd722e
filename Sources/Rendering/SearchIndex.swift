import Library
import Support
import Theming
import Words

/// The index that the search in the browser reads: `search.json`, which it loads first, and files that it loads as a
/// query needs them, under names that carry a hash of their content.
///
/// What can be found (an *entry*) is a guide, an issue, a term of the glossary or a category. `search.json` has the words
/// of names in order, and of the words that only texts have the first of each file; a word's entries are in one of the
/// files of words, what is shown of an entry in one of the files of entries. So a query costs the same few files on a site
/// of ten thousand guides as on one of ten.
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
    ///   - guides: what was read of each guide.
    ///   - words: all words of their texts.
    ///   - receiver: takes each file, once.
    static func write(
        _ library: Library, _ guides: RenderedGuides, _ words: SearchWords, _ receiver: any FileReceiver
    ) throws(DiskError) {
        var seen: Set<String> = []
        func emit(_ file: OutputFile) throws(DiskError) {
            // Files are named after their content, and two blocks may be the same.
            if seen.insert(file.path).inserted { try receiver.take(file) }
        }
        let listed = library.shape.listed
        var writer = Writer(library)
        var lists = SearchLists(words.table, guides: listed.count)
        for index in listed {
            writer.addGuide(index)
            try writer.endFullBlock(emit)
        }
        for index in listed {
            let searched = try guides.searched[index].read(from: guides.store)
            lists.count(searched.entries)
            writer.addIssues(of: index, searched.signals)
            try writer.endFullBlock(emit)
        }
        var reader = SearchEntryReader(library, words)
        for page in writer.otherPages {
            for part in page.parts {
                reader.add(part)
                writer.addPart(part, of: page)
                try writer.endFullBlock(emit)
            }
        }
        for (category, _) in library.categories {
            reader.add(category)
            writer.addCategory(category)
            try writer.endFullBlock(emit)
        }
        // The words of other entries may be new.
        let others = reader.take()
        lists.count(others: others, words.table)
        for index in listed { lists.add(try guides.searched[index].read(from: guides.store).entries) }
        lists.add(others: others)
        try writer.end(lists, emit)
    }

    /// The start of an issue's first paragraph, cut between words where a space is near.
    static func note(_ signal: String, longest: Int = longestNote) -> String {
        guard signal.utf8.count > longest else { return signal }
        // Of ASCII each byte is a character, and so is what follows the last of them.
        let isPlain = signal.utf8.prefix(longest + 1).allSatisfy { $0 < 128 }
        let cut =
            isPlain
            ? signal.utf8.index(signal.startIndex, offsetBy: longest)
            : signal.index(signal.startIndex, offsetBy: longest, limitedBy: signal.endIndex)
                ?? signal.endIndex
        guard cut < signal.endIndex else { return signal }
        let start = signal[..<cut]
        // Some scripts have no spaces, or one in a long while.
        let last =
            isPlain ? start.utf8.suffix(longest / 4).startIndex : start.suffix(longest / 4).startIndex
        let space = start.utf8[last...].lastIndex(of: 32)
        let words = space.map { start[..<$0] } ?? start
        let end = words.lastIndex { !" .,;:!?([".contains($0) }
        return (end.map { words[...$0] } ?? words) + "…"
    }

    /// Weight of a word by where it is, from 1 to 15.
    enum Weight {
        /// A form of the term that a guide explains.
        static let term: UInt8 = 11
        static let keyword: UInt8 = 7
        /// Another wording of a guide or an issue, or a code of it.
        static func match(words: Int) -> UInt8 { 6 + UInt8(4 / max(1, words)) }
        static let heading: UInt8 = 4
        static let text: UInt8 = 3
        /// A guide's category, a resource's title, the definition of a term.
        static let around: UInt8 = 2
        static let most: UInt8 = 15
        /// The most that a text's words weigh where it is of usual length, after Okapi BM25.
        static let ofText: Float = 2
        /// The number of words of most guides, without their issues, and of most issues. They are fixed, so that a change of
        /// one guide does not change how all others are found.
        static let usualGuide: Float = 750
        static let usualIssue: Float = 145

        /// A word that a text has more often weighs more, up to a bound, and less in a longer text. One that is in a few words alone
        /// weighs no more than what names its entry.
        ///
        /// - Parameter length: that of the text, as a share of the usual one.
        static func text(count: Float, length: Float) -> Float {
            let (saturation, share): (Float, Float) = (1.2, 0.75)
            let norm = saturation * (1 - share + share * max(length, 0.6))
            return min(Float(most), ofText * (saturation + 1) * count / (count + norm))
        }

        /// The weight of a word that a text has and other fields may have as well: those weigh `others`.
        static func adding(_ text: Float, to others: UInt8) -> UInt8 {
            let all = others == 0 ? text : max(Float(others), text) + min(1, text / ofText)
            // Half a step more, and cut, which rounds.
            return min(most, UInt8(max(1, all + 0.5)))
        }

        /// A word of a short title says more of what it is about than one of many.
        static func title(words: Int) -> UInt8 { 8 + UInt8(6 / max(1, words)) }
    }
}

extension OutputKind {
    package static let searchIndex = OutputKind(
        "search-index", files: { [$0.addresses.searchIndex] },
        mayMake: { path, shape in
            path.hasPrefix(shape.addresses.output(shape.addresses.page("assets/search"), "/"))
        },
        .ofGuides { library, guides, receiver throws(DiskError) in
            if let words = guides.words { try SearchIndex.write(library, guides, words, receiver) }
        })
}

/// What the search index has of one guide beside what its source says.
struct SearchedGuide: Sendable {
    /// Of each issue what it says that a checker saw, as the search shows it.
    var signals: [String] = []
    /// The guide itself, without its issues, and after it each of them.
    var entries = SearchEntries()
}

extension SearchedGuide: BinaryCodable {
    func write(to writer: inout BinaryWriter) {
        writer.write(signals)
        writer.write(entries)
    }

    init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(signals: try reader.list(), entries: try reader.value())
    }
}
