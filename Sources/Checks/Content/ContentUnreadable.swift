import Findings

/// A file that cannot be read as text: refused by the disk, too large, no UTF-8, or a link out of the site.
package enum ContentUnreadable: Check {
    package static let check = CheckID.contentUnreadable
    package static let finds =
        "A file that cannot be read: refused by the disk, too large, not UTF-8, or a link out of the site."
    package static let why =
        "A file that cannot be read would silently be missing from the site."
    package static let examples = [
        Example(.described, bad: "A guide saved as Latin-1.", good: "The same guide saved as UTF-8.")
    ]
}
