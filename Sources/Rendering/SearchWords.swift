import Library
import Support
import Synchronization
import Words

/// The words of all entries of a site's search, by numbers that its workers share.
///
/// Numbers depend on which worker comes first, so nothing that is published may depend on their order.
final class SearchWords: Sendable {
    private let shared: Mutex<WordTable>
    /// Words below this number are too common to be found by, but where one is a phrase of its own.
    let common: UInt32
    /// What the hashes of its words begin with.
    let seed: UInt64
    /// For each guide, the forms of the terms that it explains.
    private let forms: [Int: [String]]

    /// - Parameter former: words of the same site and how many of them are common, which keep their numbers.
    init(of library: Library, after former: (table: WordTable, common: Int)? = nil) {
        var table = former?.table ?? WordTable(expecting: library.guides.count * 8)
        if former == nil {
            var text = SearchText()
            text.read(library.site.strings.stopWords)
            for word in text.words { _ = table.number(of: word, in: text.bytes) }
        }
        common = UInt32(former?.common ?? table.count)
        seed = table.seed
        shared = Mutex(table)
        var forms: [Int: [String]] = [:]
        for term in library.terms {
            guard let guide = term.guide.flatMap({ library.index(ofSlug: $0.text) }) else { continue }
            forms[guide, default: []] += term.forms
        }
        self.forms = forms
    }

    /// All words by now.
    var table: WordTable { shared.withLock { $0 } }

    /// Looks words up, which the table has from now on. Other workers wait meanwhile.
    func withTable<Result: Sendable>(_ work: (inout WordTable) -> Result) -> Result {
        shared.withLock { work(&$0) }
    }

    /// The forms of the terms that a guide explains.
    func forms(of guide: Int) -> [String] { forms[guide] ?? [] }
}

/// The words by which some entries of the search are found, entry after entry.
struct SearchEntries: Sendable {
    /// Of each entry each of its words once, in no order.
    private let postings: [Posting]
    /// Where the words of each entry end in `postings`.
    private let ends: [Int32]

    init() { (postings, ends) = ([], []) }

    /// Entries of memory that holds them in front.
    init(_ postings: ArraySlice<Posting>, ends: [Int32]) {
        self.postings = Array(postings)
        self.ends = ends
    }

    /// Number of entries.
    var count: Int { ends.count }

    /// Hands the words of an entry on, one after the other.
    @inline(__always)
    func forEach(of entry: Int, _ take: (Posting) -> Void) {
        let start = entry == 0 ? 0 : Int(ends[entry - 1])
        for index in start..<Int(ends[entry]) { take(postings[index]) }
    }

    /// A word of an entry.
    struct Posting: Sendable {
        /// The word's number, above a bit for `isNamed` and four bits for the weight.
        fileprivate let packed: UInt32

        fileprivate init(packed: UInt32) { self.packed = packed }

        init(word: UInt32, weight: UInt8, isNamed: Bool) {
            packed = word << 5 | (isNamed ? 16 : 0) | UInt32(weight & 15)
        }

        /// Its number among all words.
        var word: Int { Int(packed >> 5) }
        /// From 1 to 15.
        var weight: UInt32 { packed & 15 }
        /// Whether the entry has it elsewhere than in its text, as a word by itself.
        var isNamed: Bool { packed & 16 != 0 }
    }
}

extension SearchEntries: BinaryCodable {
    func write(to writer: inout BinaryWriter) {
        writer.write(ends)
        writer.write(numbers: postings.map(\.packed))
    }

    init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        ends = try reader.list()
        postings = try reader.numbers().map(Posting.init(packed:))
        guard ends.last ?? 0 == postings.count, ends.first ?? 0 >= 0,
            zip(ends, ends.dropFirst()).allSatisfy(<=)
        else { throw BinaryReader.Broken() }
    }
}
