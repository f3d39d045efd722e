/// mdBook: its navigation, SUMMARY.md, says which files are pages.
struct MdBookSource: Generator {
    static let kind = ImportKind.mdbook

    static func recognizes(_ folder: SourceFolder) -> Bool {
        folder.has("book.toml") || folder.has("src/SUMMARY.md")
    }

    var facts = SourceFacts()
    private var items: [NavigationItem] = []
    private var pages: Set<String> = []
    /// Whether there are lists of definitions, as there are where no setting says otherwise.
    private var hasDefinitions = true

    init(_ folder: SourceFolder) {
        facts.docs = "src"
        if let text = folder.text("book.toml") {
            var reader = TOMLReader(text)
            do throws(TOMLReader.Fault) {
                read(try reader.read())
            } catch {
                facts.entries.append(
                    ImportEntry(
                        .left, "book.toml", error.line, "the settings cannot be read: \(error.message)"))
            }
        }
        let summary = RelativePath.join(facts.docs, "SUMMARY.md")
        if let lines = folder.lines(summary) { read(lines) }
    }

    private mutating func read(_ config: SourceValue) {
        let book = config["book"]
        facts.name = book?["title"]?.text
        facts.summary = book?["description"]?.text
        facts.language = book?["language"]?.text
        if let source = book?["src"]?.text { facts.docs = RelativePath.resolve(source, in: "") ?? "src" }
        let html = config["output"]?["html"]
        if let url = html?["site-url"]?.text, url.begins("/") {
            facts.path = url.split(separator: "/").map { "/\($0)" }.joined()
        }
        if let edit = html?["edit-url-template"]?.text?.cut(at: "{path}"), edit.after.isEmpty {
            facts.repository = SourceRepository(edit: edit.before, docs: facts.docs)
        }
        if html?["definition-lists"]?.bool == false { hasDefinitions = false }
        if let name = html?["cname"]?.text { facts.origin = "https://\(name)" }
        for field in html?["redirect"]?.fields ?? [] {
            guard let to = field.value.text else { continue }
            let from = field.key.begins("/") ? field.key : "/" + field.key
            facts.redirects.append(
                SourceRedirect(from: facts.path + from, to: to, file: "book.toml", line: field.line))
        }
    }

    /// Reads SUMMARY.md: parts are headings, chapters are list items with a link, and their depth is their indentation.
    private mutating func read(_ lines: [SourceLine]) {
        var parts: [NavigationItem] = []
        /// The chapters that a deeper one may be in, with their columns.
        var open: [(columns: Int, item: NavigationItem)] = []
        var loose: [NavigationItem] = []
        func close(to columns: Int) {
            while let last = open.last, last.columns >= columns {
                open.removeLast()
                if open.isEmpty {
                    loose.append(last.item)
                } else {
                    open[open.count - 1].item.children.append(last.item)
                }
            }
        }
        func endPart() {
            close(to: 0)
            if !parts.isEmpty { parts[parts.count - 1].children += loose } else { items += loose }
            loose = []
        }
        for line in lines {
            let text = line.text.trimmed
            if text.begins("# "), line.number > 1,
                !items.isEmpty || !loose.isEmpty || !open.isEmpty || !parts.isEmpty || text != "# Summary"
            {
                endPart()
                let title = String(text.dropFirst(2)).trimmed
                if title.lowercased() != "summary" {
                    parts.append(NavigationItem(title: title, line: line.number))
                }
                continue
            }
            guard let link = text.cut(at: "["), let title = link.after.cut(at: "]("),
                let path = title.after.cut(at: ")")
            else { continue }
            let isListed = link.before.trimmed == "-" || link.before.trimmed == "*"
            let file = RelativePath.resolve(path.before.replacingBytes("%20", with: " "), in: facts.docs)
            let item = NavigationItem(
                title: title.before, file: path.before.isEmpty ? nil : file, line: line.number)
            if let file, !path.before.isEmpty { pages.insert(file) }
            let columns = isListed ? line.text.indent : 0
            close(to: columns)
            if open.count < ImportedCategories.deepestNavigation { open.append((columns, item)) }
        }
        endPart()
        items += parts
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] { items }

    func reasonToLeave(_ file: String) -> String? {
        if file.fileName == "SUMMARY.md" {
            return "the navigation is in the categories and the order of the guides"
        }
        return pages.isEmpty || pages.contains(file)
            ? nil : "SUMMARY.md does not name the file, so it was no page"
    }

    func address(of guide: SourceGuide) -> String {
        plainAddress(guide.file, indexNames: ["index", "README"])
    }

    var syntax: BodySyntax {
        hasDefinitions
            ? [.bookIncludes, .components, .definitions, .anchoredTerms] : [.bookIncludes, .components]
    }

    func anchor(of heading: String) -> String { CodeHostAnchor.make(heading) }
}
