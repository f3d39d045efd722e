import Content
import DefaultTheme
import Findings
import Support

/// A site's templates, parsed, and its assets under the names that carry their content's hash.
package struct Theme: Sendable {
    private let templates: [String: Template]
    /// The site's assets as they are published.
    package let assets: [OutputFile]
    private let shared: SharedValues
    package private(set) var findings: [Finding]
    /// Addresses that templates name in full or from the root.
    package let links: [WebLink]
    /// The templates' texts, by file.
    package let sources: [String: SourceText]
    let hasFeed: Bool
    /// Tells these templates from all others.
    package let identity = Identity.next()

    /// Loads `Templates/`; what it does not have is taken from the theme that the tool carries.
    ///
    /// - Parameter hasFeed: whether the site has a feed, which its pages name.
    package static func load(
        _ tree: ContentTree, site folder: String, content: SiteContent, hasFeed: Bool = false
    ) -> Theme {
        let files = ThemeFiles(tree, site: folder)
        let carriedAssets = DefaultTheme.assets.filter {
            content.site.checker != nil || !DefaultTheme.ofChecker.contains($0.key)
        }
        let assets = files.assets.merging(carriedAssets) { own, _ in own }
        let published = Assets.publish(assets, path: content.site.path, content.site.strings)
        let shared = SharedValues(
            content.site, Addresses(origin: content.site.baseURL, path: content.site.path),
            assets: published.paths, hasFeed: hasFeed, hasGlossary: !content.terms.isEmpty)
        var templates = carried
        for template in files.changed { templates[template.name] = Template(template.source.bytes) }
        let (usable, findings) = check(
            files, templates, assets: Set(assets.keys).union(DefaultTheme.ofChecker))
        var theme = Theme(
            templates: usable, assets: published.files, shared: shared, findings: files.findings + findings,
            links: files.templates.flatMap { links(in: $0) },
            sources: Dictionary(
                files.templates.map { ($0.path, $0.source) }, uniquingKeysWith: { first, _ in first }),
            hasFeed: hasFeed)
        theme.checkNames(files.changed.map { ($0.path, templates[$0.name]?.tags ?? []) })
        return theme
    }

    /// The tool's own templates, read once: most sites replace few of them.
    private static let carried = DefaultTheme.templates.mapValues { Template($0) }

    /// The templates that pages can be made of, and what is wrong with the others.
    ///
    /// - Parameters:
    ///   - templates: those of the site, and of the tool in the place of what it has none of, by name.
    ///   - assets: the names of all assets.
    private static func check(
        _ files: ThemeFiles, _ templates: [String: Template], assets: Set<String>
    ) -> ([String: Template], [Finding]) {
        var findings: [Finding] = []
        let graph = TemplateGraph(templates)
        // A file of the site that cannot be read takes the place of the tool's own all the same.
        let unreadable = Set(files.findings.map(\.file))
        var usable = templates.filter { !unreadable.contains(path($0.key)) && graph.cycles[$0.key] == nil }
        let names = Set(templates.keys)
        for file in files.changed {
            let (path, source) = (file.path, file.source)
            guard let template = templates[file.name] else { continue }
            findings += InvisibleCharacter.findings(in: source, file: path)
            findings += InvisibleEntity.all(in: source).map { $0.finding(file: path) }
            let faults = shapeFaults(file.name, template, graph, source, path: path)
            findings += faults
            findings += check(template.tags, source, path: path, names: names, assets: assets)
            if !faults.isEmpty { usable[file.name] = nil }
        }
        for (name, bytes) in files.assets.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".js") {
            for (asset, range) in ScriptAssets(bytes).names where !assets.contains(asset) {
                let place = SourceText(bytes).location(of: range.lowerBound)
                findings.append(
                    unknown(
                        "asset", asset, among: assets, file: "\(ContentTree.templates)/assets/\(name)",
                        at: place,
                        helpOnAssets))
            }
        }
        return (usable, findings)
    }

    /// The values of `href` and `src` that are addresses, as they are.
    private static func links(in template: ThemeFiles.TemplateFile) -> [WebLink] {
        let (source, file) = (template.source, template.path)
        let text = String(decoding: source.bytes, as: UTF8.self)
        var links: [WebLink] = []
        for (attribute, quote): (String, Character) in [
            ("href", "\""), ("src", "\""), ("href", "'"), ("src", "'"),
        ] {
            var rest = text[...]
            while let open = rest.firstRange(of: "\(attribute)=\(quote)") {
                rest = rest[open.upperBound...]
                let url = rest.prefix { $0 != quote }
                // A scheme has no letter case (RFC 3986 section 3.1).
                guard url.prefix(4).lowercased() == "http" || url.hasPrefix("/"), !url.contains("{{") else {
                    continue
                }
                let start = text.utf8.distance(from: text.startIndex, to: url.startIndex)
                links.append(
                    WebLink(
                        url: String(url), file: file, location: source.location(of: start),
                        end: source.location(of: start + url.utf8.count)))
            }
        }
        return links
    }

    /// An asset as it is published, by its name below `assets/`.
    package func asset(named name: String) -> [UInt8]? {
        shared.assets[name].flatMap { path in assets.first { "/" + $0.path == path }?.bytes }
    }

    /// The address at which an asset is published, by its name below `assets/`.
    package func address(ofAsset name: String) -> String? { shared.assets[name] }

    /// The addresses of the style sheets of each page: that of the theme, and what a site adds to it.
    package var styles: [String] { ["style.css", SharedValues.customStyle].compactMap { shared.assets[$0] } }

    private static func path(_ name: String) -> String { "\(ContentTree.templates)/\(name).mustache" }

    /// A template with all that it includes; nil where it cannot be read.
    package func compiled(_ name: TemplateName) -> CompiledTemplate? {
        CompiledTemplate(name, of: templates, shared: shared)
    }

    /// Finds names that no page gives, in the place of which nothing would be shown.
    ///
    /// - Parameter own: the templates that the site has changed, with their tags. A page of the theme may ask for such a
    ///   name through a partial of the site's, so the finding is about the file that has the name.
    private mutating func checkNames(_ own: [(path: String, tags: [Template.Tag])]) {
        guard !own.isEmpty else { return }
        // A partial that several templates share may ask for what another one is given.
        let others = Set(TemplateValue.allCases.map(\.name))
        // The first tag of each file that asks for a name.
        var uses: [String: [(file: String, offset: Int)]] = [:]
        for (file, tags) in own {
            for tag in tags where tag.asksForValue && uses[tag.name]?.last?.file != file {
                uses[tag.name, default: []].append((file, tag.offset))
            }
        }
        var reported: Set<String> = []
        for name in TemplateName.allCases {
            for unknown in (compiled(name)?.unknown ?? []).subtracting(others).sorted() {
                guard reported.insert(unknown).inserted else { continue }
                let known = name.values.map(\.name) + SharedValues.names.sorted()
                for (file, offset) in uses[unknown] ?? [(Self.path(name.rawValue), 0)] {
                    findings.append(
                        Finding(
                            .templatesInvalid, file: file,
                            at: sources[file]?.location(of: offset) ?? .start,
                            "no page has a value named \"\(unknown)\"",
                            help: Nearest.match(unknown, among: known).map { "did you mean \($0)?" }
                                ?? "this template may use \(known.joined(separator: ", "))"))
                }
            }
        }
    }

    /// Why no page can be made of a template.
    private static func shapeFaults(
        _ name: String, _ template: Template, _ graph: TemplateGraph, _ source: SourceText, path: String
    ) -> [Finding] {
        func fault(_ offset: Int, _ message: String, _ help: String) -> [Finding] {
            [
                Finding(
                    .templatesInvalid, file: path, at: source.location(of: offset), message, help: help)
            ]
        }
        if let cycle = graph.cycles[name] {
            return fault(
                cycle.tag.offset, "the template includes itself: \(cycle.way)",
                "remove one of these {{> …}}, or a page would never end")
        }
        if let found = template.fault { return fault(found.offset, found.message, found.help) }
        if graph.expandedSize(of: name) > Template.largestInAll {
            return fault(
                0,
                "with all that it includes, this template has more than \(Template.largestInAll) bytes, of which each value counts as \(Template.sizeOfValue)",
                "include fewer templates, or show fewer values")
        }
        return []
    }

    /// A string that does not exist, or that the tag cannot show: a value can be in it, or what a section holds.
    private static func stringFinding(_ tag: Template.Tag, _ source: SourceText, path: String) -> Finding? {
        let name = String(tag.name.dropFirst(SharedValues.stringPrefix.count))
        func finding(_ message: String, _ help: String) -> Finding {
            Finding(
                .templatesInvalid, file: path, at: source.location(of: tag.offset), message, help: help)
        }
        guard let key = StringKey(named: name) else {
            return finding(
                "no string is named \"\(name)\"",
                Nearest.match(name, among: StringKey.names).map { "did you mean \($0)?" }
                    ?? ScriptStrings.helpOnNames)
        }
        let placeholders = Strings.english.template(key).placeholders
        if case .section = tag.kind {
            return placeholders.count == 1
                ? nil
                : finding(
                    "the string \"\(name)\" has no one place for what is in this section",
                    "write {{\(tag.name)}} instead")
        }
        let values = Set(TemplateValue.allCases.map(\.name)).union(SharedValues.names)
        guard let missing = placeholders.first(where: { !values.contains($0) }) else { return nil }
        return finding(
            "no template can give {\(missing)} to the string \"\(name)\"",
            placeholders.count == 1
                ? "write what goes there between {{#\(tag.name)}} and {{/\(tag.name)}}"
                : "use the value that has the finished text")
    }

    private static let helpOnAssets = "put the file into Templates/assets/"

    /// A name that nothing has.
    private static func unknown(
        _ what: String, _ name: String, among known: Set<String>, file: String, at place: SourceLocation,
        _ help: String
    ) -> Finding {
        Finding(
            .templatesInvalid, file: file, at: place, "no \(what) is named \"\(MessageText.name(name))\"",
            help: Nearest.match(name, among: known.sorted()).map { "did you mean \($0)?" } ?? help)
    }

    /// Names of assets and templates that do not exist, in the place of which nothing would be shown.
    private static func check(
        _ tags: [Template.Tag], _ source: SourceText, path: String, names: Set<String>,
        assets: Set<String>
    ) -> [Finding] {
        func unknown(
            _ what: String, _ name: String, among known: Set<String>, _ tag: Template.Tag, _ help: String
        )
            -> Finding
        {
            Self.unknown(
                what, name, among: known, file: path, at: source.location(of: tag.offset), help)
        }
        return tags.compactMap { tag in
            switch tag.kind {
            case .value where tag.name.hasPrefix(SharedValues.assetPrefix):
                let name = String(tag.name.dropFirst(SharedValues.assetPrefix.count))
                return assets.contains(name)
                    ? nil : unknown("asset", name, among: assets, tag, helpOnAssets)
            case .value where tag.name.hasPrefix(SharedValues.stringPrefix),
                .section where tag.name.hasPrefix(SharedValues.stringPrefix):
                return stringFinding(tag, source, path: path)
            case .partial:
                return names.contains(tag.name)
                    ? nil
                    : unknown(
                        "template", tag.name, among: names, tag, "put \(tag.name).mustache into Templates/")
            default: return nil
            }
        }
    }
}
