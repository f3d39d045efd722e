import Content
import DefaultTheme
import Findings
import Mustache
import Support

/// A site's templates, parsed, and its assets under the names that carry their content's hash.
package struct Theme: Sendable {
    private let templates: MustacheLibrary
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
        let assets = files.assets.merging(DefaultTheme.assets) { own, _ in own }
        let published = Assets.publish(assets, path: content.site.path)
        let shared = SharedValues(
            content.site, Addresses(origin: content.site.baseURL, path: content.site.path),
            assets: published.paths, hasFeed: hasFeed, hasGlossary: !content.terms.isEmpty)
        var tags = carried.mapValues(\.tags)
        for template in files.changed { tags[template.name] = TemplateTags(template.source.bytes) }
        let (library, findings) = parse(files, tags: tags, assets: Set(assets.keys))
        var theme = Theme(
            templates: library, assets: published.files, shared: shared, findings: files.findings + findings,
            links: files.templates.flatMap { links(in: $0) },
            sources: Dictionary(
                files.templates.map { ($0.path, $0.source) }, uniquingKeysWith: { first, _ in first }),
            hasFeed: hasFeed)
        theme.checkNames(files.changed.map { ($0.path, tags[$0.name]?.tags ?? []) })
        return theme
    }

    /// The tool's own templates, read once: most sites replace few of them. One that mustache refuses is nil; registering it
    /// says why.
    private static let carried = DefaultTheme.templates.mapValues { text in
        (
            tags: TemplateTags(text),
            template: try? MustacheTemplate(string: String(decoding: text, as: UTF8.self))
        )
    }

    /// Hands the site's templates to mustache, and those of the tool in the place of what it has none of; the findings
    /// say what is wrong with them.
    ///
    /// - Parameters:
    ///   - tags: those of all templates, by name.
    ///   - assets: the names of all assets.
    private static func parse(
        _ files: ThemeFiles, tags: [String: TemplateTags], assets: Set<String>
    ) -> (MustacheLibrary, [Finding]) {
        var library = MustacheLibrary()
        var findings: [Finding] = []
        func register(_ source: SourceText, named name: String) {
            do {
                try library.register(String(decoding: source.bytes, as: UTF8.self), named: name)
            } catch {
                let fault = TemplateFault(error, in: source, tags[name]?.tags ?? [])
                findings.append(fault.finding(file: path(name)))
            }
        }
        let graph = TemplateGraph(tags)
        let names = Set(tags.keys)
        let replaced = Set(files.changed.map(\.path) + files.findings.map(\.file))
        for (name, text) in DefaultTheme.templates
        where !replaced.contains(path(name)) && graph.cycles[name] == nil {
            if let template = carried[name]?.template {
                library.register(template, named: name)
            } else {
                register(SourceText(text), named: name)
            }
        }
        for template in files.changed {
            let (name, path, source) = (template.name, template.path, template.source)
            findings += InvisibleCharacter.findings(in: source, file: path)
            findings += InvisibleEntity.all(in: source).map { $0.finding(file: path) }
            let faults = shapeFaults(name, tags[name], graph, source, path: path)
            findings += faults
            findings += check(
                tags[name]?.tags ?? [], source, path: path, names: names, assets: assets)
            if faults.isEmpty { register(source, named: name) }
        }
        return (library, findings)
    }

    /// The values of `href` and `src` that are addresses, as they are.
    private static func links(in template: ThemeFiles.Template) -> [WebLink] {
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
        shared.assets.paths[name].flatMap { path in assets.first { "/" + $0.path == path }?.bytes }
    }

    private static func path(_ name: String) -> String { "\(ContentTree.templates)/\(name).mustache" }

    /// The template for pages that have the values of `present`, as their bits.
    package func compiled(_ name: TemplateName, present: UInt64) -> CompiledTemplate? {
        CompiledTemplate(name, of: templates, present: present, shared: shared)
    }

    /// Finds names that no page gives: mustache itself would show nothing in their place.
    ///
    /// - Parameter own: the templates that the site has changed, with their tags. A page of the theme may ask for such a
    ///   name through a partial of the site's, so the finding is about the file that has the name.
    private mutating func checkNames(_ own: [(path: String, tags: [TemplateTags.Tag])]) {
        guard !own.isEmpty else { return }
        // A partial that several templates share may ask for what another one is given.
        let others = Set(TemplateValue.allCases.map(\.name))
        var reported: Set<String> = []
        for name in TemplateName.allCases {
            let everything = name.values.reduce(0) { $0 | $1.bit }
            for unknown in (compiled(name, present: everything)?.unknown ?? []).subtracting(others).sorted() {
                let known = name.values.map(\.name) + SharedValues.names.sorted()
                let uses = own.compactMap { file, tags -> (file: String, location: SourceLocation)? in
                    let tag = tags.first { $0.asks(for: unknown) }
                    return tag.flatMap { tag in sources[file].map { (file, $0.location(of: tag.offset)) } }
                }
                for use in uses.isEmpty ? [(Self.path(name.rawValue), .start)] : uses
                where reported.insert("\(use.file)\0\(unknown)").inserted {
                    findings.append(
                        Finding(
                            .templatesInvalid, file: use.file, at: use.location,
                            "no page has a value named \"\(unknown)\"",
                            help: Nearest.match(unknown, among: known).map { "did you mean \($0)?" }
                                ?? "this template may use \(known.joined(separator: ", "))"))
                }
            }
        }
    }

    /// Why a template cannot be handed to mustache, which would not come back from it.
    private static func shapeFaults(
        _ name: String, _ tags: TemplateTags?, _ graph: TemplateGraph, _ source: SourceText, path: String
    ) -> [Finding] {
        func fault(_ tag: TemplateTags.Tag?, _ message: String, _ help: String) -> [Finding] {
            [
                Finding(
                    .templatesInvalid, file: path, at: source.location(of: tag?.offset ?? 0), message,
                    help: help)
            ]
        }
        if let (tag, way) = graph.cycles[name] {
            return fault(
                tag, "the template includes itself: \((way + [name]).joined(separator: " → "))",
                "remove one of these {{> …}}, or a page would never end")
        }
        // What a block puts in may hold the block itself, by ways that only a mustache of one's own could follow.
        if let tag = tags?.tags.first(where: { $0.kind == .parent || $0.kind == .block }) {
            return fault(
                tag, "templates cannot inherit from each other here",
                "include what they share: {{> \(tag.name.isEmpty ? "footer" : tag.name)}}")
        }
        if let (tag, what) = tags?.excess {
            let most = TemplateTags.deepest
            switch what {
            case .sections:
                return fault(
                    tag, "sections are nested more than \(most) deep from here on",
                    "close sections that are still open, or put the inner ones into templates of their own")
            case .functions:
                return fault(
                    tag, "functions are nested more than \(most) deep here", "call fewer functions in one tag"
                )
            case .delimiters:
                return fault(
                    tag, "the delimiters of tags change more than \(most) times up to here",
                    "use one pair of delimiters throughout")
            }
        }
        if let tag = tags?.tags.first(where: { $0.name.hasPrefix("*") }) {
            return fault(
                tag, "the name of this partial comes from a value",
                "write the name itself, such as {{> footer}}")
        }
        if graph.expandedSize(of: name) > TemplateTags.largestInAll {
            return fault(
                nil,
                "with all that it includes, this template has more than \(TemplateTags.largestInAll) bytes",
                "include fewer templates, or smaller ones")
        }
        return []
    }

    /// Names that a template uses and that do not exist: mustache itself would show nothing in their place.
    private static func check(
        _ tags: [TemplateTags.Tag], _ source: SourceText, path: String, names: Set<String>,
        assets: Set<String>
    ) -> [Finding] {
        func unknown(
            _ what: String, _ name: String, among known: Set<String>, _ tag: TemplateTags.Tag, _ help: String
        )
            -> Finding
        {
            Finding(
                .templatesInvalid, file: path, at: source.location(of: tag.offset),
                "no \(what) is named \"\(name)\"",
                help: Nearest.match(name, among: known.sorted()).map { "did you mean \($0)?" } ?? help)
        }
        return tags.compactMap { tag in
            switch tag.kind {
            case .variable where tag.name.hasPrefix("assets."):
                let name = String(tag.name.dropFirst(7))
                return assets.contains(name)
                    ? nil : unknown("asset", name, among: assets, tag, "put the file into Templates/assets/")
            case .partial, .parent:
                return names.contains(tag.name) || tag.name.hasPrefix("*")
                    ? nil
                    : unknown(
                        "template", tag.name, among: names, tag, "put \(tag.name).mustache into Templates/")
            default: return nil
            }
        }
    }
}
