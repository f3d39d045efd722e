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
        let reading = try await AnalyzedSite(options)
        let library = reading.library
        guard reading.content.hasSettings else {
            throw CannotStart("\(Site.file) cannot be read; `guides check` says why")
        }
        var folders = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let last = folders.removeLast()
        let slug = library.site.naming.slug(of: name + ".md")
        if let reason = library.refusal(ofName: slug) { throw CannotStart(reason) }
        // What starts with a dot or ends with a tilde is an editor's own, and no folder leads out of the guides.
        if let folder = folders.first(where: {
            $0.isEmpty || $0.hasPrefix(".") || $0.hasSuffix("~") || !ContentTree.isName($0)
        }) {
            throw CannotStart(
                "\"\(MessageText.name(folder))\" cannot be a folder of guides; choose another name")
        }
        let file = "\(ContentTree.guides)/\((folders + [last]).joined(separator: "/")).md"
        let path = "\(options.site)/\(file)"
        guard Disk.status(path) == nil else {
            throw CannotStart("\(file) already exists; choose another name")
        }
        if let title, !InvisibleText.find(in: Array(title.utf8)).isEmpty || title.utf8.contains(127) {
            throw CannotStart("the title has an invisible character; remove it")
        }
        let text = try text(slug, category(of: library.site), today)
        if let folder = ContentTree.folder(in: folders, leadingOutOf: "\(options.site)/\(ContentTree.guides)")
        {
            throw CannotStart("\(folder) leads out of \(ContentTree.guides); choose another folder")
        }
        if let parent = Disk.parent(of: path) { try Disk.makeFolder(parent) }
        try Disk.writeNew(Array(text.utf8), to: path)
        return file
    }

    private func category(of site: Site) throws -> String {
        let ids = site.categories.map(\.id)
        guard let first = ids.first else {
            throw CannotStart("\(Site.file) has no category; add one first")
        }
        guard let category else { return first }
        if site.category(category) != nil { return category }
        let near = Nearest.match(category, among: ids).map { "did you mean \($0)?" }
        throw CannotStart(
            "no category is named \(category); \(near ?? "\(Site.file) has \(ids.joined(separator: ", "))")")
    }

    /// A text as a value of YAML, in quotes where it would be read as something else.
    private static func written(_ text: String) -> String {
        let isPlain = YAML.value(ofScalar: text) == text && !text.contains(": ") && !text.contains(" #")
        return isPlain ? text : YAML.quoted(text)
    }

    private func text(_ slug: String, _ category: String, _ today: Day) -> String {
        let last = slug.split(separator: "/").last ?? slug[...]
        let words = last.split(whereSeparator: { "-_.".contains($0) }).map {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
        let title = (title ?? words.joined(separator: " ")).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        return """
            ---
            title: \(Self.written(title))
            summary: \(YAML.quoted("\(title): what readers want to know, in one sentence of 50 to 160 characters."))
            category: \(Self.written(category))
            updated: \(today)
            draft: true
            ---

            Start with the answer, in a sentence or two.

            """
    }
}
