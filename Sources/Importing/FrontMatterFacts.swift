import Content
import Support

/// What the front matter of a guide of the source says, in the words of each generator.
struct FrontMatterFacts {
    private let facts: SourceValue
    private let file: String
    private let line: Int
    /// Former addresses, as paths from the root of the host.
    private(set) var aliases: [(path: String, line: Int)] = []
    /// How title and summary were made, for the table: ` with a title made of its name`; empty where both were written.
    private(set) var origin = ""
    private(set) var entries: [ImportEntry] = []

    init(_ source: SourceGuide, _ site: SourceFacts) {
        facts = source.facts
        file = source.file
        line = source.body.first?.number ?? 1
        for key in ["aliases", "redirect_from", "redirects"] {
            for path in facts[key]?.texts ?? [] {
                // A relative one is one of Hugo's, below the folder of the page.
                let whole = path.begins("/") ? site.path + path : "\(site.path)/\(path)"
                if AddressText.scheme(of: path) == nil {
                    aliases.append((whole, facts[key]?.line ?? 1))
                }
            }
        }
    }

    private static let titleKeys = ["title", "linkTitle", "linktitle", "sidebar_label", "nav_title"]
    private static let summaryKeys = ["description", "summary", "excerpt", "abstract", "lead"]
    /// Keys whose meaning is in the site, or that tell generators how a page looks.
    private static let understood: Set<String> = [
        "title", "linkTitle", "linktitle", "sidebar_label", "nav_title", "description", "summary", "excerpt",
        "abstract", "lead",
        "aliases", "redirect_from", "redirects", "draft", "published", "date", "lastmod", "updated",
        "last_update", "unlisted",
        "keywords", "weight", "sidebar_position", "nav_order", "order", "slug", "url", "permalink", "id",
        "layout", "type",
        "parent", "menu", "toc", "hide", "icon", "template", "search", "sidebar", "aside", "outline", "prev",
        "next",
        "hide_title", "hide_table_of_contents", "toc_min_heading_level", "toc_max_heading_level",
        "pagination_prev",
        "pagination_next", "custom_edit_url", "sidebar_class_name", "displayed_sidebar", "categories",
        "publishDate", "publishdate", "pubdate", "expiryDate", "expirydate", "unpublishdate",
        "last_review_date", "last_review", "logo", "has_children", "last_reviewed", "footer",
        "lastUpdated", "build", "_build", "cascade", "hide_sidebar", "pageClass", "navbar", "sitemap", "uid",
    ]

    /// Title and summary.
    ///
    /// - Parameters:
    ///   - heading: the heading of the first level, which is no longer in the body.
    ///   - named: the title that the navigation gives to the guide.
    ///   - address: of the guide on the old site.
    mutating func texts(
        heading: String?, named: String?, address: String, body: GuideBody
    ) -> (title: String, summary: String) {
        let facts = facts
        func first(_ keys: [String]) -> String? {
            let text = keys.lazy.compactMap { facts[$0]?.text }.first.map(GuideSummary.clean)
            return text.flatMap { $0.isEmpty ? nil : $0 }
        }
        let written = first(Self.titleKeys)
        let seen = heading.map(GuideSummary.clean).flatMap { $0.isEmpty ? nil : $0 }
        let entry = named.map(GuideSummary.clean).flatMap { $0.isEmpty ? nil : $0 }
        let title =
            written ?? seen ?? entry ?? MarkdownText.title(ofFile: address.isEmpty ? "overview" : address)
        var notes: [String] = []
        if written == nil {
            notes.append(
                seen != nil
                    ? "the first heading as its title"
                    : entry != nil ? "the title that the navigation gives" : "a title made of its name")
        }
        if let written, let seen, written.lowercased() != seen.lowercased() {
            entries.append(
                ImportEntry(
                    .changed, file, line,
                    "the heading \"\(MessageWords.short(seen))\" gave way to the title \"\(MessageWords.short(written))\""
                ))
        }
        var summary = first(Self.summaryKeys)
        if summary == nil {
            summary = GuideSummary.ofLines(body.lines)
            notes.append(summary == nil ? "a summary made of its title" : "its first sentence as its summary")
        }
        origin = notes.isEmpty ? "" : ", with \(notes.joined(separator: " and "))"
        return (title, summary ?? "\(title), as a guide of this site.")
    }

    /// Puts the other facts into a guide, and tells of keys without a meaning.
    mutating func apply(to guide: inout ImportedGuide) {
        guide.isDraft = facts["draft"]?.bool ?? false || facts["published"]?.bool == false
        guide.isUnlisted = facts["unlisted"]?.bool ?? false
        let days =
            ["lastmod", "updated", "date"].compactMap { facts[$0]?.day }
            + [facts["last_update"]?["date"]?.day, facts["ms.date"]?.monthFirstDay].compactMap(\.self)
        guide.updated = days.first
        guide.keywords = Self.keywords(facts["keywords"])
        for field in facts.fields where !Self.understood.contains(field.key) && !field.key.begins("ms.") {
            entries.append(
                ImportEntry(
                    .left, file, field.line, "the key `\(MessageWords.short(field.key))` has no meaning here")
            )
        }
    }

    private static func keywords(_ value: SourceValue?) -> [String] {
        guard let value else { return [] }
        let texts = value.text.map { $0.split(separator: ",").map(String.init) } ?? value.texts
        var seen: Set<String> = []
        return texts.map(GuideSummary.clean).filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
    }
}
