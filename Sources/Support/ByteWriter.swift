import Glibc

/// A growable run of bytes to write HTML and markdown into: one memcpy an append, nothing else.
///
/// It is a class so that a worker keeps one and reuses its memory for each guide. It belongs to one thread, and no function
/// here calls another while it changes a property: to ask at each byte whether someone else is doing so would cost three or
/// four hundredths of a build.
package final class ByteWriter {
    @exclusivity(unchecked) private var base: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var capacity: Int
    /// Count of its bytes.
    @exclusivity(unchecked) package private(set) var count = 0
    /// Count of the calls that are reading its bytes.
    @exclusivity(unchecked) private var readers = 0

    package init(capacity: Int = 16 * 1024) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    /// Holds a copy of `bytes`.
    package convenience init(_ bytes: [UInt8]) {
        self.init(capacity: bytes.count)
        append(bytes)
    }

    deinit { base.deallocate() }

    // MARK: Reading

    private var view: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Lends what it holds for the time of the call. Nothing may be written into it in the meantime.
    @inline(__always)
    package func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        readers += 1
        defer { readers -= 1 }
        return try body(Span(_unsafeElements: view))
    }

    /// Lends what it holds to the C library, for the time of the call.
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        readers += 1
        defer { readers -= 1 }
        return try body(UnsafeRawBufferPointer(view))
    }

    /// Its bytes, as a value of their own.
    package var bytes: [UInt8] {
        // An array that is made by its capacity writes its count, and that of an empty one is shared by all threads.
        [UInt8](view)
    }

    /// Some of its bytes, as a value of their own.
    package func bytes(_ part: Range<Int>) -> [UInt8] { withSpan { $0.extracting(part).array } }

    /// Its bytes as text.
    package var text: String { String(decoding: view, as: UTF8.self) }

    /// Count of its characters, in UTF-8.
    package var characters: Int { withSpan { Tokens.characters($0) } }

    /// Whether it holds these very bytes.
    package func holds(_ bytes: [UInt8]) -> Bool { withSpan { $0.isSame(as: bytes.span) } }

    /// Whether the bytes of another one are somewhere in it.
    package func holds(_ other: ByteWriter) -> Bool {
        other.count == 0
            || withSpan { own in other.withSpan { own.position(of: $0, in: 0..<count) != nil } }
    }

    // MARK: Writing

    /// Forgets what it holds and keeps the memory.
    package func removeAll() { count = 0 }

    /// Makes room for `extra` more bytes.
    @inline(__always)
    func reserve(_ extra: Int) {
        if count + extra > capacity { grow(extra) }
    }

    private func grow(_ extra: Int) {
        precondition(readers == 0, "A byte writer was written into while its bytes were being read.")
        capacity = max(capacity * 2, count + extra)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        memcpy(larger, base, count)
        base.deallocate()
        base = larger
    }

    @inline(__always)
    package func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    @inline(__always)
    package func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always)
    private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(bytes.count)
        memcpy(base + count, start, bytes.count)
        count += bytes.count
    }

    @inline(__always)
    package func append(_ bytes: Span<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

    package func append(_ bytes: [UInt8]) { append(bytes.span) }

    package func append(_ bytes: ArraySlice<UInt8>) { append(bytes.span) }

    package func append(_ text: String) {
        // Most of what is written comes this way, and a string makes its span by a call of its own.
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
        if isWritten == nil { append(text.utf8.span) }
    }

    /// Appends what another one holds.
    package func append(_ other: ByteWriter) { other.withSpan { append($0) } }

    /// Appends a number in decimal digits.
    package func append(decimal number: Int) {
        if let number = UInt32(exactly: number) {
            reserve(Self.bytesOfNumber)
            count += write(number, at: count)
            return
        }
        if number < 0 { append("-") }
        var rest = number.magnitude
        var width = 1
        var bound: UInt = 10
        // No power of ten has more digits than the largest number.
        while width < 19, rest >= bound {
            width += 1
            bound *= 10
        }
        reserve(width)
        for place in stride(from: count + width - 1, through: count, by: -1) {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            base[place] = UInt8(ascii: "0") + UInt8(digit)
            rest = quotient
        }
        count += width
    }

    /// Appends numbers in decimal digits, each after a comma.
    package func append(decimals numbers: Span<UInt32>) {
        reserve(numbers.count * (1 + Self.bytesOfNumber))
        var end = count
        for index in numbers.indices {
            base[end] = UInt8(ascii: ",")
            end += 1
            end += write(numbers[index], at: end)
        }
        count = end
    }

    /// The bytes that a number needs: its digits are written four at a time.
    private static let bytesOfNumber = 12

    /// Writes the digits of a number, which needs `bytesOfNumber` bytes. Returns how many they are.
    @inline(__always)
    private func write(_ number: UInt32, at place: Int) -> Int {
        if number < 10_000 { return writeFour(number, at: place, width: Self.width(number)) }
        let (high, low) = number.quotientAndRemainder(dividingBy: 10_000)
        var end = place
        if high < 10_000 {
            end += writeFour(high, at: end, width: Self.width(high))
        } else {
            let (top, middle) = high.quotientAndRemainder(dividingBy: 10_000)
            end += writeFour(top, at: end, width: Self.width(top))
            end += writeFour(middle, at: end, width: 4)
        }
        return end + writeFour(low, at: end, width: 4) - place
    }

    /// How many digits a number below 10,000 has.
    @inline(__always)
    private static func width(_ number: UInt32) -> Int {
        1 + (number > 9 ? 1 : 0) + (number > 99 ? 1 : 0) + (number > 999 ? 1 : 0)
    }

    /// Writes the last digits of a number below 10,000. All four are worked out at once, and those before are not kept: most
    /// numbers of a search index are small, and of a length that cannot be foreseen.
    @inline(__always)
    private func writeFour(_ number: UInt32, at place: Int, width: Int) -> Int {
        let (high, low) = number.quotientAndRemainder(dividingBy: 100)
        // Right for all numbers below 179.
        let (thousands, tens) = ((high &* 103) >> 10, (low &* 103) >> 10)
        let digits =
            0x3030_3030
            &+ (thousands | (high &- thousands &* 10) << 8 | tens << 16 | (low &- tens &* 10) << 24)
        UnsafeMutableRawPointer(base + place)
            .storeBytes(of: (digits >> UInt32(8 * (4 - width))).littleEndian, as: UInt32.self)
        return width
    }

    /// Puts bytes in between.
    package func insert(_ bytes: [UInt8], at offset: Int) {
        precondition((0...count).contains(offset))
        guard !bytes.isEmpty else { return }
        reserve(bytes.count)
        memmove(base + offset + bytes.count, base + offset, count - offset)
        bytes.withUnsafeBufferPointer { bytes in
            if let start = bytes.baseAddress { memcpy(base + offset, start, bytes.count) }
        }
        count += bytes.count
    }
}
