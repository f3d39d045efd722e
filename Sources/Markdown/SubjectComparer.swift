/// Compares one subject with many others: its words are spread over a table once, then each other subject's words are
/// looked up there, without the guesswork of walking two lists at a time.
package final class SubjectComparer {
    private static let size = 1024
    private let keys: UnsafeMutablePointer<UInt32>
    /// 0 where a slot is free.
    private let weights: UnsafeMutablePointer<UInt32>
    private var used: [Int] = []
    private var squaredLength = 0.0

    package init() {
        keys = .allocate(capacity: Self.size)
        weights = .allocate(capacity: Self.size)
        keys.initialize(repeating: 0, count: Self.size)
        weights.initialize(repeating: 0, count: Self.size)
    }

    deinit {
        keys.deallocate()
        weights.deallocate()
    }

    /// Takes the subject that the next calls compare with.
    package func load(_ subject: Subject) {
        for slot in used { weights[slot] = 0 }
        used.removeAll(keepingCapacity: true)
        for entry in subject.weights where used.count < Self.size / 2 {
            let key = UInt32(entry >> 32)
            var slot = Int(key) & (Self.size - 1)
            while weights[slot] != 0 { slot = (slot + 1) & (Self.size - 1) }
            keys[slot] = key
            weights[slot] = UInt32(truncatingIfNeeded: entry)
            used.append(slot)
        }
        squaredLength = Double(subject.squaredLength)
    }

    /// How like the loaded subject and another one are, from 0 to 1: the cosine of their weights.
    package func cosine(with other: Subject) -> Double {
        guard squaredLength > 0, other.squaredLength > 0 else { return 0 }
        var dot: UInt64 = 0
        other.weights.withUnsafeBufferPointer { entries in
            for entry in entries {
                let key = UInt32(entry >> 32)
                var slot = Int(key) & (Self.size - 1)
                while weights[slot] != 0 {
                    if keys[slot] == key {
                        dot += UInt64(weights[slot]) * (entry & 0xFFFF_FFFF)
                        break
                    }
                    slot = (slot + 1) & (Self.size - 1)
                }
            }
        }
        return Double(dot) / (squaredLength * Double(other.squaredLength)).squareRoot()
    }
}
