import Findings
import Markdown
import Support

/// The front matter of a guide: title, summary, category and more.
package struct FrontMatter: Sendable {
    package var title = Located(text: "", location: .start)
    package var summary = Located(text: "", location: .start)
    package var category = Located(text: "", location: .start)
    /// Slugs of guides, in the author's order.
    package var related: [Located] = []
    package var resources: [Resource] = []
    /// Keywords beyond the derived ones.
    package var keywords: [Located] = []
    /// Other wordings by which readers look for the guide: questions, messages and codes. The search finds it by them; no
    /// page shows them.
    package var matches: [Located] = []
    /// Notes for agents, beyond the site's and the category's.
    package var agentNotes: [Located] = []
    /// Former slugs.
    package var aliases: [Located] = []
    /// The day of the last change, where the guide names it.
    package var updated: Day?
    /// The day on which the guide wants to be read again.
    package var review: Located.Day?
    package var isDraft = false
    /// Whether lists, the search and what agents and search engines are told name the guide.
    package var isListed = true
    /// The place in lists of its category, lower first; nil for after all that have one.
    package var order: Int?
    /// Whether terms that other guides explain become links; nil leaves it to the site.
    package var termLinks: Bool?
    /// Facts about issues of the guide, under `issues`.
    package var issues: [Issue] = []
    /// Former anchors of headings that are no issues.
    package var headings: [Heading] = []

    /// Facts about an issue besides its section.
    package struct Issue: Sendable {
        /// The anchor of its heading.
        package var id: Located
        /// Ids that it had before, the first one first.
        package var formerIDs: [Located]
        /// Other wordings, other tools' messages, and registry codes.
        package var matches: [Located]
        /// The lookup by which a tool sees it.
        package var check: Lookup?
        package var fixesWhere: FixesWhere?

        package init(
            id: Located, formerIDs: [Located] = [], matches: [Located] = [], check: Lookup? = nil,
            fixesWhere: FixesWhere? = nil
        ) {
            self.id = id
            self.formerIDs = formerIDs
            self.matches = matches
            self.check = check
            self.fixesWhere = fixesWhere
        }
    }

    /// A lookup by which a tool sees an issue.
    package struct Lookup: Sendable, Hashable {
        /// The type of the DNS record, such as `TXT`.
        package var record: String
        /// The name that is looked up, below the domain; empty for the domain itself.
        package var name: String
        package var found: Found
        /// The states of the site's own checks that lead to the issue, such as `dmarc/missing`, as they are written.
        package var states: [Located] = []
        /// The same, without the single word that says that no state leads to the issue.
        package var claimed: [Located] { states.map(\.text) == [Self.noState] ? [] : states }

        private static let noState = "none"

        /// The result of the lookup that means the issue.
        package enum Found: String, Sendable, CaseIterable {
            case nothing = "none"
            case many, incomplete, unverifiable
        }
    }

    /// The system on which an issue is fixed.
    package enum FixesWhere: String, Sendable, CaseIterable {
        case dns
        case policyFile = "policy-file"
        /// Other files and addresses on the sender's own web server.
        case webServer = "web-server"
        case mailServer = "mail-server"
        case sendingService = "sending-service"
        /// Content, recipients and frequency of mails, and the settings of the program that writes them.
        case campaign
        case inboxProvider = "inbox-provider"
        /// Nothing has to change, or only time helps.
        case nobody
    }

    /// A heading that was worded otherwise.
    package struct Heading: Sendable {
        /// Its present anchor.
        package var anchor: Located
        /// Anchors that it had before.
        package var formerIDs: [Located]
    }

    /// Something worth reading after the guide: another guide, or a page elsewhere.
    package struct Resource: Sendable {
        /// The page that a resource leads to: a guide by its slug, or a page elsewhere.
        package enum Target: Sendable {
            case guide(Located)
            case page(title: String, url: Located)
        }

        package var target: Target
        package var note: Located
        package var location: SourceLocation
    }

    init() {}

    /// Reads a front matter; what it cannot read is in the findings.
    init(_ value: YAML, file: String, findings: inout [Finding]) {
        var reader = MappingReader(value, file: file, what: "the front matter")
        self.init(&reader)
        findings.append(contentsOf: reader.finish())
    }

    /// The values that a reader has. Every key is asked for, whatever is there, since that makes the shape too.
    init(_ reader: inout MappingReader) {
        let empty = Located(text: "", location: reader.location)
        title = reader.string("title", isRequired: true) ?? empty
        summary = reader.string("summary", isRequired: true) ?? empty
        category = reader.string("category", isRequired: true) ?? empty
        related = reader.strings("related")
        resources = reader.list("resources", what: "a resource") { Self.resource(&$0) }
        keywords = reader.strings("keywords")
        matches = reader.strings("matches")
        agentNotes = reader.strings("agent-notes")
        aliases = reader.strings("aliases")
        updated = reader.day("updated")?.day
        review = reader.day("review")
        isDraft = reader.bool("draft") ?? false
        isListed = reader.bool("listed") ?? true
        order = reader.int("order")
        termLinks = reader.bool("term-links")
        issues = reader.list("issues", what: "an issue") { reader in
            let id = reader.string("issue", isRequired: true)
            let former = Self.formerIDs(&reader)
            let matches = reader.strings("matches")
            let check = reader.mapping("check", what: "a check", Self.lookup)
            let fixesWhere = reader.choice("fixes-where", FixesWhere.self)
            return id.map {
                Issue(id: $0, formerIDs: former, matches: matches, check: check, fixesWhere: fixesWhere)
            }
        }
        headings = reader.list("headings", what: "a heading") { reader in
            let anchor = reader.string("heading", isRequired: true)
            let former = Self.formerIDs(&reader)
            return anchor.map { Heading(anchor: $0, formerIDs: former) }
        }
    }

    /// Ids as pages have them, and nothing else: they are in addresses.
    private static func formerIDs(_ reader: inout MappingReader) -> [Located] {
        // What an anchor does not keep, of ASCII.
        let ids = reader.strings("former-ids", pattern: #"^[^\sA-Z!-,./:-@\[-\^`{-~]+$"#)
        for id in ids where Anchor.make(from: id.text) != id.text {
            let made = Anchor.make(from: id.text)
            reader.report(
                Finding(
                    .contentBadSlug, file: reader.file, at: id.location, to: id.end,
                    "a former id is \"\(id.text)\", which no heading has",
                    help: "write it as pages have it: \(made)",
                    fix: Fix.offered(id, made)))
        }
        return ids
    }

    private static func lookup(_ reader: inout MappingReader) -> Lookup? {
        let record = reader.string("record", isRequired: true)
        let name = reader.string("name")
        let found = reader.choice("found", Lookup.Found.self, isRequired: true)
        let states = reader.strings("states")
        guard let record, let found else { return nil }
        return Lookup(
            record: record.text.uppercased(), name: name?.text ?? "", found: found, states: states)
    }

    private static func resource(_ reader: inout MappingReader) -> Resource? {
        let guide = reader.string("guide")
        let title = reader.string("title", isRequired: guide == nil)
        let url = reader.string("url", isRequired: guide == nil)
        reader.oneOf([["guide"], ["title", "url"]])
        let note = reader.string("note") ?? Located(text: "", location: (guide ?? url)?.location ?? .start)
        if let guide {
            if let other = title ?? url {
                reader.report(
                    Finding(
                        .contentWrongType, file: reader.file, at: other.location,
                        "a resource names a guide and a page of its own",
                        help: "keep `guide`, whose title and address are known, or `title` with `url`"))
            }
            return Resource(target: .guide(guide), note: note, location: guide.location)
        }
        guard let title, let url else { return nil }
        return Resource(target: .page(title: title.text, url: url), note: note, location: url.location)
    }
}

extension FrontMatter: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        for text in [title, summary, category] { writer.write(text) }
        for texts in [related, keywords, matches, agentNotes, aliases] { writer.write(texts) }
        writer.write(resources)
        writer.write(updated)
        writer.write(review)
        writer.write(isDraft)
        writer.write(isListed)
        writer.write(order)
        writer.write(termLinks)
        writer.write(issues)
        writer.write(headings)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        title = try reader.value()
        summary = try reader.value()
        category = try reader.value()
        related = try reader.list()
        keywords = try reader.list()
        matches = try reader.list()
        agentNotes = try reader.list()
        aliases = try reader.list()
        resources = try reader.list()
        updated = try reader.optional()
        review = try reader.optional()
        isDraft = try reader.flag()
        isListed = try reader.flag()
        order = try reader.optional()
        termLinks = try reader.optional()
        issues = try reader.list()
        headings = try reader.list()
    }
}

extension FrontMatter.Issue: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(id)
        writer.write(formerIDs)
        writer.write(matches)
        writer.write(check)
        writer.write(fixesWhere?.rawValue)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(
            id: try reader.value(), formerIDs: try reader.list(), matches: try reader.list(),
            check: try reader.optional(),
            fixesWhere: (try reader.optional(String.self)).flatMap(FrontMatter.FixesWhere.init))
    }
}

extension FrontMatter.Lookup: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(record)
        writer.write(name)
        writer.write(found.rawValue)
        writer.write(states)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        record = try reader.text()
        name = try reader.text()
        guard let found = Found(rawValue: try reader.text()) else { throw BinaryReader.Broken() }
        self.found = found
        states = try reader.list()
    }
}

extension FrontMatter.Heading: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(anchor)
        writer.write(formerIDs)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        anchor = try reader.value()
        formerIDs = try reader.list()
    }
}

extension FrontMatter.Resource: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        switch target {
        case .guide(let name):
            writer.write(true)
            writer.write(name)
        case .page(let title, let url):
            writer.write(false)
            writer.write(title)
            writer.write(url)
        }
        writer.write(note)
        writer.write(location)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        target =
            try reader.flag()
            ? .guide(try reader.value()) : .page(title: try reader.text(), url: try reader.value())
        note = try reader.value()
        location = try reader.value()
    }
}
