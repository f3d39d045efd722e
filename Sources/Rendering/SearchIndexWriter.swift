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
        /// Number of entries by now.
        private(set) var entries = 0
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

        /// Counts an entry, and opens the list of what is shown of it. It begins with the kind of the entry.
        private mutating func open(kind: Int) {
            if entries % entriesAFile == 0 { startBlock() }
            entries += 1
            shown.open(.list)
            shown.item(kind)
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

        mutating func addGuide(_ index: Int) {
            open(kind: 0)
            shown.item(library.guides[index].title)
            shown.item(library.pages[index])
            shown.item(library.guides[index].summary)
            shown.open(.list)
            for heading in library.guides[index].document.searchedHeadings {
                shown.item(heading.text)
                shown.item(heading.anchor)
            }
            for place in library.guides[index].document.searchedPlaces {
                shown.item(place.text)
                shown.item(place.id)
            }
            shown.close()
            shown.close()
        }

        /// - Parameter signals: what is shown of each issue.
        mutating func addIssues(of index: Int, _ signals: [String]) {
            issueCounts.append(signals.count)
            for (number, signal) in signals.enumerated() {
                open(kind: 1)
                let heading = library.guides[index].document.issues[number].heading
                shown.item(library.guides[index].document.headings[heading].text)
                shown.item(
                    "\(library.pages[index])#\(library.guides[index].document.headings[heading].anchor)")
                shown.item(signal)
                shown.item(library.guides[index].title)
                shown.close()
            }
        }

        mutating func addPart(_ part: PagePart, of page: PublishedPage) {
            open(kind: 2)
            shown.item(part.title)
            shown.item("\(page.path)#\(part.anchor)")
            shown.item(part.note)
            shown.close()
        }

        mutating func addCategory(_ category: Site.Category) {
            open(kind: 3)
            shown.item(category.title.text)
            shown.item(library.addresses.category(category.id))
            shown.item(category.summary.text)
            shown.close()
        }
    }
}
