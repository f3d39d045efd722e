import Support

/// Keeps no more of a file than what tells it from others.
package struct DigestSink: OutputSink {
    /// The path of a file, with its digest.
    package struct Receipt: Sendable {
        package let path: String
        /// The SHA-256 of its bytes.
        package let digest: [UInt8]
    }

    package init() {}

    package func take(_ content: ByteWriter, as path: String) -> Receipt {
        Receipt(path: path, digest: ContentHash.digest(content.bytes[...]))
    }
}
