import Glibc
import Support

/// Files of rules for one site, and notes on them.
package struct HostRules: Sendable {
    /// A file of rules, under the name by which the host knows it.
    package struct File: Sendable {
        package var name: String
        package var text: String

        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    package var files: [File]
    /// Sentences on this site alone; `HostUsage` has those on all sites.
    package var notes: [String] = []

    /// All files after each other, each below its name where there are several.
    package var printed: String {
        files.map { files.count > 1 ? "# file: \($0.name)\n\($0.text)" : $0.text }.joined()
    }

    /// Writes a single file to the path, and several into a folder of that path, which is made where it is missing.
    package func write(to path: String) throws(DiskError) {
        for file in files {
            let target = files.count > 1 ? "\(path)/\(file.name)" : path
            // A device or a folder would be replaced by a file, or leave one beside it.
            if let kind = Disk.status(target, followsLinks: true)?.kind, kind != .file {
                throw DiskError(
                    target, "write the rules to", code: EEXIST,
                    because: "it is not a regular file. Choose another name.")
            }
            if let folder = Disk.parent(of: target) { try Disk.makeFolder(folder) }
            // Whole or not at all: a server may read it at any moment.
            try Disk.replace(target, with: Array(file.text.utf8))
        }
    }
}
