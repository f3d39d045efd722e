import Support

/// A link to another site, somewhere in the site's files.
package struct WebLink: Sendable {
    package var url: String
    /// Relative to the site's folder.
    package var file: String
    package var place: Place
    /// Right after its address, where the address is there as it is.
    package var end: Place?

    package init(url: String, file: String, place: Place, end: Place? = nil) {
        self.url = url
        self.file = file
        self.place = place
        self.end = end
    }
}
