import Content
import Support

/// What `guides init` writes: the settings of a site, terms, queries, two guides that link to each other, and the schemas by
/// which editors check them.
package struct NewSite: Sendable {
    /// The result of writing it.
    package struct Report: Sendable {
        /// Files that are new, relative to the site's folder.
        package var written: [String] = []
        /// Files that were there and stay as they are.
        package var kept: [String] = []
    }

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
    /// - Throws: `CannotStart` where the folder holds a site; `DiskError` where the disk refuses.
    package func write() throws -> Report {
        guard Disk.status("\(folder)/\(Site.file)") == nil else {
            throw CannotStart(
                "\(folder)/\(Site.file) is there already, so this folder is a site; `guides build` builds it")
        }
        let hasGuides = (try? ContentTree(site: folder))?.guideFiles.isEmpty == false
        var report = Report()
        for (path, bytes) in try Self.files + (hasGuides ? [] : samples) {
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

    /// Files of every site.
    private static var files: [(path: String, bytes: [UInt8])] {
        get throws {
            let schemas = try JSONSchema.allCases.map {
                ("\(ContentTree.content)/.schemas/\($0.rawValue).json", Array(try $0.text().utf8))
            }
            return [(Site.file, PackageResources.site_yml), (".gitignore", PackageResources.gitignore)]
                + schemas
        }
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
        Array(String(decoding: guide, as: UTF8.self).replacing("{today}", with: today.description).utf8)
    }
}

/// Why nothing new was written, with what to do.
package struct CannotStart: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
