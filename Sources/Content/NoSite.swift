import Glibc
import Support

/// A folder that holds no site, with what to do about it.
package struct NoSite: Error, Sendable, CustomStringConvertible {
    package let description: String

    /// - Parameters:
    ///   - folder: the folder that was to be a site.
    ///   - part: the folder within it that is missing, such as `Content`.
    init(_ folder: String, lacks part: String) {
        let shown = folder == "." ? "this folder" : "the folder \(folder)"
        let start = "`guides init\(folder == "." ? "" : " \(ShellWord.path(folder))")`"
        let kind = Disk.status(folder, followsLinks: true)?.kind
        // Nothing is known of a folder within one that this user may not look into.
        let isHidden = kind == nil && Self.isClosed(folder)
        description =
            if kind != .folder, !isHidden {
                "there is no folder \(folder); check --site, or run \(start) to start a site there"
            } else if Disk.status("\(folder)/\(part)", followsLinks: true) != nil {
                "\(folder)/\(part) is not a folder, and \(part) has to be one; move the file away"
            } else if Self.isClosed(folder) {
                "\(shown) cannot be read: \(String(cString: strerror(EACCES))). Give this user the right to read it"
            } else if let outer = Self.outerSite(of: folder) {
                "there is no site in \(shown), but \(outer) has one; run the command there, or add --site \(ShellWord.path(outer))"
            } else {
                "there is no site in \(shown), since it has no \(part)/; run \(start) to start one, or name another folder with --site"
            }
    }

    /// Whether the rights of this user are what keeps it out of a folder.
    private static func isClosed(_ folder: String) -> Bool {
        access(folder, R_OK | X_OK) != 0 && errno == EACCES
    }

    /// The nearest folder around one that holds a site.
    package static func outerSite(of folder: String) -> String? {
        var outer = Disk.realPath(folder).flatMap { Disk.parent(of: $0) }
        while let path = outer {
            if Disk.status("\(path)/\(Site.file)")?.kind == .file { return path }
            outer = Disk.parent(of: path)
        }
        return nil
    }
}
