import Support

/// `.guides/manifest.json`: every published file with the SHA-256 of its bytes, so that standard tools can upload what
/// changed and nothing else.
enum Manifest {
    static let file = ".guides/manifest.json"

    /// - Parameters:
    ///   - paths: the published files, relative to `output`.
    ///   - location: where the manifest belongs.
    static func write(_ paths: [String], output: String, to location: String, jobs: Int) async throws {
        let paths = paths.sorted { $0.precedesInBytes($1) }
        let hashes = try await Workers.map(paths.count, jobs: jobs, makeState: {}) { _, index in
            ContentHash.hexadecimal(try Disk.read("\(output)/\(paths[index])"))
        }
        // One file a line, for tools that know lines alone.
        var json = JSONWriter(capacity: 120 * paths.count + 16)
        json.lines {
            for (path, hash) in zip(paths, hashes) { $0.text(path, hash) }
        }
        try Disk.replace(location, with: json.out)
    }
}
