import Support

/// Looks into the files beside the guides.
extension SiteContent {
    /// Looks through the files beside the guides. A file that cannot be read is reported when it is published.
    static func activeFiles(
        _ tree: ContentTree, site folder: String, _ site: Site, after former: Former?
    ) -> [String: ActiveContent] {
        var active: [String: ActiveContent] = [:]
        for file in tree.files where !file.path.hasSuffix(".md") {
            guard let path = ContentTree.pathInGuides(of: file.path) else { continue }
            if let found = ActiveContent.ofName(path, isRoot: site.path.isEmpty) {
                active[path] = found
                continue
            }
            let look = ActiveContent.look(into: path)
            guard look != .none else { continue }
            if let former, former.holds(file) {
                active[path] = former.activeFiles[path]
                continue
            }
            let whole = "\(folder)/\(file.path)"
            if look == .start {
                let start = (try? Disk.read(whole, first: ActiveContent.start)) ?? []
                guard ActiveContent.startsAsXML(start) else { continue }
            }
            if let bytes = try? Disk.read(whole) { active[path] = ActiveContent.ofBytes(bytes, path: path) }
        }
        return active
    }

    /// Looks at the start of each picture. One that cannot be read is reported when it is published.
    static func pictures(_ tree: ContentTree, site folder: String, after former: Former?) -> [String:
        Picture]
    {
        var pictures: [String: Picture] = [:]
        for file in tree.files {
            guard let path = ContentTree.pathInGuides(of: file.path),
                let format = Picture.Format(ofName: path)
            else {
                continue
            }
            if let former, former.holds(file), let known = former.pictures[path] {
                pictures[path] = known
            } else if let start = try? Disk.read("\(folder)/\(file.path)", first: Picture.start) {
                pictures[path] = Picture(start, format, bytes: Int(file.stamp.size))
            }
        }
        return pictures
    }
}
