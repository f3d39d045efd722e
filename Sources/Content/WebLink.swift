import Support

/// A link to another site, somewhere in the site's files.
package struct WebLink: Sendable {
    package var url: String
    /// Relative to the site's folder.
    package var file: String
    package var location: SourceLocation
    /// Right after its address, where the address is there as it is.
    package var end: SourceLocation?

    package init(url: String, file: String, location: SourceLocation, end: SourceLocation? = nil) {
        self.url = url
        self.file = file
        self.location = location
        self.end = end
    }
}
