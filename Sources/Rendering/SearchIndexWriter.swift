import Content
import Library
import Support
import Theming
import Words

extension SearchIndex {
    /// Collects entries and the words that find them, and writes both in blocks of a size that a browser loads quickly.
    struct Writer {
        let library: Library
        let folder: String
        var table: WordTable
        private let common: Int
        private var text = SearchText()
        /// What is known of a word.
        struct Word {
            /// Its weight in the present entry; 0 where that does not have it.
            fileprivate(set) var weight: UInt8 = 0
            /// The fields of the present entry that have it.
            fileprivate var fields: Fields = []
            /// Whether some entry has it elsewhere than in its text.
            fileprivate(set) var isNamed = false
            /// Number of entries that have it.
            fileprivate(set) var entries: Int32 = 0
        }

        /// The parts of an entry by which it is found.
        fileprivate struct Fields: OptionSet {
            let rawValue: UInt8
            static let title = Fields(rawValue: 1)
            static let term = Fields(rawValue: 2)
            static let match = Fields(rawValue: 4)
            static let keyword = Fields(rawValue: 8)
            static let heading = Fields(rawValue: 16)
            static let summary = Fields(rawValue: 32)
            static let around = Fields(rawValue: 64)
        }

        /// All words by their numbers, and those that the present entry has.
        private(set) var words: [Word] = []
        private var weighted: [Int32] = []
        /// Length of a text on average, of guides and of issues.
        private let averages: (guide: Float, issue: Float)
        /// In the order of entries, the words of each with their weights. In pieces, since one array that grows is
        /// there twice while it does.
        var postings: [[UInt32]] = []
        private static let piece = 1 << 15
        /// Number of words of each entry.
        var sizes: [UInt32] = []
        var entries = 0
        /// For each guide, which come first, the number of its issues, which come right after all guides.
        var issueCounts: [Int] = []
        private var shown = JSONWriter(capacity: 64 * 1024)
        private var isOpen = false
        var blocks: [String] = []
        /// For each guide, the forms of the terms that it explains.
        private let forms: [Int: [String]]

        /// - Parameter guides: the words of all guides, by the numbers of `words`.
        init(_ library: Library, _ words: SearchWords, _ guides: [SearchWords.OfGuide]) {
            self.library = library
            folder = library.addresses.path.dropFirst() + (library.addresses.path.isEmpty ? "" : "/")
            var forms: [Int: [String]] = [:]
            for term in library.terms {
                guard let guide = term.guide.flatMap({ library.index(ofSlug: $0.text) }) else { continue }
                forms[guide, default: []] += term.forms
            }
            self.forms = forms
            table = words.table
            common = words.common
            self.words = [Word](repeating: Word(), count: table.count)
            averages = (
                Self.average(guides.map { Float($0.own.length) }),
                Self.average(guides.flatMap(\.issues).map { Float($0.length) })
            )
        }

        private static func average(_ lengths: [Float]) -> Float {
            max(1, lengths.reduce(0, +) / Float(max(1, lengths.count)))
        }

        /// Gives a word the weight of a field. More fields than one add a little each; repetition in one does not, or an issue
        /// with many wordings would be found by what they have in common.
        /// - Parameter isWord: whether it is a word by itself, not joined of several, of which there are too many.
        private mutating func weigh(_ number: Int, _ weight: UInt8, _ field: Fields, isWord: Bool = true) {
            if number == words.count { words.append(Word()) }
            if isWord { words[number].isNamed = true }
            let before = words[number].weight
            if before == 0 { weighted.append(Int32(number)) }
            let isMore = before > 0 && !words[number].fields.contains(field)
            words[number].weight = min(Weight.most, max(before, weight) + (isMore ? 1 : 0))
            words[number].fields.insert(field)
        }

        private mutating func add(_ text: String, _ weight: UInt8, _ field: Fields) {
            self.text.read(text)
            addWords(weight, field)
        }

        private mutating func addWords(_ weight: UInt8, _ field: Fields) {
            for index in text.words.indices {
                let number = table.number(of: text.words[index], in: text.bytes)
                if number >= common { weigh(number, weight, field, isWord: text.isWord(index)) }
            }
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
            if self.text.parts == 1, let word = self.text.words.first {
                let number = table.number(of: word, in: self.text.bytes)
                if number < common { weigh(number, weight, field) }
            }
        }

        /// Adds the words of the present entry's text, after all others.
        private mutating func addText(_ text: SearchWords.Counts, average: Float) {
            Self.add(text, length: Float(text.length) / average, to: &words, &weighted)
        }

        private static func add(
            _ text: SearchWords.Counts, length: Float, to words: inout [Word], _ weighted: inout [Int32]
        ) {
            weighted.reserveCapacity(weighted.count + text.words.count)
            var words = words.mutableSpan
            for count in text.words {
                let weight = Weight.text(count: Float(count.times), length: length)
                let before = words[count.word].weight
                if before == 0 { weighted.append(Int32(count.word)) }
                let all = before == 0 ? weight : max(Float(before), weight) + min(1, weight / Weight.ofText)
                // Half a step more, and cut, which rounds.
                words[count.word].weight = min(Weight.most, UInt8(max(1, all + 0.5)))
            }
        }

        /// Ends the present entry. `show` writes what is shown of it, as entries of a list.
        private mutating func close(_ show: (inout JSONWriter) -> Void) {
            if (postings.last?.count ?? Self.piece) + weighted.count > Self.piece {
                postings.append([])
                postings[postings.count - 1].reserveCapacity(Self.piece)
            }
            let last = postings.count - 1
            sizes.append(UInt32(weighted.count))
            for word in weighted {
                postings[last].append(UInt32(word) << 4 | UInt32(words[Int(word)].weight))
                words[Int(word)].entries += 1
                words[Int(word)].weight = 0
                words[Int(word)].fields = []
            }
            weighted.removeAll(keepingCapacity: true)
            if entries % entriesAFile == 0 { startBlock() }
            shown.list(nil) { show(&$0) }
            entries += 1
        }

        /// Blocks that are whole and wait to be taken.
        private var whole: [[UInt8]] = []

        private mutating func startBlock() {
            endBlock()
            shown.open(.list)
            isOpen = true
        }

        mutating func endBlock() {
            guard isOpen else { return }
            shown.close()
            whole.append(shown.out.bytes)
            shown.out.removeAll()
            isOpen = false
        }

        mutating func endFullBlock(_ emit: (OutputFile) throws(DiskError) -> Void) throws(DiskError) {
            for block in whole { blocks.append(try self.emit(block, emit)) }
            whole.removeAll(keepingCapacity: true)
        }

        /// Hands a file on under the name that its content gives it.
        func emit(_ bytes: [UInt8], _ emit: (OutputFile) throws(DiskError) -> Void) throws(DiskError)
            -> String
        {
            let name = String(ContentHash.hexadecimal(bytes).prefix(12))
            try emit(OutputFile("\(folder)assets/search/\(name).json", bytes))
            return name
        }

        mutating func addGuide(_ index: Int, _ words: SearchWords.OfGuide) {
            let guide = library.guides[index]
            addTitle(guide.title)
            for form in forms[index] ?? [] { addPhrase(form, Weight.term, .term) }
            for match in guide.frontMatter.matches { addMatch(match.text) }
            for keyword in guide.frontMatter.keywords { add(keyword.text, Weight.keyword, .keyword) }
            let headings = guide.document.headings.filter { ($0.level == 2 || $0.level == 3) && !$0.isIssue }
            for heading in headings { add(heading.text, Weight.heading, .heading) }
            // A place has no text but its id.
            let places = guide.document.places.filter { !$0.isGiven && !$0.isHeading }.map {
                (text: $0.id.replacing("-", with: " "), id: $0.id)
            }
            for place in places { add(place.text, Weight.text, .heading) }
            add(guide.summary, Weight.text, .summary)
            // Anyone who looks for an RFC means the guide that leads to it.
            for resource in guide.frontMatter.resources {
                if case .page(let title, _) = resource.target { add(title, Weight.text, .around) }
            }
            if let category = library.site.category(guide.frontMatter.category.text) {
                add(category.title.text, Weight.around, .around)
            }
            addText(words.own, average: averages.guide)
            close { [library] in
                $0.item(0)
                $0.item(guide.title)
                $0.item(library.pages[index])
                $0.item(guide.summary)
                $0.list(nil) { list in
                    for heading in headings {
                        list.item(heading.text)
                        list.item(heading.anchor)
                    }
                    for place in places {
                        list.item(place.text)
                        list.item(place.id)
                    }
                }
            }
        }

        mutating func addIssues(of index: Int, _ searched: SearchedGuide) {
            let guide = library.guides[index]
            var count = 0
            defer { issueCounts.append(count) }
            for ((issue, signal), text) in zip(zip(guide.issues, searched.signals), searched.words.issues) {
                addTitle(issue.heading.text)
                for match in issue.details?.matches ?? [] { addMatch(match.text) }
                for name in issue.names { addPhrase(name, Weight.text, .keyword) }
                add(signal, Weight.text, .summary)
                addText(text, average: averages.issue)
                count += 1
                close { [library] in
                    $0.item(1)
                    $0.item(issue.heading.text)
                    $0.item("\(library.pages[index])#\(issue.anchor)")
                    $0.item(signal)
                    $0.item(guide.title)
                }
            }
        }

        mutating func addPart(_ part: PagePart, of page: PublishedPage) {
            addPhrase(part.title, Weight.term, .title)
            for form in part.forms { addPhrase(form, Weight.keyword, .term) }
            add(part.text, Weight.around, .summary)
            close {
                $0.item(2)
                $0.item(part.title)
                $0.item("\(page.path)#\(part.anchor)")
                $0.item(part.note)
            }
        }

        mutating func addCategory(_ category: Site.Category) {
            addPhrase(category.title.text, Weight.term, .title)
            add(category.summary.text, Weight.text, .summary)
            close { [library] in
                $0.item(3)
                $0.item(category.title.text)
                $0.item(library.addresses.category(category.id))
                $0.item(category.summary.text)
            }
        }
    }
}
