import Glibc
import Synchronization

/// Bytes that wait until a file is put together from them. Workers share one.
package protocol ByteStore: Sendable {
    /// Adds some bytes, and tells where they lie.
    func append(_ bytes: [UInt8]) throws(DiskError) -> Range<Int>
    /// The bytes at a range that `append` returned.
    func read(_ range: Range<Int>) throws(DiskError) -> [UInt8]
    /// The failure where bytes are not those that were appended.
    var changed: DiskError { get }
    /// Notes that bytes could not be read for someone who cannot be told.
    func note(_ failure: DiskError)
    /// The first failure that was noted.
    var failure: DiskError? { get }
}

extension ByteStore {
    /// The bytes at a range that `append` returned; as many spaces where they cannot be read, which `failure` tells then. What
    /// was made of them must not be used before `failure` was looked at.
    package func bytes(_ range: Range<Int>) -> [UInt8] {
        do throws(DiskError) {
            return try read(range)
        } catch {
            note(error)
            return spaces(range)
        }
    }

    /// The bytes at a range, if they have the checksum that they had. A failure is noted too.
    package func read(_ range: Range<Int>, checksum: UInt64) throws(DiskError) -> [UInt8] {
        do throws(DiskError) {
            let bytes = try read(range)
            guard bytes.checksum == checksum else { throw changed }
            return bytes
        } catch {
            note(error)
            throw error
        }
    }

    private func spaces(_ range: Range<Int>) -> [UInt8] {
        Array(repeating: UInt8(ascii: " "), count: range.count)
    }

    /// The same, if the bytes have the checksum that they had.
    package func bytes(_ range: Range<Int>, checksum: UInt64) -> [UInt8] {
        let bytes = bytes(range)
        guard bytes.checksum != checksum else { return bytes }
        note(changed)
        return spaces(range)
    }
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

    package var changed: DiskError { DiskError("memory", "read", code: EIO) }
    package func note(_: DiskError) {}
    package var failure: DiskError? { nil }
}
