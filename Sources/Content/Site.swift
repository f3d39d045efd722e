import Findings
import Markdown
import Support
import Words

/// The settings in `Content/site.yml`.
package struct Site: Sendable {
    package var name = ""
    package var summary = Located(text: "", location: .start)
    /// Scheme and host without a slash at the end, such as `https://mailrith.com`.
    package var baseURL = ""
    /// The path of the index: `/guides`, or empty where the guides are the whole site.
    package var path = "/guides"
    /// How the names of guides' files become addresses.
    package var naming = Naming()
    /// Paths of the host that other parts of it answer: `elsewhere: [/docs/*, /pricing]`.
    package var elsewhere = PathPatterns()
    /// A language tag (BCP 47), such as `en` or `de-AT`.
    package var language = "en"
    /// The same where `site.yml` names it.
    package var languagePlace: Located?
    /// The texts of the tool in the site's language.
    package var strings = Strings.english
    /// Address at which a guide's file can be edited, with `{path}` in the place of its path in the site; empty for
    /// nowhere.
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
    /// Whether code on pages has colors.
    package var codeColors = true
    /// Whether twins start with YAML front matter, and end with the address of the sitemap: `twin: {front-matter: true}`.
    package var twinsHaveFrontMatter = false
    package var categories: [Category] = []
    /// Readers of the site, each with the guides to start with; the index shows them first.
    package var start: [Audience] = []
    /// Settings of checks and groups, by name, such as `links/vague-text` or `links`.
    package var checks: [String: CheckSetting] = [:]
    package var suppressions: [Suppression] = []
    /// Hosts that may be in examples, beyond the example domains.
    package var exampleHosts: Set<String> = []
    /// The name of the dictionary by which words are checked, such as `en_US`; nil for none.
    package var spelling: Located?
    /// Words that are right though no dictionary has them, beyond those of the terms.
    package var knownWords: [String] = []
    /// Words and phrases to avoid, with better ones, as in `words: {utilize: use}`.
    package var wordings: [Wordings.Wording] = []
    /// Kinds of files that may be beside guides though they can run: `files: {allow: [html]}`.
    package var allowedFiles: Set<ActiveContent.Kind> = []

    /// The HTML that guides may hold.
    package var html = AllowedHTML.all
    /// Texts that guides name, `{{value: name}}`, by name.
    package var values: [String: String] = [:]

    /// The rights of AI crawlers, as `robots.txt` tells them; nil where the site does not say.
    package var aiCrawlers: AICrawlers?

    /// The policy for AI crawlers: `open` allows all, `no-training` those that answer people, `closed` none.
    package enum AICrawlers: String, Sendable, CaseIterable {
        case open
        case noTraining = "no-training"
        case closed
    }

    /// The page that checks a domain; nil where the site has none.
    package var checker: Checker?
    /// Whether records in examples are checked, where there is no such page.
    var checksRecords = false

    /// The settings of the page that checks a domain.
    package struct Checker: Sendable, Hashable {
        /// The resolver that readers' browsers ask, by DNS over HTTPS (RFC 8484), such as `https://dns.example.com/dns-query`.
        package var resolver: Located
    }

    /// Whether the records in examples of guides are checked.
    package var holdsRecords: Bool { checker != nil || checksRecords }

    /// Where the site is served; empty where it does not say, so that it has the files that any host needs.
    package var hosts: [SiteHost] = []

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
        package var title: Located
        package var summary: Located
        package var agentNotes: [Located]
        /// Former ids.
        package var aliases: [Located] = []
        /// Slugs of guides that come first in it, in this order.
        package var guides: [Located] = []
        package var location: SourceLocation
    }

    /// A kind of reader, such as people who send campaigns.
    package struct Audience: Sendable, Hashable {
        /// The reader's own words, such as `I send campaigns`.
        package var title: Located
        package var summary: Located?
        /// Slugs of the guides to start with, in this order.
        package var guides: [Located]
    }

    /// The setting for a check or a group of checks, under `checks` of `site.yml`.
    package enum CheckSetting: Sendable, Hashable {
        case off
        case severity(Severity)
    }

    init() {}

    /// The origin of an http or https address that has nothing after its host; nil for any other text.
    package static func origin(_ text: String) -> String? {
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        for scheme in ["https://", "http://"] where url.lowercased().hasPrefix(scheme) {
            let host = url.dropFirst(scheme.count)
            let allowed = host.utf8.allSatisfy {
                $0.isASCIILetterOrDigit || ".-:[]".utf8.contains($0)
            }
            guard allowed, !host.isEmpty, !host.hasPrefix(".") else { return nil }
            return scheme + host.lowercased()
        }
        return nil
    }

    /// The name of the site's host, without a port, such as `example.org` or `[::1]`.
    package var host: String {
        let name = baseURL.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" }
        return String(name.hasPrefix("[") ? name.prefix { $0 != "]" } + "]" : name.prefix { $0 != ":" })
    }

    /// The placeholder for a file's path in `edit-url`.
    static let editedPath = "{path}"

    /// Address at which a file of the site can be edited; empty for nowhere.
    package func editURL(of file: String) -> String {
        editURL.replacingBytes(Self.editedPath, with: PercentEncoding.encode(file, .embeddedPath))
    }

    /// Languages that are written from right to left, by their subtags (IANA's registry).
    private static let rightToLeft: Set<String> = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi",
    ]

    /// Whether its language is English.
    package var isEnglish: Bool { language.lowercased().prefix { $0 != "-" } == "en" }

    /// The value of `dir` for the site's language.
    package var direction: String {
        let subtag = language.lowercased().prefix { $0 != "-" }
        return Self.rightToLeft.contains(String(subtag)) ? "rtl" : "ltr"
    }

    /// How bodies of its guides are read and written.
    package var dialect: Dialect {
        let titles: [(Callout, StringKey)] = [
            (.note, .calloutNote), (.tip, .calloutTip), (.important, .calloutImportant),
            (.warning, .calloutWarning), (.caution, .calloutCaution),
        ]
        return Dialect(
            html: html, titles: titles.map { ($0, strings[$1]) }, issues: strings.sections.issues,
            takeaways: strings.sections.takeaways)
    }

    /// The category with this id.
    package func category(_ id: String) -> Category? { categories.first { $0.id == id } }
}
