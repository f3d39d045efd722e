import Glibc
import Synchronization

/// Bytes that wait on the disk, since those of a large site would fill the memory.
package final class Spool: ByteStore {
    private let path: String
    private let file: Int32
    private let end = Atomic<Int>(0)

    /// - Throws: `DiskError` when the disk refuses.
    package init(_ path: String) throws(DiskError) {
        self.path = path
        file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw DiskError(path, "create") }
        // It needs no name, and so goes with the process.
        unlink(path)
    }

    deinit { close(file) }

    /// Adds some bytes, and tells where they lie.
    package func append(_ bytes: [UInt8]) throws(DiskError) -> Range<Int> {
        let last = end.add(bytes.count, ordering: .relaxed).newValue
        let range = (last - bytes.count)..<last
        guard Disk.write(bytes, to: file, at: range.lowerBound) else { throw DiskError(path, "write") }
        return range
    }

    /// The bytes at a range that `append` returned.
    package func read(_ range: Range<Int>) throws(DiskError) -> [UInt8] {
        guard let bytes = Disk.read(range, of: file) else { throw DiskError(path, "read") }
        return bytes
    }
}
