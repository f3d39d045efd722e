import Content
import Glibc
import Library
import Support
import Words

/// What `llms.txt` says of the issues of a guide: the titles of all, and the words that tell their messages from others.
///
/// The words are those of `matches` which are not in the guide's title, its summary or a title of its issues. A word weighs
/// the more, the more often the guide's `matches` have it and the fewer other guides have it: its count times log((n + 1) / k),
/// where k of the n guides with issues have it, as in tf-idf. Each guide has the same room for its words, at most `mostWords`;
/// the heaviest that fit are there, in the order in which the guide has them.
struct ListedIssues {
    /// The most characters of the words of a guide.
    static let mostWords = 400
    /// The most characters of the titles of a guide's issues; those that are left out are counted.
    static let mostTitles = 10_000

    let library: Library
    /// For each guide, the titles of its issues, as a list.
    private let titles: [String]
    /// For each guide, the words that weigh most, the heaviest first, as many as there can be room for.
    private let words: [[Word]]
    /// Whether any guide has words of messages.
    let hasWords: Bool

    /// A word of a guide's `matches`.
    private struct Word {
        var text: String
        /// Its index among the words of the guide.
        var place: Int
        /// The most characters that it takes in a list, with the space before it.
        var size: Int
    }

    init(_ library: Library) {
        self.library = library
        var counter = WordCounter()
        let listed = library.shape.listed.filter { !library.guides[$0].document.issues.isEmpty }
        // Without messages there are no words to weigh.
        let withMatches = Set(
            listed.filter { library.guides[$0].frontMatter.issues.contains { !$0.matches.isEmpty } })
        for index in withMatches.isEmpty ? [] : listed { counter.count(library.guides[index]) }
        var titles = [String](repeating: "", count: library.guides.count)
        var words = [[Word]](repeating: [], count: library.guides.count)
        for index in listed {
            let guide = library.guides[index]
            titles[index] = Self.titles(of: guide, library.site.strings)
            if withMatches.contains(index) {
                words[index] = Self.heaviest(counter.weighed(guide, of: listed.count))
            }
        }
        (self.titles, self.words) = (titles, words)
        hasWords = words.contains { !$0.isEmpty }
    }

    /// The titles of a guide's issues after their name, in at most so many characters; empty where it has none. Those that are
    /// left out are counted.
    static func titles(of guide: Guide, _ strings: Strings, most: Int = mostTitles) -> String {
        let all = guide.document.issues.map { guide.document.headings[$0.heading].text }.filter {
            !$0.isEmpty
        }
        return all.isEmpty ? "" : strings.label(.issues, strings.list(all, most: most))
    }

    /// The heaviest words that fit into the most room.
    private static func heaviest(_ all: [WordCounter.Weighed]) -> [Word] {
        var left = mostWords
        var words: [Word] = []
        for word in all.sorted(by: { ($1.weight, $0.place) < ($0.weight, $1.place) }) where left > 2 {
            let size = size(of: word.text)
            guard size <= left else { continue }
            left -= size
            words.append(Word(text: word.text, place: word.place, size: size))
        }
        return words
    }

    /// The most characters that a word takes in markdown, with the space before it: a mark may get a backslash.
    private static func size(of text: String) -> Int {
        1 + text.unicodeScalars.count + text.utf8.count { "\\`*[]<~_&#".utf8.contains($0) }
    }

    /// What is between the parts of a note.
    private static let separator = " · "

    /// The note of a guide: its summary and the titles of its issues.
    func note(_ index: Int) -> String {
        let summary = library.guides[index].summary
        return titles[index].isEmpty ? summary : summary + Self.separator + titles[index]
    }

    /// What follows a guide's note: words of its issues' messages, in so many characters at most; empty where there are none.
    func words(_ index: Int, within room: Int) -> String {
        let strings = library.site.strings
        var left = room - Self.size(of: Self.separator + strings.label(.messageWords, ""))
        let fitting = words[index].filter { word in
            guard word.size <= left else { return false }
            left -= word.size
            return true
        }
        guard !fitting.isEmpty else { return "" }
        let text = fitting.sorted { $0.place < $1.place }.map(\.text).joined(separator: " ")
        return Self.separator + strings.label(.messageWords, text)
    }
}

/// Counts the words of guides and of the messages of their issues.
private struct WordCounter {
    /// A word of a guide's messages that the rest of its entry does not have.
    struct Weighed {
        var text: String
        /// Its index among the words of the guide.
        var place: Int
        var weight: Int
    }

    private var table = WordTable(expecting: 4096)
    /// For each word, how many guides have it.
    private var guides: [Int] = []
    /// For each word, the number of the reading in which it was met last, and in which it was met outside of messages.
    private var last: [Int] = []
    private var lastNamed: [Int] = []
    private var reading = 0
    /// Whether guides are counted, or only read.
    private var isCounting = true
    /// A word in small letters.
    private var folded: [UInt8] = []

    /// Counts a guide for each word that it has.
    mutating func count(_ guide: Guide) {
        read(guide) { _, _ in }
    }

    /// The words of a guide's messages with their weights.
    ///
    /// - Parameter total: how many guides were counted.
    mutating func weighed(_ guide: Guide, of total: Int) -> [Weighed] {
        var counts: [Int: Int] = [:]
        var found: [(number: Int, text: String)] = []
        isCounting = false
        read(guide) { number, text in
            if counts[number] == nil { found.append((number, text)) }
            counts[number, default: 0] += 1
        }
        return found.enumerated().map { place, word in
            let share = log(Double(total + 1) / Double(guides[word.number]))
            // In 256ths, of which no two machines have different ones but by a rare chance.
            return Weighed(
                text: word.text, place: place,
                weight: counts[word.number, default: 0] * Int((share * 256).rounded()))
        }
    }

    /// Reads all words of a guide, and calls `body` with those of its messages that are not elsewhere in its entry.
    private mutating func read(_ guide: Guide, _ body: (Int, String) -> Void) {
        reading += 1
        for text in [guide.title, guide.summary]
            + guide.document.issues.map({ guide.document.headings[$0.heading].text })
        {
            for word in Self.words(of: text) { lastNamed[number(of: word)] = reading }
        }
        for issue in guide.issues {
            for match in issue.details?.matches ?? [] {
                for word in Self.words(of: match.text) {
                    let number = number(of: word)
                    if lastNamed[number] != reading { body(number, String(word)) }
                }
            }
        }
    }

    /// The number of a word, which its guide has from now on.
    private mutating func number(of word: Substring) -> Int {
        folded.removeAll(keepingCapacity: true)
        if word.utf8.allSatisfy({ $0 < 128 }) {
            folded.append(contentsOf: word.utf8.lazy.map { $0.isASCIIUppercase ? $0 | 0x20 : $0 })
        } else {
            folded.append(contentsOf: word.lowercased().utf8)
        }
        let number = table.number(of: 0..<folded.count, in: folded)
        if number == guides.count {
            guides.append(0)
            last.append(0)
            lastNamed.append(0)
        }
        if last[number] != reading {
            last[number] = reading
            if isCounting { guides[number] += 1 }
        }
        return number
    }

    /// The texts between spaces, without punctuation at their ends: `5.7.26`, `R_SPF_NA`, `~all`.
    private static func words(of text: String) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: " ")).compactMap { part in
            var word = Substring(part)
            while let first = word.first, punctuation.contains(first) { word.removeFirst() }
            while let last = word.last, punctuation.contains(last) { word.removeLast() }
            return word.isEmpty || isAddress(word) ? nil : word
        }
    }

    /// Whether markdown would make a link of a word.
    private static func isAddress(_ word: Substring) -> Bool {
        word.contains("@") || word.contains("://") || word.prefix(4).lowercased() == "www."
    }

    private static let punctuation = Set<Character>(".,;:!?\"'()[]{}<>`*_“”„‘’…«»、。「」（）")
}

extension Strings {
    /// The items for which so many characters are enough, in order; those that are left out are counted. What the count and
    /// backslashes take comes on top.
    ///
    /// - Parameter keepsLast: whether the last ones matter most, rather than the first.
    func list(_ items: [String], most: Int, keepsLast: Bool = false) -> String {
        var left = most
        func fits(_ item: String) -> Bool {
            let size = item.unicodeScalars.count + 2
            if size > left { return false }
            left -= size
            return true
        }
        var shown = keepsLast ? items.reversed().filter(fits).reversed() : items.filter(fits)
        if shown.count < items.count {
            shown.append(text(.moreItems, count: items.count - shown.count, isData: true))
        }
        return list(shown)
    }
}
