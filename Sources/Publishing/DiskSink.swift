import Content
import Glibc
import Rendering
import Support
import Synchronization

/// Puts a build's files in place: all of them or, when anything goes wrong before that, none.
///
/// Files are first written beside the published ones, in a folder of their own; once all are there, each is moved over
/// the old one in a single step. So a build that stops at any moment leaves only whole files. Where nothing was
/// published before, they are written in folders as they will be, and whole folders are moved.
///
/// Nothing outside of the output folder is written, read or removed: a folder in it that is a link out of it is
/// refused.
final class DiskSink: OutputSink {
    private let output: String
    /// `output` without links.
    private let root: String
    private let lock: BuildLock
    /// Folders in the output that were looked at, and whether they are within it.
    private let folders = Mutex<[String: Bool]>([:])
    private let staging: String
    /// Files in the output that an earlier build wrote; nil where nothing is known of earlier builds.
    private let known: KnownFiles?
    /// Whether all their folders are within the output folder.
    private let areKnownWithin: Bool
    /// Files without a record that a build wrote them, and that are replaced.
    private let replaced = Mutex<Set<String>>([])
    private let next = Atomic<Int>(0)
    /// Whether nothing was published here before, so that no file has to be compared.
    private let isFirst: Bool

    /// A file that waits to be put in place; nil where the published one is the same already.
    struct Staged: Sendable {
        var path: String
        /// Its number in the staging folder, or 0 where it is there under its path.
        var waiting: Int?
        /// The stamp of the written file.
        var stamp: Disk.Stamp?
        /// Number of characters of a file of markdown or plain text; nil for others, and where nobody asks.
        var characters: Int?
    }

    /// Whether characters of markdown are counted.
    private let countsCharacters: Bool

    static let stagingName = ".guides-staging"
    /// The file by which the tool knows its own folder again.
    private static let mark = ".made-by-guides"

    /// - Parameters:
    ///   - output: the folder to publish into, which is made where it is not there.
    ///   - known: the files in it that an earlier build wrote; nil where nothing is known of earlier builds.
    ///   - countsCharacters: whether the characters of markdown are counted.
    ///   - site: the site's folder. Files wait in its folder for the tool's own files where they can: a build that is
    ///     killed then leaves nothing where uploads take it.
    /// - Throws: `DiskError` when the disk refuses, or a build of another site publishes into the folder.
    init(output: String, known: KnownFiles? = nil, countsCharacters: Bool = false, site: String)
        throws(DiskError)
    {
        self.known = known
        self.countsCharacters = countsCharacters
        let ownFolder = try OwnFolder.make(site: site)
        self.output = output
        try Disk.makeFolder(output)
        root = Disk.realPath(output) ?? output
        let root = root
        areKnownWithin = known?.folders.allSatisfy { Self.isWithin($0, of: output, root: root) } ?? true
        lock = try BuildLock(output: output)
        isFirst = try Disk.names(in: output).allSatisfy { $0.hasPrefix(".") }
        // What a killed build left behind.
        let inOwnFolder = "\(ownFolder)/guides-staging"
        Disk.removeTree(inOwnFolder)
        for name in try Disk.names(in: output) where name.hasPrefix(Self.stagingName) {
            if Self.isLeft("\(output)/\(name)", name) { Disk.removeTree("\(output)/\(name)") }
        }
        var inOutput = "\(output)/\(Self.stagingName)"
        var number = 1
        while Disk.status(inOutput) != nil {
            number += 1
            inOutput = "\(output)/\(Self.stagingName)-\(number)"
        }
        try Disk.makeFolder(inOwnFolder)
        // Files move in one step within a file system alone.
        let canMove = rename(inOwnFolder, inOutput) == 0
        if canMove { Disk.removeTree(inOutput) }
        staging = canMove ? inOwnFolder : inOutput
        if !canMove { Disk.removeTree(inOwnFolder) }
        try Disk.makeFolder(staging)
        if !canMove { try Disk.writeNew([], to: "\(staging)/\(Self.mark)") }
    }

    /// Whether a folder in the output is one in which the files of a build waited: it says so or, as an earlier version
    /// made it, it holds numbered files alone. So is an empty one: a build that ends right after it made its folder
    /// leaves that. Somebody else's stays.
    private static func isLeft(_ folder: String, _ name: String) -> Bool {
        guard Disk.status(folder)?.kind == .folder, let names = try? Disk.names(in: folder) else {
            return false
        }
        return names.isEmpty || names.contains(mark)
            || (name == stagingName && names.allSatisfy { Int($0) != nil || $0 == "spool" })
    }

    deinit {
        Disk.removeTree(staging)
        lock.unlock()
    }

    /// Whether the folder of a published file is within the output folder, and no link out of it. One that is not there
    /// yet is.
    private func isWithin(_ path: String) -> Bool {
        guard let folder = Disk.parent(of: path) else { return true }
        if let known = folders.withLock({ $0[folder] }) { return known }
        let isWithin = Self.isWithin(folder, of: output, root: root)
        folders.withLock { $0[folder] = isWithin }
        return isWithin
    }

    private static func isWithin(_ folder: String, of output: String, root: String) -> Bool {
        let target = "\(output)/\(folder)"
        if let real = Disk.realPath(target) { return real.hasPrefix(root == "/" ? root : root + "/") }
        // Neither there nor a link to nothing, as far up as needed.
        guard Disk.status(target) == nil else { return false }
        return Disk.parent(of: folder).map { isWithin($0, of: output, root: root) } ?? true
    }

    private func refuseLinks(on path: String) throws(DiskError) {
        guard !isWithin(path) else { return }
        throw DiskError(
            "\(output)/\(path)", "write", code: ELOOP,
            because: "a folder on its path is a symbolic link out of the output folder. Remove the link.")
    }

    /// Writes a file aside, unless the published one has these very bytes.
    func take(_ content: ByteWriter, as path: String) throws(DiskError) -> Staged {
        var staged = try stage(content, as: path)
        if countsCharacters, Self.mayBeMarkdown(path) { staged.characters = content.characters }
        return staged
    }

    /// A file that an earlier build wrote and nobody touched since.
    func kept(_ path: String, characters: Int?) throws(DiskError) -> Staged? {
        guard let stamp = known?.stamp(of: path) else { return nil }
        if !areKnownWithin { try refuseLinks(on: path) }
        return Staged(path: path, stamp: stamp, characters: characters)
    }

    func reader(of path: String) throws(DiskError) -> Disk.FileReader? {
        try Disk.FileReader("\(output)/\(path)")
    }

    func characters(of file: Staged) -> Int? { file.characters }

    private static func mayBeMarkdown(_ path: String) -> Bool {
        path.hasSuffix(".md") || path.hasSuffix(".txt")
    }

    private func stage(_ content: ByteWriter, as path: String) throws(DiskError) -> Staged {
        if isFirst { return try stageFirst(content, as: path) }
        let target = "\(output)/\(path)"
        if let status = try status(of: path) {
            if status.kind == .file, status.stamp.size == Int64(content.count),
                content.holds(try Disk.read(target))
            {
                return Staged(path: path)
            }
            try replace(path)
        }
        let number = next.add(1, ordering: .relaxed).newValue
        let stamp = try Disk.writeNew(content, to: "\(staging)/\(number)")
        return Staged(path: path, waiting: number, stamp: stamp)
    }

    /// Writes a file aside piece by piece, unless the published one has these very bytes.
    func take(
        as path: String, _ write: ((ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
    ) throws(DiskError) -> Staged {
        // Before anything is put in place, so that a build that is refused changes nothing.
        let status = isFirst ? nil : try status(of: path)
        let number = isFirst ? 0 : next.add(1, ordering: .relaxed).newValue
        let waiting = isFirst ? "\(staging)/\(path)" : "\(staging)/\(number)"
        if isFirst, let folder = Disk.parent(of: waiting) { try Disk.makeFolder(folder) }
        let file = try Disk.NewFile(waiting)
        var characters = countsCharacters && Self.mayBeMarkdown(path) ? 0 : nil
        try write { (piece) throws(DiskError) in
            try file.append(piece)
            characters = characters.map { $0 + Tokens.characters(piece.span) }
        }
        let stamp = try file.close()
        guard !isFirst else { return Staged(path: path, waiting: 0, stamp: stamp, characters: characters) }
        let target = "\(output)/\(path)"
        if let status, status.kind == .file, status.stamp.size == stamp.size,
            try Disk.holdSame(target, waiting)
        {
            try Disk.removeFile(waiting)
            return Staged(path: path, characters: characters)
        }
        if status != nil { try replace(path) }
        return Staged(path: path, waiting: number, stamp: stamp, characters: characters)
    }

    /// The file that is published under a path by now; nil where there is none.
    ///
    /// - Throws: for a folder there, and for a link on the way.
    private func status(of path: String) throws(DiskError) -> Disk.Status? {
        try refuseLinks(on: path)
        let target = "\(output)/\(path)"
        let status = Disk.status(target)
        if status?.kind == .folder {
            throw DiskError(
                target, "write", code: EISDIR,
                because: "there is a folder in its place. Move it away; the published site is unchanged.")
        }
        return status
    }

    /// Called for a file that is there and holds something else than what is published under its name.
    ///
    /// - Throws: where the file is not the tool's own.
    private func replace(_ path: String) throws(DiskError) {
        guard let known else {
            replaced.withLock { _ = $0.insert(path) }
            return
        }
        guard known.contains(path) else {
            throw DiskError(
                "\(output)/\(path)", "write", code: EEXIST,
                because:
                    "a file that no build wrote is there. Move it away, or give what is published there another name; "
                    + "the published site is unchanged.")
        }
    }

    /// A notice of replaced files that may be the user's own; nil where there is none.
    var notice: String? {
        let paths = replaced.withLock { $0.sorted { $0.precedesInBytes($1) } }
        guard !paths.isEmpty else { return nil }
        let isOne = paths.count == 1
        return
            "\(paths.count, "file") in \(output) \(isOne ? "was" : "were") replaced, and there is no record that an earlier build "
            + "wrote \(isOne ? "it" : "them"): \(Self.list(paths)). If \(isOne ? "it is" : "one of them is") your own, restore "
            + "it from a backup and publish into another folder with --output"
    }

    /// Most paths that a notice names.
    private static let mostNamed = 10

    /// The first of some paths, and how many more there are.
    static func list(_ paths: [String]) -> String {
        let more = paths.count - mostNamed
        return paths.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    /// A store on the disk for bytes that wait.
    func makeStore() throws(DiskError) -> any ByteStore { try Spool("\(staging)/spool") }

    private func stageFirst(_ content: ByteWriter, as path: String) throws(DiskError) -> Staged {
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
            for name in try Disk.names(in: staging) where name != Self.mark {
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
    ///
    /// - Returns: how many were removed, and which of them were changed by hand since they were published.
    func remove(_ files: [(path: String, stamp: Disk.Stamp?)]) throws(DiskError) -> (
        count: Int, changed: [String]
    ) {
        var removed = 0
        var changed: [String] = []
        for (path, stamp) in files.sorted(by: { $0.path > $1.path }) {
            guard isWithin(path), let status = Disk.status("\(output)/\(path)"), status.kind != .folder else {
                continue
            }
            if let stamp, !status.stamp.isCopy(of: stamp) { changed.append(path) }
            try Disk.removeFile("\(output)/\(path)")
            removed += 1
            var folder = Disk.parent(of: path)
            while let name = folder {
                Disk.removeEmptyFolder("\(output)/\(name)")
                folder = Disk.parent(of: name)
            }
        }
        return (removed, changed.reversed())
    }

    /// The stamps of published files. Moving a file changes its stamp; moving the folder above it does not.
    func stamps(_ files: [Staged], jobs: Int) async throws -> [(path: String, stamp: Disk.Stamp?)] {
        let output = output
        let isFirst = isFirst
        return try await Workers.map(files.count, jobs: jobs, chunk: 256, makeState: {}) { _, index in
            let file = files[index]
            let isKnown =
                isFirst
                ? file.path.utf8.contains(UInt8(ascii: "/")) : file.waiting == nil && file.stamp != nil
            return (file.path, isKnown ? file.stamp : Disk.status("\(output)/\(file.path)")?.stamp)
        }
    }
}
