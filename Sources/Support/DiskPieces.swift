import Glibc

extension Disk {
    /// Adds a text at the end of a file, which is made where it is missing.
    package static func append(_ text: String, to path: String) throws(DiskError) {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw DiskError(path, "write") }
        defer { close(file) }
        guard write(text, to: file) else { throw DiskError(path, "write") }
    }

    /// Writes a text to an open file, pipe or terminal, and waits where that takes no more for now; false, with `errno`,
    /// where that fails.
    package static func write(_ text: String, to file: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
                continue
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Writes bytes at an offset of an open file; false, with `errno`, where that fails.
    static func write(_ bytes: [UInt8], to file: Int32, at offset: Int) -> Bool {
        bytes.withUnsafeBytes { view in
            var written = 0
            while written < view.count, let base = view.baseAddress {
                let count = pwrite(file, base + written, view.count - written, off_t(offset + written))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                written += count
            }
            return true
        }
    }

    /// The bytes at an offset of an open file; nil, with `errno`, where that fails.
    static func read(_ range: Range<Int>, of file: Int32) -> [UInt8]? {
        // The count of an empty array is shared by all threads, so none is made by its capacity.
        guard !range.isEmpty else { return [] }
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

    /// The bytes that an open file or pipe has next, 64 KiB at most; none at its end, or where it cannot be read.
    static func readNext(of file: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 1 << 16) { view, read in
            var count = 0
            repeat {
                count = Glibc.read(file, view.baseAddress, view.count)
            } while count < 0 && errno == EINTR
            read = max(0, count)
        }
    }

    /// Whether two files of one size hold the same bytes.
    package static func holdSame(_ path: String, _ other: String) throws(DiskError) -> Bool {
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
