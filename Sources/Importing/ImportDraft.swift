import Content
import Findings
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
    /// Slugs of all guides in lower case, and addresses that lead on to one.
    private var slugs: Set<String> = []
    private var takenAliases: Set<String> = []
    /// The titles that the navigation gives to guides.
    private var navigationTitles: [String: String] = [:]
    /// Patterns of paths that other parts of the host answer.
    private var elsewhere: Set<String> = []
    /// Guides whose text is a list of the guides in their folder.
    private var listPages: Set<String> = []

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

    static func isIndex(_ file: String) -> Bool {
        indexNames.contains(file.fileName.withoutEnding.lowercased())
    }

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
                        "the file is no text in UTF-8, or is larger than \(SiteContent.largestGuide >> 20) MB"
                    ))
                continue
            }
            let guide = SourceGuide(file, lines, entries: &entries)
            if let reason = generator.reasonToLeave(guide) {
                entries.append(ImportEntry(.left, file, 1, reason))
            } else if Self.hasText(guide) {
                sources.append(guide)
            } else {
                bare.append(guide)
            }
        }
        // The first page of a folder that has no text of its own showed what is in the folder.
        let folders = Set((sources + bare).map { $0.file.folder })
        let lists = bare.filter { guide in
            let folder = guide.file.folder
            return Self.isIndex(guide.file) && folder.utf8.count > generator.facts.docs.utf8.count
                && (sources.contains { $0.file.begins(folder + "/") }
                    || folders.contains { $0.begins(folder + "/") })
        }
        let names = Set(lists.map(\.file))
        bare.removeAll { names.contains($0.file) }
        listPages = names
        sources = (sources + lists).sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
    }

    /// Whether there is more than a title and comments.
    private static func hasText(_ guide: SourceGuide) -> Bool {
        guide.body.contains { line in
            let text = line.text.trimmed
            let isComment = text.begins("<!--") && text.ends("-->")
            return !text.isEmpty && !isComment && !text.begins("# ")
        }
    }

    private mutating func namePages() {
        pages = SourcePages(
            folder, generator.facts,
            sources.map { guide in
                let address = generator.address(of: guide)
                let isIndex = Self.isIndex(guide.file) && address.fileName == guide.file.folder.fileName
                return SourcePages.Page(
                    file: guide.file, address: address, out: names.take(address, isIndex: isIndex),
                    names: generator.linkNames(of: guide.file), titleID: Self.titleID(of: guide, generator))
            }, names: generator.linkNames)
        slugs = Set(pages.pages.values.map { GuideNames.address(ofOut: $0.out).lowercased() })
    }

    /// The id of the heading of the first level, which becomes the title of the page and has none there.
    private static func titleID(of guide: SourceGuide, _ generator: any Generator) -> String? {
        var fence = FenceState()
        let plain = guide.body.filter { !fence.take($0.text) }.map(\.text)
        let headings = plain.filter { $0.begins("#") }
        func level(_ heading: String) -> Int { heading.utf8.prefix { $0 == UInt8(ascii: "#") }.count }
        var title = headings.first { level($0) == 1 }
        if title == nil, let first = headings.first,
            plain.first(where: { !$0.isBlank && !GuideBody.isRemark($0) }) == first,
            headings.dropFirst().allSatisfy({ level($0) > level(first) })
        {
            title = first
        }
        guard let title else { return nil }
        let text: String = title.drop { $0 == "#" }.trimmed
        return GuideBody.id(in: text)
            ?? generator.anchor(of: text.replacing("`", with: "").replacing("*", with: ""))
    }

    private mutating func divide() {
        var titles: [String: String] = [:]
        for guide in bare where Self.isIndex(guide.file) {
            if let title = guide.facts["title"]?.text { titles[guide.file.folder] = title }
        }
        let indexes = Set(sources.map(\.file).filter(Self.isIndex))
        let navigation = generator.navigation(sources + bare)
        navigationTitles = Self.titles(in: navigation)
        categories = ImportedCategories(
            navigation, files: sources.map(\.file), indexes: indexes,
            docs: generator.facts.docs, titles: titles, siteName: name)
        categories.setIndexes(indexes)
    }

    private static func titles(in navigation: [NavigationItem]) -> [String: String] {
        var titles: [String: String] = [:]
        var open = [navigation[...]]
        while var level = open.popLast() {
            guard let item = level.popFirst() else { continue }
            open.append(level)
            if let file = item.file, let title = item.title, item.children.isEmpty, titles[file] == nil {
                titles[file] = title
            }
            if !item.children.isEmpty, open.count < ImportedCategories.deepestNavigation {
                open.append(item.children[...])
            }
        }
        return titles
    }

    // MARK: Converting

    mutating func convert() {
        let reader = IncludeReader(folder: folder, facts: generator.facts)
        let appended = generator.facts.appended.flatMap { folder.lines($0) ?? [] }
        let definitions = appended.filter { $0.text.begins("[") && $0.text.position(of: "]:") != nil }
        for source in sources { guides.append(guide(source, reader, definitions)) }
        tellEmpty()
        separateTitles()
        writeLists()
        addRedirects()
        tellLostAddresses()
        copyFiles()
    }

    private mutating func guide(
        _ source: SourceGuide, _ reader: IncludeReader, _ definitions: [SourceLine]
    ) -> ImportedGuide {
        let page =
            pages.pages[source.file] ?? SourcePages.Page(file: source.file, address: "", out: "overview")
        var body = GuideBody(file: source.file, lines: source.body, syntax: generator.syntax)
        body.putIncludes(reader)
        body.cleanCharacters()
        body.keepComponentIDs { generator.anchor(of: $0) }
        body.append(definitions)
        body.convertMarks()
        body.convertBlocks()
        body.convertInlineMarks()
        body.convertDefinitionLists()
        body.convertHTML()
        let links = body.convertLinks(pages, page)
        needed.formUnion(links.files)
        elsewhere.formUnion(links.elsewhere)
        let anchor = { (text: String) in generator.anchor(of: text) }
        let heading = body.convertHeadings(anchor: anchor, separator: generator.anchorSeparator)
        body.tellRest()
        var facts = FrontMatterFacts(source, generator.facts)
        let (title, summary) = facts.texts(
            heading: heading, named: navigationTitles[source.file], address: page.address, body: body)
        var guide = ImportedGuide(
            file: source.file, out: page.out, title: title, summary: summary, body: body.lines)
        facts.apply(to: &guide)
        let place = categories.places[source.file]
        guide.category = categories.all[place?.category ?? 0].id
        guide.order = place?.order.map { $0 * 10 }
        guide.aliases = aliases(facts.aliases.map { ($0.path, source.file, $0.line) }, page)
        entries.append(
            ImportEntry(.carried, source.file, 1, "\(ContentTree.guides)/\(page.out).md\(facts.origin)"))
        entries += body.entries + facts.entries
        return guide
    }

    /// Paths that lead to a guide, as its front matter has them: the address that it had, where it has another one now,
    /// and those that led to it before.
    ///
    /// - Parameter given: paths from the root of the host, each with the line that says it.
    private mutating func aliases(
        _ given: [(path: String, file: String, line: Int)], _ page: SourcePages.Page
    ) -> [String] {
        let addresses = Addresses(origin: "https://example.com", path: sitePath)
        let old = page.address.isEmpty ? [] : [("\(generator.facts.path)/\(page.address)", page.file, 1)]
        return (old + given).compactMap { path, file, line -> String? in
            let own = path.after(sitePath + "/").map(SourcePages.plainAddress) ?? ""
            let options = [own, PercentEncoding.encode(path, .readablePath)].filter { !$0.isEmpty }
            let found = options.lazy.compactMap { text in
                try? Alias(Located(text: text, location: .start), addresses, .keepingAll)
            }.first
            guard let alias = found else {
                entries.append(
                    ImportEntry(
                        .left, file, line,
                        "no host can redirect from the old address `\(MessageWords.short(path))`"))
                return nil
            }
            // Where a page is, nothing leads on.
            guard !slugs.contains(alias.name.lowercased()), takenAliases.insert(alias.name).inserted else {
                if alias.name != GuideNames.address(ofOut: page.out) {
                    entries.append(
                        ImportEntry(
                            .left, file, line,
                            "the old address `\(MessageWords.short(path))` is that of another guide, or leads to one"
                        ))
                }
                return nil
            }
            return alias.written.text
        }
    }

    /// The path of the new site: the old one, where a site can have it.
    var sitePath: String {
        let parts = generator.facts.path.split(separator: "/").map(String.init)
        return parts.allSatisfy(Slug.isValid) ? generator.facts.path : "/guides"
    }

    private mutating func tellEmpty() {
        for guide in bare {
            entries.append(
                ImportEntry(.left, guide.file, 1, "the page has no text: a title alone makes no guide"))
        }
    }

    /// Writes the lists of pages that had no text of their own.
    private mutating func writeLists() {
        for index in guides.indices {
            let mark = guides[index].body.firstIndex { $0.text.trimmed == "<DocCardList />" }
            guard listPages.contains(guides[index].file) || mark != nil else { continue }
            let folder = guides[index].file.folder
            let inside = guides.filter { guide in
                guard guide.file != guides[index].file else { return false }
                let own = guide.file.folder
                return own == folder || own.folder == folder && Self.isIndex(guide.file)
            }
            let all =
                inside.isEmpty
                ? guides.filter { $0.file.begins(folder + "/") && $0.file != guides[index].file } : inside
            let sorted = all.sorted { ($0.order ?? .max, $0.title) < ($1.order ?? .max, $1.title) }
            let from = guides[index].out.folder
            let list = sorted.map { guide in
                let path = PercentEncoding.encode(
                    RelativePath.from(from, to: guide.out + ".md"), .readablePath)
                return SourceLine("- [\(MarkdownText.escaped(guide.title))](\(path))", 1)
            }
            if let mark {
                guides[index].body.replaceSubrange(mark...mark, with: list)
                entries.append(
                    ImportEntry(
                        .changed, guides[index].file, 1,
                        "the component `DocCardList` became a list of the guides in its folder"))
                continue
            }
            guides[index].body = [SourceLine("The guides in this part:", 1), SourceLine("", 1)] + list
            entries.append(
                ImportEntry(
                    .changed, guides[index].file, 1,
                    "the page has no text of its own, so it is a list of the guides in its folder"))
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
            let marks = [folder.isEmpty ? "" : MarkdownText.title(ofFile: folder), category].filter {
                !$0.isEmpty
            }
            let new =
                marks.map { "\(title) (\($0))" }.first { !seen.contains($0.lowercased()) }
                ?? "\(title) (\(guides[index].file.withoutEnding))"
            seen.insert(new.lowercased())
            guides[index].title = new
            entries.append(
                ImportEntry(
                    .changed, guides[index].file, 1,
                    "another guide has the title \"\(MessageWords.short(title))\", so this one is \"\(MessageWords.short(new))\""
                ))
        }
    }

    private mutating func addRedirects() {
        let places = Dictionary(guides.indices.map { (guides[$0].file, $0) }) { first, _ in first }
        let home = SourcePages.Page(
            file: RelativePath.join(generator.facts.docs, "index.md"), address: "", out: "")
        for redirect in generator.facts.redirects {
            let (path, _) = AddressText.split(redirect.to)
            let target =
                places[path] != nil ? .page(path) : pages.target(of: path, in: home, byNameAlone: false)
            guard case .page(let file)? = target, let index = places[file], let page = pages.pages[file]
            else {
                entries.append(
                    ImportEntry(
                        .left, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` leads to no guide of the source"
                    ))
                continue
            }
            for alias in aliases([(redirect.from, redirect.file, redirect.line)], page) {
                guides[index].aliases.append(alias)
                entries.append(
                    ImportEntry(
                        .carried, redirect.file, redirect.line,
                        "the redirect from `\(MessageWords.short(redirect.from))` is an alias of \(page.out).md"
                    ))
            }
        }
    }

    /// Tells of addresses of a site map that no guide has, and that lead to none.
    private mutating func tellLostAddresses() {
        for entry in OldAddresses(folder).entries {
            guard let host = entry.address.cut(at: "://")?.after,
                let path = host.cut(at: "/").map({ "/" + $0.after })
            else {
                continue
            }
            let address = SourcePages.plainAddress(path.after(generator.facts.path) ?? path)
            let isKnown =
                address.isEmpty || pages.page(atAddress: address) != nil
                || takenAliases.contains(address)
                || takenAliases.contains("/" + SourcePages.plainAddress(path))
            if !isKnown {
                entries.append(
                    ImportEntry(
                        .left, entry.file, entry.line,
                        "the old address `\(MessageWords.short(path))` is that of no guide, and leads to none"
                    ))
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

    /// What the guides need of a site that has settings of its own.
    var needs: String {
        let forms = [
            names.hasFolders ? "`addresses: folders`" : nil, names.keepsNames ? "`names: kept`" : nil,
        ]
        let ids = categories.all.map(\.id).joined(separator: ", ")
        return (forms.compactMap(\.self) + ["the categories \(ids)"]).joined(separator: ", ")
    }

    mutating func settings() -> String {
        let written = SiteSettings(
            facts: generator.facts, name: name, path: sitePath, names: names, categories: categories,
            guides: guides, bare: bare, elsewhere: elsewhere.sorted())
        entries += written.entries
        return written.text
    }
}
