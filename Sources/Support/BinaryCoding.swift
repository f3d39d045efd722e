/// Writes numbers and texts as bytes, for the tool's own files.
package struct BinaryWriter {
    package private(set) var bytes: [UInt8] = []

    package init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    /// Makes room, so that a long list is not copied as it grows.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Appends eight bytes, the lowest first.
    package mutating func write(_ number: UInt64) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    package mutating func write(_ number: Int) { write(UInt64(bitPattern: Int64(number))) }

    /// Appends the number of the bytes of a text in UTF-8, and the bytes.
    package mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func write(_ stamp: Disk.Stamp) {
        write(UInt64(bitPattern: stamp.size))
        write(UInt64(bitPattern: stamp.modified))
        write(UInt64(bitPattern: stamp.changed))
        write(stamp.inode)
    }

    package mutating func write(_ location: SourceLocation) {
        write(Int(location.line))
        write(Int(location.column))
    }

    package mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }
}

/// Reads what `BinaryWriter` wrote. A text cut short, or one of something else, is an error, never a crash.
package struct BinaryReader {
    /// The bytes were not written by `BinaryWriter`, or end too early.
    package struct Broken: Error {
        package init() {}
    }

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    package mutating func number() throws(Broken) -> UInt64 {
        guard bytes.endIndex - at >= 8 else { throw Broken() }
        var value: UInt64 = 0
        for offset in 0..<8 { value |= UInt64(bytes[at + offset]) << (8 * UInt64(offset)) }
        at += 8
        return value
    }

    package mutating func int() throws(Broken) -> Int { Int(truncatingIfNeeded: try number()) }

    /// A number of things that each take a byte at the least.
    package mutating func count() throws(Broken) -> Int {
        let count = try int()
        guard count >= 0, count <= bytes.endIndex - at else { throw Broken() }
        return count
    }

    package mutating func text() throws(Broken) -> String {
        let count = try count()
        defer { at += count }
        return String(decoding: bytes[at..<(at + count)], as: UTF8.self)
    }

    package mutating func stamp() throws(Broken) -> Disk.Stamp {
        Disk.Stamp(
            size: Int64(bitPattern: try number()), modified: Int64(bitPattern: try number()),
            changed: Int64(bitPattern: try number()), inode: try number())
    }
}
