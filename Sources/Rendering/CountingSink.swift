import Support

/// Keeps no more of a file than how long it is.
package struct CountingSink: OutputSink {
    /// The path of a file, with its size.
    package struct Receipt: Sendable {
        package let path: String
        package let characters: Int
    }

    package init() {}

    package func take(_ content: ByteWriter, as path: String) -> Receipt {
        Receipt(path: path, characters: content.characters)
    }
}
