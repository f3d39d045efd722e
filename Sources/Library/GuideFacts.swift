import Content
import Support
import Words

/// Facts about a guide that page and twin both show beside its body.
package struct GuideFacts {
    package let category: Site.Category?
    /// Minutes that reading it takes, from 1.
    package let readingMinutes: Int
    /// The same in words.
    package let readingTime: String
    package let keywords: [String]
    package let agentNotes: [String]
    package let resources: [Resource]

    /// A resource of the guide, with its address for each form.
    package struct Resource {
        package var title: String
        /// On the page.
        package var page: String
        /// In the twin.
        package var twin: String
        package var note: String
    }

    package init(_ library: Library, _ index: Int) {
        let guide = library.guides[index]
        let site = library.site
        category = site.category(guide.frontMatter.category.text)
        resources = zip(guide.frontMatter.resources, library.resourceGuides[index]).compactMap {
            resource, other in
            switch resource.target {
            case .guide:
                guard let other else { return nil }
                return Resource(
                    title: library.guides[other].title, page: library.pages[other],
                    twin: library.twins[other],
                    note: resource.note.text)
            case .page(let title, let url):
                let target = library.resolver.resolve(url.text, own: index, folder: guide.folder)
                return Resource(
                    title: title,
                    page: library.pageAddress(target, from: index, written: url.text) ?? url.text,
                    twin: library.twinAddress(target, written: url.text) ?? url.text, note: resource.note.text
                )
            }
        }
        keywords = Self.keywords(guide, site, category, resources)
        agentNotes = (site.agentNotes + (category?.agentNotes ?? []) + guide.frontMatter.agentNotes).map(
            \.text)
        var words = guide.readingWords + Words.readingCount(guide.summary)
        if !resources.isEmpty { words += Words.readingCount(site.strings[.resourcesBelow]) }
        for resource in resources {
            words += Words.readingCount(resource.title) + Words.readingCount(resource.note)
        }
        let minutes = max(1, words / site.wordsPerMinute + (words % site.wordsPerMinute).signum())
        readingMinutes = minutes
        readingTime = site.strings.text(.readingTime, count: minutes)
    }

    /// Derived keywords first, the author's own last, each once whatever its letter case.
    private static func keywords(
        _ guide: Guide, _ site: Site, _ category: Site.Category?, _ resources: [Resource]
    ) -> [String] {
        func asGuide(_ title: String) -> String { site.strings.text(.guideKeyword, ["title": title]) }
        var all = [guide.title, asGuide(guide.title)]
        if let category { all += [category.title.text, asGuide(category.title.text)] }
        all += site.keywords
        all += resources.map(\.title)
        all += guide.frontMatter.keywords.map(\.text)
        // A few keywords are compared with each other; many, which hostile settings may bring, by a table.
        guard all.count > 64 else {
            var kept: [String] = []
            kept.reserveCapacity(all.count)
            for keyword in all where !kept.contains(where: { Self.isSame($0, keyword) }) {
                kept.append(keyword)
            }
            return kept
        }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.lowercased()).inserted }
    }

    /// Whether two keywords are one, whatever their letter case.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        for (x, y) in zip(a.utf8, b.utf8) {
            if x >= 128 || y >= 128 { return a.lowercased() == b.lowercased() }
            if x != y, x | 0x20 != y | 0x20 || !x.isASCIILetter { return false }
        }
        return a.utf8.count == b.utf8.count
    }
}
