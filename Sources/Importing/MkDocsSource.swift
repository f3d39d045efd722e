/// MkDocs, with the syntax of Material for MkDocs.
struct MkDocsSource: Generator {
    static let kind = ImportKind.mkdocs

    private static let configs = ["mkdocs.yml", "mkdocs.yaml"]

    static func recognizes(_ folder: SourceFolder) -> Bool { folder.first(of: configs) != nil }

    private(set) var facts = SourceFacts()
    private let config: String
    private var nav: SourceValue?
    /// The ending of the names of guides in the default language, such as `.en`; nil where names have none.
    private var suffix: String?
    /// Endings and folders of the other languages.
    private var otherLanguages: Set<String> = []
    private var languagesAreFolders = false
    /// Whether ids are made by the rule of code hosts, as an extension does.
    private var hasCodeHostAnchors = false

    init(_ folder: SourceFolder) {
        config = folder.first(of: Self.configs) ?? ""
        facts.docs = "docs"
        guard let lines = folder.lines(config) else { return }
        let keys: Set<String> = ["site_name", "site_description", "site_url", "docs_dir", "nav", "plugins", "markdown_extensions"]
        let values = SourceValue.sections(keys, of: lines)
        facts.name = values["site_name"]?.text
        facts.summary = values["site_description"]?.text
        facts.docs = values["docs_dir"]?.text.flatMap { RelativePath.resolve($0, in: "") } ?? "docs"
        facts.includes = ["docs", ""]
        if let url = values["site_url"]?.text { facts.setAddress(url) }
        hasCodeHostAnchors = lines.contains { $0.text.contains("pymdownx.slugs") }
        nav = values["nav"]
        if let nav, case .unknown = nav.content {
            facts.entries.append(ImportEntry(.left, config, nav.line, "the navigation cannot be read as YAML"))
        }
        readPlugins(values["plugins"])
        for path in Self.basePaths(lines) { facts.includes.append(path) }
    }

    /// `base_path` of the extension for snippets.
    private static func basePaths(_ lines: [SourceLine]) -> [String] {
        lines.compactMap { $0.text.trimmed.after("base_path:") ?? $0.text.trimmed.after("- base_path:") }
            .flatMap { text in
                text.replacing("[", with: "").replacing("]", with: "").split(separator: ",").map { $0.trimmed.unquoted }
            }
            .compactMap { $0.contains("!") || $0.isEmpty ? nil : RelativePath.resolve($0, in: "") }
    }

    private mutating func readPlugins(_ value: SourceValue?) {
        let plugins = (value?.items.flatMap(\.fields) ?? []) + (value?.fields ?? [])
        for plugin in plugins {
            switch plugin.key {
            case "redirects":
                for map in plugin.value["redirect_maps"]?.fields ?? [] {
                    let to = map.value.text ?? ""
                    let target = to.contains("://") ? to : RelativePath.join(facts.docs, to)
                    facts.redirects.append(
                        SourceRedirect(
                            from: "\(facts.path)/\(map.key.withoutEnding)", to: target, file: config, line: map.line))
                }
            case "i18n": readLanguages(plugin.value)
            default: break
            }
        }
    }

    private mutating func readLanguages(_ value: SourceValue) {
        var languages: [(locale: String, isDefault: Bool)] = value["languages"]?.items.compactMap { item in
            item["locale"]?.text.map { ($0, item["default"]?.bool ?? false) }
        } ?? []
        if languages.isEmpty { languages = value["languages"]?.fields.map { ($0.key, false) } ?? [] }
        let main = value["default_language"]?.text ?? languages.first { $0.isDefault }?.locale ?? languages.first?.locale
        guard let main else { return }
        facts.language = main
        otherLanguages = Set(languages.map(\.locale)).subtracting([main])
        languagesAreFolders = value["docs_structure"]?.text == "folder"
        if languagesAreFolders { facts.docs = RelativePath.join(facts.docs, main) } else { suffix = "." + main }
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] { items(nav?.items ?? [], Set(guides.map(\.file)), 0) }

    private func items(_ values: [SourceValue], _ files: Set<String>, _ depth: Int) -> [NavigationItem] {
        guard depth < ImportedCategories.deepestNavigation else { return [] }
        return values.compactMap { value in
            if let path = value.text { return NavigationItem(title: nil, file: file(path, files), line: value.line) }
            guard let entry = value.fields.first else { return nil }
            if let path = entry.value.text {
                return NavigationItem(title: entry.key, file: file(path, files), line: entry.line)
            }
            return NavigationItem(
                title: entry.key, children: items(entry.value.items, files, depth + 1), line: entry.line)
        }
    }

    private func file(_ path: String, _ files: Set<String>) -> String? {
        guard !path.contains("://"), let whole = RelativePath.resolve(path, in: facts.docs) else { return nil }
        let localized = suffix.map { "\(whole.withoutEnding)\($0).\(whole.ending)" }
        return [localized, whole].compactMap(\.self).first(where: files.contains)
    }

    func reasonToLeave(_ file: String) -> String? {
        let name = relative(file).withoutEnding
        if let other = otherLanguages.first(where: { name.ends(".\($0)") }) {
            return "the guide is in another language, `\(other)`; one language is imported"
        }
        return nil
    }

    func address(of guide: SourceGuide) -> String {
        var path = relative(guide.file).withoutEnding
        if let suffix, path.ends(suffix) { path = String(path.dropLast(suffix.count)) }
        return ["index", "README"].contains(path.fileName) ? path.folder : path
    }

    var syntax: BodySyntax { [.indentedBlocks, .attributes, .snippets, .inlineMarks, .markdownInTags] }

    func anchor(of heading: String) -> String {
        hasCodeHostAnchors ? CodeHostAnchor.make(heading) : PythonAnchor.make(heading)
    }

    var anchorSeparator: String { "_" }
}
