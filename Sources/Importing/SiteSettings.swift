import Content
import Support

/// The settings of a site that is made of a source: `site.yml`.
struct SiteSettings {
    private(set) var text = ""
    private(set) var entries: [ImportEntry] = []

    init(
        facts: SourceFacts, name: String, path: String, names: GuideNames, categories: ImportedCategories,
        guides: [ImportedGuide], bare: [SourceGuide], elsewhere: [String]
    ) {
        let summary =
            facts.summary.map(GuideSummary.clean).flatMap { $0.isEmpty ? nil : $0 }
            ?? "The guides of \(name)."
        var lines = [
            "# yaml-language-server: $schema=.schemas/site.json", "",
            "name: \(ImportedGuide.written(name))", "summary: \(ImportedGuide.written(summary))",
            "base-url: \(facts.origin ?? "https://example.com")", "path: \(path.isEmpty ? "/" : path)",
        ]
        if facts.origin == nil {
            entries.append(
                ImportEntry(
                    .left, Site.file, 1,
                    "the address of the site is not in the source: write it into `base-url` of \(Site.file)"))
        }
        if let language = facts.language, language != "en" {
            lines.append("language: \(ImportedGuide.written(language))")
        }
        if names.hasFolders { lines.append("addresses: folders") }
        if names.keepsNames { lines.append("names: kept") }
        if !elsewhere.isEmpty {
            lines.append("elsewhere: [\(elsewhere.map(YAML.quoted).joined(separator: ", "))]")
            for pattern in elsewhere {
                entries.append(
                    ImportEntry(
                        .changed, Site.file, 1,
                        "links to `\(MessageWords.short(pattern))` lead to no page of the source: `elsewhere` says that another part of the host answers them"
                    ))
            }
        }
        lines.append("categories:")
        for category in categories.all {
            let own = guides.filter { $0.category == category.id }
            let (text, isMade) = Self.summary(of: category, own, guides, bare)
            lines += [
                "  - id: \(category.id)", "    title: \(ImportedGuide.written(category.title))",
                "    summary: \(ImportedGuide.written(text))",
            ]
            if isMade {
                entries.append(
                    ImportEntry(
                        .changed, Site.file, 1,
                        "the summary of the category \"\(MessageWords.short(category.title))\" is made of the titles of its guides"
                    ))
            }
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    /// The summary of a category: that of its first page, or a list of what is in it.
    private static func summary(
        of category: ImportedCategories.Category, _ own: [ImportedGuide], _ guides: [ImportedGuide],
        _ bare: [SourceGuide]
    ) -> (text: String, isMade: Bool) {
        if let index = category.index {
            if let guide = guides.first(where: { $0.file == index }) { return (guide.summary, false) }
            if let text = bare.first(where: { $0.file == index })?.facts["description"]?.text {
                return (GuideSummary.clean(text), false)
            }
        }
        let titles = own.sorted { ($0.order ?? .max) < ($1.order ?? .max) }.map(\.title)
        var text = "\(category.title)"
        for (number, title) in titles.prefix(6).enumerated() {
            let next = text + (number == 0 ? ": " : ", ") + title
            if next.count > GuideSummary.longest - 16 { break }
            text = next
        }
        return (text + (titles.isEmpty ? ": no guide yet." : titles.count > 6 ? " and more." : "."), true)
    }
}
