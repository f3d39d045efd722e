import Findings
import Markdown
import Support
import Words

extension Site {
    /// Reads `site.yml`; what it cannot read is in the findings.
    init(_ value: YAML, findings: inout [Finding]) {
        var reader = MappingReader(value, file: Self.file, what: "site.yml")
        self.init(&reader)
        findings.append(contentsOf: reader.finish())
    }

    /// The categories in `site.yml` of a folder, for a command line that names one; none where it cannot be read.
    package static func categories(inFolder folder: String) -> [Category] {
        read(inFolder: folder).categories
    }

    /// The rule for names in `site.yml` of a folder; the usual one where it cannot be read.
    package static func naming(inFolder folder: String) -> Naming { read(inFolder: folder).naming }

    private static func read(inFolder folder: String) -> Site {
        guard let bytes = try? Disk.read("\(folder)/\(file)"), bytes.count <= SiteContent.largestGuide,
            let value = try? YAML.read(SourceText(bytes), 0..<bytes.count)
        else { return Site() }
        var findings: [Finding] = []
        return Site(value, findings: &findings)
    }

    /// The values that a reader has. Every key is asked for, whatever is there, since that makes the shape too.
    init(_ reader: inout MappingReader) {
        name = reader.string("name", isRequired: true)?.text ?? ""
        summary = reader.string("summary", isRequired: true) ?? summary
        baseURL = Self.baseURL(&reader) ?? baseURL
        path = Self.path(&reader) ?? path
        naming.form = reader.choice("addresses", Naming.Form.self) ?? naming.form
        naming.letters = reader.choice("names", Naming.Letters.self) ?? naming.letters
        elsewhere = Self.elsewhere(&reader)
        languagePlace = reader.string("language")
        language = languagePlace?.text ?? language
        editURL = Self.editURL(&reader) ?? editURL
        aiCrawlers = reader.choice("ai-crawlers", AICrawlers.self)
        hosts = reader.choices("host", SiteHost.self, orOne: true, what: "a host with known rules") ?? []
        checker = reader.mapping("checker", what: "`checker`", Self.checker)
        checksRecords = reader.bool("records") ?? false
        publisher = reader.mapping("publisher", what: "the publisher", Self.publisher) ?? publisher
        keywords = reader.strings("keywords").map(\.text)
        agentNotes = reader.strings("agent-notes")
        codeColors = reader.bool("code-colors") ?? codeColors
        twinsHaveFrontMatter =
            reader.mapping("twin", what: "`twin`") { $0.bool("front-matter") } ?? twinsHaveFrontMatter
        wordsPerMinute = reader.positiveInt("words-per-minute") ?? wordsPerMinute
        termLinks = reader.bool("term-links") ?? termLinks
        categories = reader.list("categories", what: "a category", isRequired: true, Self.category)
        start = Self.start(&reader)
        exampleHosts = Set(reader.strings("example-hosts").map { $0.text.lowercased() })
        // A name that is missing would leave all words unchecked.
        spelling = reader.string("spelling", isFilled: true)
        knownWords = reader.strings("known-words").map(\.text)
        wordings = reader.mapping("words", what: "`words`", allowsOtherKeys: true, Self.wordings) ?? []
        allowedFiles = reader.mapping("files", what: "`files`", Self.allowedFiles) ?? []
        html = Self.html(&reader)
        values = reader.mapping("values", what: "`values`", allowsOtherKeys: true, Self.values) ?? [:]
        strings = Strings(&reader, language: language)
        checks = reader.mapping("checks", what: "`checks`", allowsOtherKeys: true, Self.checks) ?? [:]
        suppressions = reader.list("suppressions", formerly: "excuses", what: "a suppression") {
            Suppression($0.file, &$0)
        }
    }

    private static func baseURL(_ reader: inout MappingReader) -> String? {
        guard
            let url = reader.string(
                "base-url", isRequired: true,
                pattern: #"^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9:\[\]-][A-Za-z0-9.:\[\]-]*/?$"#)
        else { return nil }
        if let origin = Self.origin(url.text) { return origin }
        reader.report(
            Finding(
                .contentWrongType, file: file, at: url.location,
                "`base-url` is \"\(url.text)\", not the origin of a site",
                help:
                    "write only the scheme and the host, such as https://example.com; the folder goes into `path`"
            ))
        return nil
    }

    private static func path(_ reader: inout MappingReader) -> String? {
        guard let given = reader.string("path", pattern: #"^/*([a-z0-9]+(-[a-z0-9]+)*(/+|$))*$"#) else {
            return nil
        }
        if let path = Self.path(given.text) { return path }
        reader.report(
            Finding(
                .contentWrongType, file: file, at: given.location,
                "`path` is \"\(given.text)\", not a path of lower-case words",
                help: "write it like /guides, or / if the guides are the whole site"))
        return nil
    }

    /// `/guides` of `/guides/`, empty of `/`; nil where a part is no slug.
    private static func path(_ text: String) -> String? {
        let parts = text.split(separator: "/")
        guard parts.allSatisfy({ Slug.isValid(String($0)) }) else { return nil }
        return parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    }

    private static func elsewhere(_ reader: inout MappingReader) -> PathPatterns {
        let texts = reader.strings("elsewhere", pattern: #"^/[^*?#]*\*?$"#)
        if texts.count > PathPatterns.mostPatterns {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: texts[PathPatterns.mostPatterns].location,
                    "`elsewhere` has \(texts.count) entries; the limit is \(PathPatterns.mostPatterns)",
                    help: "write one pattern for a whole folder, such as /docs/*"))
        }
        var patterns = PathPatterns()
        for text in texts.prefix(PathPatterns.mostPatterns) where !patterns.add(text.text) {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: text.location, to: text.end,
                    "\"\(MessageText.name(text.text))\" is not a pattern of paths",
                    help: "start it with a slash; a `*` can only be its last character, as in /docs/*"))
        }
        return patterns
    }

    private static func editURL(_ reader: inout MappingReader) -> String? {
        guard let url = reader.string("edit-url", pattern: #"^[Hh][Tt][Tt][Pp][Ss]?:.*\{path\}"#) else {
            return nil
        }
        let isOfWeb = ["http", "https"].contains(AddressText.scheme(of: url.text))
        if isOfWeb, url.text.contains(editedPath) { return url.text }
        reader.report(
            Finding(
                .contentWrongType, file: file, at: url.location,
                "`edit-url` is \"\(url.text)\", not a web address with `{path}` in it",
                help: "write it like https://code.example.com/guides/edit/main/{path}"))
        return nil
    }

    /// The address is in rules for browsers, so it has no character that means something there, and no query, which the browser
    /// adds.
    private static let resolver =
        #"^https://"# + label + #"(\."# + label + ")*(:" + port + #")?(/[A-Za-z0-9._~/-]*)?$"#
    private static let label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    /// 1 to 65535.
    private static let port =
        "([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"

    private static func checker(_ reader: inout MappingReader) -> Checker? {
        guard let address = reader.string("resolver", isRequired: true, pattern: resolver) else { return nil }
        // `$` also fits before a line end.
        if let pattern = try? Regex(resolver), address.text.wholeMatch(of: pattern) != nil {
            return Checker(resolver: address)
        }
        reader.report(
            Finding(
                .contentWrongType, file: file, at: address.location,
                "`resolver` is \"\(MessageText.name(address.text))\", not an https address",
                help: "write it like https://dns.example.com/dns-query, without a query"))
        return nil
    }

    private static func publisher(_ reader: inout MappingReader) -> Publisher? {
        let name = reader.string("name", isRequired: true)
        let url = reader.string("url", isRequired: true)
        return Publisher(name: name?.text ?? "", url: url?.text ?? "", location: url?.location ?? .start)
    }

    private static func category(_ reader: inout MappingReader) -> Category? {
        let id = reader.string("id", isRequired: true, pattern: Slug.pattern)
        let title = reader.string("title", isRequired: true)
        let summary = reader.string("summary")
        let notes = reader.strings("agent-notes")
        let aliases = reader.strings("aliases")
        let guides = reader.strings("guides")
        guard let id, let title else { return nil }
        if !Slug.isValid(id.text) {
            reader.report(Slug.finding(id, in: file, what: "the id of a category"))
        }
        return Category(
            id: id.text, title: title, summary: summary ?? Located(text: "", location: id.location),
            agentNotes: notes, aliases: aliases, guides: guides, location: id.location)
    }

    /// The most words to avoid, and the most characters of one: every text is searched for all of them.
    static let mostWordings = 2_000
    static let longestWording = 200

    private static func wordings(_ reader: inout MappingReader) -> [Wordings.Wording] {
        let entries = reader.freeEntries(.text(isFilled: true, pattern: nil))
        if entries.count > mostWordings {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: entries[mostWordings].location,
                    "`words` has \(entries.count) entries; the limit is \(mostWordings)",
                    help: "remove those that are not needed"))
        }
        var read: [(wording: Wordings.Wording, location: SourceLocation)] = []
        for entry in entries.prefix(mostWordings) {
            guard let better = reader.string(of: entry, isRequired: true) else { continue }
            let avoided = entry.key.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if max(avoided.count, better.text.count) > longestWording {
                reader.report(
                    Finding(
                        .contentWrongType, file: file, at: entry.location,
                        "an entry of `words` is longer than \(longestWording) characters", help: "shorten it")
                )
            } else if !Wordings.canBeFound(avoided) {
                reader.report(
                    Finding(
                        .contentWrongType, file: file, at: entry.location,
                        "a key of `words` has no letter or digit, so it cannot be searched for",
                        help: "write a word or phrase"))
            } else {
                read.append((Wordings.Wording(avoided: avoided, better: better.text), better.location))
            }
        }
        // Whatever replaces a wording has to be right itself, or replacing would never end.
        let all = Wordings(read.map(\.wording))
        return read.compactMap { wording, location in
            guard let match = all.matches(in: Prose(wording.better)).first else { return wording }
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: location,
                    "the replacement for \"\(wording.avoided)\" contains \"\(match.written)\", which `words` says to avoid",
                    help: "write another replacement, or remove the entry for \"\(match.written)\""))
            return nil
        }
    }

    private static func allowedFiles(_ reader: inout MappingReader) -> Set<ActiveContent.Kind> {
        Set(
            reader.choices("allow", ActiveContent.Kind.self, what: "a kind of file that can be allowed") ?? []
        )
    }

    private static func html(_ reader: inout MappingReader) -> AllowedHTML {
        reader.choices("html", AllowedHTML.Kind.self, what: "a tag that guides can hold").map(
            AllowedHTML.init) ?? .all
    }

    /// The most values, and the most characters of one.
    static let mostValues = 1_000
    static let longestValue = 1_000

    private static func values(_ reader: inout MappingReader) -> [String: String] {
        let entries = reader.freeEntries(.text(isFilled: true, pattern: nil))
        if entries.count > mostValues {
            reader.report(
                Finding(
                    .contentWrongType, file: file, at: entries[mostValues].location,
                    "`values` has \(entries.count) entries; the limit is \(mostValues)",
                    help: "remove those that are not needed"))
        }
        var values: [String: String] = [:]
        for entry in entries.prefix(mostValues) {
            guard let text = reader.string(of: entry, isRequired: true) else { continue }
            if !Slug.isValid(entry.key) {
                reader.report(
                    Slug.finding(
                        Located(text: entry.key, location: entry.location), in: file,
                        what: "the name of a value"))
            } else if text.text.count > longestValue {
                reader.report(
                    Finding(
                        .contentWrongType, file: file, at: text.location,
                        "a value is longer than \(longestValue) characters",
                        help: "put the text into a file in \(IncludedFiles.folder), and include that"))
            } else if !Mark.names(in: text.text).isEmpty {
                reader.report(
                    Finding(
                        .contentWrongType, file: file, at: text.location,
                        "a value cannot hold another value or an include",
                        help: "write the text itself"))
            } else {
                values[entry.key] = text.text
            }
        }
        return values
    }

    private static func checks(_ reader: inout MappingReader) -> [String: CheckSetting] {
        let settings = Severity.allCases.map(\.rawValue) + ["off"]
        var checks: [String: CheckSetting] = [:]
        for entry in reader.freeEntries(.choice(settings, isFilled: true), names: CheckID.namesInSettings) {
            if !CheckID.isName(entry.key) {
                let near = Nearest.match(entry.key, among: CheckID.names)
                reader.report(
                    Finding(
                        .contentUnknownKey, file: file, at: entry.location,
                        "no check is named `\(entry.key)`",
                        help: near.map { "did you mean `\($0)`?" } ?? "the ids are those that findings show"))
                continue
            }
            if CheckID.named(entry.key)?.isAlwaysError == true {
                reader.report(
                    Finding(
                        .contentWrongType, file: file, at: entry.location,
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
                        .contentWrongType, file: file, at: entry.value.location,
                        "`\(entry.key)` is not a severity", help: "write error, warning, note or off"))
                continue
            }
            checks[CheckID.presentName(of: entry.key)] = setting
        }
        return checks
    }
}
