import Content
import Library
import Markdown
import Support
import Words

/// Reads what can be found into words with their weights, one entry after the other. It belongs to one worker.
struct SearchEntryReader {
    private let library: Library
    private let words: SearchWords
    /// Words below this number are too common to be found by, but where one is a phrase of its own.
    private let common: UInt32
    private var text = SearchText()
    private var numbers: SearchNumbers
    /// What the present entry says of each word, by the word's number.
    private var found: [Found] = []
    /// The words that the present entry has.
    private var met: [UInt32] = []
    /// The words of a text that need no more than a lookup.
    private var plain: [SearchNumbers.Word] = []
    /// The other words of a page's text, the bytes where they are, and whether each is a word by itself, not joined of several.
    private var others: (words: [SearchNumbers.Word], bytes: [UInt8], areWords: [Bool]) = ([], [], [])
    /// The numbers of the words of a text.
    private var read: [UInt32] = []
    /// Memory for the words of the entries that were read, and after them for those of the present one.
    private var postings: [SearchEntries.Posting] = []
    /// Where the words of each entry that was read end in `postings`.
    private var ends: [Int32] = []

    private typealias Weight = SearchIndex.Weight

    /// What an entry says of a word; nothing where it does not have it.
    private struct Found {
        /// Its weight by the fields that have it.
        var weight: UInt8 = 0
        var fields: Fields = []
        /// Whether a field has it as a word by itself, not joined of several, of which there are too many.
        var isNamed = false
        /// How often the entry's text has it.
        var times: UInt32 = 0

        var isNew: Bool { weight == 0 && times == 0 }
    }

    /// The parts of an entry by which it is found, beside its text.
    private struct Fields: OptionSet {
        let rawValue: UInt8
        static let title = Fields(rawValue: 1)
        static let term = Fields(rawValue: 2)
        static let match = Fields(rawValue: 4)
        static let keyword = Fields(rawValue: 8)
        static let heading = Fields(rawValue: 16)
        static let summary = Fields(rawValue: 32)
        static let around = Fields(rawValue: 64)
    }

    init(_ library: Library, _ words: SearchWords) {
        self.library = library
        self.words = words
        common = words.common
        numbers = SearchNumbers(words)
    }

    // MARK: Entries

    /// A guide and its issues.
    ///
    /// - Parameters:
    ///   - body: the body of its page, as the renderer wrote it.
    ///   - issues: its issues.
    ///   - texts: what the body says of each.
    ///   - signals: what is shown of each.
    mutating func guide(
        _ index: Int, _ body: ByteWriter, _ issues: [Issue], _ texts: [IssueText], signals: [String]
    ) -> SearchedGuide {
        var searched = SearchedGuide(signals: signals)
        addNames(of: index)
        body.withSpan { html in
            var length = 0
            var at = 0
            for text in texts {
                length += count(html, at..<text.start)
                at = text.html.upperBound
            }
            length += count(html, at..<html.count)
            endEntry(length: length, usual: Weight.usualGuide)
            for (issue, text) in zip(issues, texts) {
                addTitle(issue.heading.text)
                for match in issue.details?.matches ?? [] { addMatch(match.text) }
                for name in issue.names { addPhrase(name, Weight.text, .keyword) }
                var length = 0
                if !text.signal.isEmpty {
                    length += count(html, text.html.lowerBound..<text.endOfSignal)
                    weighRead(Weight.text, .summary)
                }
                length += count(html, max(text.html.lowerBound, text.endOfSignal)..<text.html.upperBound)
                endEntry(length: length, usual: Weight.usualIssue)
            }
        }
        searched.entries = take()
        return searched
    }

    private mutating func addNames(of index: Int) {
        let guide = library.guides[index]
        addTitle(guide.title)
        for form in words.forms(of: index) { addPhrase(form, Weight.term, .term) }
        for match in guide.frontMatter.matches { addMatch(match.text) }
        for keyword in guide.frontMatter.keywords { add(keyword.text, Weight.keyword, .keyword) }
        for heading in guide.document.searchedHeadings { add(heading.text, Weight.heading, .heading) }
        for place in guide.document.searchedPlaces { add(place.text, Weight.text, .heading) }
        add(guide.summary, Weight.text, .summary)
        // Anyone who looks for an RFC means the guide that leads to it.
        for resource in guide.frontMatter.resources {
            if case .page(let title, _) = resource.target { add(title, Weight.text, .around) }
        }
        if let category = library.site.category(guide.frontMatter.category.text) {
            add(category.title.text, Weight.around, .around)
        }
    }

    /// Adds a part of a page that the site makes besides guides, such as a term of the glossary.
    mutating func add(_ part: PagePart) {
        addPhrase(part.title, Weight.term, .title)
        for form in part.forms { addPhrase(form, Weight.keyword, .term) }
        add(part.text, Weight.around, .summary)
        endEntry()
    }

    mutating func add(_ category: Site.Category) {
        addPhrase(category.title.text, Weight.term, .title)
        add(category.summary.text, Weight.text, .summary)
        endEntry()
    }

    // MARK: Fields

    private mutating func add(_ text: String, _ weight: UInt8, _ field: Fields) {
        let bytes = text.utf8.span
        readRuns(bytes, bytes.indices, isHTML: false) { reader in reader.addWords(weight, field) }
        for number in read where !isCommon(number) { weigh(number, weight, field) }
    }

    private mutating func addTitle(_ text: String) {
        self.text.read(text)
        addWords(Weight.title(words: self.text.parts), .title)
    }

    /// Another wording: a word of a short one says more of what it is about.
    private mutating func addMatch(_ text: String) {
        self.text.readPhrase(text)
        addPhrase(Weight.match(words: self.text.parts), .match)
    }

    /// A phrase that is as good joined as apart: a term, a code, a name.
    private mutating func addPhrase(_ text: String, _ weight: UInt8, _ field: Fields) {
        self.text.readPhrase(text)
        addPhrase(weight, field)
    }

    private mutating func addPhrase(_ weight: UInt8, _ field: Fields) {
        addWords(weight, field)
        // What is common and yet a phrase of its own, such as `+all`, is found by.
        if text.parts == 1, let word = text.words.first {
            let number = numbers.number(of: word, in: text.bytes)
            if isCommon(number) { weigh(number, weight, field) }
        }
    }

    private mutating func addWords(_ weight: UInt8, _ field: Fields) {
        for index in text.words.indices {
            let number = numbers.number(of: text.words[index], in: text.bytes)
            if !isCommon(number) { weigh(number, weight, field, isWord: text.isWord(index)) }
        }
    }

    /// Gives a word the weight of a field. More fields than one add a little each; repetition in one does not, or an issue
    /// with many wordings would be found by what they have in common.
    ///
    /// - Parameter isWord: whether it is a word by itself, not joined of several.
    private mutating func weigh(_ number: UInt32, _ weight: UInt8, _ field: Fields, isWord: Bool = true) {
        makeRoom()
        var word = found[Int(number)]
        if word.isNew { met.append(number) }
        if isWord { word.isNamed = true }
        let isMore = word.weight > 0 && !word.fields.contains(field)
        word.weight = min(Weight.most, max(word.weight, weight) + (isMore ? 1 : 0))
        word.fields.insert(field)
        found[Int(number)] = word
    }

    /// Gives the words that were counted last the weight of a field.
    private mutating func weighRead(_ weight: UInt8, _ field: Fields) {
        let plain = read.count - others.areWords.count
        for (index, number) in read.enumerated() where !isCommon(number) {
            weigh(number, weight, field, isWord: index < plain || others.areWords[index - plain])
        }
    }

    private func isCommon(_ number: UInt32) -> Bool { number < common }

    /// Makes `found` as long as there are words.
    private mutating func makeRoom() {
        let missing = numbers.bound - found.count
        // Another worker may have had many new words.
        if missing > 0 { found.append(contentsOf: repeatElement(Found(), count: missing + found.count / 4)) }
    }

    // MARK: Texts

    /// Counts the words of a part of a body. Returns how many there are.
    private mutating func count(_ html: Span<UInt8>, _ part: Range<Int>) -> Int {
        others.words.removeAll(keepingCapacity: true)
        others.bytes.removeAll(keepingCapacity: true)
        others.areWords.removeAll(keepingCapacity: true)
        readRuns(html, part, isHTML: true) { reader in reader.keepWords() }
        let others = others
        numbers.append(others.words, in: others.bytes.span, isFolded: true, to: &read)
        makeRoom()
        let before = met.count
        met.append(contentsOf: repeatElement(0, count: read.count))
        let read = read
        let end = Self.count(read.span, &found, &met, from: before)
        met.removeLast(met.count - end)
        return read.count
    }

    /// Keeps the words of `text`, to look them up with others.
    private mutating func keepWords() {
        let start = others.bytes.count
        for (index, word) in text.words.enumerated() {
            others.areWords.append(text.isWord(index))
            others.words.append(
                SearchNumbers.Word(
                    start: UInt32(start + word.lowerBound), count: UInt32(word.count),
                    hash: WordHash.of(word, in: text.bytes, seed: words.seed)))
        }
        others.bytes += text.bytes
    }

    /// Counts words in `found`, and writes the new ones into `met` from `first` on. Returns the end of what it wrote.
    private static func count(
        _ read: Span<UInt32>, _ found: inout [Found], _ met: inout [UInt32], from first: Int
    ) -> Int {
        var found = found.mutableSpan
        var met = met.mutableSpan
        var end = first
        for index in read.indices {
            let number = read[index]
            // No branch, whose condition the processor would have to guess.
            met[end] = number
            end += found[Int(number)].isNew ? 1 : 0
            found[Int(number)].times += 1
        }
        return end
    }

    /// Reads the numbers of a text's words into `read`.
    ///
    /// - Parameters:
    ///   - isHTML: whether it is a page's HTML.
    ///   - addOthers: takes the words of `self.text`, which need more than a lookup.
    private mutating func readRuns(
        _ text: Span<UInt8>, _ part: Range<Int>, isHTML: Bool, _ addOthers: (inout Self) -> Void
    ) {
        plain.removeAll(keepingCapacity: true)
        read.removeAll(keepingCapacity: true)
        var runs = SearchRuns(text, part, isHTML: isHTML, seed: words.seed)
        while let run = runs.next() {
            switch run {
            case .word(let word): plain.append(word)
            case .other(let part):
                self.text.read(text, part, isHTML: isHTML)
                addOthers(&self)
            }
        }
        numbers.append(plain, in: text, to: &read)
    }

    /// The entries that were read, and starts others.
    mutating func take() -> SearchEntries {
        defer { ends.removeAll() }
        return SearchEntries(postings[..<Int(ends.last ?? 0)], ends: ends)
    }

    /// Ends the present entry.
    ///
    /// - Parameters:
    ///   - length: number of words of its text, repeated ones included.
    ///   - usual: the length of most such texts.
    private mutating func endEntry(length: Int = 0, usual: Float = 1) {
        let start = Int(ends.last ?? 0)
        let missing = start + met.count - postings.count
        if missing > 0 {
            let none = SearchEntries.Posting(word: 0, weight: 0, isNamed: false)
            postings.append(contentsOf: repeatElement(none, count: missing))
        }
        let end = Self.collect(
            &met, &found, into: &postings, from: start, common: common, share: Float(length) / usual)
        ends.append(Int32(end))
    }

    /// Takes words out of `met` and `found`, and writes those that have a weight into `postings` from `start` on. Returns the
    /// end of what it wrote.
    ///
    /// - Parameter share: the length of the entry's text as a share of the usual one.
    private static func collect(
        _ met: inout [UInt32], _ found: inout [Found], into postings: inout [SearchEntries.Posting],
        from start: Int, common: UInt32, share: Float
    ) -> Int {
        var found = found.mutableSpan
        var postings = postings.mutableSpan
        var end = start
        for number in met {
            let word = found[Int(number)]
            found[Int(number)] = Found()
            var weight = word.weight
            if word.times > 0, number >= common {
                weight = Weight.adding(Weight.text(count: Float(word.times), length: share), to: weight)
            }
            guard weight > 0 else { continue }
            postings[end] = SearchEntries.Posting(word: number, weight: weight, isNamed: word.isNamed)
            end += 1
        }
        met.removeAll(keepingCapacity: true)
        return end
    }
}

extension Document {
    /// The headings that the search leads to.
    var searchedHeadings: some Sequence<Heading> {
        headings.lazy.filter { ($0.level == 2 || $0.level == 3) && !$0.isIssue }
    }

    /// The other places that the search leads to, each with its id as a text, since it has no other.
    var searchedPlaces: some Sequence<(text: String, id: String)> {
        places.lazy.filter { !$0.isGiven && !$0.isHeading }.map { place in
            (
                String(decoding: place.id.utf8.map { $0 == UInt8(ascii: "-") ? 32 : $0 }, as: UTF8.self),
                place.id
            )
        }
    }
}
