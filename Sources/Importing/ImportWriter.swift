import Content
import Support

/// Writes the files of a plan into a site, and remembers what it wrote: so that an import can be repeated, and what people
/// edited since is never overwritten.
package struct ImportWriter: Sendable {
    private let site: String
    private let plan: ImportPlan
    /// The digests of the files that the last import wrote, by their paths.
    private let record: [String: String]

    /// The file in which these are kept. A build passes it over, since its name starts with a dot.
    static let recordFile = "Content/.import.json"

    private struct Record: Codable {
        var files: [String: String]
    }

    /// What became of the files of the site.
    package struct Report: Sendable {
        package var written = 0
        package var unchanged = 0
        package var removed = 0
        /// What is left for a person to do in the site itself.
        package var entries: [ImportEntry] = []
    }

    /// - Parameters:
    ///   - source: the folder that was imported.
    /// - Throws: `CannotImport` where the site would be among the guides of the source.
    package init(_ plan: ImportPlan, into site: String, source: String) throws {
        self.plan = plan
        self.site = site
        let content = Disk.canonicalPath("\(site)/\(ContentTree.content)") + "/"
        let docs = Disk.canonicalPath(plan.docs.isEmpty ? source : "\(source)/\(plan.docs)") + "/"
        if content.begins(docs) || docs.begins(content) {
            throw CannotImport(
                "the site would be within the guides that are imported; name another folder for it with --into"
            )
        }
        let file = "\(site)/\(Self.recordFile)"
        let bytes =
            Disk.status(file)?.kind == .file ? try? Disk.read(file, first: SourceFolder.largestFile) : nil
        record = bytes.flatMap { try? JSON.decode(Record.self, from: $0) }?.files ?? [:]
    }

    /// What is to be done with a file.
    private enum Step { case write, keep, leave }

    /// Writes all files.
    ///
    /// - Parameter isDryRun: whether to say only what would be done.
    /// - Throws: `CannotImport` where a file is in the way that no import wrote, or that was edited since; then nothing is
    ///   written. `DiskError` where the disk refuses.
    package func write(isDryRun: Bool) throws -> Report {
        var report = Report()
        var digests: [String: String] = [:]
        var steps: [(file: ImportPlan.File, bytes: [UInt8])] = []
        var inTheWay: [String] = []
        try requireOwnFolders()
        for file in plan.files {
            guard let bytes = plan.bytes(of: file) else {
                throw CannotImport("a file for \(file.path) changed while it was read; try again")
            }
            let digest = ContentHash.hexadecimal(bytes)
            switch try step(file.path, bytes) {
            case .write: steps.append((file, bytes))
            case .keep: report.unchanged += 1
            case .leave where file.path == Site.file:
                report.entries.append(
                    ImportEntry(
                        .left, Site.file, 1,
                        "the settings of the site stay as they are; add what the guides need: \(plan.needs)"
                    ))
                continue
            case .leave:
                inTheWay.append(file.path)
                continue
            }
            digests[file.path] = digest
        }
        if let first = inTheWay.first {
            let more = inTheWay.count > 1 ? " and \(inTheWay.count - 1, "other file")" : ""
            throw CannotImport(
                "\(first)\(more) would be overwritten: no import wrote it, or it was edited since; "
                    + "move it away, or name another site with --into")
        }
        report.written = steps.count
        let stale = try stale(&report)
        guard !isDryRun else { return report }
        for (file, bytes) in steps {
            let path = "\(site)/\(file.path)"
            if let parent = Disk.parent(of: path) { try Disk.makeFolder(parent) }
            try put(bytes, path)
        }
        for path in stale { try Disk.removeFile("\(site)/\(path)") }
        try put(try JSON.encode(Record(files: digests), .readable) + [10], "\(site)/\(Self.recordFile)")
        return report
    }

    private func put(_ bytes: [UInt8], _ path: String) throws {
        guard Disk.status(path) != nil else {
            try Disk.writeNew(bytes, to: path)
            return
        }
        if try Disk.read(path) != bytes { try Disk.replace(path, with: bytes) }
    }

    private func step(_ path: String, _ bytes: [UInt8]) throws -> Step {
        let whole = "\(site)/\(path)"
        guard let status = Disk.status(whole) else { return .write }
        guard status.kind == .file else { return .leave }
        let present = try Disk.read(whole)
        if present == bytes { return .keep }
        return record[path] == ContentHash.hexadecimal(present) ? .write : .leave
    }

    /// Files that the last import wrote, that this one has no more, and that nobody edited.
    private func stale(_ report: inout Report) throws -> [String] {
        let present = Set(plan.files.map(\.path))
        var stale: [String] = []
        for (path, digest) in record.sorted(by: { $0.key < $1.key }) where !present.contains(path) {
            guard path.begins(ContentTree.content + "/"), RelativePath.resolve(path, in: "") == path,
                Disk.status("\(site)/\(path)")?.kind == .file
            else { continue }
            if ContentHash.hexadecimal(try Disk.read("\(site)/\(path)")) == digest {
                stale.append(path)
            } else {
                report.entries.append(
                    ImportEntry(
                        .left, path, 1, "the source no longer has it, and it was edited since: it stays"))
            }
        }
        report.removed = stale.count
        return stale
    }

    /// A check that no folder that is written to leads out of the site.
    private func requireOwnFolders() throws {
        var folders: Set<String> = []
        for file in plan.files {
            var folder = file.path.folder
            while !folder.isEmpty, folders.insert(folder).inserted { folder = folder.folder }
        }
        for folder in folders.sorted() {
            guard let status = Disk.status("\(site)/\(folder)"), status.kind != .folder else { continue }
            throw CannotImport("\(folder) is no folder, and guides have to be in it; move it away")
        }
    }
}
