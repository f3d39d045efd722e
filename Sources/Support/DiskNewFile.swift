import Glibc

extension Disk {
    /// A file that does not exist yet, written piece by piece. It belongs to one thread.
    package final class NewFile {
        private let path: String
        private let file: Int32
        private var waiting: [UInt8] = []
        private var written = 0
        private var isOpen = true

        package init(_ path: String) throws(DiskError) {
            self.path = path
            file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard file >= 0 else { throw DiskError(path, "create") }
        }

        deinit { if isOpen { Glibc.close(file) } }

        /// Appends bytes to the file.
        package func append(_ piece: ArraySlice<UInt8>) throws(DiskError) {
            waiting.append(contentsOf: piece)
            if waiting.count >= 1 << 18 { try flush() }
        }

        private func flush() throws(DiskError) {
            guard Disk.write(waiting, to: file, at: written) else { throw DiskError(path, "write") }
            written += waiting.count
            waiting.removeAll(keepingCapacity: true)
        }

        /// Writes what waits, and returns how the file then is.
        package func close() throws(DiskError) -> Stamp {
            try flush()
            var status = stat()
            guard fstat(file, &status) == 0 else { throw DiskError(path, "look at") }
            isOpen = false
            guard Glibc.close(file) == 0 else { throw DiskError(path, "write") }
            return Stamp(status)
        }
    }
}
