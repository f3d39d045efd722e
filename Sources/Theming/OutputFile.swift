import Markdown

/// A file of the published site: a path below the output folder, and its bytes.
package struct OutputFile: Sendable {
    /// Relative to the output folder, such as `guides/tls.html`.
    package var path: String
    package var bytes: [UInt8]
    /// In a twin that lists things: where it does not say what its page says, if it was found not to.
    package var difference: Proof.Difference?

    package init(_ path: String, _ bytes: [UInt8], difference: Proof.Difference? = nil) {
        self.path = path
        self.bytes = bytes
        self.difference = difference
    }

    package init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}
