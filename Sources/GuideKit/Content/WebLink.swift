import Markdown

/// A link to another site, somewhere in the site's files.
package struct WebLink: Sendable {
    package var url: String
    /// Relative to the site's folder.
    package var file: String
    package var place: Place
    /// Right after its address, where the address is there as it is.
    package var end: Place?
}
