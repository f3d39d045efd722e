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

    /// Appends a number in eight bytes.
    package mutating func write(long number: Int) { write(UInt64(bitPattern: Int64(number))) }

    /// Appends the number of the bytes of a text in UTF-8, in eight bytes, and the bytes.
    package mutating func write(long text: String) {
        write(long: text.utf8.count)
        append(text)
    }

    package mutating func write(_ stamp: Disk.Stamp) {
        write(UInt64(bitPattern: stamp.size))
        write(UInt64(bitPattern: stamp.modified))
        write(UInt64(bitPattern: stamp.changed))
        write(stamp.inode)
    }

    package mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Appends a number, most often a small one, seven bits a byte, the lowest first (LEB128).
    package mutating func write(small number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends the number of some bytes, and the bytes.
    package mutating func write(bytes more: [UInt8]) {
        write(small: more.count)
        append(more)
    }

    /// Appends the number of the bytes of a text in UTF-8, and the bytes.
    package mutating func write(_ text: String) {
        write(small: text.utf8.count)
        append(text)
    }

    /// Appends numbers of four bytes each, the lowest byte first.
    package mutating func write(numbers: [UInt32]) {
        write(small: numbers.count)
        for number in numbers {
            for shift in stride(from: UInt32(0), to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
    }

    package mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Appends a range of which neither end is negative.
    package mutating func write(_ range: Range<Int>) {
        write(small: range.lowerBound)
        write(small: range.count)
    }

    package mutating func write<Value: BinaryWritable>(_ value: Value) { value.write(to: &self) }

    package mutating func write<Value: BinaryWritable>(_ value: Value?) {
        write(value != nil)
        value?.write(to: &self)
    }

    package mutating func write<Value: BinaryWritable>(_ values: [Value]) {
        write(small: values.count)
        for value in values { value.write(to: &self) }
    }
}

/// A value that bytes can stand for.
package protocol BinaryWritable {
    func write(to writer: inout BinaryWriter)
}

/// A value that the tool's own files may hold. It is read as it was written, by the same build of the tool.
package protocol BinaryCodable: BinaryWritable {
    init(from reader: inout BinaryReader) throws(BinaryReader.Broken)
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
        let count = try smallCount()
        defer { at += count }
        return String(decoding: bytes[at..<(at + count)], as: UTF8.self)
    }

    /// A text that was written as a long one.
    package mutating func longText() throws(Broken) -> String {
        let count = try count()
        defer { at += count }
        return String(decoding: bytes[at..<(at + count)], as: UTF8.self)
    }

    /// A number that was written as a small one.
    package mutating func small() throws(Broken) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard at < bytes.endIndex else { throw Broken() }
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return Int(truncatingIfNeeded: value) }
        }
        throw Broken()
    }

    /// A small number of things that each take a byte at the least.
    package mutating func smallCount() throws(Broken) -> Int {
        let count = try small()
        guard count >= 0, count <= bytes.endIndex - at else { throw Broken() }
        return count
    }

    /// Bytes that were written with their number.
    package mutating func byteList() throws(Broken) -> [UInt8] {
        let count = try smallCount()
        defer { at += count }
        return Array(bytes[at..<(at + count)])
    }

    /// Numbers that were written with four bytes each.
    package mutating func numbers() throws(Broken) -> [UInt32] {
        let count = try smallCount()
        guard count <= (bytes.endIndex - at) / 4 else { throw Broken() }
        let part = bytes[at..<(at + 4 * count)].span
        at += 4 * count
        return (0..<count).map { UInt32(truncatingIfNeeded: part.upToEight((4 * $0)..<(4 * $0 + 4))) }
    }

    /// All bytes that were not read yet.
    package var rest: ArraySlice<UInt8> { bytes[at...] }

    package mutating func flag() throws(Broken) -> Bool {
        guard at < bytes.endIndex else { throw Broken() }
        defer { at += 1 }
        return bytes[at] != 0
    }

    package mutating func range() throws(Broken) -> Range<Int> {
        let (start, count) = (try small(), try small())
        guard start >= 0, count >= 0, start <= Int.max - count else { throw Broken() }
        return start..<(start + count)
    }

    /// A small number that fits into 32 bits, so that it can be kept in them.
    package mutating func small32() throws(Broken) -> Int {
        guard let number = UInt32(exactly: try small()) else { throw Broken() }
        return Int(number)
    }

    /// A range whose ends fit into 32 bits.
    package mutating func range32() throws(Broken) -> Range<Int> {
        let range = try range()
        guard range.upperBound <= UInt32.max else { throw Broken() }
        return range
    }

    package mutating func value<Value: BinaryCodable>(_: Value.Type = Value.self) throws(Broken) -> Value {
        try Value(from: &self)
    }

    package mutating func optional<Value: BinaryCodable>(_: Value.Type = Value.self) throws(Broken) -> Value?
    {
        try flag() ? try Value(from: &self) : nil
    }

    package mutating func list<Value: BinaryCodable>(_: Value.Type = Value.self) throws(Broken) -> [Value] {
        let count = try smallCount()
        // The count of an empty array is shared by all threads, so none is made by its capacity.
        guard count > 0 else { return [] }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try Value(from: &self)) }
        return values
    }

    package mutating func stamp() throws(Broken) -> Disk.Stamp {
        Disk.Stamp(
            size: Int64(bitPattern: try number()), modified: Int64(bitPattern: try number()),
            changed: Int64(bitPattern: try number()), inode: try number())
    }
}

extension String: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(self) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) { self = try reader.text() }
}

extension Int: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(small: self) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) { self = try reader.small() }
}

extension Int32: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(small: Int(self)) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self = Int32(truncatingIfNeeded: try reader.small())
    }
}

extension UInt64: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(self) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) { self = try reader.number() }
}

extension Bool: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(self) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) { self = try reader.flag() }
}

extension Day: BinaryCodable {
    package func write(to writer: inout BinaryWriter) { writer.write(small: number) }
    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        guard let day = Day(ofTime: (try reader.small()).multipliedReportingOverflow(by: 86_400).partialValue)
        else { throw BinaryReader.Broken() }
        self = day
    }
}

extension SourceLocation: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(small: Int(line))
        writer.write(small: Int(column))
        writer.write(small: Int(file))
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(line: try reader.small(), column: try reader.small())
        file = UInt16(truncatingIfNeeded: try reader.small())
    }
}
