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

    /// The receipt of a file that an earlier run gave to a sink like this one, if it is still as it was; nil where it has to be
    /// taken again.
    ///
    /// - Parameter characters: what `characters(of:)` said of it.
    func kept(_ path: String, characters: Int?) throws(DiskError) -> Receipt?

    /// The file of which `kept` has a receipt, to copy parts of it; nil where there is none.
    func reader(of path: String) throws(DiskError) -> Disk.FileReader?

    /// Number of characters of a file of markdown; nil for others, and where nobody asks.
    func characters(of receipt: Receipt) -> Int?

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

    package func kept(_: String, characters _: Int?) throws(DiskError) -> Receipt? { nil }
    package func reader(of _: String) throws(DiskError) -> Disk.FileReader? { nil }
    package func characters(of _: Receipt) -> Int? { nil }

    package func makeStore() throws(DiskError) -> any ByteStore { MemoryStore() }
}
