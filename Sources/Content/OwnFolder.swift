import Glibc
import Support

/// `.guides`, the folder of a site for the tool's own files: what the last build wrote, and what is known of other
/// sites.
package enum OwnFolder {
    /// The path of the folder, with the site's folder before it.
    package static func path(site: String) -> String { "\(site)/.guides" }

    /// Makes the folder where it is not there. A link is refused: the tool writes and removes files in the folder, and
    /// a site from a stranger could send it anywhere.
    ///
    /// - Returns: its path.
    /// - Throws: where it is a link, or the disk refuses.
    @discardableResult
    package static func make(site: String) throws(DiskError) -> String {
        let path = path(site: site)
        if Disk.status(path)?.kind == .link {
            throw DiskError(
                path, "keep the tool's own files in", code: ENOTDIR,
                because: "it is a symbolic link. Remove the link; a folder is created in its place.")
        }
        try Disk.makeFolder(path)
        return path
    }
}
