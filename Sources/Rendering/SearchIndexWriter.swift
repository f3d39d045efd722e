import Content
import Library
import Support
import Theming
import Words

extension SearchIndex {
    /// Collects entries, and writes them in blocks of a size that a browser loads quickly.
    struct Writer {
        let library: Library
        let folder: String
        /// The pages besides guides, each part of which is an entry.
        let otherPages: [PublishedPage]
        /// What each entry is found by, in the order of entries.
        private(set) var entries: [SearchEntry] = []
        /// For each guide, which come first, the number of its issues, which come right after all guides.
        private(set) var issueCounts: [Int] = []
        /// The names of the files of what is shown.
        private(set) var blocks: [String] = []
        private var shown = JSONWriter(capacity: 64 * 1024)
        private var isOpen = false

        init(_ library: Library) {
            self.library = library
            otherPages = library.otherPages
            folder = library.addresses.path.dropFirst() + (library.addresses.path.isEmpty ? "" : "/")
        }

        /// Adds an entry. `show` writes what is shown of it, as entries of a list.
        private mutating func add(_ entry: SearchEntry, _ show: (inout JSONWriter) -> Void) {
            if entries.count % entriesAFile == 0 { startBlock() }
            shown.list(nil) { show(&$0) }
            entries.append(entry)
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

        mutating func addGuide(_ index: Int, _ entry: SearchEntry) {
            let guide = library.guides[index]
            add(entry) { [library] in
                $0.item(0)
                $0.item(guide.title)
                $0.item(library.pages[index])
                $0.item(guide.summary)
                $0.list(nil) { list in
                    for part in guide.searchedParts {
                        list.item(part.text)
                        list.item(part.anchor)
                    }
                }
            }
        }

        mutating func addIssues(of index: Int, _ searched: SearchedGuide) {
            let guide = library.guides[index]
            issueCounts.append(searched.issues.count)
            for ((issue, signal), entry) in zip(zip(guide.issues, searched.signals), searched.issues) {
                add(entry) { [library] in
                    $0.item(1)
                    $0.item(issue.heading.text)
                    $0.item("\(library.pages[index])#\(issue.anchor)")
                    $0.item(signal)
                    $0.item(guide.title)
                }
            }
        }

        mutating func addPart(_ part: PagePart, of page: PublishedPage, _ entry: SearchEntry) {
            add(entry) {
                $0.item(2)
                $0.item(part.title)
                $0.item("\(page.path)#\(part.anchor)")
                $0.item(part.note)
            }
        }

        mutating func addCategory(_ category: Site.Category, _ entry: SearchEntry) {
            add(entry) { [library] in
                $0.item(3)
                $0.item(category.title.text)
                $0.item(library.addresses.category(category.id))
                $0.item(category.summary.text)
            }
        }
    }
}
