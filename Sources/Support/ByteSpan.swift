// The questions of collections, for bytes one at a time. They are inlinable since some are asked at every byte.

extension Span where Element == UInt8 {
    /// Offset of the first byte at or after `start` that satisfies the predicate; nil where there is none.
    @inlinable @inline(__always)
    package func firstIndex(from start: Int = 0, where isWanted: (UInt8) -> Bool) -> Int? {
        var index = start
        while index < count {
            if isWanted(self[index]) { return index }
            index += 1
        }
        return nil
    }

    @inlinable @inline(__always)
    package func allSatisfy(_ predicate: (UInt8) -> Bool) -> Bool {
        firstIndex { !predicate($0) } == nil
    }

    @inlinable @inline(__always)
    package func contains(where isWanted: (UInt8) -> Bool) -> Bool { firstIndex(where: isWanted) != nil }

    /// Number of bytes that satisfy the predicate.
    @inlinable @inline(__always)
    package func count(where isWanted: (UInt8) -> Bool) -> Int {
        var found = 0
        for index in indices where isWanted(self[index]) { found += 1 }
        return found
    }

    /// Whether the bytes end in those of `other`.
    package func ends(with other: Span<UInt8>) -> Bool {
        count >= other.count && extracting((count - other.count)..<count).isSame(as: other)
    }

    /// Whether the bytes start with those of `other`.
    package func starts(with other: Span<UInt8>) -> Bool {
        count >= other.count && extracting(0..<other.count).isSame(as: other)
    }
}
