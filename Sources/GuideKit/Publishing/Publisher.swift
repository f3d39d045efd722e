import Glibc
import Markdown
import Synchronization

/// Puts a build's files in place: all of them or, when anything goes wrong before that, none.
///
/// Files are first written beside the published ones, in a folder of their own; once all are there, each is moved over
/// the old one in a single step. So a build that stops at any moment leaves only whole files. Where nothing was published
/// before, they are written in folders as they will be, and whole folders are moved.
///
/// Nothing outside of the output folder is written, read or removed: a folder in it that is a link out of it is refused.
final class Publisher: Sendable {
    private let output: String
    /// `output` without links.
    private let root: String
    private let lock: BuildLock
    /// Folders in the output that were looked at, and whether they are within it.
    private let folders = Mutex<[String: Bool]>([:])
    private let staging: String
    private let next = Atomic<Int>(0)
    /// Whether nothing was published here before, so that no file has to be compared.
    private let isFirst: Bool

    /// A file that waits to be put in place; nil where the published one is the same already.
    struct Staged: Sendable {
        var path: String
        /// Its number in the staging folder, or 0 where it is there under its path.
        var waiting: Int?
        /// As it was once written.
        var stamp: Disk.Stamp?
    }

    static let stagingName = ".guides-staging"

    /// - Parameters:
    ///   - output: the folder to publish into, which is made where it is not there.
    ///   - site: the site's folder. Files wait in its folder for the tool's own files where they can: a build that is killed
    ///     then leaves nothing where uploads take it.
    /// - Throws: `DiskError` when the disk refuses, or a build of another site publishes into the folder.
    init(output: String, site: String) throws(DiskError) {
        let memory = try OwnFolder.make(site: site)
        self.output = output
        try Disk.makeFolder(output)
        root = Disk.realPath(output) ?? output
        lock = try BuildLock(output: output)
        isFirst = try Disk.names(in: output).allSatisfy { $0.hasPrefix(".") }
        // What a killed build left behind.
        let places = ["\(memory)/guides-staging", "\(output)/\(Self.stagingName)"]
        for place in places { Disk.removeTree(place) }
        try Disk.makeFolder(places[0])
        // Files move in one step within a file system alone.
        let canMove = rename(places[0], places[1]) == 0
        if canMove { Disk.removeTree(places[1]) }
        staging = canMove ? places[0] : places[1]
        if !canMove { Disk.removeTree(places[0]) }
        try Disk.makeFolder(staging)
    }

    deinit {
        Disk.removeTree(staging)
        lock.unlock()
    }

    /// Whether the folder of a published file is within the output folder, and no link out of it. One that is not there yet
    /// is.
    private func isWithin(_ path: String) -> Bool {
        guard let folder = Disk.parent(of: path) else { return true }
        if let known = folders.withLock({ $0[folder] }) { return known }
        let place = "\(output)/\(folder)"
        let real = Disk.realPath(place)
        let isWithin =
            real.map { $0.hasPrefix(root == "/" ? root : root + "/") }
            // Neither there nor a link to nothing, as far up as needed.
            ?? (Disk.status(place) == nil && isWithin(folder))
        folders.withLock { $0[folder] = isWithin }
        return isWithin
    }

    private func refuseLinks(on path: String) throws(DiskError) {
        guard !isWithin(path) else { return }
        throw DiskError(
            "\(output)/\(path)",
            "write (a folder on its path is a link out of the output folder; remove the link)",
            code: ELOOP)
    }

    /// Writes a file aside, unless the published one has these very bytes.
    func stage(_ file: OutputFile) throws(DiskError) -> Staged {
        try stage(ByteBuffer(file.bytes), as: file.path)
    }

    /// Writes a file aside, unless the published one has these very bytes.
    func stage(_ content: ByteBuffer, as path: String) throws(DiskError) -> Staged {
        if isFirst { return try stageFirst(content, as: path) }
        try refuseLinks(on: path)
        let place = "\(output)/\(path)"
        if let status = Disk.status(place) {
            if status.kind == .folder { throw DiskError(place, "write over the folder", code: 21) }
            if status.kind == .file, status.stamp.size == Int64(content.count),
                content.holds(try Disk.read(place))
            {
                return Staged(path: path)
            }
        }
        let number = next.add(1, ordering: .relaxed).newValue
        let stamp = try Disk.writeNew(content, to: "\(staging)/\(number)")
        return Staged(path: path, waiting: number, stamp: stamp)
    }

    /// Writes a file aside piece by piece, unless the published one has these very bytes.
    ///
    /// - Parameter pieces: calls its argument with each piece.
    func stage(
        _ path: String, _ pieces: ((ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
    ) throws(DiskError) -> Staged {
        if !isFirst { try refuseLinks(on: path) }
        let number = isFirst ? 0 : next.add(1, ordering: .relaxed).newValue
        let waiting = isFirst ? "\(staging)/\(path)" : "\(staging)/\(number)"
        if isFirst, let folder = Disk.parent(of: waiting) { try Disk.makeFolder(folder) }
        let file = try Disk.NewFile(waiting)
        try pieces { (piece) throws(DiskError) in try file.append(piece) }
        let stamp = try file.close()
        guard !isFirst else { return Staged(path: path, waiting: 0, stamp: stamp) }
        let place = "\(output)/\(path)"
        if let status = Disk.status(place), status.kind == .file, status.stamp.size == stamp.size,
            try Disk.holdSame(place, waiting)
        {
            try Disk.removeFile(waiting)
            return Staged(path: path)
        }
        return Staged(path: path, waiting: number, stamp: stamp)
    }

    /// A place for bytes that wait.
    func spool() throws(DiskError) -> Spool { try Spool("\(staging)/spool") }

    private func stageFirst(_ content: ByteBuffer, as path: String) throws(DiskError) -> Staged {
        let waiting = "\(staging)/\(path)"
        do throws(DiskError) {
            return Staged(path: path, waiting: 0, stamp: try Disk.writeNew(content, to: waiting))
        } catch {
            guard error.code == ENOENT else { throw error }
            // The first file of its folder.
            if let folder = Disk.parent(of: waiting) { try Disk.makeFolder(folder) }
        }
        return Staged(path: path, waiting: 0, stamp: try Disk.writeNew(content, to: waiting))
    }

    /// Moves staged files into place.
    func publish(_ files: [Staged], jobs: Int) async throws {
        guard !isFirst else {
            for name in try Disk.names(in: staging) {
                try Disk.move("\(staging)/\(name)", to: "\(output)/\(name)")
            }
            return
        }
        var folders: Set<String> = []
        for file in files where file.waiting != nil {
            if let folder = Disk.parent(of: file.path) { folders.insert(folder) }
        }
        for folder in folders.sorted() { try Disk.makeFolder("\(output)/\(folder)") }
        let (output, staging) = (output, staging)
        _ = try await Workers.map(files.count, jobs: jobs, chunk: 64, makeState: {}) { _, index in
            if let waiting = files[index].waiting {
                try Disk.move("\(staging)/\(waiting)", to: "\(output)/\(files[index].path)")
            }
        }
    }

    /// Removes files that an earlier build wrote and this one does not, and the folders that are empty without them.
    /// Returns how many were removed.
    func remove(_ paths: [String]) throws(DiskError) -> Int {
        var removed = 0
        for path in paths.sorted(by: >) {
            guard isWithin(path), let status = Disk.status("\(output)/\(path)"), status.kind != .folder else {
                continue
            }
            try Disk.removeFile("\(output)/\(path)")
            removed += 1
            var folder = Disk.parent(of: path)
            while let name = folder {
                Disk.removeEmptyFolder("\(output)/\(name)")
                folder = Disk.parent(of: name)
            }
        }
        return removed
    }

    /// The stamps of published files. Moving a file changes its stamp; moving the folder above it does not.
    func stamps(_ files: [Staged], jobs: Int) async throws -> [(path: String, stamp: Disk.Stamp?)] {
        let output = output
        let isFirst = isFirst
        return try await Workers.map(files.count, jobs: jobs, chunk: 256, makeState: {}) { _, index in
            let file = files[index]
            let isKnown = isFirst && file.path.utf8.contains(UInt8(ascii: "/"))
            return (file.path, isKnown ? file.stamp : Disk.status("\(output)/\(file.path)")?.stamp)
        }
    }
}
