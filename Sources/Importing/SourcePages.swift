import Content
import Rendering
import Support

/// The pages and other files of a source, by every name that a link may give them.
struct SourcePages: Sendable {
    /// A guide and where it goes.
    struct Page: Sendable {
        /// Relative to the imported folder.
        var file: String
        /// The address that it had, below the path of the pages.
        var address: String
        /// Its file relative to `Content/guides`, without `.md`.
        var out: String
        /// Other names by which links may call it.
        var names: [String] = []
        /// The id that the heading of its title had.
        var titleID: String?
    }

    /// The target of a link.
    enum Target: Sendable, Equatable {
        case page(String)
        case file(String)
    }

    let folder: SourceFolder
    let facts: SourceFacts
    private(set) var pages: [String: Page] = [:]
    private var byAddress: [String: String] = [:]
    private var byLowerCase: [String: String] = [:]
    private var byLowerAddress: [String: String] = [:]
    /// First parts of the addresses of pages, and first folders of other files.
    private var firstParts: Set<String> = []
    /// Pages by other names of their files.
    private var byOtherName: [String: String] = [:]
    /// Pages by their file's name alone; nil for a name that several have.
    private var byName: [String: String?] = [:]
    /// Files that are no guides, by where they go.
    private var fileOuts: [String: String] = [:]
    /// Files that are no guides by their other names.
    private var otherFiles: [String: String] = [:]
    private var takenFiles: [String: String] = [:]

    static let endings: Set<String> = ["md", "markdown", "mdx", "mdown"]
    private static let indexNames = ["index", "README", "readme", "Readme", "_index"]

    static func isMarkdown(_ path: String) -> Bool { endings.contains(path.ending) }

    /// - Parameter names: other names by which links may call a file.
    init(
        _ folder: SourceFolder, _ facts: SourceFacts, _ pages: [Page],
        names: (String) -> [String] = { _ in [] }
    ) {
        self.folder = folder
        self.facts = facts
        for page in pages {
            self.pages[page.file] = page
            if let first = page.address.split(separator: "/").first { firstParts.insert(String(first)) }
            for name in page.names { byOtherName[name] = page.file }
            if byAddress[page.address] == nil { byAddress[page.address] = page.file }
            let lower = page.address.lowercased()
            if byLowerAddress[lower] == nil { byLowerAddress[lower] = page.file }
            if byLowerCase[page.file.lowercased()] == nil { byLowerCase[page.file.lowercased()] = page.file }
            let name = page.file.fileName
            byName[name] = byName[name] == nil ? .some(page.file) : .some(nil)
        }
        for file in folder.files where !Self.isMarkdown(file) {
            takeFile(file)
            for name in names(file) where !folder.has(name) { otherFiles[name] = file }
            if let first = fileOuts[file]?.cut(at: "/")?.before { firstParts.insert(first) }
        }
    }

    private mutating func takeFile(_ file: String) {
        let root = facts.statics.first { file.begins($0 + "/") }
        let isInDocs = facts.docs.isEmpty || file.begins(facts.docs + "/")
        let out =
            root.flatMap { file.after($0 + "/") }
            ?? (isInDocs ? file.after(facts.docs + "/") ?? file : "files/\(file)")
        let first = out.cut(at: "/")?.before ?? out
        // Some names the site needs itself.
        if takenFiles[out.lowercased()] == nil, !OutputKind.namesOfTheSite.contains(first) {
            takenFiles[out.lowercased()] = file
            fileOuts[file] = out
        } else {
            fileOuts[file] = "files/\(file)"
        }
    }

    /// Where a file that is no guide goes, relative to `Content/guides`.
    func out(ofFile file: String) -> String { fileOuts[file] ?? file }

    /// A place for a file that the import makes, which no file of the source has.
    func freeOut(_ path: String) -> String {
        var (out, number) = (path, 1)
        while takenFiles[out.lowercased()] != nil || folder.has(out) {
            number += 1
            out = "\(path.withoutEnding)-\(number).\(path.ending)"
        }
        return out
    }

    /// The page with an address below the path of the pages, without a slash at its end or `.html`.
    func page(atAddress address: String) -> String? { byAddress[address] }

    // MARK: Links

    /// The target of a path in a guide; nil where there is none.
    ///
    /// - Parameters:
    ///   - path: with its escapes read, without query and fragment.
    ///   - page: the guide that names it.
    func target(of path: String, in page: Page, byNameAlone: Bool) -> Target? {
        if let site = path.after("@site/") { return file(RelativePath.resolve(site, in: "")) }
        if path.begins("xref:") { return byOtherName[path].map { .page($0) } }
        if let home = path.after("~/") {
            return file(RelativePath.resolve(home, in: facts.home ?? facts.docs))
        }
        if Self.isTemplate(path) { return target(ofTemplate: path) }
        if let target = rooted(path) { return target }
        if !path.begins("/") {
            if let target = file(RelativePath.resolve(path, in: page.file.folder)) { return target }
            for base in [page.address, page.address.folder] {
                if let target = address(RelativePath.resolve(path, in: base)) { return target }
            }
            // A path in HTML is one from the address of the page.
            let base = RelativePath.join(facts.docs, page.address)
            if let target = file(RelativePath.resolve(path, in: base)) { return target }
        }
        if byNameAlone, !path.begins("/") {
            let names = facts.statics.map { RelativePath.join($0, path) }
            if let found = folder.first(of: names) { return .file(found) }
        }
        if byNameAlone, let found = byName[path.fileName] ?? byName[path.fileName + ".md"], let found {
            return .page(found)
        }
        if let plain = path.after("/") {
            let own = path.after(facts.path + "/") ?? plain
            return byLowerAddress[Self.plainAddress(own.lowercased())].map { .page($0) }
        }
        return similar(RelativePath.resolve(path, in: page.file.folder))
            ?? RelativePath.resolve(path, in: page.address.folder).flatMap { address in
                byLowerAddress[Self.plainAddress(address.lowercased())].map { .page($0) }
            }
    }

    /// Whether a path has a template in it, so that nothing tells which address it was.
    static func isTemplate(_ path: String) -> Bool {
        path.position(of: "{{") != nil || path.position(of: "{%") != nil
    }

    /// The guide whose address from the root of the pages is what comes after a template: `b` of `/docs/{{version}}/b`.
    private func target(ofTemplate path: String) -> Target? {
        var rest = path
        while let cut = rest.cut(at: "}}") { rest = cut.after }
        guard let own = rest.after("/"), !own.isEmpty, !Self.isTemplate(own) else { return nil }
        if let target = address(own) { return target }
        guard case .page(let page)? = file(RelativePath.resolve(own, in: facts.docs)) else { return nil }
        return .page(page)
    }

    /// The target of a path from the root: of the source, of the files that were at the root, or of the host.
    private func rooted(_ path: String) -> Target? {
        guard let plain = path.after("/") else { return nil }
        let own = facts.path.isEmpty ? plain : path.after(facts.path + "/") ?? (path == facts.path ? "" : nil)
        for root in facts.statics {
            let file = RelativePath.join(root, own ?? plain)
            if folder.has(file) { return .file(file) }
            let whole = RelativePath.join(root, plain)
            if folder.has(whole) { return .file(whole) }
        }
        if let own, let target = address(own) ?? file(RelativePath.resolve(own, in: facts.docs)) {
            return target
        }
        return address(plain) ?? file(RelativePath.resolve(plain, in: facts.docs)) ?? file(plain)
    }

    /// A file of the source, or the guide that is meant by a name without ending.
    private func file(_ path: String?) -> Target? {
        guard let path else { return nil }
        if pages[path] != nil { return .page(path) }
        if let own = byOtherName[path] { return .page(own) }
        if !Self.isMarkdown(path), folder.has(path) { return .file(path) }
        if let own = otherFiles[path] { return .file(own) }
        let plain = path.ends(".html") ? String(path.dropLast(5)) : path
        for ending in ["md", "mdx", "markdown"] {
            if pages["\(plain).\(ending)"] != nil { return .page("\(plain).\(ending)") }
            if let own = byOtherName["\(plain).\(ending)"] { return .page(own) }
            for name in Self.indexNames {
                let index = RelativePath.join(plain, "\(name).\(ending)")
                if pages[index] != nil { return .page(index) }
            }
        }
        return nil
    }

    /// The page with an address as a link gives it: with a slash or an ending, or without.
    func address(_ path: String?) -> Target? {
        guard let path else { return nil }
        return byAddress[Self.plainAddress(path)].map { .page($0) }
    }

    /// A path from the root of the host for a link that leads out of the pages, and a pattern for what is there: `/std/*`
    /// for `../std/index.html` of a site at `/book`. Nil where the pages have addresses that begin alike, so that the
    /// link may lead to a page that is gone.
    func otherPart(_ path: String, of page: Page) -> (path: String, pattern: String)? {
        guard !Self.isTemplate(path) else { return nil }
        let own = facts.path + "/" + page.address.folder
        let whole: String
        if path.begins("/") {
            whole = path
        } else {
            guard facts.origin != nil, RelativePath.resolve(path, in: page.address.folder) == nil,
                let resolved = RelativePath.resolve(path, in: own)
            else { return nil }
            whole = "/" + resolved
        }
        let parts = whole.split(separator: "/")
        guard let first = parts.first, parts.count > 1 || !whole.ends("/"), first != "..",
            first.utf8.allSatisfy({ $0.isASCIILetterOrDigit || "-_.".utf8.contains($0) })
        else { return nil }
        if let others = facts.others, let inner = whole.after(facts.path + "/") {
            if others.pages.contains(Self.plainAddress(inner).lowercased()) { return (whole, whole) }
            guard let own = inner.cut(at: "/")?.before,
                !firstParts.contains(own) || others.folders.contains(own)
            else { return nil }
            return (whole, "\(facts.path)/\(own)/*")
        }
        let isOwn = facts.path.isEmpty ? firstParts.contains(String(first)) : whole.begins(facts.path + "/")
        guard !isOwn else { return nil }
        return (whole, parts.count > 1 ? "/\(first)/*" : "/\(first)")
    }

    /// The address of a file of the repository to which a link of a page leads out of the folder of the pages.
    func repositoryAddress(_ path: String, of page: Page) -> String? {
        let folder =
            facts.docs.isEmpty
            ? page.file.folder : page.file.folder.after(facts.docs).map { $0.after("/") ?? $0 }
        return folder.flatMap { facts.repository?.address(of: path, in: $0) }
    }

    /// Whether a link leads above the root of the pages, of which no setting says where it was.
    func leadsOut(_ path: String, of page: Page) -> Bool {
        facts.origin == nil && !path.begins("/") && ["", "html", "htm"].contains(path.ending)
            && RelativePath.resolve(path, in: page.address.folder) == nil
    }

    /// A page whose name differs in letter case alone.
    private func similar(_ path: String?) -> Target? {
        guard let path else { return nil }
        return (byLowerCase[path.lowercased()] ?? byLowerCase[path.lowercased() + ".md"]).map { .page($0) }
    }

    /// An address without slashes at its ends, `index`, and `.html`: hosts answer at all of these.
    static func plainAddress(_ path: String) -> String {
        var parts = path.split(separator: "/").map(String.init)
        if let last = parts.last {
            for ending in [".html", ".htm", ".md"] where last.ends(ending) {
                parts[parts.count - 1] = String(last.dropLast(ending.count))
            }
        }
        if parts.last == "index" { parts.removeLast() }
        return parts.joined(separator: "/")
    }
}
