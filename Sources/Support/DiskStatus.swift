import Glibc

extension Disk {
    /// The state of a file when it was looked at: as long as none of it changes, its bytes are taken as the same.
    package struct Stamp: Sendable, Hashable {
        /// In bytes.
        package var size: Int64
        /// The time of the last change of the bytes, in nanoseconds since 1970.
        package var modified: Int64
        /// The time of the last change of bytes, name or rights, in nanoseconds since 1970.
        var changed: Int64
        package var inode: UInt64

        init(_ status: stat) {
            size = Int64(status.st_size)
            modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
            changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
            inode = UInt64(status.st_ino)
        }

        /// Whether a file with this stamp may have changed after it was read, at or after `time`, without its stamp
        /// showing it: it was as young as the clock of its file system is coarse.
        package func isRacy(at time: Int64) -> Bool {
            let tick: Int64 = modified % 1_000_000_000 == 0 ? 2_100_000_000 : 100_000_000
            return modified > time - tick || changed > time - tick
        }

        /// Whether it seems to be that of the same file, perhaps from an archive, which keeps whole seconds.
        package func isCopy(of other: Stamp) -> Bool {
            size == other.size && modified / 1_000_000_000 == other.modified / 1_000_000_000
        }

        init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
            self.size = size
            self.modified = modified
            self.changed = changed
            self.inode = inode
        }
    }

    /// The kind of a directory entry; `link` is a symbolic link.
    package enum Kind: Sendable { case file, folder, link, other }

    /// Kind and stamp of a file, and the device that it is on.
    package struct Status: Sendable {
        package var kind: Kind
        package var stamp: Stamp
        var device: UInt64
    }
}
