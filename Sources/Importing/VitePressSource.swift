/// VitePress: a literal sidebar says the order.
struct VitePressSource: Generator {
    static let kind = ImportKind.vitepress

    static func recognizes(_ folder: SourceFolder) -> Bool { home(folder) != nil }

    /// The folder of `.vitepress`.
    private static func home(_ folder: SourceFolder) -> String? {
        folder.files.first { $0.begins(".vitepress/config") || $0.position(of: "/.vitepress/config") != nil }
            .flatMap { $0.cut(at: ".vitepress/") }.map {
                $0.before.split(separator: "/").joined(separator: "/")
            }
    }

    var facts = SourceFacts()
    private var sidebar: SourceValue?
    /// A folder that addresses leave out.
    private var rewritten: String?
    private var otherLanguages: Set<String> = []
    /// Patterns of files that are no pages.
    private var excluded: [String] = []

    init(_ folder: SourceFolder) {
        let home = Self.home(folder) ?? ""
        let base = RelativePath.join(home, ".vitepress/config")
        let endings = ["ts", "mts", "js", "mjs", "cjs"]
        facts.docs = home
        let file = folder.first(of: endings.map { "\(base).\($0)" } + endings.map { "\(base)/index.\($0)" })
        if let file, let text = folder.text(file) {
            var reader = LiteralReader(text)
            if let module = reader.module(), !module.fields.isEmpty {
                read(module, home)
                if sidebar == nil { sidebar = reader.named("sidebar") }
            }
            if sidebar == nil {
                facts.entries.append(
                    ImportEntry(
                        .left, file, 1,
                        "the sidebar is no plain list and not read: the order is that of the folders"))
            }
        }
        facts.statics = [RelativePath.join(facts.docs, "public")]
        // Settings of a folder of pages, beside them.
        let folders = [facts.docs, RelativePath.join(facts.docs, rewritten ?? "")]
        let more = folders.flatMap { folder in endings.map { RelativePath.join(folder, "config.\($0)") } }
        if let file = folder.first(of: more), let text = folder.text(file) {
            var reader = LiteralReader(text)
            if let module = reader.module() { readTheme(module) }
        }
    }

    private mutating func read(_ module: SourceValue, _ home: String) {
        facts.name = module["title"]?.text
        facts.summary = module["description"]?.text
        facts.language = module["lang"]?.text
        if let source = module["srcDir"]?.text { facts.docs = RelativePath.resolve(source, in: home) ?? home }
        if let host = module["sitemap"]?["hostname"]?.text { facts.setAddress(host) }
        if let base = module["base"]?.text {
            facts.path = base.split(separator: "/").map { "/\($0)" }.joined()
        }
        excluded = module["srcExclude"]?.texts ?? []
        readTheme(module)
        if let root = module["locales"]?["root"] { readTheme(root) }
        for field in module["rewrites"]?.fields ?? []
        where field.key.ends("/:rest*") && field.value.text == ":rest*" {
            rewritten = String(field.key.dropLast(7))
        }
        otherLanguages = Set(module["locales"]?.fields.map(\.key) ?? []).subtracting(["root"])
    }

    /// Reads what settings say of the theme, as far as none said it before.
    private mutating func readTheme(_ module: SourceValue) {
        facts.summary = facts.summary ?? module["description"]?.text
        let theme = module["themeConfig"]
        if sidebar == nil, let value = theme?["sidebar"], !value.items.isEmpty || !value.fields.isEmpty {
            sidebar = value
        }
        guard facts.repository == nil, let link = theme?["editLink"] else { return }
        if let pattern = link["pattern"]?.text?.cut(at: ":path"), pattern.after.isEmpty {
            facts.repository = SourceRepository(edit: pattern.before)
        } else if let name = link["repo"]?.text, name.split(separator: "/").count == 2,
            let folder = link["dir"]?.text
        {
            facts.repository = SourceRepository(edit: "https://github.com/\(name)/blob/HEAD/\(folder)")
        }
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] {
        guard let sidebar else {
            return FolderNavigation(
                weight: { _ in nil }, folder: { _ in (nil, nil) }, isIndex: ImportDraft.isIndex
            )
            .items(guides, in: facts.docs)
        }
        var files: [String: String] = [:]
        for guide in guides { files[address(of: guide)] = guide.file }
        if !sidebar.items.isEmpty { return items(sidebar, "", files, 0) }
        // One list for each folder.
        return sidebar.fields.flatMap { field -> [NavigationItem] in
            let base = field.value["base"]?.text ?? ""
            let inner = items(field.value["items"] ?? field.value, base, files, 0)
            guard inner.contains(where: { $0.children.isEmpty }) else { return inner }
            return [
                NavigationItem(
                    title: MarkdownText.title(ofFile: field.key), children: inner, line: field.line)
            ]
        }
    }

    private func items(_ value: SourceValue, _ base: String, _ files: [String: String], _ depth: Int)
        -> [NavigationItem]
    {
        guard depth < ImportedCategories.deepestNavigation else { return [] }
        return value.items.compactMap { item in
            let own = item["base"]?.text ?? base
            let file = item["link"]?.text.flatMap { link -> String? in
                let plain = link.prefix { $0 != "#" && $0 != "?" }
                return files[SourcePages.plainAddress(own + plain)]
                    ?? files[SourcePages.plainAddress(String(plain))]
            }
            let children = item["items"].map { items($0, own, files, depth + 1) } ?? []
            guard file != nil || !children.isEmpty else { return nil }
            return NavigationItem(title: item["text"]?.text, file: file, children: children, line: item.line)
        }
    }

    func reasonToLeave(_ file: String) -> String? {
        let path = relative(file)
        if excluded.contains(where: { FilePattern.matches($0, path) }) {
            return "the settings leave the file out"
        }
        if path.begins("public/") { return "the file is published as it is, and no guide" }
        if let first = path.cut(at: "/")?.before, otherLanguages.contains(first) {
            return "the guide is in another language, `\(first)`; one language is imported"
        }
        return nil
    }

    func address(of guide: SourceGuide) -> String {
        let plain = plainAddress(guide.file, indexNames: ["index"])
        guard let rewritten else { return plain }
        return plain == rewritten ? "" : plain.after(rewritten + "/") ?? plain
    }

    var syntax: BodySyntax { [.colonBlocks, .components, .codeImports, .inlineAttributes] }

    func anchor(of heading: String) -> String { VueAnchor.make(heading) }
}
