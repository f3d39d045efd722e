/// A navigation made of folders, for generators that sort guides by a number in each.
struct FolderNavigation {
    /// The place of a guide among its neighbours, lower first.
    var weight: (SourceGuide) -> Double?
    /// The place of a folder, and its title.
    var folder: (String) -> (weight: Double?, title: String?)
    /// Files that are the first page of their folder.
    var isIndex: (String) -> Bool

    /// The entries of a folder, with those of the folders in it.
    ///
    /// Folders are taken deepest first, so that each finds those in it.
    func items(_ guides: [SourceGuide], in docs: String) -> [NavigationItem] {
        struct Entry {
            var item: NavigationItem
            var weight: Double?
            var name: String
        }
        var entries: [String: [Entry]] = [:]
        var indexes: [String: SourceGuide] = [:]
        var folders: Set<String> = []
        for guide in guides {
            let folder = guide.file.folder
            var path = folder
            while path.utf8.count > docs.utf8.count, folders.insert(path).inserted { path = path.folder }
            if isIndex(guide.file), folder != docs {
                indexes[folder] = guide
            } else {
                let item = NavigationItem(title: guide.facts["title"]?.text, file: guide.file, line: 1)
                entries[folder, default: []].append(
                    Entry(item: item, weight: weight(guide), name: guide.file.fileName))
            }
        }
        func sorted(_ entries: [Entry]) -> [NavigationItem] {
            entries.sorted { a, b in
                (a.weight ?? .infinity, a.name) < (b.weight ?? .infinity, b.name)
            }
            .map(\.item)
        }
        let deepestFirst = folders.sorted { a, b in
            let (x, y) = (a.utf8.count { $0 == UInt8(ascii: "/") }, b.utf8.count { $0 == UInt8(ascii: "/") })
            return (y, a) < (x, b)
        }
        for path in deepestFirst {
            let index = indexes[path]
            let own = folder(path)
            let title = own.title ?? index?.facts["linkTitle"]?.text ?? index?.facts["title"]?.text
            let item = NavigationItem(
                title: title ?? MarkdownText.title(ofFile: path), file: index?.file,
                children: sorted(entries[path] ?? []), line: 1)
            let weight = own.weight ?? index.flatMap { self.weight($0) }
            entries[path.folder, default: []].append(Entry(item: item, weight: weight, name: path.fileName))
        }
        return sorted(entries[docs] ?? [])
    }
}
