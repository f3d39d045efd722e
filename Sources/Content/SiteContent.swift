import Findings
import Markdown
import Support

/// A site's content as it is read from the disk: its settings, its vocabulary, and each guide's front matter with the
/// bytes of its body.
package struct SiteContent: Sendable {
    /// The settings of `site.yml`.
    package var site = Site()
    /// Whether `site.yml` is there and can be read. Where it cannot, nothing else can be said of the site.
    package private(set) var hasSettings = false
    /// The terms of `terms.yml`.
    package var terms: [Term] = []
    /// Searches, with the results that they have to find.
    package var queries: [Query] = []
    /// The addresses that were ever published.
    package var addressHistory = AddressHistory()
    /// By slug, then by file. Two may have one slug: that is a finding of its own.
    package var guides: [GuideSource] = []
    /// Guides that are not built because they are drafts.
    package var drafts: [GuideSource] = []
    /// Paths, relative to `Content/guides`, of the files that are published as they are.
    package var files: [String] = []
    /// The pictures among `files`, by path.
    package var pictures: [String: Picture] = [:]
    /// Files among `files` that can run, or steer the host.
    package var activeFiles: [String: ActiveContent] = [:]
    /// Files that guides can include.
    package private(set) var includes = IncludedFiles()
    /// Findings from reading, besides those of single guides.
    package var findings: [Finding] = []
    /// Files other than guides that are there and could not be read, whatever was found in them.
    package private(set) var unreadFiles: Set<String> = []
    /// The texts of `site.yml`, `terms.yml` and the templates, by file.
    package var texts: [String: SourceText] = [:]
    /// Addresses that templates name.
    package var templateLinks: [WebLink] = []

    /// One guide's file, cut into its parts.
    package struct GuideSource: Sendable {
        /// Its name in addresses, such as `mta-sts`: see `Naming.slug(of:)`.
        package var slug: String
        /// Relative to the site's folder.
        package var file: String
        package var source: SourceText {
            get { stored?.source ?? held }
            set { held = newValue }
        }
        private var held: SourceText
        /// Where the source is, if it is not held in memory.
        private var stored: StoredTexts?
        /// The bytes of the file below the front matter.
        package var body: Range<Int>
        package var frontMatter: FrontMatter
        package var findings: [Finding]
        /// False where the file could not be read as a guide; then nothing more is asked of it.
        package var isReadable = true
        /// Whether its body may include another file.
        package internal(set) var mayInclude = false
        /// Tells it from all others that were read.
        package let identity = Identity.next()

        init(
            slug: String, file: String, source: SourceText = SourceText([]), body: Range<Int> = 0..<0,
            frontMatter: FrontMatter = FrontMatter(), findings: [Finding] = []
        ) {
            self.slug = slug
            self.file = file
            held = source
            self.body = body
            self.frontMatter = frontMatter
            self.findings = findings
        }

        /// A file that an earlier reading kept, which could be read as a guide.
        ///
        /// - Parameters:
        ///   - source: the file; nil where it is in `texts`.
        ///   - body: the bytes of it below the front matter.
        ///   - findings: from reading it.
        package init(
            slug: String, file: String, _ source: SourceText?, _ texts: StoredTexts, body: Range<Int>,
            frontMatter: FrontMatter, findings: [Finding], mayInclude: Bool
        ) {
            self.init(
                slug: slug, file: file, source: source ?? SourceText([]), body: body,
                frontMatter: frontMatter,
                findings: findings)
            stored = source == nil ? texts : nil
            self.mayInclude = mayInclude
        }

        /// The path of its file relative to `Content/guides`, such as `mail/spf.md`.
        package var pathInGuides: String { ContentTree.pathInGuides(of: file) ?? file }
    }

    /// Files and facts of a reading, so that the next one need not read unchanged files again.
    package struct Former: Sendable {
        /// When the reading began, in nanoseconds since 1970.
        package let readAt: Int64
        package let tree: ContentTree
        /// The guides' files as they were read, and the drafts.
        private let guides: [GuideSource]
        private let drafts: [GuideSource]
        /// The places of both, drafts after guides, by file.
        private let places: [ExactText: Int]
        let activeFiles: [String: ActiveContent]
        let pictures: [String: Picture]
        fileprivate let addressHistory: AddressHistory
        fileprivate let includes: IncludedFiles
        /// The rule for names by which the sources got theirs.
        fileprivate let naming: Naming

        package init(_ content: SiteContent, _ tree: ContentTree, readAt: Int64) {
            self.readAt = readAt
            self.tree = tree
            (guides, drafts) = (content.guides, content.drafts)
            places = Self.places(guides, drafts)
            activeFiles = content.activeFiles
            pictures = content.pictures
            addressHistory = content.addressHistory
            includes = content.includes
            naming = content.site.naming
        }

        /// - Parameters:
        ///   - sources: guides' files as they were read.
        ///   - files: the same files, sorted by path.
        ///   - naming: the rule for names by which the guides got theirs.
        package init(_ sources: [GuideSource], of files: [ContentTree.File], _ naming: Naming, readAt: Int64)
        {
            self.readAt = readAt
            tree = ContentTree(files)
            (guides, drafts) = (sources, [])
            places = Self.places(guides, drafts)
            activeFiles = [:]
            pictures = [:]
            addressHistory = AddressHistory()
            includes = IncludedFiles()
            self.naming = naming
        }

        private static func places(_ guides: [GuideSource], _ drafts: [GuideSource]) -> [ExactText: Int] {
            var places: [ExactText: Int] = [:]
            places.reserveCapacity(guides.count + drafts.count)
            for (place, source) in guides.enumerated() { places[ExactText(source.file)] = place }
            for (place, source) in drafts.enumerated() {
                places[ExactText(source.file)] = guides.count + place
            }
            return places
        }

        /// A guide's file as it was read.
        fileprivate func source(of file: String) -> GuideSource? {
            places[ExactText(file)].map { $0 < guides.count ? guides[$0] : drafts[$0 - guides.count] }
        }

        /// Whether a file is what it was when it was read. One that was written just then may have changed since
        /// without another stamp.
        func holds(_ file: ContentTree.File) -> Bool {
            tree.has(file) && !file.stamp.isRacy(at: readAt)
        }
    }

    /// A guide larger than this is no guide (4 MiB); it would hold up the build for everyone.
    package static let largestGuide = 4 << 20
    /// A larger history of addresses is not read (256 MiB).
    static let largestAddressHistory = 256 << 20
    /// A larger front matter is not read (64 KiB).
    static let largestFrontMatter = 64 << 10

    /// Reads all files of `tree` that hold content.
    ///
    /// - Parameter former: what an earlier reading keeps; guides whose files are as they were are taken from it.
    package static func read(
        _ tree: ContentTree, site folder: String, withDrafts: Bool, jobs: Int, after former: Former? = nil
    ) async throws -> SiteContent {
        var content = SiteContent()
        content.findings = tree.findings
        content.unreadFiles = Set(tree.findings.map(\.file))
        content.readSettings(tree, folder)
        content.readAddressHistory(tree, folder, after: former?.addressHistory)
        content.readIncludes(tree, folder, after: former?.includes)
        content.activeFiles = activeFiles(tree, site: folder, content.site, after: former)
        content.pictures = pictures(tree, site: folder, after: former)
        var paths: [ContentTree.File] = []
        for file in tree.files {
            guard let path = ContentTree.pathInGuides(of: file.path) else { continue }
            if path.hasSuffix(".md") {
                paths.append(file)
            } else {
                content.files.append(path)
            }
        }
        let found = paths
        let naming = content.site.naming
        let known = former?.naming == naming ? former : nil
        let sources = try await Workers.map(found.count, jobs: jobs, makeState: {}) { _, index in
            let file = found[index]
            guard let former = known?.source(of: file.path) else {
                return readGuide(file, site: folder, naming)
            }
            if known?.holds(file) == true { return former }
            // A file that was saved as it was is the same source, whose bytes are shared.
            let source = readGuide(file, site: folder, naming)
            return former.isSame(as: source) ? former : source
        }
        for source in sources {
            if source.frontMatter.isDraft, !withDrafts {
                content.drafts.append(source)
            } else {
                content.guides.append(source)
            }
        }
        content.guides.sort { ($0.slug, $0.file) < ($1.slug, $1.file) }
        return content
    }

    private mutating func readIncludes(_ tree: ContentTree, _ folder: String, after former: IncludedFiles?) {
        for file in tree.files {
            guard let name = IncludedFiles.name(of: file.path) else { continue }
            guard file.stamp.size <= Self.largestGuide else {
                refuse(
                    file.path,
                    UnreadableFile.tooLarge(Int(file.stamp.size), largest: Self.largestGuide, file: file.path)
                )
                continue
            }
            do throws(DiskError) {
                let bytes = try Disk.read("\(folder)/\(file.path)")
                if let finding = UnreadableFile.finding(bytes, file: file.path, largest: Self.largestGuide) {
                    refuse(file.path, finding)
                    continue
                }
                let text = SourceText(LineEnds.unified(bytes))
                findings += InvisibleCharacter.controls(in: text, file: file.path)
                let body = FrontMatterSplit(text).body
                if let shape = CostlyShape.find(in: text, body) {
                    refuse(file.path, shape.finding(in: text, file: file.path))
                    continue
                }
                texts[file.path] = text
                includes.add(name, text)
            } catch {
                refuse(file.path, UnreadableFile.finding(error, file: file.path))
            }
        }
        includes.identify(after: former)
    }

    private mutating func readSettings(_ tree: ContentTree, _ folder: String) {
        if let value = readYAML(Site.file, tree, folder) {
            site = Site(value, findings: &findings)
            hasSettings = true
        } else if findings.allSatisfy({ $0.file != Site.file }) {
            findings.append(
                Finding(
                    .contentMissingKey, file: Site.file, at: .start, "the site has no site.yml",
                    help: "run `guides init`, which writes one and leaves all other files as they are"))
        }
        if let value = readYAML(Term.file, tree, folder) { terms = Term.read(value, findings: &findings) }
        if let value = readYAML(Query.file, tree, folder) { queries = Query.read(value, findings: &findings) }
    }

    /// - Parameter former: what an earlier reading found; the same bytes are not read again.
    private mutating func readAddressHistory(
        _ tree: ContentTree, _ folder: String, after former: AddressHistory?
    ) {
        let path = "\(folder)/\(AddressHistory.file)"
        guard tree.holds(AddressHistory.file) else { return }
        do throws(DiskError) {
            let bytes = try Disk.read(path)
            if let former, former.bytes == bytes {
                addressHistory = former
            } else if let finding = UnreadableFile.finding(
                bytes, file: AddressHistory.file, largest: SiteContent.largestAddressHistory)
            {
                refuse(AddressHistory.file, finding)
            } else {
                addressHistory = AddressHistory(bytes)
            }
            findings += addressHistory.findings
        } catch {
            refuse(AddressHistory.file, UnreadableFile.finding(error, file: AddressHistory.file))
        }
    }

    private mutating func readYAML(_ path: String, _ tree: ContentTree, _ folder: String) -> YAML? {
        // A link out of the site is in no tree, and not read.
        guard tree.holds(path) else { return nil }
        do throws(DiskError) {
            let bytes = try Disk.read("\(folder)/\(path)")
            if let finding = UnreadableFile.finding(bytes, file: path, largest: SiteContent.largestGuide) {
                refuse(path, finding)
                return nil
            }
            let source = SourceText(bytes)
            texts[path] = source
            findings += InvisibleCharacter.findings(in: source, file: path)
            let start = bytes.starts(with: FrontMatterSplit.byteOrderMark) ? 3 : 0
            do throws(YAML.Failure) {
                return try YAML.read(source, start..<bytes.count)
            } catch {
                // Of characters that no YAML may hold, there are findings already.
                let finding =
                    error.cause == .character
                    ? nil : YAMLFault.finding(error, in: source, start..<bytes.count, file: path)
                refuse(path, finding)
            }
        } catch {
            refuse(path, UnreadableFile.finding(error, file: path))
        }
        return nil
    }

    /// Notes that a file could not be read; nil where findings say why already.
    private mutating func refuse(_ file: String, _ finding: Finding?) {
        unreadFiles.insert(file)
        if let finding { findings.append(finding) }
    }
}
