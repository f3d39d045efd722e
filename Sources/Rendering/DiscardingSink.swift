import Support

/// Keeps nothing of a file, for what asks no more than what is wrong with it.
package struct DiscardingSink: OutputSink {
    package init() {}

    package func take(_ content: ByteWriter, as path: String) {}
}
