import Support
import Theming

/// Takes the files of a site while they are made: in no order, and from several workers at once.
package protocol OutputSink: Sendable {
    /// The record of a file that was taken, such as its digest or its size.
    associatedtype Receipt: Sendable

    /// - Parameters:
    ///   - content: the bytes of the file; valid during the call alone.
    ///   - path: below the output folder, such as `guides/tls.html`.
    func take(_ content: ByteWriter, as path: String) throws(DiskError) -> Receipt

    /// Takes a file that is too large to be in memory at once.
    ///
    /// - Parameter write: is given what takes the pieces, in order.
    func take(
        as path: String, _ write: ((ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
    ) throws(DiskError) -> Receipt

    /// A store for bytes that wait until a file is put together from them.
    func makeStore() throws(DiskError) -> any ByteStore
}

extension OutputSink {
    /// Takes a file that is in memory.
    func take(_ file: OutputFile) throws(DiskError) -> Receipt {
        try take(ByteWriter(file.bytes), as: file.path)
    }

    package func take(
        as path: String, _ write: ((ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
    ) throws(DiskError) -> Receipt {
        let content = ByteWriter()
        try write { (piece) throws(DiskError) in content.append(piece) }
        return try take(content, as: path)
    }

    package func makeStore() throws(DiskError) -> any ByteStore { MemoryStore() }
}
