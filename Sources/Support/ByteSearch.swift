import Glibc

/// The first place of `piece` in `bytes[from..<to]`.
package func find(
    _ piece: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int
) -> Int? {
    guard let needle = piece.baseAddress, let base = bytes.baseAddress, piece.count > 0 else { return nil }
    var at = from
    while at + piece.count <= to, let found = memchr(base + at, Int32(needle[0]), to - piece.count + 1 - at) {
        at = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        if memcmp(base + at, needle, piece.count) == 0 { return at }
        at += 1
    }
    return nil
}

package func find(_ piece: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from: Int, to: Int) -> Int? {
    find(
        UnsafeBufferPointer(start: piece.utf8Start, count: piece.utf8CodeUnitCount), in: bytes, from: from,
        to: to)
}
