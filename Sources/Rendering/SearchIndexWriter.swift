import Library
import Support
import Theming
import Words

extension SearchIndex {
    /// The part of a word's list that the index keeps, in order: of a list longer than `mostEntries`, the entries where
    /// the word weighs most.
    ///
    /// - Parameter list: entries in order, each with the word's weight in its last four bits.
    static func kept(_ list: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        if list.count <= mostEntries { return list }
        return list.sorted { ($1 & 15, $0) < ($0 & 15, $1) }.prefix(mostEntries).sorted()[...]
    }

    /// Collects entries and the words that find them, and writes both in blocks of a size that a browser loads quickly.
    struct Writer {
        private let library: Library
        private let folder: String
        private var table: WordTable
        /// Words below this number are too common to be found by, but where one is a phrase of its own.
        private let common: Int
        private var text = SearchText()
        /// For each word its weight in the present entry, and the words that have any.
        private var weights: [UInt8] = []
        private var weighted: [Int32] = []
        /// In the order of entries, the words of each with their weights. In pieces, since one array that grows is
        /// there twice while it does.
        private var postings: [[UInt32]] = []
        private static let piece = 1 << 15
        /// Number of words of each entry.
        private var sizes: [UInt32] = []
        /// Number of entries of each word.
        private var counts: [Int32] = []
        private var entries = 0
        private var shown = JSONWriter(capacity: 64 * 1024)
        private var isOpen = false
        private var blocks: [String] = []
        /// For each guide, the forms of the terms that it explains.
        private let forms: [Int: [String]]

        init(_ library: Library) {
            self.library = library
            folder = library.addresses.path.dropFirst() + (library.addresses.path.isEmpty ? "" : "/")
            var forms: [Int: [String]] = [:]
            for term in library.terms {
                guard let guide = term.guide.flatMap({ library.index(ofSlug: $0.text) }) else { continue }
                forms[guide, default: []] += term.forms
            }
            self.forms = forms
            table = WordTable(expecting: library.guides.count * 8)
            text.read(SearchText.stopWords)
            for word in text.words { _ = table.number(of: word, in: text.bytes) }
            common = table.count
            weights = [UInt8](repeating: 0, count: common)
            counts = [Int32](repeating: 0, count: common)
        }

        private mutating func weigh(_ number: Int, _ weight: UInt8) {
            if number == weights.count {
                weights.append(0)
                counts.append(0)
            }
            let before = weights[number]
            if before == 0 { weighted.append(Int32(number)) }
            weights[number] = before == 0 ? weight : min(Weight.most, max(before, weight) + 1)
        }

        private mutating func add(_ text: String, _ weight: UInt8) {
            self.text.read(text)
            addWords(weight)
        }

        private mutating func addWords(_ weight: UInt8) {
            for index in text.words.indices {
                let number = table.number(of: text.words[index], in: text.bytes)
                if number >= common { weigh(number, weight) }
            }
        }

        private mutating func addTitle(_ text: String) {
            self.text.read(text)
            addWords(Weight.title(words: self.text.parts))
        }

        /// A phrase that is as good joined as apart: a term, a code, another wording.
        private mutating func addPhrase(_ text: String, _ weight: UInt8) {
            self.text.readPhrase(text)
            addWords(weight)
            // What is common and yet a phrase of its own, such as `+all`, is found by.
            if self.text.parts == 1, let word = self.text.words.first {
                let number = table.number(of: word, in: self.text.bytes)
                if number < common { weigh(number, weight) }
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
                postings[last].append(UInt32(word) << 4 | UInt32(weights[Int(word)]))
                counts[Int(word)] += 1
                weights[Int(word)] = 0
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

        private mutating func endBlock() {
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
        private func emit(_ bytes: [UInt8], _ emit: (OutputFile) throws(DiskError) -> Void) throws(DiskError)
            -> String
        {
            let name = String(ContentHash.hexadecimal(bytes).prefix(12))
            try emit(OutputFile("\(folder)assets/search/\(name).json", bytes))
            return name
        }

        mutating func addGuide(_ index: Int) {
            let guide = library.guides[index]
            addTitle(guide.title)
            for form in forms[index] ?? [] { addPhrase(form, Weight.term) }
            for keyword in guide.frontMatter.keywords { add(keyword.text, Weight.keyword) }
            let headings = guide.document.headings.filter { ($0.level == 2 || $0.level == 3) && !$0.isIssue }
            for heading in headings { add(heading.text, Weight.heading) }
            // A place has no text but its id.
            let places = guide.document.places.filter { !$0.isGiven && !$0.isHeading }.map {
                (text: $0.id.replacing("-", with: " "), id: $0.id)
            }
            for place in places { add(place.text, Weight.text) }
            add(guide.summary, Weight.text)
            // Anyone who looks for an RFC means the guide that leads to it.
            for resource in guide.frontMatter.resources {
                if case .page(let title, _) = resource.target { add(title, Weight.text) }
            }
            if let category = library.site.category(guide.frontMatter.category.text) {
                add(category.title.text, Weight.around)
            }
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

        mutating func addIssues(of index: Int, _ signals: [String]) {
            let guide = library.guides[index]
            for (issue, signal) in zip(guide.issues, signals) {
                addTitle(issue.heading.text)
                for match in issue.details?.matches ?? [] { addPhrase(match.text, Weight.match) }
                for name in issue.names { addPhrase(name, Weight.text) }
                add(signal, Weight.text)
                add(guide.title, Weight.around)
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
            addPhrase(part.title, Weight.term)
            for form in part.forms { addPhrase(form, Weight.keyword) }
            add(part.text, Weight.around)
            close {
                $0.item(2)
                $0.item(part.title)
                $0.item("\(page.path)#\(part.anchor)")
                $0.item(part.note)
            }
        }

        mutating func end(_ emit: (OutputFile) throws(DiskError) -> Void) throws(DiskError) {
            endBlock()
            try endFullBlock(emit)
            let order = sortedWords()
            var starts: [Int] = []
            var names: [String] = []
            let out = ByteWriter(capacity: 2 * bytesAFile)
            let lists = lists()
            for (number, word) in order.enumerated() {
                if out.count == 0 {
                    starts.append(number)
                    out.append("[")
                } else {
                    out.append(",")
                }
                append(lists.postings[lists.range(of: word)], to: out)
                if out.count >= bytesAFile || number == order.count - 1 {
                    out.append("]")
                    names.append(try self.emit(out.bytes, emit))
                    out.removeAll()
                }
            }
            var root = JSONWriter()
            root.object {
                $0.number("entries", entries)
                $0.number("size", entriesAFile)
                $0.text("folder", "\(library.addresses.path)/assets/search/")
                $0.text("words", words(order))
                $0.list("starts") { list in for start in starts { list.item(start) } }
                $0.texts("lists", names)
                $0.texts("blocks", blocks)
                $0.text("common", SearchText.stopWords)
                $0.list("forms") { list in
                    for term in library.terms {
                        for form in term.forms.dropFirst() {
                            list.item(SearchText.plain(form))
                            list.item(SearchText.plain(term.name))
                        }
                    }
                }
            }
            try emit(OutputFile("\(folder)search.json", root.out.bytes))
        }

        /// Words with a space between them.
        private func words(_ order: [Int]) -> String {
            var bytes: [UInt8] = []
            for (number, word) in order.enumerated() {
                if number > 0 { bytes.append(32) }
                bytes += table[word]
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        /// The words that some entry has, as scripts order texts: by UTF-16.
        private func sortedWords() -> [Int] {
            // Eight bytes tell most words apart at once.
            var keys: [(start: UInt64, word: Int)] = []
            for word in 0..<table.count where counts[word] > 0 {
                let start = table[word].prefix(8).reduce(0) { $0 << 8 | UInt64(Self.rank($1)) }
                keys.append((start << UInt64(8 * (8 - min(8, table[word].count))), word))
            }
            keys.sort { a, b in
                if a.start != b.start { return a.start < b.start }
                return table[a.word].lazy.map(Self.rank)
                    .lexicographicallyPrecedes(table[b.word].lazy.map(Self.rank))
            }
            return keys.map(\.word)
        }

        /// A byte's place in the order of UTF-16: characters beyond the first plane, which start with 0xF0 and up in
        /// UTF-8, come before those that start with 0xEE and 0xEF.
        private static func rank(_ byte: UInt8) -> UInt8 {
            switch byte {
            case 0xEE, 0xEF: byte + 5
            case 0xF0...: byte - 2
            default: byte
            }
        }

        /// The entries of all words, word after word, each list in the order of entries.
        private struct Lists {
            var postings: [UInt32]
            var ends: [Int]

            func range(of word: Int) -> Range<Int> { (word == 0 ? 0 : ends[word - 1])..<ends[word] }
        }

        private mutating func lists() -> Lists {
            var ends: [Int] = []
            var total = 0
            for count in counts {
                ends.append(total)
                total += Int(count)
            }
            var all = [UInt32](repeating: 0, count: total)
            var piece = 0
            var at = 0
            // An entry without words has no postings, and where all are such there is no piece of them.
            for (entry, size) in sizes.enumerated() where size > 0 {
                if at + Int(size) > postings[piece].count {
                    postings[piece] = []
                    piece += 1
                    at = 0
                }
                for posting in postings[piece][at..<(at + Int(size))] {
                    let word = Int(posting >> 4)
                    all[ends[word]] = UInt32(entry) << 4 | posting & 15
                    ends[word] += 1
                }
                at += Int(size)
            }
            postings = []
            return Lists(postings: all, ends: ends)
        }

        /// A word's list: how many entries it has, then each as the distance from the one before it and its weight.
        private func append(_ list: ArraySlice<UInt32>, to out: ByteWriter) {
            out.append("[")
            out.append(decimal: list.count)
            var before: UInt32 = 0
            func append(_ posting: UInt32) {
                let entry = posting >> 4
                out.append(",")
                out.append(decimal: Int((entry - before) << 4 | posting & 15))
                before = entry
            }
            for posting in SearchIndex.kept(list) { append(posting) }
            out.append("]")
        }
    }
}
