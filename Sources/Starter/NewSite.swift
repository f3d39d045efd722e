import Content
import Support

/// What `guides init` writes: the settings of a site, terms, queries, two guides that link to each other, the schemas by
/// which editors check them, and a workflow for GitHub.
package struct NewSite: Sendable {
    /// The result of writing it.
    package struct Report: Sendable {
        /// Files that are new, relative to the site's folder.
        package var written: [String] = []
        /// Files that were there and stay as they are.
        package var kept: [String] = []
        /// Whether there is no workflow, since GitHub reads workflows only at the root of a repository.
        package var isWithoutWorkflow = false
    }

    /// The workflow. GitHub reads such files at the root of a repository only.
    private static let workflow = ".github/workflows/site.yml"

    /// The folder that becomes a site; it need not be there yet.
    private let folder: String
    /// The day of the guides.
    private let today: Day

    package init(in folder: String, today: Day) {
        self.folder = folder
        self.today = today
    }

    /// Writes all files that are not there. Where guides are already, none is added, nor what speaks of them.
    ///
    /// - Throws: `CannotStart` if there is a site already, or no place for one; `DiskError` if the disk refuses.
    package func write() throws -> Report {
        if let file = Disk.status("\(folder)/\(Site.file)") {
            guard file.kind != .folder else {
                throw CannotStart("\(Site.file) is a folder, and it has to be a file; move the folder away")
            }
            let option = folder == "." ? "" : " --site \(ShellWord.path(folder))"
            throw CannotStart(
                "\(Site.file) already exists, so this folder is a site; run `guides build\(option)` to build it"
            )
        }
        try requireOwnFolders()
        let isThere = Disk.status("\(folder)/\(ContentTree.content)") != nil
        let hasGuides = isThere ? try !ContentTree(site: folder).guideFiles.isEmpty : false
        var report = Report()
        report.isWithoutWorkflow = isPartOfRepository
        for (path, bytes) in try (hasGuides ? [] : samples) + files {
            let whole = "\(folder)/\(path)"
            if Disk.status(whole) != nil {
                report.kept.append(path)
                continue
            }
            if let parent = Disk.parent(of: whole) { try Disk.makeFolder(parent) }
            try Disk.writeNew(bytes, to: whole)
            report.written.append(path)
        }
        return report
    }

    /// A check that the files would be in this folder, and in the content of no other site.
    private func requireOwnFolders() throws {
        for part in [ContentTree.content, ContentTree.guides]
        where Disk.status("\(folder)/\(part)")?.kind == .link {
            throw CannotStart("\(part) is a symbolic link; a new site needs a folder of its own there")
        }
        guard let real = Disk.realPath(folder), let outer = NoSite.outerSite(of: folder) else { return }
        if (real + "/").hasPrefix("\(outer)/\(ContentTree.content)/") {
            throw CannotStart(
                "this folder is within the content of the site in \(outer); choose a folder outside it")
        }
    }

    /// Files of every site.
    private var files: [(path: String, bytes: [UInt8])] {
        get throws {
            let schemas = try JSONSchema.allCases.map {
                ("\(ContentTree.content)/.schemas/\($0.rawValue).json", Array(try $0.text().utf8))
            }
            let workflow = Self.filled(PackageResources.workflow_yml, "{version}", with: Version.current)
            // The settings make a folder a site, so they come last: where writing fails, it can be tried again.
            return schemas + (isPartOfRepository ? [] : [(Self.workflow, workflow)]) + [
                (".gitignore", PackageResources.gitignore), (Site.file, PackageResources.site_yml),
            ]
        }
    }

    /// Whether the folder is in a repository, but not its root, or its `.github` leads elsewhere.
    private var isPartOfRepository: Bool {
        if [".github", ".github/workflows"].contains(where: { Disk.status("\(folder)/\($0)")?.kind == .link })
        {
            return true
        }
        let site = Disk.canonicalPath(folder)
        var path: String? = site
        while let outer = path {
            if Git(root: outer) != nil { return outer != site }
            path = Disk.parent(of: outer)
        }
        return false
    }

    /// The guides, and the files that name them.
    private var samples: [(path: String, bytes: [UInt8])] {
        [
            (Term.file, PackageResources.terms_yml), (Query.file, PackageResources.queries_yml),
            ("\(ContentTree.guides)/write-a-guide.md", dated(PackageResources.write_a_guide_md)),
            ("\(ContentTree.guides)/publish-the-site.md", dated(PackageResources.publish_the_site_md)),
        ]
    }

    private func dated(_ guide: [UInt8]) -> [UInt8] {
        Self.filled(guide, "{today}", with: today.description)
    }

    /// A file with a value in place of a mark, such as `{today}`.
    private static func filled(_ file: [UInt8], _ mark: String, with value: String) -> [UInt8] {
        Array(String(decoding: file, as: UTF8.self).replacingBytes(mark, with: value).utf8)
    }
}

/// Why nothing new was written, with what to do.
package struct CannotStart: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
