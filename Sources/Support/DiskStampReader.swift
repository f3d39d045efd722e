import Glibc

extension Disk {
    /// The stamps of many files below one folder, by its open folders: a long path is not walked again for each file.
    /// It belongs to one thread.
    package final class StampReader {
        private let root: String
        /// The folder that is open, relative to `root`, with a slash at its end.
        private var folder: [UInt8] = []
        private var file: Int32

        package init(_ root: String) {
            self.root = root
            file = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        }

        deinit { if file >= 0 { close(file) } }

        /// The stamp of the file at `path`, relative to the root; nil where nothing is there.
        package func stamp(of path: String) -> Stamp? {
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
