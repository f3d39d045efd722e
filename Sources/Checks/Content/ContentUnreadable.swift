import Findings

/// A file that cannot be read as text: refused by the disk, too large, no UTF-8, or a link out of the site.
enum ContentUnreadable: Check {
    static let check = CheckID.contentUnreadable
    static let finds =
        "A file that cannot be read: no permission or a disk error, too large, not UTF-8, or a symbolic link out of the site."
    static let why =
        "Without this error, the file would silently be missing from the site."
    static let examples = [
        Example(.described, bad: "A guide saved as Latin-1.", good: "The same guide saved as UTF-8.")
    ]
}
