import Support

/// DocFX: `toc.yml` says the order, and `docfx.json` which files are pages and where.
struct DocFXSource: Generator {
    static let kind = ImportKind.docfx

    /// Files of its settings are at most this many folders down.
    private static let deepest = 2

    static func recognizes(_ folder: SourceFolder) -> Bool {
        config(folder) != nil || table(folder, "") != nil
    }

    private static func config(_ folder: SourceFolder) -> String? {
        folder.files.filter { file in
            file.fileName == "docfx.json" && file.utf8.count { $0 == UInt8(ascii: "/") } <= deepest
        }
        .min { $0.utf8.count < $1.utf8.count }
    }

    /// The table of contents of a folder, where its entries have names and targets.
    private static func table(_ folder: SourceFolder, _ path: String) -> String? {
        let names = ["toc.yml", "TOC.yml", "toc.yaml"].map { RelativePath.join(path, $0) }
        guard let file = folder.first(of: names),
            let lines = folder.lines(file), lines.contains(where: { $0.text.trimmed.begins("- name:") })
        else { return nil }
        return file
    }

    /// An entry of `build.content`: some files, and where their pages are.
    private struct Content: Sendable {
        var source: String
        var to: String
        var files: [String]
        var excluded: [String]

        /// The address of a file; nil where it is none of these.
        func address(of file: String) -> String? {
            guard let path = source.isEmpty ? file : file.after(source + "/"),
                files.contains(where: { FilePattern.matches($0, path) }),
                !excluded.contains(where: { FilePattern.matches($0, path) })
            else { return nil }
            return RelativePath.join(to, path)
        }
    }

    var facts = SourceFacts()
    private var contents: [Content] = []
    private var breadcrumbs: String?
    /// Pages whose address a later entry has, as those of older versions.
    private var older: Set<String> = []
    /// Tables of contents, each with its entries.
    private var tables: [(file: String, entries: SourceValue)] = []
    /// Addresses that led on, in lower case.
    private var ledOn: [String: String] = [:]
    /// Names by which references call files.
    private var names: [String: String] = [:]

    init(_ folder: SourceFolder) {
        let config = Self.config(folder)
        facts.docs = config?.folder ?? ""
        facts.home = facts.docs
        if let config, let text = folder.text(config) {
            var reader = LiteralReader(text)
            read(reader.json()["build"] ?? .none)
        }
        let folders = [facts.docs] + contents.map(\.source)
        var seen: Set<String> = []
        for path in folders where seen.insert(path).inserted {
            guard let file = Self.table(folder, path), let text = folder.text(file),
                let value = SourceValue.yaml(text)
            else { continue }
            tables.append((file, value["items"] ?? value))
        }
        if facts.origin == nil { facts.path = base(folder) }
        var taken: [String: String] = [:]
        for file in folder.files where SourcePages.isMarkdown(file) {
            if let name = Self.name(of: file, folder) { names[file] = name }
            guard let address = place(file) else { continue }
            if let other = taken[address] { older.insert(order(other) < order(file) ? other : file) }
            if taken[address].map({ order($0) < order(file) }) ?? true { taken[address] = file }
        }
        for file in folder.files
        where file.fileName.begins(".openpublishing.redirection") && file.ending == "json" {
            readRedirects(file, folder)
        }
        facts.moved = facts.moved.mapValues(last)
        facts.redirects = facts.redirects.map { redirect in
            SourceRedirect(
                from: redirect.from, to: last(redirect.to), file: redirect.file, line: redirect.line)
        }
        facts.others = others(folder)
    }

    /// Pages that are written in YAML, or made of code.
    private func others(_ folder: SourceFolder) -> OtherPages {
        var others = OtherPages()
        let files = folder.files.filter { $0.ending == "yml" && $0.fileName.lowercased() != "toc.yml" }
        for content in contents {
            let pages = files.compactMap { content.address(of: $0)?.withoutEnding }
            others.pages.formUnion(pages.map { $0.lowercased() })
            // Where the settings name such files and none is there, a program makes them.
            for pattern in content.files where pages.isEmpty && pattern.contains("*") && pattern.ends(".yml")
            {
                let path = RelativePath.join(content.to, pattern.cut(at: "*")?.before ?? "")
                if let first = path.split(separator: "/").first { others.folders.insert(String(first)) }
            }
        }
        return others
    }

    /// Where an address leads in the end: one redirect may lead to the next.
    private func last(_ address: String) -> String {
        var (path, steps) = (address, 0)
        while steps < 8, let next = ledOn[path.prefix { $0 != "#" && $0 != "?" }.lowercased()] {
            (path, steps) = (next, steps + 1)
        }
        return path
    }

    private mutating func read(_ build: SourceValue) {
        let site = build["globalMetadata"]
        facts.name = site?["_appTitle"]?.text ?? site?["_appName"]?.text
        facts.language = site?["_lang"]?.text
        breadcrumbs = site?["breadcrumb_path"]?.text
        if let address = build["sitemap"]?["baseUrl"]?.text { facts.setAddress(address) }
        for entry in build["content"]?.items ?? [] {
            let source = RelativePath.resolve(entry["src"]?.text ?? "", in: facts.docs) ?? facts.docs
            contents.append(
                Content(
                    source: source, to: entry["dest"]?.text ?? "", files: entry["files"]?.texts ?? [],
                    excluded: entry["exclude"]?.texts ?? []))
        }
    }

    /// The path before all addresses, as that of the breadcrumbs says it: `/docs` where `/docs/bread/toc.json` is made of
    /// the file whose address is `bread/toc`.
    private func base(_ folder: SourceFolder) -> String {
        guard let path = breadcrumbs?.withoutEnding else { return "" }
        return folder.files.lazy.filter { $0.ending == "yml" && $0.fileName.lowercased() == "toc.yml" }
            .compactMap { place($0) }
            .filter { path.ends("/" + $0) }.map { String(path.dropLast($0.utf8.count + 1)) }.first ?? ""
    }

    /// The `uid` of a guide.
    private static func name(of file: String, _ folder: SourceFolder) -> String? {
        guard let lines = folder.lines(file), lines.first?.text.trimmed == "---",
            let line = lines.dropFirst().prefix(while: { $0.text.trimmed != "---" }).first(where: {
                $0.text.begins("uid:")
            })
        else { return nil }
        return line.text.after("uid:")?.trimmed.unquoted
    }

    /// Redirects have paths of files, from the folder of the file that says so.
    private mutating func readRedirects(_ file: String, _ folder: SourceFolder) {
        guard let text = folder.text(file) else { return }
        var reader = LiteralReader(text)
        let value = reader.json()
        for redirect in value["redirections"]?.items ?? [] {
            let path = redirect["source_path"]?.text ?? redirect["source_path_from_root"]?.text ?? ""
            guard let to = redirect["redirect_url"]?.text,
                let from = RelativePath.resolve(path, in: redirect["source_path"] == nil ? "" : file.folder)
            else { continue }
            facts.moved[from] = to
            guard let address = place(from) ?? (contents.isEmpty ? from.withoutEnding : nil) else { continue }
            let old = "\(facts.path)/\(SourcePages.plainAddress(address))"
            ledOn[old.lowercased()] = to
            facts.redirects.append(SourceRedirect(from: old, to: to, file: file, line: redirect.line))
        }
    }

    /// The address of a file by the settings; nil where they name it nowhere.
    private func place(_ file: String) -> String? {
        contents.lazy.compactMap { $0.address(of: file)?.withoutEnding }.first
    }

    private func order(_ file: String) -> Int {
        contents.firstIndex { $0.address(of: file) != nil } ?? 0
    }

    func navigation(_ guides: [SourceGuide]) -> [NavigationItem] {
        let files = Set(guides.map(\.file))
        let items = tables.flatMap { self.items($0.entries, of: $0.file, files, 0) }
        guard items.isEmpty else { return items }
        return FolderNavigation(
            weight: { _ in nil }, folder: { _ in (nil, nil) }, isIndex: ImportDraft.isIndex
        )
        .items(guides, in: facts.docs)
    }

    private func items(_ value: SourceValue, of table: String, _ files: Set<String>, _ depth: Int)
        -> [NavigationItem]
    {
        guard depth < ImportedCategories.deepestNavigation else { return [] }
        return value.items.compactMap { item in
            let paths = ["href", "topicHref", "homepage"].compactMap { key in
                item[key]?.text.flatMap { href in
                    RelativePath.resolve(href.prefix { $0 != "#" && $0 != "?" }, in: table.folder)
                }
            }
            let children = item["items"].map { self.items($0, of: table, files, depth + 1) } ?? []
            let file = paths.first(where: files.contains)
            guard file != nil || !children.isEmpty else { return nil }
            return NavigationItem(title: item["name"]?.text, file: file, children: children, line: item.line)
        }
    }

    func reasonToLeave(_ file: String) -> String? {
        if older.contains(file) { return "a later version has the same address; one version is imported" }
        if relative(file).split(separator: "/").contains("includes") {
            return "the file is a part for others to include"
        }
        return contents.isEmpty || place(file) != nil ? nil : "the settings leave the file out"
    }

    func reasonToLeave(_ guide: SourceGuide) -> String? {
        guide.facts["redirect_url"].map { _ in "the page only leads on to another one" }
    }

    func linkNames(of file: String) -> [String] { names[file].map { ["xref:\($0)"] } ?? [] }

    func address(of guide: SourceGuide) -> String {
        let path = place(guide.file) ?? relative(guide.file).withoutEnding
        return ["index", "README", "readme"].contains(path.fileName) ? path.folder : path
    }

    var syntax: BodySyntax { [.colonBlocks, .docfx] }

    func anchor(of heading: String) -> String { CodeHostAnchor.make(heading) }
}
