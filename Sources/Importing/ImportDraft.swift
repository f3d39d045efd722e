import Content
import Rendering
import Support

/// The guides of a source on their way into the site.
struct ImportDraft {
    let folder: SourceFolder
    let generator: any Generator
    private let name: String
    /// Guides with text, in the order of the disk.
    private(set) var sources: [SourceGuide] = []
    /// Guides without text: first pages of folders, whose front matter says what the folder is.
    private var bare: [SourceGuide] = []
    private(set) var pages: SourcePages
    private var names = GuideNames(reserved: OutputKind.namesOfTheSite)
    private(set) var categories: ImportedCategories
    private(set) var guides: [ImportedGuide] = []
    private(set) var entries: [ImportEntry] = []
    /// Files that are no guides and that guides need.
    private(set) var needed: Set<String> = []

    static let indexNames: Set<String> = ["index", "readme", "_index"]

    init(_ folder: SourceFolder, _ generator: any Generator, name: String) {
        self.folder = folder
        self.generator = generator
        self.name = generator.facts.name.map(GuideSummary.clean) ?? name
        pages = SourcePages(folder, generator.facts, [])
        categories = ImportedCategories(
            [], files: [], indexes: [], docs: "", titles: [:], siteName: "")
        readSources()
        namePages()
        divide()
    }

    static func isIndex(_ file: String) -> Bool { indexNames.contains(file.fileName.withoutEnding.lowercased()) }

    // MARK: Reading

    private mutating func readSources() {
        let docs = generator.facts.docs
        for file in folder.files where SourcePages.isMarkdown(file) {
            guard docs.isEmpty || file.begins(docs + "/") else { continue }
            if let reason = generator.reasonToLeave(file) {
                entries.append(ImportEntry(.left, file, 1, reason))
                continue
            }
            guard let lines = folder.lines(file) else {
                entries.append(
                    ImportEntry(
                        .left, file, 1,
                        "the file is no text in UTF-8, or is larger than \(SiteContent.largestGuide >> 20) MB"))
                continue
            }
            let guide = SourceGuide(file, lines, entries: &entries)
            if guide.body.allSatisfy(\.text.isBlank) { bare.append(guide) } else { sources.append(guide) }
        }
    }

    private mutating func namePages() {
        pages = SourcePages(
            folder, generator.facts,
            sources.map { guide in
                let address = generator.address(of: guide)
                let isIndex = Self.isIndex(guide.file)
                return SourcePages.Page(
                    file: guide.file, address: address, out: names.take(address, isIndex: isIndex))
            })
    }

    private mutating func divide() {
        var titles: [String: String] = [:]
        for guide in bare where Self.isIndex(guide.file) {
            if let title = guide.facts["title"]?.text { titles[guide.file.folder] = title }
        }
        let indexes = Set(sources.map(\.file).filter(Self.isIndex))
        categories = ImportedCategories(
            generator.navigation(sources + bare), files: sources.map(\.file), indexes: indexes,
            docs: generator.facts.docs, titles: titles, siteName: name)
        categories.setIndexes(indexes)
    }

    // MARK: Converting

    mutating func convert() {
        let reader = IncludeReader(folder: folder, facts: generator.facts)
        for source in sources { guides.append(guide(source, reader)) }
        tellEmpty()
        separateTitles()
        addRedirects()
        copyFiles()
    }

    private mutating func guide(_ source: SourceGuide, _ reader: IncludeReader) -> ImportedGuide {
        let page = pages.pages[source.file] ?? SourcePages.Page(file: source.file, address: "", out: "overview")
        var body = GuideBody(file: source.file, lines: source.body, syntax: generator.syntax)
        body.putIncludes(reader)
        body.convertMarks()
        body.convertBlocks()
        body.convertHTML()
        needed.formUnion(body.convertLinks(pages, page))
        let anchor = { (text: String) in generator.anchor(of: text) }
        let heading = body.convertHeadings(anchor: anchor, separator: generator.anchorSeparator)
        body.tellRest()
        var facts = FrontMatterFacts(source, generator.facts)
        let (title, summary) = facts.texts(heading: heading, body: body)
        var guide = ImportedGuide(
            file: source.file, out: page.out, title: title, summary: summary, body: body.lines)
        facts.apply(to: &guide)
        let place = categories.places[source.file]
        guide.category = categories.all[place?.category ?? 0].id
        guide.order = place?.order.map { $0 * 10 }
        guide.aliases = aliases(facts.aliases, page)
        entries.append(
            ImportEntry(.carried, source.file, 1, "\(ContentTree.guides)/\(page.out).md\(facts.origin)"))
        entries += body.entries + facts.entries
        return guide
    }

    /// Paths that lead to a guide, as its front matter has them: the address that it had, where it has another one now,
    /// and those that led to it before.
    private func aliases(_ given: [String], _ page: SourcePages.Page) -> [String] {
        let now = "\(sitePath)/\(GuideNames.address(ofOut: page.out))"
        var seen: Set<String> = [now]
        let old = page.address.isEmpty ? [] : ["\(generator.facts.path)/\(page.address)"]
        return (old + given).compactMap { path -> String? in
            guard seen.insert("/" + SourcePages.plainAddress(path)).inserted else { return nil }
            let own = path.after(sitePath + "/") ?? ""
            let isSlugs = !own.isEmpty && own.split(separator: "/", omittingEmptySubsequences: false)
                .allSatisfy { Slug.isValid(String($0)) }
            return isSlugs ? own : PercentEncoding.encode(path, .readablePath)
        }
    }

    /// The path of the new site: the old one, where a site can have it.
    var sitePath: String {
        let parts = generator.facts.path.split(separator: "/").map(String.init)
        return parts.allSatisfy(Slug.isValid) ? generator.facts.path : "/guides"
    }

    private mutating func tellEmpty() {
        for guide in bare {
            let isIndex = Self.isIndex(guide.file) && guide.file.folder != generator.facts.docs
            entries.append(
                ImportEntry(
                    isIndex ? .changed : .left, guide.file, 1,
                    isIndex
                        ? "the page has no text of its own: what it says of its folder is in the category"
                        : "the page has no text: its front matter alone makes no guide"))
            guard isIndex else { continue }
            // The address of the folder leads to its first guide.
            let address = generator.address(of: guide)
            let prefix = address + "/"
            let first = guides.indices.filter { pages.pages[guides[$0].file]?.address.begins(prefix) ?? false }
                .min { (guides[$0].order ?? .max, $0) < (guides[$1].order ?? .max, $1) }
            if let first, pages.page(atAddress: address) == nil, !address.isEmpty,
                let page = pages.pages[guides[first].file]
            {
                guides[first].aliases += aliases(["\(generator.facts.path)/\(address)"], page)
                    .filter { !guides[first].aliases.contains($0) }
            }
        }
    }

    /// Titles name guides in lists and searches, so no two may be the same.
    private mutating func separateTitles() {
        var seen: Set<String> = []
        for index in guides.indices {
            let title = guides[index].title
            guard !seen.insert(title.lowercased()).inserted else { continue }
            let folder = guides[index].file.folder
            let category = categories.all.first { $0.id == guides[index].category }?.title ?? ""
            let marks = [folder.isEmpty ? "" : MarkdownText.title(ofFile: folder), category].filter { !$0.isEmpty }
            let new =
                marks.map { "\(title) (\($0))" }.first { !seen.contains($0.lowercased()) }
                ?? "\(title) (\(guides[index].file.withoutEnding))"
            seen.insert(new.lowercased())
            guides[index].title = new
            entries.append(
                ImportEntry(
                    .changed, guides[index].file, 1,
                    "another guide has the title \"\(MessageWords.short(title))\", so this one is \"\(MessageWords.short(new))\""))
        }
    }

    private mutating func addRedirects() {
        let places = Dictionary(guides.indices.map { (guides[$0].file, $0) }) { first, _ in first }
        var taken = Set(guides.flatMap(\.aliases))
        for redirect in generator.facts.redirects {
            let (path, _) = AddressText.split(redirect.to)
            let target = places[path].map { _ in SourcePages.Target.page(path) }
                ?? pages.target(
                    of: path, in: SourcePages.Page(file: generator.facts.docs + "/index.md", address: "", out: ""),
                    byNameAlone: false)
            guard case .page(let file)? = target, let index = places[file], let page = pages.pages[file],
                pages.page(atAddress: SourcePages.plainAddress(redirect.from.after(generator.facts.path) ?? redirect.from)) == nil
            else {
                entries.append(
                    ImportEntry(
                        .left, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` leads to no guide of the source"))
                continue
            }
            for alias in aliases([redirect.from], page) where taken.insert(alias).inserted {
                guides[index].aliases.append(alias)
                entries.append(
                    ImportEntry(
                        .carried, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` is an alias of \(guides[index].out).md"))
            }
        }
    }

    private mutating func copyFiles() {
        for file in needed {
            let out = pages.out(ofFile: file)
            if let bytes = folder.bytes(file), let reason = ActiveContent.reasonToRefuse(out, bytes) {
                entries.append(ImportEntry(.left, file, 1, "the file is not copied: \(reason)"))
                needed.remove(file)
            } else {
                entries.append(ImportEntry(.carried, file, 1, "\(ContentTree.guides)/\(out)"))
            }
        }
    }

    // MARK: Settings

    mutating func settings() -> String {
        let written = SiteSettings(
            facts: generator.facts, name: name, path: sitePath, names: names, categories: categories,
            guides: guides, bare: bare)
        entries += written.entries
        return written.text
    }
}
