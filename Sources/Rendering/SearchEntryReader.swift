import Content
import Library
import Markdown
import Support
import Words

/// Reads what can be found into words with their weights, one entry after the other. It belongs to one worker.
struct SearchEntryReader {
    private let library: Library
    private let words: SearchWords
    private var text = SearchText()
    /// For the hash of each word that this worker met the word's number among all. Two words of one hash would be
    /// found by each other, which does no harm.
    private var known = OpenTable<UInt64, UInt32>(expecting: 1 << 14)
    /// What the present entry says of each word of `known`, and the words that it has.
    private var found: [Found] = []
    private var met: [Int] = []
    /// The hashes of a text's words.
    private var hashes: [UInt64] = []

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
    }

    // MARK: Entries

    /// A guide and its issues.
    ///
    /// - Parameters:
    ///   - body: the body of its page, as the renderer wrote it.
    ///   - issues: those that are in the body.
    ///   - signals: what is shown of each issue.
    mutating func guide(_ index: Int, _ body: ByteWriter, _ issues: [IssueText], signals: [String])
        -> SearchedGuide
    {
        var searched = SearchedGuide(signals: signals)
        let guide = library.guides[index]
        addNames(of: index)
        body.withSpan { html in
            var length = 0
            var at = 0
            for issue in issues {
                length += count(html, at..<issue.start)
                at = issue.html.upperBound
            }
            length += count(html, at..<html.count)
            searched.own = take(length: length, usual: Weight.usualGuide)
            for ((issue, signal), text) in zip(zip(guide.issues, signals), issues) {
                addTitle(issue.heading.text)
                for match in issue.details?.matches ?? [] { addMatch(match.text) }
                for name in issue.names { addPhrase(name, Weight.text, .keyword) }
                add(signal, Weight.text, .summary)
                searched.issues.append(take(length: count(html, text.html), usual: Weight.usualIssue))
            }
        }
        return searched
    }

    private mutating func addNames(of index: Int) {
        let guide = library.guides[index]
        addTitle(guide.title)
        for form in words.forms(of: index) { addPhrase(form, Weight.term, .term) }
        for match in guide.frontMatter.matches { addMatch(match.text) }
        for keyword in guide.frontMatter.keywords { add(keyword.text, Weight.keyword, .keyword) }
        for part in guide.searchedParts {
            // A place has no text but its id.
            add(part.text, part.isPlace ? Weight.text : Weight.heading, .heading)
        }
        add(guide.summary, Weight.text, .summary)
        // Anyone who looks for an RFC means the guide that leads to it.
        for resource in guide.frontMatter.resources {
            if case .page(let title, _) = resource.target { add(title, Weight.text, .around) }
        }
        if let category = library.site.category(guide.frontMatter.category.text) {
            add(category.title.text, Weight.around, .around)
        }
    }

    /// A part of a page that the site makes besides guides, such as a term of the glossary.
    mutating func part(_ part: PagePart) -> SearchEntry {
        addPhrase(part.title, Weight.term, .title)
        for form in part.forms { addPhrase(form, Weight.keyword, .term) }
        add(part.text, Weight.around, .summary)
        return take()
    }

    mutating func category(_ category: Site.Category) -> SearchEntry {
        addPhrase(category.title.text, Weight.term, .title)
        add(category.summary.text, Weight.text, .summary)
        return take()
    }

    // MARK: Fields

    private mutating func add(_ text: String, _ weight: UInt8, _ field: Fields) {
        self.text.read(text)
        addWords(weight, field)
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
            let number = number(of: word)
            if isCommon(number) { weigh(number, weight, field) }
        }
    }

    private mutating func addWords(_ weight: UInt8, _ field: Fields) {
        for index in text.words.indices {
            let number = number(of: text.words[index])
            if !isCommon(number) { weigh(number, weight, field, isWord: text.isWord(index)) }
        }
    }

    /// Gives a word the weight of a field. More fields than one add a little each; repetition in one does not, or an issue
    /// with many wordings would be found by what they have in common.
    ///
    /// - Parameter isWord: whether it is a word by itself, not joined of several.
    private mutating func weigh(_ number: Int, _ weight: UInt8, _ field: Fields, isWord: Bool = true) {
        var word = found[number]
        if word.isNew { met.append(number) }
        if isWord { word.isNamed = true }
        let isMore = word.weight > 0 && !word.fields.contains(field)
        word.weight = min(Weight.most, max(word.weight, weight) + (isMore ? 1 : 0))
        word.fields.insert(field)
        found[number] = word
    }

    private func isCommon(_ number: Int) -> Bool { known.values[number] < UInt32(words.common) }

    private mutating func number(of word: Range<Int>) -> Int {
        number(of: word, WordTable.hash(of: word, in: text.bytes))
    }

    private mutating func number(of word: Range<Int>, _ hash: UInt64) -> Int {
        let number = known.number(of: hash, adding: words.number(of: word, in: text.bytes))
        if number == found.count { found.append(Found()) }
        return number
    }

    // MARK: Texts

    /// Counts the words of a part of a body. Returns how many there are.
    private mutating func count(_ html: Span<UInt8>, _ part: Range<Int>) -> Int {
        text.read(html, part)
        // The table is larger than the processor's cache. All hashes first, so that lookups do not wait for each other.
        hashes.removeAll(keepingCapacity: true)
        for word in text.words { hashes.append(WordTable.hash(of: word, in: text.bytes)) }
        for index in text.words.indices {
            let number = number(of: text.words[index], hashes[index])
            if found[number].isNew { met.append(number) }
            found[number].times += 1
        }
        return text.words.count
    }

    /// The words of the present entry, and starts the next.
    ///
    /// - Parameters:
    ///   - length: number of words of its text, repeated ones included.
    ///   - usual: the length of most such texts.
    private mutating func take(length: Int = 0, usual: Float = 1) -> SearchEntry {
        var entry = SearchEntry()
        entry.postings.reserveCapacity(met.count)
        let share = Float(length) / usual
        for number in met {
            let word = found[number]
            found[number] = Found()
            var weight = word.weight
            if word.times > 0, !isCommon(number) {
                weight = Weight.adding(Weight.text(count: Float(word.times), length: share), to: weight)
            }
            guard weight > 0 else { continue }
            entry.postings.append(
                SearchEntry.Posting(word: known.values[number], weight: weight, isNamed: word.isNamed))
        }
        met.removeAll(keepingCapacity: true)
        return entry
    }
}

extension Guide {
    /// The headings and places of a guide that the search leads to, headings first: the text of each, and its anchor.
    var searchedParts: [(text: String, anchor: String, isPlace: Bool)] {
        document.headings.filter { ($0.level == 2 || $0.level == 3) && !$0.isIssue }
            .map { ($0.text, $0.anchor, false) }
            + document.places.filter { !$0.isGiven && !$0.isHeading }
            .map { ($0.id.replacing("-", with: " "), $0.id, true) }
    }
}
