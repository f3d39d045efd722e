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
        let isThere = Disk.status(folder, followsLinks: true)?.kind == .folder
        let refused =
            isThere && Disk.status("\(folder)/\(part)", followsLinks: true) == nil && errno == EACCES
        let argument = folder == "." ? "" : " \(folder)"
        description =
            if !isThere {
                "there is no folder \(folder); check --site, or run `guides init\(argument)` to start a site there"
            } else if refused {
                "\(shown) cannot be read: \(String(cString: strerror(EACCES))). Give this user the right to read it"
            } else if Disk.status("\(folder)/\(part)", followsLinks: true) != nil {
                "\(folder)/\(part) is not a folder, and \(part) has to be one; move that file away"
            } else if let outer = Self.outerSite(of: folder) {
                "no site is in \(shown), but \(outer) has one; run this there, or with --site \(outer)"
            } else {
                "no site is in \(shown), since it has no \(part)/; run `guides init\(argument)` to start one, or name another folder with --site"
            }
    }

    /// The nearest folder around one that holds a site.
    private static func outerSite(of folder: String) -> String? {
        var outer = Disk.realPath(folder).flatMap { Disk.parent(of: $0) }
        while let path = outer {
            if Disk.status("\(path)/\(Site.file)")?.kind == .file { return path }
            outer = Disk.parent(of: path)
        }
        return nil
    }
}
