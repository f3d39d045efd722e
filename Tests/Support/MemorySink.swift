import Rendering
import Support
import Theming

/// Keeps the files of a site in memory, for what shows or compares them.
struct MemorySink: OutputSink {
    func take(_ content: ByteWriter, as path: String) -> OutputFile {
        OutputFile(path, content.bytes)
    }
}
