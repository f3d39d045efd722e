import Glibc
import Synchronization

/// Bytes that wait on the disk, since those of a large site would fill the memory.
package final class Spool: ByteStore {
    private let path: String
    private let file: Int32
    private let end: Atomic<Int>
    private let noted = Mutex<DiskError?>(nil)

    /// One that nobody finds again.
    ///
    /// - Throws: `DiskError` when the disk refuses.
    package init(_ path: String) throws(DiskError) {
        self.path = path
        end = Atomic(0)
        file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DiskError(path, "create") }
        // It needs no name, and so goes with the process.
        unlink(path)
    }

    /// One that stays on the disk.
    ///
    /// - Parameters:
    ///   - count: how many of the bytes that are there are kept. Where there are fewer, none are.
    /// - Throws: `DiskError` when the disk refuses.
    package init(at path: String, keeping count: Int) throws(DiskError) {
        self.path = path
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard file >= 0 else { throw DiskError(path, "open") }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw DiskError(path, "open", code: EINVAL)
        }
        let kept = Int(status.st_size) >= count ? count : 0
        end = Atomic(kept)
        guard ftruncate(file, off_t(kept)) == 0 else {
            close(file)
            throw DiskError(path, "write")
        }
    }

    deinit { close(file) }

    /// Number of its bytes.
    package var count: Int { end.load(ordering: .relaxed) }

    package var changed: DiskError {
        DiskError(path, "read", code: EIO, because: "it is not what was written there. Try again.")
    }
    package func note(_ failure: DiskError) { noted.withLock { $0 = $0 ?? failure } }
    package var failure: DiskError? { noted.withLock { $0 } }

    /// Adds some bytes, and tells where they lie.
    package func append(_ bytes: [UInt8]) throws(DiskError) -> Range<Int> {
        let last = end.add(bytes.count, ordering: .relaxed).newValue
        let range = (last - bytes.count)..<last
        guard Disk.write(bytes, to: file, at: range.lowerBound) else { throw DiskError(path, "write") }
        return range
    }

    /// The bytes at a range that `append` returned.
    package func read(_ range: Range<Int>) throws(DiskError) -> [UInt8] {
        guard range.upperBound <= count else { throw changed }
        guard let bytes = Disk.read(range, of: file) else { throw DiskError(path, "read") }
        return bytes
    }
}
