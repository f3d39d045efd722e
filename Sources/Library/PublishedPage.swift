import Content
import Support

/// A page that a site has besides those of its guides and issues, such as its glossary, as others have to know of it: links,
/// the history of addresses, maps of the site, lists for agents and the search.
package struct PublishedPage: Sendable {
    /// Its path, such as `/guides/glossary`.
    package var path: String
    package var title: String
    package var summary: String
    /// The latest day on which something that it shows was changed.
    package var updated: Day?
    /// Whether the history of addresses keeps its address and those of its parts.
    var isRecorded: Bool
    /// Whether maps of the site name it.
    package var isMapped: Bool
    /// The parts that readers look for in it, in order.
    package var parts: [PagePart]

    package init(
        path: String, title: String, summary: String = "", updated: Day? = nil, isRecorded: Bool = false,
        isMapped: Bool = false, parts: [PagePart] = []
    ) {
        self.path = path
        self.title = title
        self.summary = summary
        self.updated = updated
        self.isRecorded = isRecorded
        self.isMapped = isMapped
        self.parts = parts
    }

    /// Its name below the site's path, such as `glossary` of `/guides/glossary`.
    package func name(_ addresses: Addresses) -> String {
        String(path.dropFirst(addresses.path.count).drop { $0 == "/" })
    }
}

/// A part of a page that readers look for, such as a term of the glossary.
package struct PagePart: Sendable {
    /// The id of its element on the page.
    package var anchor: String
    package var title: String
    /// Other names that it is looked for by.
    package var forms: [String]
    /// The line below its title in search results.
    package var note: String
    /// A text whose words it is found by as well.
    package var text: String

    package init(anchor: String, title: String, forms: [String], note: String, text: String) {
        self.anchor = anchor
        self.title = title
        self.forms = forms
        self.note = note
        self.text = text
    }
}
