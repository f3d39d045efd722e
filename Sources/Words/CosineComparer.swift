/// Compares one vector with many others: its words are spread over a table once, then each other vector's words are
/// looked up there, without the guesswork of walking two lists at a time.
package final class CosineComparer {
    /// Words and their weights. With fifty slots for each word of a vector nearly every word that the vector does not
    /// have meets a free one at once.
    private var weights = OpenTable<UInt32, UInt32>(expecting: 4096)
    private var squaredLength = 0.0

    package init() {}

    /// Takes the vector that the next calls compare with.
    package func load(_ vector: TermVector) {
        weights.removeAll()
        for entry in vector.weights {
            _ = weights.number(of: UInt32(entry >> 32), adding: UInt32(truncatingIfNeeded: entry))
        }
        squaredLength = Double(vector.squaredLength)
    }

    /// The cosine of the angle between the loaded vector and another one, from 0 to 1.
    package func cosine(with other: TermVector) -> Double {
        guard squaredLength > 0, other.squaredLength > 0 else { return 0 }
        return Double(product(with: other)) / (squaredLength * Double(other.squaredLength)).squareRoot()
    }

    /// The dot product of the loaded vector and another one.
    package func product(with other: TermVector) -> UInt64 {
        var dot: UInt64 = 0
        let weights = weights
        for entry in other.weights {
            guard let weight = weights[UInt32(entry >> 32)] else { continue }
            dot += UInt64(weight) * (entry & 0xFFFF_FFFF)
        }
        return dot
    }
}
