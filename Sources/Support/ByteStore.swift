import Synchronization

/// Bytes that wait until a file is put together from them. Workers share one.
package protocol ByteStore: Sendable {
    /// Adds some bytes, and tells where they lie.
    func append(_ bytes: [UInt8]) throws(DiskError) -> Range<Int>
    /// The bytes at a range that `append` returned.
    func read(_ range: Range<Int>) throws(DiskError) -> [UInt8]
}

/// Bytes that wait in memory.
package final class MemoryStore: ByteStore {
    private let bytes = Mutex<[UInt8]>([])

    package init() {}

    package func append(_ more: [UInt8]) -> Range<Int> {
        bytes.withLock { bytes in
            let start = bytes.count
            bytes += more
            return start..<bytes.count
        }
    }

    package func read(_ range: Range<Int>) -> [UInt8] { bytes.withLock { Array($0[range]) } }
}
