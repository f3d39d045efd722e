import Foundation
import Publishing
import Support

/// A site in a folder of its own, removed with the value.
package final class TemporarySite: Sendable {
    private let folder: TemporaryFolder
    package var path: String { folder.path }

    /// - Parameters:
    ///   - files: more files by their path, or other settings; those of `Content/guides` may leave that folder out.
    ///   - templates: whether it has the repository's as its own.
    package init(_ files: [String: String] = [:], templates: Bool = true) throws {
        folder = try TemporaryFolder()
        try Disk.makeFolder(path + "/Content/guides")
        try write("Content/site.yml", Self.settings)
        if templates { try copy("Templates") }
        for (file, text) in files { try write(file, text) }
    }

    /// The repository's own site.
    package static func ofRepository() throws -> TemporarySite {
        let site = try TemporarySite()
        Disk.removeTree(site.path + "/Content")
        try site.copy("Content")
        return site
    }

    private func copy(_ folder: String) throws {
        try FileManager.default.copyItem(atPath: "\(repository)/\(folder)", toPath: "\(path)/\(folder)")
    }

    package static let settings = """
        name: Test Guides
        summary: Guides for a test.
        base-url: https://example.org
        keywords: [site keyword]
        agent-notes: [A note of the site.]
        categories:
          - {id: one, title: Category One, summary: The first.}
          - {id: two, title: Category Two, agent-notes: [A note of the category.]}

        """

    /// The start of a picture of one point, which is text: a GIF.
    package static let picture = "GIF89a\u{1}\0\u{1}\0"

    /// A guide's file with a front matter and `body`.
    package static func guide(
        _ title: String, category: String = "one", more: String = "", _ body: String
    ) -> String {
        """
        ---
        title: "\(title)"
        summary: "What \(title) is about, notwithstanding all characteristics."
        category: \(category)
        \(more)
        ---

        \(body)
        """
    }

    private func location(_ file: String) -> String {
        let isWhole = file.hasPrefix("Content/") || file.hasPrefix("Templates/") || file.hasPrefix("Public/")
        return "\(path)/" + (isWhole ? file : "Content/guides/\(file)")
    }

    package func write(_ file: String, _ text: String) throws { try write(file, Array(text.utf8)) }

    package func write(_ file: String, _ bytes: [UInt8]) throws {
        let location = location(file)
        if let folder = Disk.parent(of: location) { try Disk.makeFolder(folder) }
        try Disk.removeFile(location)
        try Disk.writeNew(bytes, to: location)
    }

    package func remove(_ file: String) throws { try Disk.removeFile(location(file)) }

    package func read(_ file: String) throws -> String {
        String(decoding: try Disk.read(location(file)), as: UTF8.self)
    }

    /// Builds the site into its `Public` folder.
    @discardableResult
    package func build(_ change: (inout Build) -> Void = { _ in }) async throws -> Build.Report {
        var build = Build()
        build.options.site = path
        change(&build)
        return try await build.run()
    }

    /// All published files with their bytes, by path.
    package func published(_ folder: String = "Public") throws -> [String: [UInt8]] {
        try files(in: "\(path)/\(folder)")
    }
}

/// All files below a folder with their bytes, by path; none where there is no such folder. A folder without files is
/// there too, such as `guides/old/`, since nobody has a use for one.
package func files(in folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    func walk(_ path: String, _ relative: String) throws {
        for name in try Disk.names(in: path) {
            if Disk.status("\(path)/\(name)")?.kind == .folder {
                try walk("\(path)/\(name)", "\(relative)\(name)/")
                if try Disk.names(in: "\(path)/\(name)").isEmpty { files["\(relative)\(name)/"] = [] }
            } else {
                files[relative + name] = try Disk.read("\(path)/\(name)")
            }
        }
    }
    if Disk.status(folder) != nil { try walk(folder, "") }
    return files
}
