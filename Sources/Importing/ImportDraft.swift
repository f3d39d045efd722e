import Content
import Findings
import Rendering
import Support

/// The guides of a source on their way into the site.
struct ImportDraft {
    let folder: SourceFolder
    let generator: any Generator
    private let name: String
    /// The day of the import.
    private let today: Day
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
    /// Texts that several guides include, by the names of their files.
    private(set) var shared: [String: String] = [:]
    /// Images that were within the text of guides, by where they go.
    private(set) var images: [String: [UInt8]] = [:]
    private var aliases: ImportedAliases
    /// The titles that the navigation gives to guides.
    private var navigationTitles: [String: String] = [:]
    /// Patterns of paths that other parts of the host answer.
    private var elsewhere: Set<String> = []
    /// Fragments of links that the source names anywhere.
    private var fragments: Set<String> = []
    /// Guides whose text is a list of the guides in their folder.
    private var listPages: Set<String> = []

    static let indexNames: Set<String> = ["index", "readme", "_index"]

    init(_ folder: SourceFolder, _ generator: any Generator, name: String, today: Day) {
        self.folder = folder
        self.today = today
        self.generator = generator
        self.name = generator.facts.name.map(GuideSummary.clean) ?? name
        pages = SourcePages(folder, generator.facts, [])
        aliases = ImportedAliases(generator.facts, pages, reserved: OutputKind.namesOfTheSite)
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
            var guide = SourceGuide(file, lines, entries: &entries)
            generator.readFacts(of: &guide)
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
        sources = (sources + lists).sorted { $0.file.precedesInBytes($1.file) }
    }

    /// Whether there is more than a title and comments.
    private static func hasText(_ guide: SourceGuide) -> Bool {
        var rest = guide.body.map(\.text).joined(separator: "\n")
        while let open = rest.cut(at: "<!--"), let close = open.after.cut(at: "-->") {
            if hasText(open.before) { return true }
            rest = close.after
        }
        return hasText(rest)
    }

    private static func hasText(_ text: String) -> Bool {
        text.split(separator: "\n").contains { !$0.isBlank && !$0.trimmed.begins("# ") }
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
        aliases = ImportedAliases(generator.facts, pages, reserved: OutputKind.namesOfTheSite)
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
            ?? generator.anchor(of: text.replacingBytes("`", with: "").replacingBytes("*", with: ""))
    }

    private mutating func divide() {
        var titles: [String: String] = [:]
        for guide in bare where Self.isIndex(guide.file) {
            if let title = guide.facts["title"]?.text { titles[guide.file.folder] = title }
        }
        let indexes = Set(sources.map(\.file).filter(Self.isIndex))
        let navigation = generator.navigation(sources + bare)
        navigationTitles = navigation.titles
        categories = ImportedCategories(
            navigation, files: sources.map(\.file), indexes: indexes,
            docs: generator.facts.docs, titles: titles, siteName: name)
        categories.setIndexes(indexes)
    }

    // MARK: Converting

    mutating func convert() {
        let reader = IncludeReader(folder: folder, facts: generator.facts)
        let appended = generator.facts.appended.flatMap { folder.lines($0) ?? [] }
        // A definition may have up to three spaces before it (CommonMark section 4.7).
        let definitions = appended.filter {
            $0.text.indent <= 3 && $0.text.trimmed.begins("[") && $0.text.position(of: "]:") != nil
        }
        fragments = sources.reduce(into: []) { $0.formUnion(GuideBody.fragments(in: $1.body)) }
        for source in sources { guides.append(guide(source, reader, definitions)) }
        tellEmpty()
        guides.separateTitles(categories, &entries)
        guides.dropSharedKeywords(&entries)
        guides.writeLists(listPages, &entries)
        shared = guides.shareIncludes(&entries)
        aliases.addRedirects(to: &guides, pages, &entries)
        aliases.tellLost(folder, pages, &entries)
        copyFiles()
    }

    private mutating func guide(
        _ source: SourceGuide, _ reader: IncludeReader, _ definitions: [SourceLine]
    ) -> ImportedGuide {
        let page =
            pages.pages[source.file] ?? SourcePages.Page(file: source.file, address: "", out: "overview")
        var body = GuideBody(file: source.file, lines: source.body, syntax: generator.syntax(of: source))
        body.joinShortcodes()
        body.putIncludes(reader)
        body.cleanCharacters()
        body.convertDocFX()
        body.keepComponentIDs { generator.anchor(of: $0) }
        body.append(definitions)
        body.convertMarks()
        // Lists of definitions come first: their text is indented, as blocks and code are.
        body.convertDefinitionLists()
        body.convertBlocks()
        body.convertInlineMarks()
        body.convertHTML()
        body.tellUnknownReferences(pages, page)
        let links = body.convertLinks(pages, page)
        needed.formUnion(links.files)
        images.merge(links.images) { first, _ in first }
        elsewhere.formUnion(links.elsewhere)
        let ids = HeadingIDs(
            anchor: { [generator] in generator.anchor(of: $0) }, separator: generator.anchorSeparator,
            fragments: fragments)
        let heading = body.convertHeadings(ids)
        body.separateIDs(generator.anchorSeparator)
        body.tellRest()
        var facts = FrontMatterFacts(source, generator.facts)
        let (title, summary) = facts.texts(
            heading: heading, named: navigationTitles[source.file], address: page.address, body: body)
        var guide = ImportedGuide(
            file: source.file, out: page.out, title: title, summary: summary, body: body.lines)
        facts.apply(to: &guide)
        if !guide.isDraft, let reason = generator.reasonForDraft(source, on: today) {
            guide.isDraft = true
            entries.append(ImportEntry(.changed, source.file, 1, "the guide is a draft: \(reason)"))
        }
        guide.includes = body.includes
        let place = categories.places[source.file]
        guide.category = categories.all[place?.category ?? 0].id
        guide.order = place?.order.map { $0 * 10 }
        guide.aliases = aliases.paths(
            facts.aliases.map { ($0.path, source.file, $0.line) }, to: page, &entries)
        entries.append(
            ImportEntry(.carried, source.file, 1, "\(ContentTree.guides)/\(page.out).md\(facts.origin)"))
        entries += body.entries + facts.entries
        return guide
    }

    private mutating func tellEmpty() {
        for guide in bare {
            entries.append(
                ImportEntry(.left, guide.file, 1, "the page has no text: a title alone makes no guide"))
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
            facts: generator.facts, name: name, path: aliases.sitePath, names: names, categories: categories,
            guides: guides, bare: bare, elsewhere: elsewhere.sorted())
        entries += written.entries
        return written.text
    }
}
