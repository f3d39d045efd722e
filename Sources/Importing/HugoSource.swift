import Support

/// Hugo: weights and `_index.md` say the order, and addresses are in lower case.
struct HugoSource: Generator {
    static let kind = ImportKind.hugo

    private static let configs = [
        "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml",
        "config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml",
        "config/_default/config.yaml",
    ]

    static func recognizes(_ folder: SourceFolder) -> Bool {
        folder.first(of: configs) != nil && folder.hasFolder("content")
            || folder.hasFolder("content") && folder.hasFolder("archetypes")
    }

    var facts = SourceFacts()
    private var otherLanguages: Set<String> = []
    /// Folders whose `index.md` is a page with all else in them as its parts.
    private var leaves: Set<String> = []
    /// Whether the settings publish guides before their day, and after it.
    private var (publishesFuture, publishesExpired) = (false, false)
    /// Whether terms of lists of definitions have ids.
    private var hasTermAnchors = false
    /// For folders whose first page says it, whether their pages are rendered.
    private var rendersFolder: [String: Bool] = [:]

    init(_ folder: SourceFolder) {
        facts.docs = folder.hasFolder("content") ? "content" : ""
        facts.statics = ["static", "assets"]
        if let file = folder.first(of: Self.configs), let lines = folder.lines(file) { read(file, lines) }
        let language = facts.language?.lowercased() ?? "en"
        for name in [language, String(language.prefix(2)), "en"] where folder.hasFolder("content/\(name)") {
            if facts.docs == "content" { facts.docs = "content/\(name)" }
        }
        // An `index.md` at the top would be the only page.
        leaves = Set(
            folder.files.filter { SourcePages.isMarkdown($0) && $0.fileName.withoutEnding == "index" }.map(
                \.folder))
        leaves.subtract(["", "content", facts.docs])
        readFolders(folder)
        let root = facts.docs.folder
        if facts.docs != "content", root == "content" {
            let folders = Set(folder.files.compactMap { $0.after("content/")?.cut(at: "/")?.before })
            for name in folders.sorted() where "content/\(name)" != facts.docs {
                facts.entries.append(
                    ImportEntry(
                        .left, "content/\(name)", 1,
                        "the folder is in another language; one language is imported"))
            }
        }
    }

    private mutating func read(_ file: String, _ lines: [SourceLine]) {
        hasTermAnchors = lines.contains { line in
            line.text.contains("autoDefinitionTermID") && line.text.trimmed.ends("true")
        }
        let config: SourceValue
        switch file.ending {
        case "toml":
            var reader = TOMLReader(lines.map(\.text).joined(separator: "\n"))
            do throws(TOMLReader.Fault) {
                config = try reader.read()
            } catch {
                facts.entries.append(
                    ImportEntry(.left, file, error.line, "the settings cannot be read: \(error.message)"))
                return
            }
        case "json":
            var reader = LiteralReader(lines.map(\.text).joined(separator: "\n"))
            config = reader.json()
        default:
            config = SourceValue.sections(
                [
                    "title", "baseURL", "baseurl", "languageCode", "defaultContentLanguage", "contentDir",
                    "params",
                    "languages", "buildFuture", "buildExpired",
                ], of: lines)
        }
        facts.name = config["title"]?.text
        publishesFuture = config["buildFuture"]?.bool ?? false
        publishesExpired = config["buildExpired"]?.bool ?? false
        facts.summary = config["params"]?["description"]?.text
        let language = config["defaultContentLanguage"]?.text ?? config["languageCode"]?.text
        facts.language = language
        if let url = config["baseURL"]?.text ?? config["baseurl"]?.text { facts.setAddress(url) }
        let own = config["languages"]?[language ?? "en"]
        let folder = own?["contentDir"]?.text ?? config["contentDir"]?.text
        if let folder, let path = RelativePath.resolve(folder, in: "") { facts.docs = path }
        facts.name = facts.name ?? own?["title"]?.text
        otherLanguages = Set(config["languages"]?.fields.map(\.key) ?? []).subtracting([language ?? "en"])
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] {
        FolderNavigation(
            weight: { $0.facts["weight"]?.text.flatMap { Double($0) } }, folder: { _ in (nil, nil) },
            isIndex: { $0.fileName.begins("_index.") }
        )
        .items(guides, in: facts.docs)
    }

    func reasonToLeave(_ file: String) -> String? {
        let name = file.fileName.withoutEnding
        if let leaf = leaf(of: file) {
            return "Hugo makes no page of this file: it is a part of the page in `\(leaf)`"
        }
        return otherLanguages.first { name.ends(".\($0)") }
            .map { "the guide is in another language, `\($0)`; one language is imported" }
    }

    /// The folder of the page of which a file is a part; nil for a page.
    private func leaf(of file: String) -> String? {
        guard !leaves.isEmpty else { return nil }
        let name = file.fileName.withoutEnding
        var folder = file.folder
        if name == "_index" || name == "index" || name.begins("index.") { return nil }
        while !folder.isEmpty {
            if leaves.contains(folder) { return folder }
            folder = folder.folder
        }
        return nil
    }

    func reasonForDraft(_ guide: SourceGuide, on day: Day) -> String? {
        func first(_ keys: [String]) -> Day? {
            guide.facts.fields.first { keys.contains($0.key.lowercased()) }?.value.day
        }
        let published = first(["publishdate", "pubdate", "published"]) ?? first(["date"])
        if !publishesFuture, let published, published > day { return "it is to be published on \(published)" }
        if !publishesExpired, let end = first(["expirydate", "unpublishdate"]), end <= day {
            return "it expired on \(end)"
        }
        return nil
    }

    func reasonToLeave(_ guide: SourceGuide) -> String? {
        var isRendered = Self.isRendered(guide.facts)
        // A folder says it for all that is in it.
        var folder = guide.file.folder
        while isRendered == nil, !folder.isEmpty {
            isRendered = rendersFolder[folder]
            folder = folder.folder
        }
        return isRendered ?? true ? nil : "Hugo makes no page of this file"
    }

    /// Whether a front matter asks for a page or for none; nil where it says nothing.
    private static func isRendered(_ facts: SourceValue) -> Bool? {
        if facts["headless"]?.bool ?? false { return false }
        guard let render = (facts["build"] ?? facts["_build"])?["render"] else { return nil }
        return render.bool ?? !["never", "link"].contains(render.text)
    }

    /// What a folder's first page says of the pages in it.
    private mutating func readFolders(_ folder: SourceFolder) {
        for file in folder.files where file.begins(facts.docs) && SourcePages.isMarkdown(file) {
            let name = file.fileName.withoutEnding
            guard name == "_index" || name == "index", let lines = folder.lines(file) else { continue }
            var unread: [ImportEntry] = []
            let page = SourceGuide(file, lines, entries: &unread).facts
            // A page that is no folder of pages has parts alone.
            let cascade = name == "index" ? page : page["cascade"]
            let values = cascade.map { $0.items.isEmpty ? [$0] : $0.items } ?? []
            for value in values where value["target"] == nil && value["_target"] == nil {
                if let isRendered = Self.isRendered(value) { rendersFolder[file.folder] = isRendered }
            }
        }
    }

    func address(of guide: SourceGuide) -> String {
        if let url = guide.facts["url"]?.text, !url.contains("://") { return SourcePages.plainAddress(url) }
        let plain = plainAddress(guide.file, indexNames: ["index", "_index"])
        let address = plain.lowercased().replacingBytes(" ", with: "-")
        guard let slug = guide.facts["slug"]?.text, !address.isEmpty else { return address }
        return RelativePath.join(address.folder, slug.lowercased().replacingBytes(" ", with: "-"))
    }

    var syntax: BodySyntax {
        hasTermAnchors ? [.shortcodes, .attributes, .anchoredTerms] : [.shortcodes, .attributes]
    }

    func anchor(of heading: String) -> String { CodeHostAnchor.make(heading) }
}
