import Markdown
import Mustache

// What templates are given. Each context answers to the names that a template may use; the README lists them. They are
// classes, since mustache passes them about as `Any`, and answer by hand, since mirrors are slow.

/// What every template is given of the site.
final class SharedContext: MustacheParent {
    let site: Site
    let addresses: Addresses
    var assets = AssetNames(paths: [:])
    var header = ""
    var footer = ""

    init(_ site: Site, _ addresses: Addresses) {
        self.site = site
        self.addresses = addresses
    }

    init(_ library: Library, _ theme: Theme) {
        site = library.site
        addresses = library.addresses
        assets = AssetNames(paths: theme.assetPaths)
        header = theme.header
        footer = theme.footer
    }

    func child(named name: String) -> Any? {
        switch name {
        case "header": header
        case "footer": footer
        case "language": site.language
        case "assets": assets
        case "site-name": site.name
        case "site-summary": site.summary
        case "site-url": addresses.index
        case "home": addresses.full(addresses.index)
        case "guide-index": addresses.guideIndex
        case "guide-index-path": "/llms.txt"
        case "publisher": LinkContext(title: site.publisher.name, url: site.publisher.url)
        case "categories":
            site.categories.map {
                LinkContext(title: $0.title, url: addresses.category($0.id), note: $0.summary)
            }
        default: nil
        }
    }
}

/// A link with a title and perhaps a line about it.
final class LinkContext: MustacheParent {
    let title: String
    let url: String
    let note: String
    let kind: String

    init(title: String, url: String, note: String = "", kind: String = "") {
        self.title = title
        self.url = url
        self.note = note
        self.kind = kind
    }

    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "url": url
        case "note": note.isEmpty ? nil : note
        case "kind": kind.isEmpty ? nil : kind
        default: nil
        }
    }
}

/// A list that a template shows only when something is in it.
final class ListContext: MustacheParent {
    let items: [LinkContext]
    let more: Int

    /// - Parameter most: how many are shown; the rest is counted.
    init?(_ items: [LinkContext], most: Int = .max) {
        guard !items.isEmpty else { return nil }
        self.items = Array(items.prefix(most))
        more = items.count - self.items.count
    }

    func child(named name: String) -> Any? {
        switch name {
        case "items": items
        case "more": more > 0 ? more : nil
        default: nil
        }
    }
}

/// A page's own facts over the site's.
final class PageContext: MustacheParent {
    private let shared: SharedContext
    private let values: [String: String]
    private let lists: [String: ListContext]
    private let links: [String: LinkContext]
    private let groups: [GroupContext]
    private let kind: Kind

    /// What a page is; templates ask `is-article` and `is-inner`.
    enum Kind { case index, article, other }

    init(
        _ shared: SharedContext, _ kind: Kind = .other, values: [String: String], lists: [String: ListContext?] = [:],
        links: [String: LinkContext?] = [:], groups: [GroupContext] = []
    ) {
        self.shared = shared
        self.values = values
        self.lists = lists.compactMapValues { $0 }
        self.links = links.compactMapValues { $0 }
        self.groups = groups
        self.kind = kind
    }

    func child(named name: String) -> Any? {
        if let value = values[name] { return value }
        if let list = lists[name] { return list }
        if let link = links[name] { return link }
        switch name {
        case "groups": return groups
        case "is-article": return kind == .article
        case "is-inner": return kind != .index
        default: return shared.child(named: name)
        }
    }
}

/// A category with its guides.
final class GroupContext: MustacheParent {
    let category: LinkContext
    let guides: [LinkContext]

    init(category: LinkContext, guides: [LinkContext]) {
        self.category = category
        self.guides = guides
    }

    func child(named name: String) -> Any? {
        switch name {
        case "guides": guides
        default: category.child(named: name)
        }
    }
}
