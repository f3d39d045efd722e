import Glibc

/// A growable run of bytes to write HTML and markdown into: one memcpy an append, nothing else.
///
/// It is a class so that a worker keeps one and reuses its memory for each guide. It belongs to one thread.
package final class ByteWriter {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes it holds.
    package private(set) var count = 0

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

    /// What it holds, as a value of its own.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            if let start = target.baseAddress { memcpy(start, base, count) }
            initialized = count
        }
    }

    var view: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// A part of what it holds, as a value of its own.
    package func bytes(_ part: Range<Int>) -> [UInt8] { Array(view[part]) }

    /// How many characters of UTF-8 it holds.
    package var characters: Int { view.count { $0 & 0xC0 != 0x80 } }

    /// Lends what it holds, for the time of the call.
    package func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(view))
    }

    /// Whether it holds these very bytes.
    package func holds(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { sameBytes($0, view) } }

    /// Forgets what it holds and keeps the memory.
    package func removeAll() { count = 0 }

    /// Makes room for `extra` more bytes.
    @inline(__always)
    package func reserve(_ extra: Int) {
        if count + extra > capacity { grow(extra) }
    }

    private func grow(_ extra: Int) {
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
        append(text.utf8Start, text.utf8CodeUnitCount)
    }

    @inline(__always)
    func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
        guard length > 0 else { return }
        reserve(length)
        memcpy(base + count, start, length)
        count += length
    }

    func append(_ view: UnsafeBufferPointer<UInt8>) {
        if let start = view.baseAddress { append(start, view.count) }
    }

    package func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Appends what another one holds.
    package func append(_ other: ByteWriter) { append(other.view) }

    package func append(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    package func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Puts bytes in between.
    package func insert(_ bytes: [UInt8], at offset: Int) {
        guard !bytes.isEmpty else { return }
        reserve(bytes.count)
        memmove(base + offset + bytes.count, base + offset, count - offset)
        bytes.withUnsafeBufferPointer { view in
            if let start = view.baseAddress { memcpy(base + offset, start, view.count) }
        }
        count += bytes.count
    }

    package func append(decimal number: Int) {
        if (0..<10).contains(number) {
            append(UInt8(ascii: "0") + UInt8(number))
        } else {
            append(String(number))
        }
    }

    /// Whether the bytes of another buffer are somewhere in this one.
    package func holds(_ other: ByteWriter) -> Bool {
        other.count == 0 || find(other.view, in: view, from: 0, to: count) != nil
    }
}

/// Whether two runs of bytes are the same.
@inline(__always)
func sameBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    guard let p = a.baseAddress, let q = b.baseAddress else { return true }
    return memcmp(p, q, a.count) == 0
}
