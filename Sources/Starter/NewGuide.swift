import Analysis
import Content
import Findings
import Library
import Rendering
import Support

/// What `guides new` writes: a guide with a front matter and a first sentence.
package struct NewGuide: Sendable {
    /// The slug, with folders of `Content/guides` before it where there are any, such as `mail/tls`.
    private let name: String
    private let title: String?
    private let category: String?

    /// - Parameters:
    ///   - name: the slug or the file, below `Content/guides`: `tls`, `mail/tls` or `tls.md`.
    ///   - title: nil for a title made of the slug: `Spf Records` for `spf-records`.
    ///   - category: its id; nil for the first one of the site.
    package init(_ name: String, title: String?, category: String?) {
        self.name = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        self.title = title
        self.category = category
    }

    /// Writes the guide.
    ///
    /// - Parameter today: the day of the guide.
    /// - Returns: its file, relative to the site's folder.
    /// - Throws: `CannotStart` where it cannot be; `DiskError` where the disk refuses.
    package func write(_ options: AnalyzedSite.Options, today: Day) async throws -> String {
        var options = options
        options.withDrafts = true
        let library = try await AnalyzedSite(options).library
        var folders = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let slug = folders.removeLast()
        if let reason = library.refusal(ofName: slug) { throw CannotStart(reason) }
        if let folder = folders.first(where: { !Slug.isValid($0) }) {
            throw CannotStart(
                "\"\(MessageText.name(folder))\" cannot be a folder of guides; write lower-case words with hyphens between them"
            )
        }
        let file = "\(ContentTree.guides)/\((folders + [slug]).joined(separator: "/")).md"
        let path = "\(options.site)/\(file)"
        guard Disk.status(path) == nil else {
            throw CannotStart("\(file) is there already; choose another name")
        }
        let text = try text(slug, category(of: library.site), today)
        if let parent = Disk.parent(of: path) { try Disk.makeFolder(parent) }
        try Disk.writeNew(Array(text.utf8), to: path)
        return file
    }

    private func category(of site: Site) throws -> String {
        let ids = site.categories.map(\.id)
        guard let category else {
            if let first = ids.first { return first }
            throw CannotStart("\(Site.file) has no category; write one there first")
        }
        if site.category(category) != nil { return category }
        let near = Nearest.match(category, among: ids).map { "did you mean \($0)?" }
        throw CannotStart(
            "no category is named \(category); \(near ?? "\(Site.file) has \(ids.joined(separator: ", "))")")
    }

    private func text(_ slug: String, _ category: String, _ today: Day) -> String {
        let words = slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let title = title ?? words.joined(separator: " ")
        let isPlain = YAML.value(ofScalar: title) == title && !title.contains(": ") && !title.contains(" #")
        return """
            ---
            title: \(isPlain ? title : YAML.quoted(title))
            summary: What readers of this guide want to know, in one sentence of 50 to 160 characters.
            category: \(category)
            updated: \(today)
            ---

            Start with the answer, in a sentence or two.

            """
    }
}
