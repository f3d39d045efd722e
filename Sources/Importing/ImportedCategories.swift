import Content
import Support

/// The categories of a new site and which guide is in which, made of a navigation.
struct ImportedCategories: Sendable {
    /// A category of the site.
    struct Category: Sendable {
        var id: String
        var title: String
        /// Its guides, in order.
        var files: [String] = []
        /// The guide in its place; its summary is that of the category.
        var index: String?
    }

    private(set) var all: [Category] = []
    /// The category of a guide, and its place in it from 1; nil for one that no navigation names.
    private(set) var places: [String: (category: Int, order: Int?)] = [:]

    /// The most entries of a navigation, and the most within each other, that are followed.
    static let deepestNavigation = 20

    /// - Parameters:
    ///   - files: of all guides, in the order of the disk.
    ///   - titles: of folders, by their paths.
    init(
        _ navigation: [NavigationItem], files: [String], indexes: Set<String>, docs: String,
        titles: [String: String], siteName: String
    ) {
        let known = Set(files)
        var items = navigation
        // What has one part only is no division.
        while items.count == 1, let only = items.first, !only.children.isEmpty {
            items = only.children
            if let file = only.file {
                items.insert(NavigationItem(title: only.title, file: file, line: only.line), at: 0)
            }
        }
        var loose: Int?
        for item in items {
            if item.children.isEmpty {
                guard let file = item.file, known.contains(file), places[file] == nil else { continue }
                let index = loose ?? add("Overview", index: nil)
                loose = index
                put(file, index, isOrdered: true)
            } else {
                let named = Self.flat([item]).filter { known.contains($0) && places[$0] == nil }
                guard !named.isEmpty else { continue }
                let title = item.title ?? item.file.map { MarkdownText.title(ofFile: $0) } ?? "Guides"
                let own = item.file ?? named.first { indexes.contains($0) }
                let index = add(title, index: own)
                for file in named { put(file, index, isOrdered: true) }
            }
        }
        for file in files where places[file] == nil {
            put(file, category(near: file, docs, titles), isOrdered: false)
        }
        if all.isEmpty { _ = add("Guides", index: nil) }
    }

    /// Files of entries, in the order of their lines.
    private static func flat(_ items: [NavigationItem]) -> [String] {
        var files: [String] = []
        var open: [ArraySlice<NavigationItem>] = [items[...]]
        while var level = open.popLast() {
            guard let item = level.popFirst() else { continue }
            open.append(level)
            if let file = item.file { files.append(file) }
            if !item.children.isEmpty, open.count < deepestNavigation { open.append(item.children[...]) }
        }
        return files
    }

    private mutating func add(_ title: String, index: String?) -> Int {
        let clean = GuideSummary.clean(title)
        let base = Slug.suggestion(for: clean) ?? "guides"
        var (id, number) = (base, 1)
        while all.contains(where: { $0.id == id }) {
            number += 1
            id = "\(base.prefix(90))-\(number)"
        }
        all.append(Category(id: id, title: clean.isEmpty ? "Guides" : clean, index: index))
        return all.count - 1
    }

    private mutating func put(_ file: String, _ category: Int, isOrdered: Bool) {
        guard places[file] == nil else { return }
        all[category].files.append(file)
        places[file] = (category, isOrdered ? all[category].files.count : nil)
        if isOrdered { byNavigation[file.folder] = min(byNavigation[file.folder] ?? category, category) }
    }

    /// The category of a guide that no navigation names: that of the guides in its folder, or that of the first folder
    /// on its path.
    private mutating func category(near file: String, _ docs: String, _ titles: [String: String]) -> Int {
        var folder = file.folder
        while folder.utf8.count > docs.utf8.count {
            if let index = byFolder[folder] { return index }
            if let index = byNavigation[folder] { return index }
            guard !folder.folder.isEmpty || docs.isEmpty else { break }
            if folder.folder.utf8.count <= docs.utf8.count { break }
            folder = folder.folder
        }
        let top = folder.utf8.count > docs.utf8.count ? folder : docs
        if let index = byFolder[top] { return index }
        let title = top == docs ? "Overview" : titles[top] ?? MarkdownText.title(ofFile: top)
        let index =
            top == docs
            ? all.firstIndex { $0.title == "Overview" } ?? add(title, index: nil) : add(title, index: nil)
        byFolder[top] = index
        return index
    }

    /// Categories that were made for folders.
    private var byFolder: [String: Int] = [:]
    /// Categories of folders in which the navigation names guides, the first one of each.
    private var byNavigation: [String: Int] = [:]

    /// The index page of a folder that became a category is in its place.
    mutating func setIndexes(_ indexes: Set<String>) {
        for number in all.indices where all[number].index == nil {
            all[number].index = all[number].files.first { indexes.contains($0) }
        }
    }
}
