import Glibc
import Markdown
import Synchronization

/// Puts a build's files in place: all of them or, when anything goes wrong before that, none.
///
/// Files are first written beside the published ones, in a folder of their own; once all are there, each is moved over
/// the old one in a single step. So a build that stops at any moment leaves only whole files. Where nothing was published
/// before, they are written in folders as they will lie, and whole folders are moved.
final class Publisher: Sendable {
    private let output: String
    private let staging: String
    private let next = Atomic<Int>(0)
    /// Whether nothing was published here before, so that no file has to be compared.
    private let isFirst: Bool

    /// A file that waits to be put in place; nil where the published one is the same already.
    struct Staged: Sendable {
        var path: String
        /// Its number in the staging folder, or 0 where it lies there under its path.
        var waiting: Int?
        /// As it was once written.
        var stamp: Disk.Stamp?
    }

    static let stagingName = ".guides-staging"

    init(output: String) throws(DiskError) {
        self.output = output
        staging = "\(output)/\(Self.stagingName)"
        try Disk.makeFolder(output)
        // What a killed build left behind.
        Disk.removeTree(staging)
        isFirst = try Disk.names(in: output).allSatisfy { $0.hasPrefix(".") }
        try Disk.makeFolder(staging)
    }

    deinit { Disk.removeTree(staging) }

    /// Writes a file aside, unless the published one has these very bytes.
    func stage(_ file: OutputFile) throws(DiskError) -> Staged {
        try stage(ByteBuffer(file.bytes), as: file.path)
    }

    /// Writes a file aside, unless the published one has these very bytes.
    func stage(_ content: ByteBuffer, as path: String) throws(DiskError) -> Staged {
        if isFirst { return try stageFirst(content, as: path) }
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
        let number = isFirst ? 0 : next.add(1, ordering: .relaxed).newValue
        let waiting = isFirst ? "\(staging)/\(path)" : "\(staging)/\(number)"
        if isFirst, let slash = waiting.lastIndex(of: "/") { try Disk.makeFolder(String(waiting[..<slash])) }
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
            if let slash = waiting.lastIndex(of: "/") { try Disk.makeFolder(String(waiting[..<slash])) }
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
        var folders: Set<Substring> = []
        for file in files where file.waiting != nil {
            if let slash = file.path.lastIndex(of: "/") { folders.insert(file.path[..<slash]) }
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
            guard let status = Disk.status("\(output)/\(path)"), status.kind != .folder else { continue }
            try Disk.removeFile("\(output)/\(path)")
            removed += 1
            var folder = path[...]
            while let slash = folder.lastIndex(of: "/") {
                folder = folder[..<slash]
                Disk.removeEmptyFolder("\(output)/\(folder)")
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
