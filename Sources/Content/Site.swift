import Findings
import Support

/// The settings in `Content/site.yml`.
package struct Site: Sendable {
    package var name = ""
    package var summary = ""
    /// Scheme and host without a slash at the end, such as `https://mailrith.com`.
    package var baseURL = ""
    /// The path of the index: `/guides`, or empty where the guides are the whole site.
    package var path = "/guides"
    /// A language tag (BCP 47), such as `en` or `de-AT`.
    package var language = "en"
    /// Where a guide's file can be edited, with `{path}` in the place of its path in the site; empty for nowhere.
    var editURL = ""
    /// The publisher in structured data and in the feed.
    package var publisher = Publisher()
    /// Keywords of every page.
    package var keywords: [String] = []
    /// Notes for agents, in every twin.
    package var agentNotes: [Located] = []
    /// The reading speed for the reading time, in words a minute.
    package var wordsPerMinute = 180
    /// Whether mentions of terms become links, where a guide does not say otherwise.
    package var termLinks = true
    package var categories: [Category] = []
    /// Settings of checks and groups, by name, such as `links/vague-text` or `links`.
    package var checks: [String: CheckSetting] = [:]
    package var suppressions: [Suppression] = []
    /// Hosts that may be in examples, beyond the example domains.
    package var exampleHosts: Set<String> = []
    /// Kinds of files that may be beside guides though they can run: `files: {allow: [html]}`.
    package var allowedFiles: Set<ActiveContent.Kind> = []

    /// The rights of AI crawlers, as `robots.txt` tells them.
    package var aiCrawlers = AICrawlers.open

    /// The policy for AI crawlers: `open` allows all, `no-training` those that answer people, `closed` none.
    package enum AICrawlers: String, Sendable, CaseIterable {
        case open
        case noTraining = "no-training"
        case closed
    }

    /// The path of the settings, relative to the site's folder.
    package static let file = "Content/site.yml"

    /// The person or organization that publishes the site.
    package struct Publisher: Sendable, Hashable {
        package var name = ""
        package var url = ""
        package var location = SourceLocation.start
    }

    /// A category of guides. Its order in `site.yml` is that of the lists.
    package struct Category: Sendable, Hashable {
        /// The slug in addresses, such as `sending`.
        package var id: String
        package var title: String
        package var summary: String
        package var agentNotes: [Located]
        /// Former ids.
        package var aliases: [Located] = []
        package var location: SourceLocation
    }

    /// The setting for a check or a group of checks, under `checks` of `site.yml`.
    package enum CheckSetting: Sendable, Hashable {
        case off
        case severity(Severity)
    }

    init() {}

    /// Reads `site.yml`; what it cannot read is in the findings.
    init(_ value: YAML, findings: inout [Finding]) {
        var reader = MappingReader(value, file: Self.file, what: "site.yml")
        name = reader.string("name", isRequired: true)?.text ?? ""
        summary = reader.string("summary", isRequired: true)?.text ?? ""
        if let url = reader.string("base-url", isRequired: true) {
            baseURL = Self.origin(url.text) ?? ""
            if baseURL.isEmpty {
                reader.report(
                    Finding(
                        .contentWrongType, file: Self.file, at: url.location,
                        "`base-url` is \"\(url.text)\", not the origin of a site",
                        help: "write scheme and host alone, such as https://example.com; the folder is `path`"
                    ))
            }
        }
        if let given = reader.string("path") {
            if let path = Self.path(given.text) {
                self.path = path
            } else {
                reader.report(
                    Finding(
                        .contentWrongType, file: Self.file, at: given.location,
                        "`path` is \"\(given.text)\", not a path of lower-case words",
                        help: "write it like /guides, or / when the guides are the whole site"))
            }
        }
        language = reader.string("language")?.text ?? language
        if let url = reader.string("edit-url") {
            if url.text.contains(Self.editedPath),
                ["http", "https"].contains(AddressText.scheme(of: url.text))
            {
                editURL = url.text
            } else {
                reader.report(
                    Finding(
                        .contentWrongType, file: Self.file, at: url.location,
                        "`edit-url` is \"\(url.text)\", not a web address with `{path}` in it",
                        help: "write it like https://code.example.com/guides/edit/main/{path}"))
            }
        }
        aiCrawlers = reader.choice("ai-crawlers", AICrawlers.self) ?? aiCrawlers
        publisher =
            reader.mapping("publisher", what: "the publisher") { reader in
                let name = reader.string("name", isRequired: true)
                let url = reader.string("url", isRequired: true)
                return Publisher(
                    name: name?.text ?? "", url: url?.text ?? "", location: url?.location ?? .start)
            } ?? Publisher()
        keywords = reader.strings("keywords").map(\.text)
        agentNotes = reader.strings("agent-notes")
        wordsPerMinute = reader.positiveInt("words-per-minute") ?? wordsPerMinute
        termLinks = reader.bool("term-links") ?? termLinks
        categories = reader.list("categories", what: "a category", isRequired: true) { reader in
            let id = reader.string("id", isRequired: true)
            let title = reader.string("title", isRequired: true)
            let summary = reader.string("summary")?.text ?? ""
            let notes = reader.strings("agent-notes")
            let aliases = reader.strings("aliases")
            guard let id, let title else { return nil }
            if !Slug.isValid(id.text) {
                reader.report(Slug.finding(id, in: Self.file, what: "the id of a category"))
            }
            return Category(
                id: id.text, title: title.text, summary: summary, agentNotes: notes, aliases: aliases,
                location: id.location)
        }
        exampleHosts = Set(reader.strings("example-hosts").map { $0.text.lowercased() })
        allowedFiles = reader.mapping("files", what: "`files`", Self.allowedFiles) ?? []
        if let entry = reader.entry("checks") { readChecks(entry.value, &reader) }
        suppressions = reader.list("suppressions", formerly: "excuses", what: "a suppression") {
            Suppression($0.file, &$0)
        }
        findings.append(contentsOf: reader.finish())
    }

    private static func allowedFiles(_ reader: inout MappingReader) -> Set<ActiveContent.Kind> {
        var kinds: Set<ActiveContent.Kind> = []
        let names = ActiveContent.Kind.allCases.map(\.rawValue)
        for given in reader.strings("allow") {
            if let kind = ActiveContent.Kind(rawValue: given.text) {
                kinds.insert(kind)
                continue
            }
            let near = Nearest.match(given.text, among: names)
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: given.location, to: given.end,
                    "\"\(given.text)\" is not a kind of file that can be allowed",
                    help: near.map { "did you mean \($0)?" } ?? "write \(names.joined(separator: ", "))",
                    fix: near.flatMap { Fix.offered(given, $0) }))
        }
        return kinds
    }

    private mutating func readChecks(_ value: YAML, _ reader: inout MappingReader) {
        let inner = MappingReader(value, file: Self.file, what: "`checks`")
        let names = CheckID.names
        for entry in inner.freeEntries {
            if !names.contains(entry.key) {
                let near = Nearest.match(entry.key, among: names)
                reader.report(
                    Finding(
                        .contentUnknownKey, file: Self.file, at: entry.location,
                        "no check is named `\(entry.key)`",
                        help: near.map { "did you mean `\($0)`?" } ?? "the ids are those that findings show"))
                continue
            }
            if CheckID.named(entry.key)?.isAlwaysError == true {
                reader.report(
                    Finding(
                        .contentWrongType, file: Self.file, at: entry.location,
                        "`\(entry.key)` is an error whose severity cannot be changed",
                        help: "remove this line"))
                continue
            }
            guard case .scalar(let scalar) = entry.value,
                let setting = scalar.text == "off"
                    ? .off : Severity(rawValue: scalar.text).map(CheckSetting.severity)
            else {
                reader.report(
                    Finding(
                        .contentWrongType, file: Self.file, at: entry.value.location,
                        "`\(entry.key)` is not a severity", help: "write error, warning, note or off"))
                continue
            }
            checks[entry.key] = setting
        }
        for finding in inner.finish(allowsOtherKeys: true) { reader.report(finding) }
    }

    /// The origin of an http or https address that has nothing after its host; nil for any other text.
    package static func origin(_ text: String) -> String? {
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        for scheme in ["https://", "http://"] where url.lowercased().hasPrefix(scheme) {
            let host = url.dropFirst(scheme.count)
            let allowed = host.utf8.allSatisfy {
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || ".-:[]".utf8.contains($0)
            }
            guard allowed, !host.isEmpty, !host.hasPrefix(".") else { return nil }
            return scheme + host.lowercased()
        }
        return nil
    }

    /// `/guides` of `/guides/`, empty of `/`; nil where a part is no slug.
    private static func path(_ text: String) -> String? {
        let parts = text.split(separator: "/")
        guard parts.allSatisfy({ Slug.isValid(String($0)) }) else { return nil }
        return parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    }

    /// The placeholder for a file's path in `edit-url`.
    static let editedPath = "{path}"

    /// Where a file of the site can be edited; empty for nowhere.
    package func editURL(of file: String) -> String {
        editURL.replacing(Self.editedPath, with: PercentEncoding.encode(file, .location))
    }

    /// Languages that are written from right to left, by their subtags (IANA's registry).
    private static let rightToLeft: Set<String> = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi",
    ]

    /// Whether its language is English, in which the theme's own words are.
    package var isEnglish: Bool { language.lowercased().prefix { $0 != "-" } == "en" }

    /// The value of `dir` for the site's language.
    package var direction: String {
        let subtag = language.lowercased().prefix { $0 != "-" }
        return Self.rightToLeft.contains(String(subtag)) ? "rtl" : "ltr"
    }

    /// The category with this id.
    package func category(_ id: String) -> Category? { categories.first { $0.id == id } }
}
