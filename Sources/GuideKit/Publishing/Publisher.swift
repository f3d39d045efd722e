import Synchronization

/// Puts a build's files in place: all of them or, when anything goes wrong before that, none.
///
/// Files are first written beside the published ones, in a folder of their own; once all are there, each is moved over
/// the old one in a single step. So a build that stops at any moment leaves only whole files.
final class Publisher: Sendable {
    private let output: String
    private let staging: String
    private let next = Atomic<Int>(0)
    /// Whether nothing was published here before, so that no file has to be compared.
    private let isFirst: Bool

    /// A file that waits to be put in place; nil where the published one is the same already.
    struct Staged: Sendable {
        var path: String
        var waiting: String?
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
        let place = "\(output)/\(file.path)"
        if !isFirst, let status = Disk.status(place) {
            if status.kind == .folder { throw DiskError(place, "write over the folder", code: 21) }
            if status.kind == .file, status.stamp.size == Int64(file.bytes.count),
                try Disk.read(place) == file.bytes
            {
                return Staged(path: file.path, waiting: nil)
            }
        }
        let waiting = "\(staging)/\(next.add(1, ordering: .relaxed).oldValue)"
        try Disk.writeNew(file.bytes, to: waiting)
        return Staged(path: file.path, waiting: waiting)
    }

    /// Moves staged files into place.
    func publish(_ files: [Staged], jobs: Int) async throws {
        var folders: Set<Substring> = []
        for file in files where file.waiting != nil {
            if let slash = file.path.lastIndex(of: "/") { folders.insert(file.path[..<slash]) }
        }
        for folder in folders.sorted() { try Disk.makeFolder("\(output)/\(folder)") }
        let output = output
        _ = try await Workers.map(files.count, jobs: jobs, chunk: 64, makeState: {}) { _, index in
            if let waiting = files[index].waiting {
                try Disk.move(waiting, to: "\(output)/\(files[index].path)")
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

    /// The stamps of published files.
    func stamps(_ paths: [String], jobs: Int) async throws -> [(path: String, stamp: Disk.Stamp?)] {
        let output = output
        return try await Workers.map(paths.count, jobs: jobs, chunk: 256, makeState: {}) { _, index in
            (paths[index], Disk.status("\(output)/\(paths[index])")?.stamp)
        }
    }
}
