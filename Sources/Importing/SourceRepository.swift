import Support

/// The repository in which a source is, where its settings say it: links that lead out of the folder of the pages lead to
/// files of it.
struct SourceRepository: Sendable {
    /// The address at which its files are shown, such as `https://example.com/a/b/blob/main`.
    private let files: String
    /// The folder of the pages in it; empty for the repository itself.
    private let docs: String

    /// - Parameters:
    ///   - edit: the address at which pages are edited: `https://example.com/a/b/edit/main/docs/`.
    ///   - docs: what comes after it for the folder of the pages, such as `src`.
    init?(edit: String, docs: String = "") {
        guard edit.begins("https://") || edit.begins("http://") else { return nil }
        for (mark, shown) in [("/-/edit/", "/-/blob/"), ("/edit/", "/blob/"), ("/blob/", "/blob/")] {
            guard let cut = edit.cut(at: mark) else { continue }
            let parts = cut.after.split(separator: "/").map(String.init)
            guard let branch = parts.first, parts.allSatisfy({ !$0.contains("{") }) else { return nil }
            files = cut.before + shown + branch
            self.docs = (parts.dropFirst() + docs.split(separator: "/").map(String.init)).joined(
                separator: "/")
            return
        }
        return nil
    }

    /// The address of a file that a page names by its path; nil for one that the page's folder leads to, and for a page of
    /// HTML, which no repository shows.
    ///
    /// - Parameter folder: of the page, below that of the pages.
    func address(of path: String, in folder: String) -> String? {
        guard !path.begins("/"), !["", "html", "htm"].contains(path.ending),
            RelativePath.resolve(path, in: folder) == nil,
            let whole = RelativePath.resolve(path, in: RelativePath.join(docs, folder))
        else { return nil }
        return "\(files)/\(PercentEncoding.encode(whole, .readablePath))"
    }
}
