import Glibc

// With `ByteWriter`, the only part of this floor's text code that touches memory by hand: the C library compares and
// searches many bytes at a time, where a loop looks at each.

extension Span where Element == UInt8 {
    /// Offset of the first `byte` at or after an offset; nil where there is none.
    @inlinable @inline(__always)
    package func position(of byte: UInt8, from start: Int = 0) -> Int? {
        precondition(start >= 0)
        return withUnsafeBufferPointer { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        }
    }

    /// Offset of the first occurrence of `piece` that is wholly within `part`.
    package func position(of piece: Span<UInt8>, in part: Range<Int>) -> Int? {
        withUnsafeBufferPointer { bytes in
            piece.withUnsafeBufferPointer { find($0, in: bytes, part) }
        }
    }

    package func position(of piece: StaticString, in part: Range<Int>) -> Int? {
        withUnsafeBufferPointer { bytes in
            find(UnsafeBufferPointer(start: piece.utf8Start, count: piece.utf8CodeUnitCount), in: bytes, part)
        }
    }

    /// Whether two spans hold the same bytes.
    @inlinable @inline(__always)
    package func isSame(as other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return withUnsafeBufferPointer { a in
            other.withUnsafeBufferPointer { b in
                guard let a = a.baseAddress, let b = b.baseAddress else { return true }
                return memcmp(a, b, count) == 0
            }
        }
    }

    /// Whether `piece` is at an offset.
    package func holds(_ piece: StaticString, at offset: Int) -> Bool {
        offset >= 0 && offset + piece.utf8CodeUnitCount <= count
            && withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { memcmp($0 + offset, piece.utf8Start, piece.utf8CodeUnitCount) == 0 }
                    ?? true
            }
    }

    /// Eight bytes at an offset as one number.
    @inlinable @inline(__always)
    func word(at offset: Int) -> UInt64 {
        bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    /// The first eight bytes of a part as one number, with zeros after the part's end where it is shorter.
    @inlinable @inline(__always)
    package func upToEight(_ part: Range<Int>) -> UInt64 {
        if part.count >= 8 { return word(at: part.lowerBound) }
        var bytes: UInt64 = 0
        for offset in part.indices { bytes |= UInt64(self[offset]) << UInt64(8 * (offset - part.lowerBound)) }
        return bytes
    }

    /// The bytes as text; each byte that is no part of UTF-8 becomes U+FFFD.
    package var text: String { withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }

    /// The bytes as a value of their own.
    package var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}

extension [UInt8] {
    /// Appends the bytes of a span.
    package mutating func append(contentsOf bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}

private func find(
    _ piece: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, _ part: Range<Int>
) -> Int? {
    precondition(part.lowerBound >= 0 && part.upperBound <= bytes.count)
    guard let first = piece.first, let start = piece.baseAddress, let base = bytes.baseAddress else {
        return nil
    }
    var at = part.lowerBound
    while at + piece.count <= part.upperBound,
        let found = memchr(base + at, Int32(first), part.upperBound - piece.count + 1 - at)
    {
        at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        if memcmp(base + at, start, piece.count) == 0 { return at }
        at += 1
    }
    return nil
}
