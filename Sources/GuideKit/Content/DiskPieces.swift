import Glibc

extension Disk {
    /// A file that does not exist yet, written piece by piece. It belongs to one thread.
    final class NewFile {
        private let path: String
        private let file: Int32
        private var waiting: [UInt8] = []
        private var written = 0
        private var isOpen = true

        init(_ path: String) throws(DiskError) {
            self.path = path
            file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard file >= 0 else { throw DiskError(path, "create") }
        }

        deinit { if isOpen { Glibc.close(file) } }

        func append(_ piece: ArraySlice<UInt8>) throws(DiskError) {
            waiting.append(contentsOf: piece)
            if waiting.count >= 1 << 18 { try flush() }
        }

        private func flush() throws(DiskError) {
            guard Disk.write(waiting, to: file, at: written) else { throw DiskError(path, "write") }
            written += waiting.count
            waiting.removeAll(keepingCapacity: true)
        }

        /// Writes what waits, and returns how the file then is.
        func close() throws(DiskError) -> Stamp {
            try flush()
            var status = stat()
            guard fstat(file, &status) == 0 else { throw DiskError(path, "look at") }
            isOpen = false
            guard Glibc.close(file) == 0 else { throw DiskError(path, "write") }
            return Stamp(status)
        }
    }

    /// Writes bytes at a place of an open file; false, with `errno`, where that fails.
    static func write(_ bytes: [UInt8], to file: Int32, at location: Int) -> Bool {
        bytes.withUnsafeBytes { view in
            var written = 0
            while written < view.count, let base = view.baseAddress {
                let count = pwrite(file, base + written, view.count - written, off_t(location + written))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                written += count
            }
            return true
        }
    }

    /// The bytes at a place of an open file; nil, with `errno`, where that fails.
    static func read(_ range: Range<Int>, of file: Int32) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { view, read in
            while read < view.count, let base = view.baseAddress {
                let count = pread(file, base + read, view.count - read, off_t(range.lowerBound + read))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { break }
                read += count
            }
        }
        return bytes.count == range.count ? bytes : nil
    }

    /// Whether two files of one size hold the same bytes.
    static func holdSame(_ path: String, _ other: String) throws(DiskError) -> Bool {
        let (a, b) = (open(path, O_RDONLY | O_CLOEXEC), open(other, O_RDONLY | O_CLOEXEC))
        defer {
            if a >= 0 { close(a) }
            if b >= 0 { close(b) }
        }
        guard a >= 0 else { throw DiskError(path, "open") }
        guard b >= 0 else { throw DiskError(other, "open") }
        var status = stat()
        guard fstat(a, &status) == 0 else { throw DiskError(path, "look at") }
        let size = Int(status.st_size)
        for start in stride(from: 0, to: size, by: 1 << 18) {
            let part = start..<min(start + 1 << 18, size)
            guard let one = read(part, of: a) else { throw DiskError(path, "read") }
            guard let two = read(part, of: b) else { throw DiskError(other, "read") }
            if one != two { return false }
        }
        return true
    }
}

extension Disk {
    /// Looks at many files below one folder, by its open folders: a long path is not walked again for each file. It
    /// belongs to one thread.
    final class StampReader {
        private let root: String
        /// The folder that is open, relative to `root`, with a slash at its end.
        private var folder: [UInt8] = []
        private var file: Int32

        init(_ root: String) {
            self.root = root
            file = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }

        deinit { if file >= 0 { close(file) } }

        /// How the file at `path`, relative to the root, is; nil where nothing is there.
        func stamp(of path: String) -> Stamp? {
            var path = path
            return path.withUTF8 { bytes -> Stamp? in
                let name = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
                if folder.count != name || !folder.elementsEqual(bytes[..<name]) {
                    enter(Array(bytes[..<name]))
                }
                guard file >= 0, bytes.count - name <= Int(NAME_MAX) else { return nil }
                var status = stat()
                let found = withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count - name + 1) {
                    text in
                    for (index, byte) in bytes[name...].enumerated() { text[index] = CChar(bitPattern: byte) }
                    text[bytes.count - name] = 0
                    guard let start = text.baseAddress else { return false }
                    return fstatat(file, start, &status, AT_SYMLINK_NOFOLLOW) == 0
                }
                return found ? Stamp(status) : nil
            }
        }

        private func enter(_ folder: [UInt8]) {
            if file >= 0 { close(file) }
            self.folder = folder
            file = open(
                "\(root)/\(String(decoding: folder, as: UTF8.self))", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }
    }
}
