import Content
import Library
import Support
import Theming

/// `llms.txt` (llmstxt.org): every guide's twin with its summary, by category; at the root and below the index.
///
/// A guide's entry names its issues, and then words of their messages (`ListedIssues`): of what is left of a file's limit, each of
/// its guides has the same share for them.
///
/// Agents cut what is long, so a file stays below a limit at any size of site: past it the root lists one file for
/// each category. A list that is still too long is split into parts, in the order of titles. Each file says which
/// guides it lists. A site is split before a title of an issue is left out, but for those of a guide with more than
/// `ListedIssues.mostTitles` characters of them; only words make room for others.
package enum LLMSText {
    /// The most characters of a file. The limit of the Agent-Friendly Documentation Spec is 50,000
    /// (llms-txt-size).
    static let most = 45_000

    /// - Parameters:
    ///   - hasFull: whether there is an `llms-full.txt`.
    ///   - catalogSize: about how many characters `issues.json` has.
    package static func make(_ library: Library, hasFull: Bool, catalogSize: Int = 0) -> [OutputFile] {
        Maker(library).files(hasFull: hasFull, catalogSize: catalogSize)
    }

    /// Makes the files of one site.
    private struct Maker {
        private let library: Library
        private let listed: ListedIssues
        /// The pages of categories' issues, by the ids of the categories.
        private let issuePages: [String: PublishedPage]

        init(_ library: Library) {
            self.library = library
            listed = ListedIssues(library)
            issuePages = AllIssuesPages.ofCategories(library.shape)
        }

        private var addresses: Addresses { library.addresses }
        private var strings: Strings { library.site.strings }

        func files(hasFull: Bool, catalogSize: Int) -> [OutputFile] {
            let root = root(hasFull: hasFull, catalogSize: catalogSize)
            if let bytes = whole(root)?.bytes { return atRoot(bytes) }

            var files: [OutputFile] = []
            var lists = library.categories.map { category, guides in
                files += self.files(of: category, guides)
                return list(of: category, count: guides.count)
            }
            // What is left of the limit is for the lists.
            let parts = parts(lists, beside: root)
            if parts.count > 1 {
                lists = parts.enumerated().map { number, part in
                    let folder = "\(addresses.path)/categories/list-\(number + 1)"
                    let title = span(part)
                    let page = Page(
                        title: strings.label(library.site.name, title), summary: library.site.summary.text,
                        sections: [])
                    files += split(page, part, folder)
                    return Entry(
                        title: title, address: addresses.full(folder + "/llms.txt"),
                        note: strings.text(.categoryCount, count: part.count, isData: true))
                }
            }
            let page = root.starting(with: [Section(title: strings[.guidesByCategory], entries: lists)])
            return files + atRoot(page.written)
        }

        /// The file at the root without its lists of guides.
        private func root(hasFull: Bool, catalogSize: Int) -> Page {
            let shape = library.shape
            let more = OutputKind.all.flatMap { $0.listings(shape) }.map {
                Entry(title: $0.title, address: $0.address, note: $0.note)
            }
            // What the guides are about is said where their categories list them.
            let start = library.audiences.map { audience, guides in
                Section(
                    title: strings.label(.startHere, audience.title.text),
                    entries: guides.map {
                        Entry(title: library.guides[$0].title, address: library.twins[$0], note: "")
                    })
            }
            var page = Page(
                title: library.site.name, summary: library.site.summary.text,
                remark: remark(hasFull: hasFull, catalogSize: catalogSize), start: start,
                // Agents know it by this name in every language (llmstxt.org).
                sections: [Section(title: "Optional", entries: more)])
            if page.written.count > most / 2 { page.start = [] }
            return page
        }

        /// The sentences on what else there is. Files that are no markdown are named, not linked: links here lead to markdown
        /// (llms-txt-links-markdown).
        private func remark(hasFull: Bool, catalogSize: Int) -> String {
            var sentences = [
                hasFull
                    ? strings.text(.fullText, ["url": addresses.full(addresses.fullText)])
                    : strings.text(.noFullText, ["file": String(addresses.fullText.dropFirst())])
            ]
            if let issues = library.shape.issuesPath {
                sentences.append(strings.text(.issuesForAgents, ["url": addresses.twin(of: issues.path)]))
            }
            if library.shape.issuesPath != nil {
                sentences.append(strings.text(.catalogForTools, ["url": addresses.full(addresses.catalog)]))
                let tokens = strings.text(
                    .tokenCount, count: Tokens.estimate(characters: catalogSize), isData: true)
                sentences.append(strings.text(.catalogSize, ["size": tokens]))
            }
            // As a link it would make agents look for its page, and it is the twin of none.
            sentences.append(
                strings.text(.siteMapForAgents, ["url": addresses.full(SitemapTwin.address)]))
            return sentences.joined(separator: " ")
        }

        /// The file at the root with all guides; nil where it is too large with no more than the titles of their issues.
        private func whole(_ root: Page) -> Page? {
            guard library.twins.reduce(0, { $0 + $1.utf8.count }) <= most else { return nil }
            let groups = library.categories
            let pages = groups.flatMap { self.pages(of: $0.category) }
            func page(_ guides: [Section]) -> Page {
                root.starting(with: guides + [Section(title: strings[.categories], entries: pages)])
            }
            let sections = groups.map { category, guides in
                Section(title: category.title.text, entries: guides.map(entry))
            }
            let plain = page(sections)
            guard let written = plain.bytes else { return nil }
            let room = room(beside: written, for: sections.flatMap(\.entries))
            return page(sections.map { Section(title: $0.title, entries: adding(room, to: $0.entries)) })
        }

        /// The files that list the guides of a category.
        private func files(of category: Site.Category, _ guides: [Int]) -> [OutputFile] {
            let byTitle = guides.sorted {
                (library.guides[$0].title.lowercased(), $0) < (library.guides[$1].title.lowercased(), $1)
            }
            let (name, title) = (library.site.name, category.title.text)
            let page = Page(
                title: strings.label(name, title),
                summary: category.summary.text.isEmpty
                    ? strings.text(.guidesOnCategory, ["category": title, "site-name": name])
                    : category.summary.text,
                sections: [])
            return split(
                page, pages(of: category) + byTitle.map(entry), addresses.category(category.id))
        }

        /// An entry for the list of a category's guides.
        private func list(of category: Site.Category, count: Int) -> Entry {
            let count = strings.text(.guideCount, count: count, isData: true)
            return Entry(
                title: category.title.text,
                address: addresses.full(addresses.category(category.id) + "/llms.txt"),
                note: category.summary.text.isEmpty ? count : "\(category.summary.text) \(count)")
        }

        /// Entries for the twins of a category's page and of the page of its issues.
        private func pages(of category: Site.Category) -> [Entry] {
            let page = Entry(
                title: category.title.text, address: addresses.twin(of: addresses.category(category.id)),
                note: category.summary.text.isEmpty
                    ? strings[.categoryGuides] : category.summary.text)
            let issues = issuePages[category.id].map {
                Entry(title: $0.title, address: addresses.twin(of: $0.path), note: $0.summary)
            }
            return [page] + (issues.map { [$0] } ?? [])
        }

        private func atRoot(_ bytes: [UInt8]) -> [OutputFile] {
            var files = [OutputFile("llms.txt", bytes)]
            if !addresses.path.isEmpty {
                files.append(OutputFile(addresses.path.dropFirst() + "/llms.txt", bytes))
            }
            return files
        }

        private func entry(_ index: Int) -> Entry {
            Entry(
                title: library.guides[index].title, address: library.twins[index], note: listed.note(index),
                guide: index)
        }

        // MARK: Words of issues

        /// How many characters each guide among `entries` has for words of its issues.
        ///
        /// - Parameter page: the file with all entries.
        private func room(beside page: [UInt8], for entries: [Entry]) -> Int {
            let left = most - Tokens.characters(page.span)
            return min(ListedIssues.mostWords, left / max(1, entries.count { $0.guide != nil }))
        }

        /// Entries with words of their issues, in so many characters for each.
        private func adding(_ room: Int, to entries: [Entry]) -> [Entry] {
            entries.map { entry in
                var entry = entry
                if let guide = entry.guide { entry.note += listed.words(guide, within: room) }
                return entry
            }
        }

        // MARK: Parts

        /// One file of entries below `folder`, or a file of files where they are too many for one.
        private func split(_ page: Page, _ entries: [Entry], _ folder: String) -> [OutputFile] {
            func file(_ entries: [Entry], in page: Page) -> Page {
                var page = page
                page.sections = [Section(title: strings[.guides], entries: entries)]
                return page
            }
            let path = String(folder.dropFirst()) + "/llms.txt"
            let plain = file(entries, in: page)
            if let written = plain.bytes {
                // Without messages there is nothing to add.
                guard listed.hasWords else { return [OutputFile(path, written)] }
                let room = room(beside: written, for: entries)
                return [OutputFile(path, file(adding(room, to: entries), in: page).written)]
            }
            let parts = parts(entries, beside: page)
            // A single entry that is too long.
            guard parts.count > 1 else { return [OutputFile(path, plain.written)] }
            var files: [OutputFile] = []
            let lists = parts.enumerated().map { number, part in
                let inner = "\(folder)/part-\(number + 1)"
                let title = span(part)
                let inside = Page(
                    title: strings.list([page.title, title]), summary: page.summary, sections: [])
                files += split(inside, part, inner)
                return Entry(
                    title: title, address: addresses.full(inner + "/llms.txt"),
                    note: strings.text(.entryCount, count: part.count, isData: true))
            }
            return files + split(page, lists, folder)
        }

        /// From the first title to the last.
        private func span(_ entries: [Entry]) -> String {
            strings.text(
                .firstToLast, ["first": entries.first?.title ?? "", "last": entries.last?.title ?? ""])
        }

        /// Entries in parts of which each fits into one file beside what `page` has, with all words of their issues that there
        /// can be.
        private func parts(_ entries: [Entry], beside page: Page) -> [[Entry]] {
            // Headings of parts name two titles, which are no longer than this.
            let room = max(most / 2, most - Tokens.characters(page.written.span) - 1000)
            var parts: [[Entry]] = [[]]
            var used = 0
            let (line, frame) = (ByteWriter(capacity: 1024), ByteWriter(capacity: 1024))
            for entry in entries {
                var writer = TwinWriter(markdown: line, frame: frame)
                writer.list([entry.item], isTight: true)
                let size = line.characters + 1 + (entry.guide == nil ? 0 : ListedIssues.mostWords)
                if used + size > room, !parts[parts.count - 1].isEmpty {
                    parts.append([])
                    used = 0
                }
                parts[parts.count - 1].append(entry)
                used += size
            }
            return parts
        }
    }

    private struct Entry {
        var title: String
        var address: String
        var note: String
        /// The guide that it is of.
        var guide: Int?

        var item: TwinWriter.Item { .link(title: title, twin: address, page: "", note: note) }
    }

    private struct Section {
        var title: String
        var entries: [Entry]
    }

    private struct Page {
        var title: String
        var summary: String
        var remark = ""
        /// What to read first; left out where there would not be enough room for the rest.
        var start: [Section] = []
        var sections: [Section]

        /// This page with further sections before its own.
        func starting(with sections: [Section]) -> Page {
            var page = self
            page.sections = sections + page.sections
            return page
        }

        var written: [UInt8] {
            var writer = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
            writer.heading(1, title)
            writer.quote(summary)
            if !remark.isEmpty { writer.paragraph(remark) }
            for (number, section) in (start + sections).enumerated() {
                writer.heading(2, section.title)
                writer.list(section.entries.map(\.item), isTight: true, isOrdered: number < start.count)
            }
            writer.finish()
            return writer.markdown.bytes
        }

        /// Its bytes, unless they are too many.
        var bytes: [UInt8]? {
            let bytes = written
            return bytes.count <= most || Tokens.characters(bytes.span) <= most ? bytes : nil
        }
    }
}

extension OutputKind {
    static let llmsText = OutputKind(
        "llms-text", files: { ["/llms.txt", $0.addresses.path + "/llms.txt"] },
        mayMake: { path, _ in path.hasSuffix("/llms.txt") },
        .ofGuides { library, guides, receiver throws(DiskError) in
            let size = library.shape.listed.reduce(0) { size, index in
                guides.entries[index].reduce(size) { $0 + $1.characters }
            }
            let files = LLMSText.make(library, hasFull: guides.texts != nil, catalogSize: size)
            for file in files { try receiver.take(file) }
        })
}
