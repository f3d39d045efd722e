/// Compares one subject with many others: its words are spread over a table once, then each other subject's words are
/// looked up there, without the guesswork of walking two lists at a time.
package final class CosineComparer {
    /// Fifty times the words of a subject, so that nearly every word that it does not have meets a free slot at once.
    private static let size = 8192
    /// A word's key in the upper half, its weight in the lower; 0 where a slot is free.
    private let slots: UnsafeMutablePointer<UInt64>
    private var used: [Int] = []
    private var squaredLength = 0.0

    package init() {
        slots = .allocate(capacity: Self.size)
        slots.initialize(repeating: 0, count: Self.size)
    }

    deinit { slots.deallocate() }

    /// Takes the subject that the next calls compare with.
    package func load(_ subject: TermVector) {
        for slot in used { slots[slot] = 0 }
        used.removeAll(keepingCapacity: true)
        for entry in subject.weights where used.count < Self.size / 2 {
            var slot = Int(entry >> 32) & (Self.size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (Self.size - 1) }
            slots[slot] = entry
            used.append(slot)
        }
        squaredLength = Double(subject.squaredLength)
    }

    /// How like the loaded subject and another one are, from 0 to 1: the cosine of their weights.
    package func cosine(with other: TermVector) -> Double {
        guard squaredLength > 0, other.squaredLength > 0 else { return 0 }
        return Double(product(with: other)) / (squaredLength * Double(other.squaredLength)).squareRoot()
    }

    /// The products of the words that the loaded subject and another one share, summed up.
    package func product(with other: TermVector) -> UInt64 {
        var dot: UInt64 = 0
        other.weights.withUnsafeBufferPointer { entries in
            for entry in entries {
                var slot = Int(entry >> 32) & (Self.size - 1)
                while slots[slot] != 0 {
                    if (slots[slot] ^ entry) >> 32 == 0 {
                        dot += (slots[slot] & 0xFFFF_FFFF) * (entry & 0xFFFF_FFFF)
                        break
                    }
                    slot = (slot + 1) & (Self.size - 1)
                }
            }
        }
        return dot
    }
}
