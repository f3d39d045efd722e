import Support
import Words

/// The files that the build before wrote below its output folder, to be found by path.
struct KnownFiles: Sendable {
    private let files: [(path: String, stamp: Disk.Stamp?)]
    /// Their places in `files`, by the checksums of their paths.
    private var places: OpenTable<UInt64, Int32>
    /// Whether each is there as it was written.
    private var isSame: [Bool] = []
    /// Their folders below the output folder, such as `guides/i`.
    let folders: Set<String>

    private init(_ files: [(path: String, stamp: Disk.Stamp?)]) {
        self.files = files
        places = OpenTable(expecting: files.count)
        var folders: Set<String> = []
        var last = ""
        for (place, file) in files.enumerated() {
            // Of two paths with one checksum the later one is unknown, which costs time and no more.
            _ = places.number(of: file.path.utf8.span.checksum, adding: Int32(place))
            guard let folder = Disk.parent(of: file.path), folder != last else { continue }
            folders.insert(folder)
            last = folder
        }
        self.folders = folders
    }

    /// - Parameter output: the output folder, in which each file is looked at.
    init(_ files: [(path: String, stamp: Disk.Stamp?)], in output: String, jobs: Int) async throws {
        self.init(files)
        isSame = try await Workers.map(
            files.count, jobs: jobs, chunk: 512, makeState: { Disk.StampReader(output) }
        ) { reader, place in
            files[place].stamp != nil && reader.stamp(of: files[place].path) == files[place].stamp
        }
    }

    private func place(of path: String) -> Int? {
        guard let place = places[path.utf8.span.checksum].map(Int.init),
            files[place].path.utf8.span.isSame(as: path.utf8.span)
        else { return nil }
        return place
    }

    func contains(_ path: String) -> Bool { place(of: path) != nil }

    /// The stamp of a file that is there as the build before left it; nil for others.
    func stamp(of path: String) -> Disk.Stamp? {
        place(of: path).flatMap { isSame[$0] ? files[$0].stamp : nil }
    }

    /// The files that are not among some paths.
    func without(_ paths: some Sequence<String>) -> [(path: String, stamp: Disk.Stamp?)] {
        var isThere = [Bool](repeating: false, count: files.count)
        for path in paths { if let place = place(of: path) { isThere[place] = true } }
        return zip(files, isThere).filter { !$1 }.map(\.0)
    }
}
