import Glibc
import Support

/// The folders of a site as they were at a revision of git, written into a folder of their own. Contents are taken from
/// git's store as they are: no filter of the repository runs.
package struct GitSnapshot {
    /// The reason why the revision could not be read, with advice.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The guides' files, relative to the folder.
    package private(set) var guides: [String] = []
    /// The repositories that know their days.
    package private(set) var histories: [GitDates.Source] = []

    private let folder: String
    /// Links, which are made when all files are there, so that no file is written through one.
    private var links: [(path: String, target: [UInt8])] = []

    /// - Parameters:
    ///   - site: the site's folder.
    ///   - revision: such as `main` or `HEAD~3`, as the user wrote it.
    ///   - folder: does not exist yet.
    /// - Throws: `Failure`, or `DiskError` when the disk refuses.
    package init(of site: String, at revision: String, to folder: String) throws {
        self.folder = folder
        try Disk.makeFolder(folder)
        guard let real = Disk.realPath(site), Git.repository(of: site) != nil else {
            throw Failure(
                description:
                    "\(site) is not in a git repository, so \(revision) cannot be found. Run the command on a site that is in one."
            )
        }
        for part in ContentTree.parts {
            // Each may be a link to a folder of another repository.
            let origin = Disk.realPath("\(site)/\(part)") ?? "\(real)/\(part)"
            guard let git = Git.repository(of: Disk.parent(of: origin) ?? "/"), origin.hasPrefix(git.root)
            else { continue }
            let path = String(origin.dropFirst(git.root == "/" ? 1 : git.root.utf8.count + 1))
            let isThere = try Self.asked(revision) { () -> Bool in
                guard try git.hasCommits() else {
                    throw Failure(
                        description:
                            "the repository in \(git.root) has no commit yet, so there is nothing to compare with. "
                            + "Commit the site, and name that commit or a later one.")
                }
                return try take(path, of: git, at: try git.commit(revision), to: part)
            }
            if !isThere, part == ContentTree.content {
                throw Self.failure(revision, "there was no \(path)")
            }
        }
        for link in links {
            let path = "\(folder)/\(link.path)"
            if let parent = Disk.parent(of: path) { try Disk.makeFolder(parent) }
            guard symlink(String(decoding: link.target, as: UTF8.self), path) == 0 else {
                throw DiskError(path, "create the link")
            }
        }
        guides.sort { $0.precedesInBytes($1) }
    }

    private static func failure(_ revision: String, _ reason: String) -> Failure {
        Failure(
            description: "git cannot show the site as it was at \"\(revision)\" (\(reason)). "
                + "Name a commit, branch or tag that exists, or fetch the history (git fetch --unshallow).")
    }

    private static func asked<Value>(_ revision: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch Git.Failure.notInstalled {
            throw Failure(
                description:
                    "git is needed to compare with \"\(revision)\", and it is not installed. Install git.")
        } catch Git.Failure.refused(let reason, _) {
            throw failure(revision, reason)
        }
    }

    private struct Entry {
        var mode: String
        var id: String
        var path: String
    }

    /// Writes a folder of a commit.
    ///
    /// - Parameters:
    ///   - path: of the folder, relative to the repository; empty for the repository itself.
    ///   - commit: its full id.
    ///   - destination: where it belongs, relative to the site's folder.
    /// - Returns: whether there was such a folder.
    private mutating func take(_ path: String, of git: Git, at commit: String, to destination: String) throws
        -> Bool
    {
        let lead = path.isEmpty ? "" : path + "/"
        let list = try git.output(
            ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit]
                + (path.isEmpty ? [] : ["--", path]))
        let entries = try list.split(separator: 0).map { try Self.entry($0) }
        guard !entries.isEmpty else { return false }
        try Self.refuseTwins(entries)
        if destination.hasPrefix(ContentTree.guides) || ContentTree.guides.hasPrefix(destination) {
            let isWhole = destination == ContentTree.content
            histories.append(
                GitDates.Source(
                    git: git, revision: commit, folder: isWhole ? ContentTree.guides : destination,
                    path: isWhole ? lead + "guides" : path))
        }
        let contents = entries.filter { $0.mode != "160000" }
        var count = 0
        try git.blobs(contents.map(\.id)) { number, size, output in
            count += 1
            let entry = contents[number]
            let target = destination + (entry.path == path ? "" : "/" + entry.path.dropFirst(lead.utf8.count))
            if entry.mode == "120000" {
                links.append((target, try output.bytes(size)))
                return
            }
            let whole = "\(folder)/\(target)"
            if let parent = Disk.parent(of: whole) { try Disk.makeFolder(parent) }
            let file = try Disk.NewFile(whole)
            if size <= Self.largestPointer {
                let bytes = try output.bytes(size)
                try file.append((Self.contents(of: bytes, in: git) ?? bytes)[...])
            } else {
                try output.pieces(size) { (piece) throws(DiskError) in try file.append(piece) }
            }
            _ = try file.close()
            if target.hasPrefix(ContentTree.guides + "/"), target.hasSuffix(".md") { guides.append(target) }
        }
        guard count == contents.count else {
            throw Git.Failure.refused(
                "the clone is without the contents of \(contents.count - count) files", code: 0)
        }
        for module in entries where module.mode == "160000" {
            let root = "\(git.root)/\(module.path)"
            let target =
                destination + (module.path == path ? "" : "/" + module.path.dropFirst(lead.utf8.count))
            // One that was never fetched is empty in the work tree too. A link could lead into any repository.
            guard Disk.realPath(root) == root, let inner = Git(root: root) else { continue }
            _ = try take("", of: inner, at: module.id, to: target)
        }
        return true
    }

    /// A tree made by hand may hold a name twice, as a link and as a folder: what is in the folder would be written
    /// where the link leads. So no path may occur twice, and none may be below one that is no folder.
    private static func refuseTwins(_ entries: [Entry]) throws {
        // By bytes, since names that are equal as text can be two files.
        var paths: Set<[UInt8]> = []
        for entry in entries {
            guard paths.insert(Array(entry.path.utf8)).inserted else { throw twin(entry.path) }
        }
        for entry in entries {
            let path = Array(entry.path.utf8)
            for (index, byte) in path.enumerated() where byte == UInt8(ascii: "/") {
                if paths.contains(Array(path[..<index])) { throw twin(entry.path) }
            }
        }
    }

    private static func twin(_ path: String) -> Git.Failure {
        .refused("its tree holds a name of \"\(path)\" twice, which no folder can hold", code: 0)
    }

    /// A pointer of Git LFS is smaller than this (its specification, `docs/spec.md`).
    private static let largestPointer = 1024

    /// The file that a pointer of Git LFS stands for, where the clone has it: without this each such file would seem to
    /// have changed, since the work tree has the file itself. Its program is not run.
    private static func contents(of pointer: [UInt8], in git: Git) -> [UInt8]? {
        guard pointer.starts(with: Array("version https://git-lfs.github.com/spec/v1\n".utf8)) else {
            return nil
        }
        let lines = String(decoding: pointer, as: UTF8.self).lines
        guard let id = lines.first(where: { $0.hasPrefix("oid sha256:") })?.dropFirst("oid sha256:".count),
            id.utf8.count == 64, Git.isID(id.utf8)
        else { return nil }
        return try? Disk.read("\(git.common)/lfs/objects/\(id.prefix(2))/\(id.dropFirst(2).prefix(2))/\(id)")
    }

    /// `100644 blob <id>`, a tab, and the path.
    private static func entry(_ field: ArraySlice<UInt8>) throws -> Entry {
        let words = field.prefix { $0 != 9 }.split(separator: 32)
        let path = String(decoding: field.dropFirst(field.prefix { $0 != 9 }.count + 1), as: UTF8.self)
        // A tree made by hand may hold any name.
        let names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard words.count == 3, Git.isID(words[2]),
            !names.contains(where: { name in ["", ".", "..", ".git"].contains { name.elementsEqual($0.utf8) }
            })
        else {
            throw Git.Failure.refused(
                "its tree holds the name \"\(path)\", which no folder can hold", code: 0)
        }
        return Entry(
            mode: String(decoding: words[0], as: UTF8.self), id: String(decoding: words[2], as: UTF8.self),
            path: path)
    }
}
