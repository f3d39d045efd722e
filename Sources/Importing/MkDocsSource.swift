import Content
import Support

/// MkDocs, with the syntax of Material for MkDocs.
struct MkDocsSource: Generator {
    static let kind = ImportKind.mkdocs

    private static let configs = ["mkdocs.yml", "mkdocs.yaml"]

    static func recognizes(_ folder: SourceFolder) -> Bool { folder.first(of: configs) != nil }

    var facts = SourceFacts()
    private let config: String
    private var nav: SourceValue?
    /// The ending of the names of guides in the default language, such as `.en`; nil where names have none.
    private var suffix: String?
    /// Endings and folders of the other languages.
    private var otherLanguages: Set<String> = []
    /// Whether ids are made by the rule of code hosts, as an extension does.
    private var hasCodeHostAnchors = false
    /// Whether tabs have ids.
    private var hasTabAnchors = false
    /// Whether the ids of tabs begin with that of the heading above them.
    private var combinesTabIDs = false
    /// Files that the settings leave out, and those that they call drafts.
    private var excluded = IgnorePatterns([])
    private var drafts = IgnorePatterns([])
    /// Folders with an `index.md`.
    private var indexed: Set<String> = []
    /// Syntax of extensions that the settings switch on.
    private var extensions: BodySyntax = []
    /// Whether a template engine reads the pages.
    private var hasMacros = false

    init(_ folder: SourceFolder) {
        config = folder.first(of: Self.configs) ?? ""
        facts.docs = "docs"
        guard let lines = folder.lines(config) else { return }
        let keys: Set<String> = [
            "site_name", "site_description", "site_url", "docs_dir", "nav", "repo_url", "edit_uri",
        ]
        let values = SourceValue.sections(keys, of: lines)
        facts.name = values["site_name"]?.text
        facts.summary = values["site_description"]?.text
        facts.docs = values["docs_dir"]?.text.flatMap { RelativePath.resolve($0, in: "") } ?? "docs"
        facts.includes = ["docs", ""]
        if let url = values["site_url"]?.text { facts.setAddress(url) }
        if let url = values["repo_url"]?.text {
            facts.repository = Self.repository(url, edit: values["edit_uri"]?.text)
        }
        // MkDocs leaves templates out where the settings do not say that it keeps them.
        excluded = IgnorePatterns(["/templates/"] + IgnorePatterns.lines(of: "exclude_docs", in: lines))
        drafts = IgnorePatterns(IgnorePatterns.lines(of: "draft_docs", in: lines))
        indexed = Set(folder.files.filter { $0.fileName == "index.md" }.map(\.folder))
        readAnchors(lines)
        extensions = BodySyntax.ofExtensions(lines)
        nav = values["nav"]
        if let nav, case .unknown = nav.content {
            facts.entries.append(
                ImportEntry(.left, config, nav.line, "the navigation cannot be read as YAML"))
        }
        tellExternal(nav?.items ?? [], 0)
        readPlugins(lines)
        for path in Self.paths("base_path", lines) { facts.includes.append(path) }
        facts.appended = Self.paths("auto_append", lines)
    }

    /// The repository that the settings name, with the address for edits that MkDocs takes where they say none.
    private static func repository(_ url: String, edit: String?) -> SourceRepository? {
        let base = url.ends("/") ? String(url.dropLast()) : url
        let host = base.cut(at: "://")?.after.prefix { $0 != "/" }
        let usual =
            host == "github.com" ? "edit/master/docs/" : host == "gitlab.com" ? "-/edit/master/docs/" : nil
        guard let edit = edit ?? usual else { return nil }
        if edit.contains("://") { return SourceRepository(edit: edit) }
        return SourceRepository(edit: base + "/" + (edit.after("/") ?? edit))
    }

    /// The paths of a setting of the extension for snippets, on its line or as a list below it.
    private static func paths(_ key: String, _ lines: [SourceLine]) -> [String] {
        var paths: [String] = []
        var isOpen = false
        for line in lines {
            let text = line.text.trimmed
            if let rest = text.after("\(key):") ?? text.after("- \(key):") {
                paths += rest.replacingBytes("[", with: "").replacingBytes("]", with: "").split(
                    separator: ","
                ).map(
                    \.trimmed)
                isOpen = rest.isBlank
            } else if isOpen, let item = text.after("- ") {
                paths.append(item.trimmed)
            } else {
                isOpen = false
            }
        }
        return paths.map(\.unquoted).compactMap {
            $0.contains("!") || $0.isEmpty ? nil : RelativePath.resolve($0, in: "")
        }
    }

    /// Reads which extensions make ids by the rule of code hosts.
    private mutating func readAnchors(_ lines: [SourceLine]) {
        var name = ""
        for line in lines {
            let text = line.text.trimmed
            if let item = text.after("- ") { name = item }
            // Of a plugin, or of an extension that does the same.
            let key = (text.after("- ") ?? text).cut(at: ":")?.before ?? name
            if !text.begins("#"), key == "macros" || key.ends(".macros") { hasMacros = true }
            if text.begins("combine_header_slug:"), text.ends("true") { combinesTabIDs = true }
            guard text.begins("slugify:"), text.contains("slugs") else { continue }
            if name.begins("toc") { hasCodeHostAnchors = true }
            if name.begins("pymdownx.tabbed") { hasTabAnchors = true }
        }
    }

    /// Reads redirects and languages line by line: settings of plugins may hold what no reader of data knows.
    private mutating func readPlugins(_ lines: [SourceLine]) {
        var plugin = ""
        var (locales, main, isFolder): ([String], String?, Bool) = ([], nil, false)
        var maps: Int?
        for line in lines {
            let text = line.text.trimmed
            guard !text.isEmpty, !text.begins("#") else { continue }
            if line.text.indent == 0, !text.begins("-") { plugin = "" }
            if let item = text.after("- "), let name = item.cut(at: " #")?.before.trimmed ?? Optional(item),
                name.ends(":") || !name.contains(":")
            {
                plugin = name.replacingBytes(":", with: "")
                maps = nil
            }
            let cut = (text.after("- ") ?? text).cut(at: ":")
            let (key, value) = (cut?.before.unquoted ?? "", cut?.after.trimmed.unquoted ?? "")
            if plugin.begins("redirects") {
                if let columns = maps, line.text.indent > columns, value.utf8.count > 1 {
                    redirect(key, String(value.prefix { $0 != " " }), line.number)
                } else {
                    maps = key == "redirect_maps" ? line.text.indent : nil
                }
            } else if plugin.begins("i18n") {
                switch key {
                case "locale": locales.append(value)
                case "default": if value == "true" { main = locales.last }
                case "default_language": main = value
                case "docs_structure": isFolder = value == "folder"
                default: break
                }
            }
        }
        guard let main = main ?? locales.first else { return }
        facts.language = main
        otherLanguages = Set(locales).subtracting([main])
        if isFolder { facts.docs = RelativePath.join(facts.docs, main) } else { suffix = "." + main }
    }

    private mutating func redirect(_ from: String, _ to: String, _ line: Int) {
        let target = to.contains("://") ? to : RelativePath.join(facts.docs, to)
        let path = SourcePages.plainAddress(from)
        facts.redirects.append(
            SourceRedirect(from: "\(facts.path)/\(path)", to: target, file: config, line: line))
    }

    /// Tells of entries of the navigation that lead to other sites.
    private mutating func tellExternal(_ values: [SourceValue], _ depth: Int) {
        guard depth < ImportedCategories.deepestNavigation else { return }
        for value in values {
            let entry = value.fields.first
            if let path = value.text ?? entry?.value.text, AddressText.scheme(of: path) != nil {
                facts.tellExternal(path, config, entry?.line ?? value.line)
            }
            tellExternal(entry?.value.items ?? [], depth + 1)
        }
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] {
        items(nav?.items ?? [], Set(guides.map(\.file)), 0)
    }

    private func items(_ values: [SourceValue], _ files: Set<String>, _ depth: Int) -> [NavigationItem] {
        guard depth < ImportedCategories.deepestNavigation else { return [] }
        return values.compactMap { value in
            if let path = value.text {
                return NavigationItem(title: nil, file: file(path, files), line: value.line)
            }
            guard let entry = value.fields.first else { return nil }
            if let path = entry.value.text {
                return NavigationItem(title: entry.key, file: file(path, files), line: entry.line)
            }
            return NavigationItem(
                title: entry.key, children: items(entry.value.items, files, depth + 1), line: entry.line)
        }
    }

    private func file(_ path: String, _ files: Set<String>) -> String? {
        guard !path.contains("://"), let whole = RelativePath.resolve(path, in: facts.docs) else {
            return nil
        }
        let localized = suffix.map { "\(whole.withoutEnding)\($0).\(whole.ending)" }
        return [localized, whole].compactMap(\.self).first(where: files.contains)
    }

    func linkNames(of file: String) -> [String] {
        guard let suffix, file.withoutEnding.ends(suffix) else { return [] }
        return ["\(file.withoutEnding.dropLast(suffix.count)).\(file.ending)"]
    }

    func reasonToLeave(_ file: String) -> String? {
        if excluded.contains(relative(file)) { return "the settings leave the file out" }
        if file.fileName == "README.md", indexed.contains(file.folder) {
            return "MkDocs makes no page of a `README.md` beside an `index.md`"
        }
        let name = relative(file).withoutEnding
        if let other = otherLanguages.first(where: { name.ends(".\($0)") }) {
            return "the guide is in another language, `\(other)`; one language is imported"
        }
        return nil
    }

    func reasonForDraft(_ guide: SourceGuide, on day: Day) -> String? {
        drafts.contains(relative(guide.file)) ? "the settings call it one" : nil
    }

    func readFacts(of guide: inout SourceGuide) { guide.takePlainFacts() }

    func address(of guide: SourceGuide) -> String {
        var path = relative(guide.file).withoutEnding
        if let suffix, path.ends(suffix) { path = String(path.dropLast(suffix.count)) }
        return ["index", "README"].contains(path.fileName) ? path.folder : path
    }

    var syntax: BodySyntax {
        var all: BodySyntax = [.indentedBlocks, .attributes, .snippets, .inlineMarks, .markdownInTags]
        all.formUnion(extensions)
        if hasMacros { all.insert(.macros) }
        guard hasTabAnchors else { return all }
        return all.union(combinesTabIDs ? [.anchoredTabs, .combinedTabIDs] : .anchoredTabs)
    }

    func anchor(of heading: String) -> String {
        hasCodeHostAnchors ? CodeHostAnchor.make(heading) : PythonAnchor.make(heading)
    }

    var anchorSeparator: String { "_" }
}
