import Content
import Library
import Support
import Theming

/// `llms.txt` (llmstxt.org): every guide's twin with its summary, by category; at the root and below the index.
///
/// Agents cut what is long, so a file stays below a limit at any size of site: past it the root lists one file for
/// each category. A list that is still too long is split into parts, in the order of titles. Each file says which
/// guides it lists.
package enum LLMSText {
    /// The most characters of a file. The limit of the Agent-Friendly Documentation Spec is 50,000
    /// (llms-txt-size).
    static let most = 45_000

    /// - Parameter hasFull: whether there is an `llms-full.txt`.
    package static func make(_ library: Library, hasFull: Bool) -> [OutputFile] {
        let addresses = library.addresses
        let strings = library.site.strings
        let root = root(library, hasFull: hasFull)
        if let bytes = whole(root, library)?.bytes { return atRoot(bytes, addresses) }

        var files: [OutputFile] = []
        var lists = library.categories.map { category, guides in
            files += self.files(of: category, guides, library)
            return list(of: category, count: guides.count, library)
        }
        // What is left of the limit is for the lists.
        let parts = parts(lists, beside: root)
        if parts.count > 1 {
            lists = parts.enumerated().map { number, part in
                let folder = "\(addresses.path)/categories/list-\(number + 1)"
                let title = span(part, strings)
                let page = Page(
                    title: strings.label(library.site.name, title), summary: library.site.summary.text,
                    sections: [])
                files += split(page, part, folder, library)
                return Entry(
                    title: title, address: addresses.full(folder + "/llms.txt"),
                    note: strings.text(.categoryCount, count: part.count, isData: true))
            }
        }
        let page = root.starting(with: [Section(title: strings[.guidesByCategory], entries: lists)])
        return files + atRoot(page.written, addresses)
    }

    /// The file at the root without its lists of guides.
    private static func root(_ library: Library, hasFull: Bool) -> Page {
        let addresses = library.addresses
        let shape = library.shape
        let strings = library.site.strings
        let more = OutputKind.all.flatMap { $0.listings(shape) }.map {
            Entry(title: $0.title, address: $0.address, note: $0.note)
        }
        // Files that are no markdown are named, not linked: links here lead to markdown (llms-txt-links-markdown).
        var remark =
            hasFull
            ? strings.text(.fullText, ["url": addresses.full(addresses.fullText)])
            : strings.text(.noFullText, ["file": String(addresses.fullText.dropFirst())])
        if library.guides.contains(where: { !$0.document.issues.isEmpty }) {
            remark +=
                " " + strings.text(.catalogForTools, ["url": addresses.full(addresses.catalog)])
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
            title: library.site.name, summary: library.site.summary.text, remark: remark, start: start,
            // Agents know it by this name in every language (llmstxt.org).
            sections: [Section(title: "Optional", entries: more)])
        if page.written.count > most / 2 { page.start = [] }
        return page
    }

    /// The file at the root with all guides; nil where their addresses alone tell that it is too large.
    private static func whole(_ root: Page, _ library: Library) -> Page? {
        guard library.twins.reduce(0, { $0 + $1.utf8.count }) <= most else { return nil }
        let groups = library.categories
        let guides = groups.map { category, guides in
            Section(title: category.title.text, entries: guides.map { entry($0, library) })
        }
        let categories = groups.map { page(of: $0.category, library) }
        return root.starting(
            with: guides + [Section(title: library.site.strings[.categories], entries: categories)])
    }

    /// The files that list the guides of a category.
    private static func files(of category: Site.Category, _ guides: [Int], _ library: Library) -> [OutputFile]
    {
        let byTitle = guides.sorted {
            (library.guides[$0].title.lowercased(), $0) < (library.guides[$1].title.lowercased(), $1)
        }
        let (name, title, strings) = (library.site.name, category.title.text, library.site.strings)
        let page = Page(
            title: strings.label(name, title),
            summary: category.summary.text.isEmpty
                ? strings.text(.guidesOnCategory, ["category": title, "site-name": name])
                : category.summary.text,
            sections: [])
        return split(
            page, [self.page(of: category, library)] + byTitle.map { entry($0, library) },
            library.addresses.category(category.id), library)
    }

    /// An entry for the list of a category's guides.
    private static func list(of category: Site.Category, count: Int, _ library: Library) -> Entry {
        let addresses = library.addresses
        let count = library.site.strings.text(.guideCount, count: count, isData: true)
        return Entry(
            title: category.title.text,
            address: addresses.full(addresses.category(category.id) + "/llms.txt"),
            note: category.summary.text.isEmpty ? count : "\(category.summary.text) \(count)")
    }

    /// An entry for the twin of a category's page.
    private static func page(of category: Site.Category, _ library: Library) -> Entry {
        let addresses = library.addresses
        return Entry(
            title: category.title.text, address: addresses.twin(of: addresses.category(category.id)),
            note: category.summary.text.isEmpty
                ? library.site.strings[.categoryGuides] : category.summary.text)
    }

    private static func atRoot(_ bytes: [UInt8], _ addresses: Addresses) -> [OutputFile] {
        var files = [OutputFile("llms.txt", bytes)]
        if !addresses.path.isEmpty {
            files.append(OutputFile(addresses.path.dropFirst() + "/llms.txt", bytes))
        }
        return files
    }

    private static func entry(_ index: Int, _ library: Library) -> Entry {
        let guide = library.guides[index]
        return Entry(title: guide.title, address: library.twins[index], note: guide.summary)
    }

    /// One file of entries below `folder`, or a file of files where they are too many for one.
    private static func split(
        _ page: Page, _ entries: [Entry], _ folder: String, _ library: Library
    ) -> [OutputFile] {
        let strings = library.site.strings
        func file(_ page: Page, _ folder: String) -> OutputFile {
            OutputFile(folder.dropFirst() + "/llms.txt", page.written)
        }
        var page = page
        let parts = parts(entries, beside: page)
        guard parts.count > 1 else {
            page.sections = [Section(title: strings[.guides], entries: entries)]
            return [file(page, folder)]
        }
        var files: [OutputFile] = []
        let lists = parts.enumerated().map { number, part in
            let inner = "\(folder)/part-\(number + 1)"
            let title = span(part, strings)
            let inside = Page(title: strings.list([page.title, title]), summary: page.summary, sections: [])
            files += split(inside, part, inner, library)
            return Entry(
                title: title, address: library.addresses.full(inner + "/llms.txt"),
                note: strings.text(.entryCount, count: part.count, isData: true))
        }
        return files + split(page, lists, folder, library)
    }

    /// From the first title to the last.
    private static func span(_ entries: [Entry], _ strings: Strings) -> String {
        strings.text(
            .firstToLast, ["first": entries.first?.title ?? "", "last": entries.last?.title ?? ""])
    }

    /// Entries in parts of which each fits into one file beside what `page` has.
    private static func parts(_ entries: [Entry], beside page: Page) -> [[Entry]] {
        // Headings of parts name two titles, which are no longer than this.
        let room = max(most / 2, most - Tokens.characters(page.written.span) - 1000)
        var parts: [[Entry]] = [[]]
        var used = 0
        let (line, frame) = (ByteWriter(capacity: 1024), ByteWriter(capacity: 1024))
        for entry in entries {
            var writer = TwinWriter(markdown: line, frame: frame)
            writer.list([entry.item], isTight: true)
            let size = line.characters + 1
            if used + size > room, !parts[parts.count - 1].isEmpty {
                parts.append([])
                used = 0
            }
            parts[parts.count - 1].append(entry)
            used += size
        }
        return parts
    }

    private struct Entry {
        var title: String
        var address: String
        var note: String

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
            for file in LLMSText.make(library, hasFull: guides.texts != nil) { try receiver.take(file) }
        })
}
