import Analysis
import Content
import Findings
import Library
import Support
import Synchronization
import Theming

/// The files of a site that was read, made when they are asked for: what a build would publish.
package final class RenderedSite: Sendable {
    package let site: AnalyzedSite
    /// The files of each kind that one was asked for of, by path.
    private let kinds = Mutex<[String: [String: [UInt8]]]>([:])
    private let guides = Mutex<RenderedGuides?>(nil)
    private let redirects = Mutex<[String: Redirect]?>(nil)
    /// Guides by the ids of their issues.
    private let issueOwners = Mutex<[String: Int]?>(nil)

    /// The addresses of pages by their letters without capitals.
    private let smallAddresses = Mutex<[String: String]?>(nil)

    package init(_ site: AnalyzedSite) { self.site = site }

    private var library: Library { site.library }

    /// Page and twin of a guide, with the files of its issues and their faults.
    package func guide(_ index: Int) -> RenderedGuide {
        RenderedGuide(GuideRenderer(library: library, theme: site.theme).make(index))
    }

    /// The redirect from a former or short address, by its path.
    package func redirect(from path: String) -> Redirect? {
        let former = redirects.withLock { redirects in
            let known =
                redirects
                ?? Dictionary(
                    library.formerAddresses.flatMap { redirect in
                        ([redirect.from] + redirect.spellings).map { ($0, redirect) }
                    }, uniquingKeysWith: { first, _ in first })
            redirects = known
            return known[path]
        }
        if let former { return former }
        let folder = library.addresses.issue("")
        guard path.hasPrefix(folder), let guide = guide(ofIssue: String(path.dropFirst(folder.count))) else {
            return nil
        }
        return library.redirects(ofIssuesOf: guide).first { $0.from == path }
    }

    /// The guide that has an issue with this id.
    func guide(ofIssue id: String) -> Int? {
        issueOwners.withLock { owners in
            let known =
                owners
                ?? Dictionary(
                    library.guides.enumerated().flatMap { index, guide in
                        guide.issueNames.map { ($0.id, index) }
                    }, uniquingKeysWith: { first, _ in first })
            owners = known
            return known[id]
        }
    }

    /// The path of the page, twin or list that an address means at which nothing is: with another letter case, a slash or
    /// another ending, or one that agents guess. Nil where none is meant but this very one.
    package func address(meantBy path: String) -> String? {
        let (name, _) = Alias.cut(path.withSmallASCII)
        let ending = path.withSmallASCII.hasSuffix(".md") ? ".md" : ""
        if ending.isEmpty, let guess = library.guessedAddresses.first(where: { $0.from == name }) {
            return guess.to
        }
        let known = smallAddresses.withLock { known in
            let all = known ?? Self.addresses(library)
            known = all
            return all
        }
        guard let page = known[name] else { return nil }
        return page + ending == path ? nil : page + ending
    }

    private static func addresses(_ library: Library) -> [String: String] {
        let issues = library.guides.lazy.flatMap { $0.issues.map { library.addresses.issue($0.id) } }
        let all = library.pages + library.otherPages.map(\.path) + issues + ["/sitemap"]
        return Dictionary(
            all.lazy.filter { $0 != "/" }.map { ($0.withSmallASCII, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The markdown for a missing address, with the guides first whose addresses are near it.
    package func missingTwin(near path: String) -> [UInt8] {
        let name = Alias.cut(path.withSmallASCII).path.split(separator: "/").last.map(String.init) ?? ""
        let listed = library.shape.listed
        let near = Nearest.all(name, among: listed.map { library.guides[$0].lastName }, most: 5)
            .map { listed[$0] }
        return NotFoundPage.twin(library, near: near).markdown.bytes
    }

    /// Whether there is a guide with this slug.
    package func hasGuide(_ slug: String) -> Bool { library.resolver.guidesBySlug[slug] != nil }

    /// The bytes of the published file with this path, such as `guides/tls.html`; nil where there is none.
    ///
    /// - Throws: `DiskError` where a file that is published as it is cannot be read.
    package func file(_ path: String) throws(DiskError) -> [UInt8]? {
        if let asset = site.theme.assets.first(where: { $0.path == path }) { return asset.bytes }
        if let file = fileOfGuide(path) { return file }
        let folder = library.addresses.page("").dropFirst()
        if path.hasPrefix(folder),
            let file = library.resolver.files[String(path.dropFirst(folder.count)).composed]
        {
            return try fileBesideGuides(file)
        }
        let shape = library.shape
        for kind in OutputKind.all where kind.makes(path, of: shape) {
            if let file = try files(of: kind)[path] { return file }
        }
        return nil
    }

    /// A page or twin of a guide or an issue.
    private func fileOfGuide(_ path: String) -> [UInt8]? {
        let folder = library.addresses.page("").dropFirst()
        guard path.hasPrefix(folder) else { return nil }
        let name = String(path.dropFirst(folder.count))
        for (ending, isTwin) in [(".html", false), (".md", true)] where name.hasSuffix(ending) {
            let slug = String(name.dropLast(ending.count))
            guard let index = library.resolver.guidesBySlug[slug] else { continue }
            let guide = guide(index)
            return isTwin ? guide.twin.bytes : guide.page.bytes
        }
        guard name.hasPrefix("i/") else { return nil }
        let id = name.dropFirst(2).prefix { $0 != "." }
        let files = guide(ofIssue: String(id)).map { guide($0).issues.files }
        return files?.first { $0.path == path }?.bytes
    }

    /// The files of a kind, by path, made once.
    private func files(of kind: OutputKind) throws(DiskError) -> [String: [UInt8]] {
        if let files = kinds.withLock({ $0[kind.name] }) { return files }
        let receiver = FileList()
        switch kind.maker {
        case .ofLibrary(let make): for file in make(library, site.theme, nil) { receiver.take(file) }
        case .ofPages(let make): try make(library, site.theme, renderedGuides(), nil, receiver)
        case .ofGuides(let make): try make(library, renderedGuides(), receiver)
        }
        let files = Dictionary(receiver.files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
        kinds.withLock { $0[kind.name] = files }
        return files
    }

    /// Facts for lists about all twins and issues, which are made for it once.
    private func renderedGuides() -> RenderedGuides {
        guides.withLock { known in
            if let known { return known }
            let made = RenderedGuides(of: library, theme: site.theme)
            known = made
            return made
        }
    }

    /// A file that is published as it is. Where it has become a link out of the folder since it was found, there is
    /// none.
    private func fileBesideGuides(_ name: String) throws(DiskError) -> [UInt8]? {
        let root = "\(site.site)/\(ContentTree.guides)"
        guard let home = Disk.realPath("\(site.site)/\(ContentTree.content)"),
            let path = Disk.realPath("\(root)/\(name)"), path.hasPrefix(home + "/")
        else { return nil }
        return try Disk.read(path)
    }
}

/// Keeps the files of a kind in a list.
final class FileList: FileReceiver {
    private(set) var files: [OutputFile] = []

    func take(_ file: OutputFile) { files.append(file) }
}
