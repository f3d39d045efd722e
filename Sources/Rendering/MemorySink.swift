import Support
import Theming

/// Keeps the files of a site in memory, for what shows or compares them.
package struct MemorySink: OutputSink {
    package init() {}

    package func take(_ content: ByteWriter, as path: String) -> OutputFile {
        OutputFile(path, content.bytes)
    }
}
