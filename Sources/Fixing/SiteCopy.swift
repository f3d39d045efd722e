import FoundationEssentials
import Support

/// A copy of a site's sources in a temporary folder, to try changes on.
enum SiteCopy {
    /// Does something with a copy, which is removed again.
    ///
    /// - Parameter body: is given the copy's folder.
    static func with<Value>(
        of site: String, _ body: (String) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.path + "/guides-fix-\(UUID().uuidString)"
        defer { Disk.removeTree(folder) }
        try Disk.makeFolder(folder)
        for part in ["Content", "Templates"] {
            guard let path = Disk.realPath("\(site)/\(part)") else { continue }
            try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/\(part)")
        }
        return try await body(folder)
    }
}
