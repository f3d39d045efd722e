import Markdown

/// A site's content as it is read from the disk: its settings, its vocabulary, and each guide's front matter with the
/// bytes of its body.
package struct Content: Sendable {
    package var site = Site()
    package var terms: [Term] = []
    /// By slug, then by file. Two may have one slug: that is a finding of its own.
    package var guides: [GuideSource] = []
    /// Guides that are not built because they are drafts.
    package var drafts: [GuideSource] = []
    /// Paths, relative to `Content/guides`, of the files that are published as they are.
    package var files: [String] = []
    package var findings: [Finding] = []
    /// The texts of `site.yml`, `terms.yml` and the templates, by file.
    package var texts: [String: SourceText] = [:]
    /// Addresses that templates name.
    package var templateLinks: [WebLink] = []

    /// One guide's file, cut into its parts.
    package struct GuideSource: Sendable {
        package var slug: String
        /// Relative to the site's folder.
        package var file: String
        package var source: SourceText
        package var body: Range<Int>
        package var frontMatter: FrontMatter
        package var findings: [Finding]
        /// As the file was when it was read.
        var stamp: Disk.Stamp?
    }

    /// A guide larger than this is no guide (4 MiB); it would hold up the build for everyone.
    static let largestGuide = 4 << 20
    /// A front matter larger than this is none (64 KiB).
    static let largestFrontMatter = 64 << 10

    /// Reads all files of `tree` that hold content.
    ///
    /// - Parameter memory: what an earlier reading keeps; guides whose files are as they were are taken from it.
    package static func read(
        _ tree: ContentTree, site folder: String, withDrafts: Bool, jobs: Int, after memory: SiteMemory? = nil
    ) async throws -> Content {
        var content = Content()
        content.findings = tree.findings
        content.readSettings(folder)
        let prefix = ContentTree.guides + "/"
        var paths: [ContentTree.File] = []
        for file in tree.files where file.path.hasPrefix(prefix) {
            if file.path.hasSuffix(".md") {
                paths.append(file)
            } else {
                content.files.append(String(file.path.dropFirst(prefix.count)))
            }
        }
        let found = paths
        let sources = try await Workers.map(found.count, jobs: jobs, makeState: {}) { _, index in
            let file = found[index]
            guard let known = memory?.sources[file.path] else { return readGuide(file, site: folder) }
            return readGuide(file, site: folder, after: known, readAt: memory?.readAt ?? 0)
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

    private mutating func readSettings(_ folder: String) {
        if let value = readYAML(Site.file, folder) {
            site = Site(value, findings: &findings)
        } else if findings.allSatisfy({ $0.file != Site.file }) {
            findings.append(
                Finding(
                    MissingKey.self, file: Site.file, at: .start, "the site has no site.yml",
                    help: "write one with name, summary, base-url and categories; the README shows it"))
        }
        if let value = readYAML(Term.file, folder) { terms = Term.read(value, findings: &findings) }
    }

    private mutating func readYAML(_ path: String, _ folder: String) -> YAML? {
        guard Disk.status("\(folder)/\(path)", followsLinks: true) != nil else { return nil }
        do throws(DiskError) {
            let bytes = try Disk.read("\(folder)/\(path)")
            if let finding = Unreadable.finding(bytes, file: path, largest: Content.largestGuide) {
                findings.append(finding)
                return nil
            }
            let source = SourceText(bytes)
            texts[path] = source
            findings += HiddenText.findings(in: source, file: path)
            let start = bytes.starts(with: FrontMatterSplit.byteOrderMark) ? 3 : 0
            do throws(YAML.Failure) {
                return try YAML.read(bytes[start...], firstLine: 1)
            } catch {
                findings.append(
                    NoFrontMatter.finding(error, in: source, lines: 0..<source.lineStarts.count, file: path))
            }
        } catch {
            findings.append(Unreadable.finding(error, file: path))
        }
        return nil
    }

    /// What was read of a file, as long as it is what it was.
    private static func readGuide(
        _ file: ContentTree.File, site folder: String, after known: GuideSource, readAt: Int64
    ) -> GuideSource {
        if known.stamp == file.stamp, !file.stamp.isInDoubt(at: readAt) { return known }
        var guide = readGuide(file, site: folder)
        // A file that was saved as it was is the same source, whose bytes are shared.
        guard guide.source.bytes == known.source.bytes, guide.findings == known.findings else { return guide }
        guide = known
        guide.stamp = file.stamp
        return guide
    }

    private static func readGuide(_ file: ContentTree.File, site folder: String) -> GuideSource {
        let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
        let slug = String(name.dropLast(3))
        var guide = GuideSource(
            slug: slug, file: file.path, source: SourceText([]), body: 0..<0, frontMatter: FrontMatter(),
            findings: [], stamp: file.stamp)
        if !Slug.isValid(slug) || Slug.reserved.contains(slug) {
            guide.findings.append(
                Slug.finding(Placed(text: slug, place: .start), in: file.path, what: "the guide's name"))
        }
        guard file.stamp.size <= largestGuide else {
            guide.findings.append(
                Unreadable.tooLarge(Int(file.stamp.size), largest: largestGuide, file: file.path))
            return guide
        }
        let bytes: [UInt8]
        do throws(DiskError) {
            bytes = try Disk.read("\(folder)/\(file.path)")
        } catch {
            guide.findings.append(Unreadable.finding(error, file: file.path))
            return guide
        }
        if let finding = Unreadable.finding(bytes, file: file.path, largest: largestGuide) {
            guide.findings.append(finding)
            return guide
        }
        guide.source = SourceText(bytes)
        let split = FrontMatterSplit(guide.source)
        guide.body = split.body
        guide.readFrontMatter(split)
        // They are found again when the guide is parsed, so that those of all guides are not kept until then.
        guide.source.forgetLines()
        return guide
    }
}

extension Content.GuideSource {
    fileprivate mutating func readFrontMatter(_ split: FrontMatterSplit) {
        guard let range = split.yaml, !split.isUnclosed else {
            findings.append(NoFrontMatter.finding(split, in: source, file: file))
            return
        }
        guard range.count <= Content.largestFrontMatter else {
            findings.append(Unreadable.tooLarge(range.count, largest: Content.largestFrontMatter, file: file))
            return
        }
        do throws(YAML.Failure) {
            let value = try YAML.read(source.bytes[range], firstLine: split.firstLine)
            if case .scalar = value {
                let lines = source.lineIndex(of: range.lowerBound)..<source.lineIndex(of: range.upperBound)
                let failure = YAML.Failure(message: "it holds no keys", place: value.place)
                findings.append(NoFrontMatter.finding(failure, in: source, lines: lines, file: file))
                return
            }
            frontMatter = FrontMatter(value, file: file, findings: &findings)
        } catch {
            let lines = source.lineIndex(of: range.lowerBound)..<source.lineIndex(of: range.upperBound)
            findings.append(NoFrontMatter.finding(error, in: source, lines: lines, file: file))
        }
    }
}
