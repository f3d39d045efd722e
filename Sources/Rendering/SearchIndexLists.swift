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
    mutating func end(_ lists: SearchLists, _ emit: (OutputFile) throws(DiskError) -> Void) throws(DiskError)
    {
        endBlock()
        try endFullBlock(emit)
        let named = lists.order.filter(lists.isInNames)
        let other = lists.order.filter { !lists.isInNames($0) }
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
            $0.text("words", text(named[...], lists))
            $0.list("starts") { list in for start in ofNames.starts { list.item(start) } }
            $0.texts("lists", ofNames.names)
            $0.text("more", text(ofTexts.starts.map { other[$0] }[...], lists))
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
        // Slips are looked for in last names, each of which leads to one page: the issues of a category are among all issues.
        var lastNames: Set<Substring?> = []
        for page in otherPages
        where page.path != library.addresses.index
            && lastNames.insert(page.path.split(separator: "/").last).inserted
        {
            add(page.path, page.title, page.path)
        }
        json.close()
        return json.out.bytes
    }

    /// Files of lists, in the order of their words: their names, and the index of the first word of each.
    private struct Files {
        var starts: [Int] = []
        var names: [String] = []
    }

    /// Writes the entries of some words: each file a list of lists, after the words themselves where that is asked for.
    private mutating func write(
        _ lists: SearchLists, of words: [Int], withWords: Bool, _ emit: (OutputFile) throws(DiskError) -> Void
    ) throws(DiskError) -> Files {
        var files = Files()
        let out = ByteWriter(capacity: 2 * SearchIndex.bytesAFile)
        let file = ByteWriter(capacity: 3 * SearchIndex.bytesAFile)
        var steps: [UInt32] = []
        var start = 0
        for (index, word) in words.enumerated() {
            out.append(out.count == 0 ? "[" : ",")
            Self.append(lists.list(of: word), to: out, &steps)
            guard out.count >= SearchIndex.bytesAFile || index == words.count - 1 else { continue }
            out.append("]")
            if withWords {
                // Folded words have no letter that JSON escapes.
                file.append("{\"words\":\"")
                append(words[start...index], lists, to: file)
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
    private func text(_ words: ArraySlice<Int>, _ lists: SearchLists) -> String {
        let out = ByteWriter()
        append(words, lists, to: out)
        return out.text
    }

    private func append(_ words: ArraySlice<Int>, _ lists: SearchLists, to out: ByteWriter) {
        for (index, word) in words.enumerated() {
            if index > 0 { out.append(" ") }
            out.append(lists[word])
        }
    }

    /// A word's list: how many entries it has, then each as the distance from the one before it and its weight.
    ///
    /// - Parameter steps: memory for these.
    private static func append(_ list: ArraySlice<UInt32>, to out: ByteWriter, _ steps: inout [UInt32]) {
        steps.removeAll(keepingCapacity: true)
        var before: UInt32 = 0
        for posting in SearchIndex.kept(list) {
            let entry = posting >> 4
            steps.append((entry - before) << 4 | posting & 15)
            before = entry
        }
        out.append("[")
        out.append(decimal: list.count)
        out.append(decimals: steps.span)
        out.append("]")
    }
}
