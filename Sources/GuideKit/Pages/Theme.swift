import DefaultTheme
import Markdown
import Mustache

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
    let serial = Serial.next()

    /// Loads `Templates/`; what it does not have is taken from the theme that the tool carries.
    ///
    /// - Parameter hasFeed: whether the site has a feed, which its pages name.
    package static func load(
        _ tree: ContentTree, site folder: String, content: Content, hasFeed: Bool = false
    ) -> Theme {
        var findings: [Finding] = []
        var library = MustacheLibrary()
        var sources: [String: SourceText] = [:]
        var raw: [String: [UInt8]] = [:]
        var texts: [(name: String, path: String, text: String)] = []
        for file in tree.files where file.path.hasPrefix(ContentTree.templates + "/") {
            let name = String(file.path.dropFirst(ContentTree.templates.count + 1))
            let isTemplate = name.hasSuffix(".mustache")
            guard isTemplate || name.hasPrefix("assets/") else { continue }
            let bytes: [UInt8]
            do throws(DiskError) {
                bytes = try Disk.read("\(folder)/\(file.path)")
            } catch {
                findings.append(Unreadable.finding(error, file: file.path))
                continue
            }
            if isTemplate {
                if let finding = Unreadable.finding(bytes, file: file.path, largest: Content.largestGuide) {
                    findings.append(finding)
                    continue
                }
                texts.append((String(name.dropLast(9)), file.path, String(decoding: bytes, as: UTF8.self)))
            } else {
                raw[String(name.dropFirst(7))] = bytes
            }
        }
        let own = Set(texts.map(\.name))
        let names = own.union(DefaultTheme.templates.keys)
        raw.merge(DefaultTheme.assets) { own, _ in own }
        let published = Assets.publish(raw, path: content.site.path)
        for (name, bytes) in DefaultTheme.templates
        where !own.contains(name) && findings.allSatisfy({ $0.file != path(name) }) {
            do {
                try library.register(String(decoding: bytes, as: UTF8.self), named: name)
            } catch {
                findings.append(InvalidTemplate.finding(error, file: path(name)))
            }
        }
        for (name, path, text) in texts {
            let source = SourceText(Array(text.utf8))
            sources[path] = source
            findings += HiddenText.findings(in: source, file: path)
            findings += check(text, path: path, names: names, assets: Set(raw.keys))
            do {
                try library.register(text, named: name)
            } catch {
                findings.append(InvalidTemplate.finding(error, file: path))
            }
        }
        let addresses = Addresses(origin: content.site.baseURL, path: content.site.path)
        let shared = SharedValues(
            content.site, addresses, assets: published.paths, hasFeed: hasFeed,
            hasGlossary: !content.terms.isEmpty)
        var theme = Theme(
            templates: library, assets: published.files, shared: shared, findings: findings,
            links: texts.flatMap { links(in: $0.text, file: $0.path) }, sources: sources, hasFeed: hasFeed)
        theme.checkNames()
        return theme
    }

    /// The values of `href` and `src` that are addresses, as they stand.
    private static func links(in text: String, file: String) -> [WebLink] {
        let source = SourceText(Array(text.utf8))
        var links: [WebLink] = []
        for attribute in ["href=\"", "src=\""] {
            var rest = text[...]
            while let open = rest.firstRange(of: attribute) {
                rest = rest[open.upperBound...]
                let url = rest.prefix { $0 != "\"" }
                guard url.hasPrefix("http") || url.hasPrefix("/"), !url.contains("{{") else { continue }
                let start = text.utf8.distance(from: text.startIndex, to: url.startIndex)
                links.append(
                    WebLink(
                        url: String(url), file: file, place: source.place(of: start),
                        end: source.place(of: start + url.utf8.count)))
            }
        }
        return links
    }

    /// An asset as it is published, by its name below `assets/`.
    func asset(named name: String) -> [UInt8]? {
        shared.assets.paths[name].flatMap { path in assets.first { "/" + $0.path == path }?.bytes }
    }

    private static func path(_ name: String) -> String { "\(ContentTree.templates)/\(name).mustache" }

    /// The template for pages that have the values of `present`, as their bits.
    func compiled(_ name: TemplateName, present: UInt64) -> CompiledTemplate? {
        CompiledTemplate(name, of: templates, present: present, shared: shared)
    }

    /// Finds names that no page gives: mustache itself would show nothing in their place.
    private mutating func checkNames() {
        for name in TemplateName.allCases {
            let everything = name.values.reduce(0) { $0 | $1.bit }
            // A partial that several templates share may ask for what another one is given.
            let others = Set(TemplateValue.allCases.map(\.name))
            for unknown in (compiled(name, present: everything)?.unknown ?? []).subtracting(others).sorted() {
                let known = name.values.map(\.name) + SharedValues.names.sorted()
                findings.append(
                    Finding(
                        InvalidTemplate.self, file: Self.path(name.rawValue), at: .start,
                        "the template asks for \"\(unknown)\", which no page gives",
                        help: Nearest.match(unknown, among: known).map { "did you mean \($0)?" }
                            ?? "it is given \(known.joined(separator: ", "))"))
            }
        }
    }

    /// Names that a template uses and that do not exist: mustache itself would show nothing in their place.
    private static func check(
        _ text: String, path: String, names: Set<String>, assets: Set<String>
    ) -> [Finding] {
        var findings: [Finding] = []
        let source = SourceText(Array(text.utf8))
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let inner = rest[open.upperBound...]
            guard let close = inner.firstRange(of: "}}") else { break }
            let tag = inner[..<close.lowerBound].drop { $0 == "{" || $0 == "&" || $0 == " " }
            let offset = text.utf8.distance(from: text.startIndex, to: open.lowerBound)
            if tag.hasPrefix("assets.") {
                let name = tag.dropFirst(7).filter { $0 != " " && $0 != "}" }
                if !assets.contains(String(name)) {
                    findings.append(
                        Finding(
                            InvalidTemplate.self, file: path, at: source.place(of: offset),
                            "no asset is named \"\(name)\"",
                            help: Nearest.match(String(name), among: assets.sorted()).map {
                                "did you mean \($0)?"
                            }
                                ?? "put the file into Templates/assets/"))
                }
            } else if tag.hasPrefix(">") {
                let name = tag.dropFirst().filter { $0 != " " }
                if !names.contains(String(name)), !name.hasPrefix("*") {
                    findings.append(
                        Finding(
                            InvalidTemplate.self, file: path, at: source.place(of: offset),
                            "no template is named \"\(name)\"",
                            help: Nearest.match(String(name), among: names.sorted()).map {
                                "did you mean \($0)?"
                            }
                                ?? "put \(name).mustache into Templates/"))
                }
            }
            rest = inner[close.upperBound...]
        }
        return findings
    }
}

extension InvalidTemplate {
    /// Why a text is no mustache template, at its line and column.
    static func finding(_ error: any Error, file: String) -> Finding {
        guard let error = error as? MustacheTemplate.ParserError else {
            return Finding(self, file: file, at: .start, "this template cannot be read: \(error)")
        }
        return Finding(
            self, file: file,
            at: Place(line: error.context.lineNumber, column: max(1, error.context.columnNumber)),
            "this is no mustache template: \(error.error)", help: "each {{#name}} needs its {{/name}}")
    }
}
