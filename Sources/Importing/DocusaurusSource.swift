/// Docusaurus: literal sidebars, `_category_.json` and `sidebar_position` say the order.
struct DocusaurusSource: Generator {
    static let kind = ImportKind.docusaurus

    private static let names = [
        "docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs",
    ]
    private static let configs = names + names.map { "website/\($0)" }

    static func recognizes(_ folder: SourceFolder) -> Bool { folder.first(of: configs) != nil }

    var facts = SourceFacts()
    private var sidebars: SourceValue?
    private var sidebarFile = ""
    /// Patterns of files that the settings leave out.
    private var excluded: [String] = []
    /// What `_category_.json` says of folders.
    private var folders: [String: (weight: Double?, title: String?)] = [:]

    init(_ folder: SourceFolder) {
        let config = folder.first(of: Self.configs)
        let root = config?.folder ?? ""
        var (docs, route, sidebar) = (
            folder.hasFolder(RelativePath.join(root, "docs")) ? "docs" : "", "docs", "sidebars"
        )
        if let config, let text = folder.text(config) {
            var reader = LiteralReader(text)
            if let module = reader.module() {
                facts.name = module["title"]?.text
                facts.summary = module["tagline"]?.text
                facts.language = module["i18n"]?["defaultLocale"]?.text
                if let url = module["url"]?.text { facts.setAddress(url + (module["baseUrl"]?.text ?? "/")) }
                let settings = Self.settings(in: module)
                docs = settings?["path"]?.text ?? docs
                route = settings?["routeBasePath"]?.text ?? route
                excluded = (settings?["exclude"]?.texts ?? []).flatMap(FilePattern.alternatives)
                sidebar = settings?["sidebarPath"]?.text?.withoutEnding ?? sidebar
                redirects(in: module, config)
            } else {
                facts.entries.append(ImportEntry(.left, config, 1, "the settings are a program and not read"))
            }
        }
        facts.docs = RelativePath.resolve(docs, in: root) ?? docs
        facts.path += route.split(separator: "/").map { "/\($0)" }.joined()
        facts.statics = [RelativePath.join(root, "static")]
        readSidebars(folder, RelativePath.resolve(sidebar, in: root) ?? "sidebars")
        for file in folder.files where file.begins(facts.docs) && file.fileName.begins("_category_.") {
            read(file, folder)
        }
        for name in ["versioned_docs", "i18n", "blog", "src/pages"]
        where folder.hasFolder(RelativePath.join(root, name)) {
            facts.entries.append(
                ImportEntry(
                    .left, RelativePath.join(root, name), 1,
                    "the folder is not part of the documentation itself"))
        }
    }

    /// The settings of the guides, wherever a preset or a plugin has them.
    private static func settings(in module: SourceValue) -> SourceValue? {
        var open = (module["plugins"]?.items ?? []) + (module["presets"]?.items ?? [])
        var steps = 0
        // A plugin of its own has them where no preset does; one with another id has other guides.
        let own = open.first { plugin in
            plugin.items.first?.text?.ends("content-docs") ?? false
                && (plugin.items.last?["id"]?.text ?? "default") == "default"
        }
        while let value = open.popLast(), steps < 1000 {
            steps += 1
            if let docs = value["docs"], !docs.fields.isEmpty { return docs }
            open += value.items
        }
        return own?.items.last
    }

    private mutating func redirects(in module: SourceValue, _ config: String) {
        for plugin in module["plugins"]?.items ?? [] where plugin.items.count > 1 {
            for redirect in plugin.items[1]["redirects"]?.items ?? [] {
                for from in redirect["from"]?.texts ?? [] {
                    guard let to = redirect["to"]?.text else { continue }
                    facts.redirects.append(
                        SourceRedirect(from: facts.path + from, to: to, file: config, line: redirect.line))
                }
            }
        }
    }

    private mutating func readSidebars(_ folder: SourceFolder, _ path: String) {
        guard let file = folder.first(of: ["js", "ts", "json", "cjs", "mjs"].map { "\(path).\($0)" }),
            let text = folder.text(file)
        else { return }
        var reader = LiteralReader(text)
        sidebarFile = file
        sidebars = file.ending == "json" ? reader.json() : reader.module()
        if sidebars?.fields.isEmpty ?? true {
            facts.entries.append(
                ImportEntry(
                    .left, file, 1,
                    "the sidebars are a program and not read: the order is that of the folders"))
        }
        tellExternal(sidebars ?? .none, 0)
    }

    /// Tells of entries of the sidebars that lead to other sites.
    private mutating func tellExternal(_ value: SourceValue, _ depth: Int) {
        guard depth < ImportedCategories.deepestNavigation else { return }
        if value["type"]?.text == "link", let address = value["href"]?.text, address.contains("://") {
            facts.tellExternal(address, sidebarFile, value.line)
        }
        for inner in value.items + value.fields.map(\.value) { tellExternal(inner, depth + 1) }
    }

    private mutating func read(_ file: String, _ folder: SourceFolder) {
        guard let text = folder.text(file) else { return }
        var reader = LiteralReader(text)
        let value = file.ending == "json" ? reader.json() : SourceValue.yaml(text)
        folders[file.folder] = (value?["position"]?.text.flatMap { Double($0) }, value?["label"]?.text)
    }

    // MARK: Navigation

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] {
        guard let fields = sidebars?.fields, !fields.isEmpty else { return automatic(guides, in: facts.docs) }
        var ids: [String: String] = [:]
        for guide in guides {
            let plain = relative(guide.file).withoutEnding
            let id = guide.facts["id"]?.text.map { RelativePath.join(plain.folder, $0) } ?? plain
            ids[Self.withoutNumbers(id)] = guide.file
            if ids[id] == nil { ids[id] = guide.file }
        }
        let bars = fields.map { field in
            NavigationItem(
                title: MarkdownText.title(ofFile: field.key), children: items(field.value, ids, guides, 0),
                line: field.line)
        }
        return bars.count == 1 ? bars[0].children : bars
    }

    private func automatic(_ guides: [SourceGuide], in folder: String) -> [NavigationItem] {
        let inside = guides.filter { folder.isEmpty || $0.file.begins(folder + "/") }
        return FolderNavigation(
            weight: { $0.facts["sidebar_position"]?.text.flatMap { Double($0) } },
            folder: { folders[$0] ?? (nil, nil) },
            isIndex: { file in
                let name = Self.withoutNumbers(file.fileName.withoutEnding).lowercased()
                return ["index", "readme"].contains(name)
                    || name == Self.withoutNumbers(file.folder.fileName).lowercased()
            }
        )
        .items(inside, in: folder)
    }

    private func items(
        _ value: SourceValue, _ ids: [String: String], _ guides: [SourceGuide], _ depth: Int
    ) -> [NavigationItem] {
        guard depth < ImportedCategories.deepestNavigation else { return [] }
        if let id = value.text { return [NavigationItem(file: ids[id], line: value.line)] }
        if !value.items.isEmpty { return value.items.flatMap { items($0, ids, guides, depth + 1) } }
        switch value["type"]?.text {
        case "autogenerated":
            let folder = RelativePath.resolve(value["dirName"]?.text ?? ".", in: facts.docs) ?? facts.docs
            return automatic(guides, in: folder)
        case "doc", "ref":
            let file = value["id"]?.text.flatMap { ids[$0] }
            return [NavigationItem(title: value["label"]?.text, file: file, line: value.line)]
        case "category":
            let file = value["link"]?["id"]?.text.flatMap { ids[$0] }
            let children = value["items"].map { items($0, ids, guides, depth + 1) } ?? []
            return [
                NavigationItem(title: value["label"]?.text, file: file, children: children, line: value.line)
            ]
        case .some: return []
        case nil:
            return value.fields.map { field in
                NavigationItem(
                    title: field.key, children: items(field.value, ids, guides, depth + 1), line: field.line)
            }
        }
    }

    // MARK: Addresses

    /// A path without the numbers that sort files: `a/b` of `01-a/2. b`.
    private static func withoutNumbers(_ path: String) -> String {
        path.split(separator: "/").map { part in
            let digits = part.utf8.prefix(while: \.isASCIIDigit)
            let marks = part.utf8.dropFirst(digits.count).prefix { "-_. ".utf8.contains($0) }
            let rest = part.utf8.dropFirst(digits.count + marks.count)
            // A version or a date stays.
            guard !digits.isEmpty, !marks.isEmpty, let first = rest.first, !first.isASCIIDigit else {
                return String(part)
            }
            return String(decoding: rest, as: UTF8.self)
        }
        .joined(separator: "/")
    }

    func reasonToLeave(_ file: String) -> String? {
        let path = relative(file)
        if path.split(separator: "/").contains(where: { $0.begins("_") }) {
            return "the file is a part for others to include"
        }
        return excluded.contains { FilePattern.matches($0, path) } ? "the settings leave the file out" : nil
    }

    func address(of guide: SourceGuide) -> String {
        let plain = Self.withoutNumbers(relative(guide.file).withoutEnding)
        if let slug = guide.facts["slug"]?.text {
            return SourcePages.plainAddress(
                slug.begins("/") ? slug : RelativePath.resolve(slug, in: plain.folder) ?? slug)
        }
        let name = plain.fileName
        if ["index", "readme"].contains(name.lowercased()) || name == plain.folder.fileName {
            return plain.folder
        }
        return guide.facts["id"]?.text.map { RelativePath.join(plain.folder, $0) } ?? plain
    }

    var syntax: BodySyntax { [.colonBlocks, .components] }

    func anchor(of heading: String) -> String { CodeHostAnchor.make(heading) }
}
