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
        var counts = [Int](repeating: 0, count: 16)
        for posting in list { counts[Int(posting & 15)] += 1 }
        // All of greater weight than `least` are kept, and of that weight the first ones.
        var least = 15
        var room = mostEntries
        while least > 0, counts[least] <= room {
            room -= counts[least]
            least -= 1
        }
        return list.filter { posting in
            let weight = Int(posting & 15)
            if weight == least { room -= 1 }
            return weight > least || weight == least && room >= 0
        }[...]
    }
}

extension SearchIndex.Writer {
    /// Writes the entries of all words, and `search.json`.
    ///
    /// Words of names (titles, headings, keywords and the like) are in `search.json` itself, so that a slip of one is
    /// known at once. Words that only texts have are many times as many, and are in the files of their entries.
    mutating func end(_ emit: (OutputFile) throws(DiskError) -> Void) throws(DiskError) {
        endBlock()
        try endFullBlock(emit)
        let order = sortedWords()
        let named = order.filter(isInNames)
        let other = order.filter { !isInNames($0) }
        let lists = lists()
        let ofNames = try write(lists, of: named, withWords: false, emit)
        let ofTexts = try write(lists, of: other, withWords: true, emit)
        let names = try self.emit(names(), emit)
        var root = JSONWriter()
        root.object {
            $0.number("entries", entries)
            $0.number("size", SearchIndex.entriesAFile)
            $0.number("categories", library.categories.count)
            $0.text("names", names)
            $0.list("issues") { list in for count in issueCounts { list.item(count) } }
            $0.text("folder", "\(library.addresses.path)/assets/search/")
            $0.text("words", text(named[...]))
            $0.list("starts") { list in for start in ofNames.starts { list.item(start) } }
            $0.texts("lists", ofNames.names)
            $0.text("more", text(ofTexts.starts.map { other[$0] }[...]))
            $0.texts("texts", ofTexts.names)
            $0.texts("blocks", blocks)
            $0.text("common", SearchText.plain(library.site.strings.stopWords))
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

    /// All addresses that somebody may have meant who asks for one that does not exist, each with its title and the page that
    /// answers it: guides, their former addresses, categories and other pages.
    private func names() -> [UInt8] {
        let path = library.addresses.path
        var json = JSONWriter()
        json.open(.list)
        func add(_ address: String, _ title: String, _ url: String) {
            json.item(address.hasPrefix(path + "/") ? String(address.dropFirst(path.count + 1)) : address)
            json.item(title)
            json.item(url)
        }
        for index in library.shape.listed {
            add(library.pages[index], library.guides[index].title, library.pages[index])
        }
        let titles = Dictionary(
            library.guides.indices.map { (library.pages[$0], library.guides[$0].title) },
            uniquingKeysWith: { first, _ in first })
        for former in library.formerAddresses {
            if let title = titles[former.page] { add(former.from, title, former.page) }
        }
        for page in library.otherPages where page.path != library.addresses.index {
            add(page.path, page.title, page.path)
        }
        json.close()
        return json.out.bytes
    }

    /// Whether a word is in `search.json` itself. Numbers are not: there are many, and a slip of one is another one.
    private func isInNames(_ word: Int) -> Bool {
        words[word].isNamed
            && !(table[word].first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true)
    }

    /// Files of lists, in the order of their words: their names, and the index of the first word of each.
    private struct Files {
        var starts: [Int] = []
        var names: [String] = []
    }

    /// Writes the entries of some words: each file a list of lists, after the words themselves where that is asked for.
    private mutating func write(
        _ lists: Lists, of words: [Int], withWords: Bool, _ emit: (OutputFile) throws(DiskError) -> Void
    ) throws(DiskError) -> Files {
        var files = Files()
        let out = ByteWriter(capacity: 2 * SearchIndex.bytesAFile)
        let file = ByteWriter(capacity: 3 * SearchIndex.bytesAFile)
        var start = 0
        for (index, word) in words.enumerated() {
            out.append(out.count == 0 ? "[" : ",")
            append(lists.postings[lists.range(of: word)], to: out)
            guard out.count >= SearchIndex.bytesAFile || index == words.count - 1 else { continue }
            out.append("]")
            if withWords {
                // Folded words have no letter that JSON escapes.
                file.append("{\"words\":\"")
                append(words[start...index], to: file)
                file.append("\",\"lists\":")
                file.append(out)
                file.append("}")
            }
            files.starts.append(start)
            files.names.append(try self.emit(withWords ? file.bytes : out.bytes, emit))
            start = index + 1
            out.removeAll()
            file.removeAll()
        }
        return files
    }

    /// Words with a space between them.
    private func text(_ words: ArraySlice<Int>) -> String {
        let out = ByteWriter()
        append(words, to: out)
        return out.text
    }

    private func append(_ words: ArraySlice<Int>, to out: ByteWriter) {
        for (index, word) in words.enumerated() {
            if index > 0 { out.append(" ") }
            out.append(table[word])
        }
    }

    /// The words that some entry has, as scripts order texts: by UTF-16.
    private func sortedWords() -> [Int] {
        // Eight bytes tell most words apart at once.
        var keys: [(start: UInt64, word: Int)] = []
        for word in 0..<table.count where words[word].entries > 0 {
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
        for word in words {
            ends.append(total)
            total += Int(word.entries)
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
