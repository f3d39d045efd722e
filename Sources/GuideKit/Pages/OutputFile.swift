/// A file of the published site: a path below the output folder, and its bytes.
package struct OutputFile: Sendable {
    package var path: String
    package var bytes: [UInt8]

    package init(_ path: String, _ bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    package init(_ path: String, _ text: String) { self.init(path, Array(text.utf8)) }
}
