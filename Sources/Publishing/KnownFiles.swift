import Support
import Words

/// The files that the build before wrote below its output folder, to be found by path.
struct KnownFiles: Sendable {
    private let files: [(path: String, stamp: Disk.Stamp?)]
    /// Their places in `files`, by the checksums of their paths.
    private var places: OpenTable<UInt64, Int32>

    init(_ files: [(path: String, stamp: Disk.Stamp?)]) {
        self.files = files
        places = OpenTable(expecting: files.count)
        for (place, file) in files.enumerated() {
            // Of two paths with one checksum the later one is unknown, which costs time and no more.
            _ = places.number(of: file.path.utf8.span.checksum, adding: Int32(place))
        }
    }

    private func place(of path: String) -> Int? {
        guard let place = places[path.utf8.span.checksum].map(Int.init),
            files[place].path.utf8.span.isSame(as: path.utf8.span)
        else { return nil }
        return place
    }

    func contains(_ path: String) -> Bool { place(of: path) != nil }

    /// The stamp of a file as the build before left it; nil where that is not known.
    func stamp(of path: String) -> Disk.Stamp? { place(of: path).flatMap { files[$0].stamp } }

    /// The files that are not among some paths.
    func without(_ paths: some Sequence<String>) -> [(path: String, stamp: Disk.Stamp?)] {
        var isThere = [Bool](repeating: false, count: files.count)
        for path in paths { if let place = place(of: path) { isThere[place] = true } }
        return zip(files, isThere).filter { !$1 }.map(\.0)
    }
}
