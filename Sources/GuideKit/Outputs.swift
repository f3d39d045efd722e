import Markdown
import Synchronization

/// The files of a site that was read, made when they are asked for: what a build would publish.
package final class Outputs: Sendable {
    package let reading: AnalyzedSite
    /// Every file but the pairs and what is published as it is; made at once when the first is asked for.
    private let pages = Mutex<[String: [UInt8]]?>(nil)
    private let redirects = Mutex<[String: Redirect]?>(nil)
    /// Guides by the ids of their issues.
    private let issueOwners = Mutex<[String: Int]?>(nil)
    /// The same for lists that say something of the twins.
    private let lists = Mutex<[String: [UInt8]]?>(nil)

    package init(_ reading: AnalyzedSite) { self.reading = reading }

    /// A page and its twin, with what is wrong with the two.
    package struct Pair: Sendable {
        package var page: OutputFile
        package var twin: OutputFile
        var issues: IssuePages.Made
        package var findings: [Finding]

        /// Of each issue a twin, and a page that leads to its place.
        package var issueFiles: [OutputFile] { issues.files }

        init(_ made: GuideRenderer.Pair) {
            page = OutputFile(made.pagePath, made.page.bytes)
            twin = OutputFile(made.twinPath, made.twin.bytes)
            issues = made.issues
            findings = made.findings
        }
    }

    /// Both halves of a guide.
    package func pair(_ index: Int) -> Pair {
        Pair(GuideRenderer(library: reading.library, theme: reading.theme).make(index))
    }

    /// Where a former or short address leads, by its path.
    package func redirect(from path: String) -> Redirect? {
        redirects.withLock { redirects in
            if redirects == nil {
                redirects = Dictionary(
                    reading.library.redirects.map { ($0.from, $0) }, uniquingKeysWith: { first, _ in first })
            }
            return redirects?[path]
        }
    }

    /// The guide that has an issue with this id.
    package func guide(ofIssue id: String) -> Int? {
        issueOwners.withLock { owners in
            if owners == nil {
                let library = reading.library
                owners = Dictionary(
                    library.guides.enumerated().flatMap { index, guide in
                        guide.issues.map { ($0.id, index) }
                    }, uniquingKeysWith: { first, _ in first })
            }
            return owners?[id]
        }
    }

    /// Whether there is a guide with this slug.
    package func hasGuide(_ slug: String) -> Bool { reading.library.resolver.guidesBySlug[slug] != nil }

    /// What is wrong with the pairs of some guides. A task that is cancelled makes no more of them.
    package func findings(ofPairs indices: [Int], jobs: Int) async throws -> [[Finding]] {
        let (library, theme) = (reading.library, reading.theme)
        return try await Workers.map(
            indices.count, jobs: jobs, makeState: { GuideRenderer(library: library, theme: theme) }
        ) { maker, at in
            try Task.checkCancellation()
            return maker.make(indices[at]).findings
        }
    }

    /// The pairs of all guides.
    package func pairs(jobs: Int) async throws -> [Pair] {
        let (library, theme) = (reading.library, reading.theme)
        return try await Workers.map(
            library.guides.count, jobs: jobs, makeState: { GuideRenderer(library: library, theme: theme) }
        ) { maker, index in
            Pair(maker.make(index))
        }
    }

    /// The bytes of the published file with this path, such as `guides/tls.html`; nil where there is none.
    ///
    /// - Throws: `DiskError` where a file that is published as it is cannot be read.
    package func file(_ path: String) throws(DiskError) -> [UInt8]? {
        let library = reading.library
        if let asset = reading.theme.assets.first(where: { $0.path == path }) { return asset.bytes }
        let folder = library.addresses.page("").dropFirst()
        if path.hasPrefix(folder) {
            let name = String(path.dropFirst(folder.count))
            for (ending, isTwin) in [(".html", false), (".md", true)] where name.hasSuffix(ending) {
                let slug = String(name.dropLast(ending.count))
                guard let index = library.resolver.guidesBySlug[slug] else { continue }
                let pair = pair(index)
                return isTwin ? pair.twin.bytes : pair.page.bytes
            }
            if name.hasPrefix("i/") {
                let id = name.dropFirst(2).prefix { $0 != "." }
                let files = guide(ofIssue: String(id)).map { pair($0).issueFiles }
                if let file = files?.first(where: { $0.path == path }) { return file.bytes }
            }
            if let file = library.resolver.files[name.composed] { return try fileBesideGuides(file) }
        }
        let made = pages.withLock { pages in
            if pages == nil { pages = Self.byPath(Pages.make(library, reading.theme)) }
            return pages?[path]
        }
        guard made == nil, Pages.needsTwins(path) else { return made }
        return lists.withLock { lists in
            if lists == nil {
                let (twins, issues, signals) = twinsAndIssues
                lists = Self.byPath(
                    Pages.make(library, twins) + IssueCatalog.make(library, issues)
                        + SearchIndex.make(library, signals))
            }
            return lists?[path]
        }
    }

    private static func byPath(_ files: [OutputFile]) -> [String: [UInt8]] {
        Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    }

    /// What lists say of all twins and issues, which are made for it.
    private var twinsAndIssues: (Twins, [IssueCatalog.Entry], signals: [[String]]) {
        let maker = GuideRenderer(library: reading.library, theme: reading.theme)
        let keeps = Twins.mayFit(reading.library)
        var characters: [Int] = []
        var texts: [[UInt8]] = []
        var issues: [IssueCatalog.Entry] = []
        var signals: [[String]] = []
        for index in reading.library.guides.indices {
            let pair = maker.make(index)
            characters.append(pair.twin.characters)
            if keeps { texts.append(pair.twin.bytes) }
            issues += pair.issues.entries
            signals.append(pair.issues.signals)
        }
        return (Twins(characters: characters, kept: keeps ? texts : nil), issues, signals)
    }

    /// A file that is published as it is. Where it has become a link out of the folder since it was found, there is none.
    private func fileBesideGuides(_ name: String) throws(DiskError) -> [UInt8]? {
        let root = "\(reading.site)/\(ContentTree.guides)"
        guard let home = Disk.realPath("\(reading.site)/\(ContentTree.content)"),
            let path = Disk.realPath("\(root)/\(name)"), path.hasPrefix(home + "/")
        else { return nil }
        return try Disk.read(path)
    }

    /// Every file that a build would publish.
    package func all(jobs: Int) async throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let pairs = try await pairs(jobs: jobs)
        for pair in pairs {
            files[pair.page.path] = pair.page.bytes
            files[pair.twin.path] = pair.twin.bytes
            for file in pair.issueFiles { files[file.path] = file.bytes }
        }
        let twins = Twins(
            characters: pairs.map { Tokens.characters($0.twin.bytes) },
            kept: Twins.mayFit(reading.library) ? pairs.map(\.twin.bytes) : nil)
        let issues = IssueCatalog.make(reading.library, pairs.flatMap(\.issues.entries))
        let search = SearchIndex.make(reading.library, pairs.map(\.issues.signals))
        for file in Pages.make(reading.library, reading.theme) + Pages.make(reading.library, twins) + issues
            + search
        {
            files[file.path] = file.bytes
        }
        for name in reading.library.files {
            let path = reading.library.addresses.fileOutput(name)
            files[path] = try Disk.read("\(reading.site)/\(ContentTree.guides)/\(name)")
        }
        return files
    }
}
