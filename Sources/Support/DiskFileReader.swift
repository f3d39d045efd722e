import Glibc

extension Disk {
    /// A file of which some parts are read. It belongs to one thread.
    package final class FileReader {
        private let path: String
        private let file: Int32

        package init(_ path: String) throws(DiskError) {
            self.path = path
            file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard file >= 0 else { throw DiskError(path, "open") }
        }

        deinit { Glibc.close(file) }

        /// Hands some bytes on, at most a mebibyte at once.
        package func read(
            _ range: Range<Int>, to append: (ArraySlice<UInt8>) throws(DiskError) -> Void
        ) throws(DiskError) {
            let most = 1 << 20
            var start = range.lowerBound
            while start < range.upperBound {
                let end = min(start + most, range.upperBound)
                guard let bytes = Disk.read(start..<end, of: file) else { throw DiskError(path, "read") }
                try append(bytes[...])
                start = end
            }
        }
    }
}
