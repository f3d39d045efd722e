import Glibc

/// The operations on files that the tool needs, with errors that say what to do next.
package enum Disk {
    /// Nanoseconds since 1970, by the clock that stamps files.
    package static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// The kind and the state of what is at `path`; nil when nothing is there. A link is followed only when asked.
    package static func status(_ path: String, followsLinks: Bool = false) -> Status? {
        var status = stat()
        guard fstatat(AT_FDCWD, path, &status, followsLinks ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
            return nil
        }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        return Status(kind: kind, stamp: Stamp(status), device: UInt64(status.st_dev))
    }

    /// The names in a folder, sorted by their bytes.
    package static func names(in folder: String) throws(DiskError) -> [String] {
        guard let stream = opendir(folder) else { throw DiskError(folder, "read the folder") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.precedesInBytes($1) }
    }

    /// The path with all links followed; nil when something on it does not exist.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// A path without parts that lead nowhere: `.//Public/` is `Public`. One with `..` keeps it, since what is before it may
    /// be a link.
    package static func plainPath(_ path: String) -> String {
        let names = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + names : names.isEmpty ? "." : names
    }

    /// The one path by which a file or folder is known, however it is named and whether or not it is there: absolute,
    /// without links as far as it exists. `./Public` below `/srv/site` is `/srv/site/Public`.
    package static func canonicalPath(_ path: String) -> String {
        if let real = realPath(path) { return real }
        var names = path.split(separator: "/").filter { $0 != "." }
        // A name after one that does not exist, as in `new/../Public`.
        var index = 0
        while index + 1 < names.count {
            if names[index] != "..", names[index + 1] == "..", !exists(names[...index], of: path) {
                names.removeSubrange(index...(index + 1))
                index = max(0, index - 1)
            } else {
                index += 1
            }
        }
        for count in (0...names.count).reversed() {
            let start = path.hasPrefix("/") ? "/" : "./"
            guard let real = realPath(start + names[..<count].joined(separator: "/")) else { continue }
            return (real == "/" ? "" : real) + names[count...].map { "/" + $0 }.joined()
        }
        return realPath(path.hasPrefix("/") ? "/" : ".") ?? path
    }

    private static func exists(_ names: ArraySlice<Substring>, of path: String) -> Bool {
        status((path.hasPrefix("/") ? "/" : "./") + names.joined(separator: "/"), followsLinks: true) != nil
    }

    /// The bytes of a file.
    ///
    /// - Parameter most: how many of them are read, at most.
    package static func read(_ path: String, first most: Int = .max) throws(DiskError) -> [UInt8] {
        // Without O_NONBLOCK a named pipe would keep the build waiting for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw DiskError(path, "open") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw DiskError(path, "look at") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw DiskError(path, "read", code: EINVAL) }
        var failure: Int32 = 0
        // The count of an empty array is shared by all threads, so none is made by its capacity.
        guard status.st_size > 0, most > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: min(Int(status.st_size), most)) { buffer, count in
            while count < buffer.count, let base = buffer.baseAddress {
                let read = Glibc.read(file, base + count, buffer.count - count)
                if read < 0, errno == EINTR { continue }
                if read < 0 { failure = errno }
                if read <= 0 { break }
                count += read
            }
        }
        guard failure == 0 else { throw DiskError(path, "read", code: failure) }
        return bytes
    }

    /// Writes a file that does not exist yet, and returns how it then is.
    @discardableResult
    package static func writeNew(_ bytes: [UInt8], to path: String) throws(DiskError) -> Stamp {
        try writeNew(ByteWriter(bytes), to: path)
    }

    /// Writes a file that does not exist yet, whole or not at all, and returns how it then is.
    @discardableResult
    package static func writeNew(_ content: ByteWriter, to path: String) throws(DiskError) -> Stamp {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { throw DiskError(path, "create") }
        var written = 0
        var failure: Int32 = 0
        content.withUnsafeBytes { buffer in
            while written < buffer.count, let base = buffer.baseAddress {
                let count = Glibc.write(file, base + written, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                if count < 0 {
                    failure = errno
                    break
                }
                written += count
            }
        }
        var status = stat()
        if fstat(file, &status) != 0, failure == 0 { failure = errno }
        if close(file) != 0, failure == 0 { failure = errno }
        guard failure == 0 else {
            unlink(path)
            throw DiskError(path, "write", code: failure)
        }
        return Stamp(status)
    }

    /// Replaces a file whole, or leaves it as it is: a program that reads it meanwhile, or after this one was killed,
    /// finds the old bytes or the new ones, never a part of them.
    ///
    /// The new bytes wait beside the file, under its name with `.guides-new`, and are removed again when anything
    /// fails. Of a link, the link itself is replaced: to replace the file that it leads to, give its `realPath`. Two
    /// programs that replace one file at the same time must be kept apart by a lock of their own, and after a power cut
    /// the file system decides.
    ///
    /// - Parameter keepsRights: whether the new file gets the rights of the old one, where the system lets it;
    ///   otherwise all may read it and its owner may write it.
    package static func replace(
        _ path: String, with content: ByteWriter, keepsRights: Bool = false
    ) throws(DiskError) {
        let temporary = path + ".guides-new"
        try removeFile(temporary)
        do throws(DiskError) {
            try writeNew(content, to: temporary)
            if keepsRights { copyRights(from: path, to: temporary) }
            try move(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Replaces a file whole, or leaves it as it is.
    package static func replace(
        _ path: String, with bytes: [UInt8], keepsRights: Bool = false
    ) throws(DiskError) {
        try replace(path, with: ByteWriter(bytes), keepsRights: keepsRights)
    }

    /// The folder that a file or folder is in; nil for the root, and where only a name is given. By bytes: a `/` before
    /// a combining mark is no `Character` of its own.
    package static func parent(of path: String) -> String? {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).flatMap { slash in
            slash > path.startIndex ? String(path[..<slash]) : nil
        }
    }

    /// Creates a folder, and those above it, where they are not there.
    package static func makeFolder(_ path: String) throws(DiskError) {
        if mkdir(path, 0o755) == 0 { return }
        var code = errno
        if code == EEXIST, status(path, followsLinks: true)?.kind == .folder { return }
        if code == ENOENT, let parent = parent(of: path) {
            try makeFolder(parent)
            if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
            code = errno
        }
        // With a slash at its end a link is what it leads to.
        let named = path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
        if status(named)?.kind == .link, status(named, followsLinks: true) == nil {
            throw DiskError(
                named, "create the folder", code: code,
                because:
                    "it is a symbolic link to something that does not exist. Remove the link, or create the folder that it points to."
            )
        }
        throw DiskError(path, "create the folder", code: code)
    }

    /// Moves a file over another in one step (rename(2)).
    package static func move(_ from: String, to path: String) throws(DiskError) {
        guard rename(from, path) == 0 else { throw DiskError(path, "put in place") }
    }

    /// Gives one file the rights of another, where the system lets it.
    package static func copyRights(from: String, to path: String) {
        var status = stat()
        if stat(from, &status) == 0 { chmod(path, status.st_mode & 0o7777) }
    }

    /// Removes a file; it may be gone already.
    package static func removeFile(_ path: String) throws(DiskError) {
        guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else {
            throw DiskError(path, "remove")
        }
    }

    /// Removes a folder if nothing is in it.
    package static func removeEmptyFolder(_ path: String) { rmdir(path) }

    /// Removes a folder of the tool's own with all that is in it.
    package static func removeTree(_ path: String) {
        guard let kind = status(path)?.kind else { return }
        guard kind == .folder else {
            unlink(path)
            return
        }
        for name in (try? names(in: path)) ?? [] { removeTree("\(path)/\(name)") }
        rmdir(path)
    }
}
