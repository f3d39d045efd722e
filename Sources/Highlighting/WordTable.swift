import Support

/// Words of at most sixteen bytes, each with a byte that says what it is. A word is found by two numbers that its bytes
/// make, without a text of its own.
struct WordTable: Sendable {
    /// A word as two numbers: its first eight bytes and the next eight, the first byte lowest. A longer word is none.
    struct Key: Hashable, Sendable {
        private var low: UInt64 = 0
        private var high: UInt64 = 0
        private(set) var count = 0

        /// The longest word that a table can have.
        static let longest = 16

        init() {}

        init(_ text: Substring) { for byte in text.utf8 { append(byte) } }

        @inline(__always)
        mutating func append(_ byte: UInt8) {
            if count < 8 {
                low |= UInt64(byte) << UInt64(truncatingIfNeeded: count &* 8)
            } else if count < Self.longest {
                high |= UInt64(byte) << UInt64(truncatingIfNeeded: (count &- 8) &* 8)
            }
            count &+= 1
        }

        @inline(__always)
        var hash: Int {
            let mixed = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
            return Int(truncatingIfNeeded: mixed >> 40)
        }
    }

    /// Keys and values in their slots; a value of zero marks a slot that is free.
    private var keys: [Key]
    private var values: [UInt8]
    private let mask: Int

    /// - Parameter words: each with its value, which is not zero. Of a word that comes twice the first counts.
    init(_ words: [(word: Substring, value: UInt8)]) {
        var size = 8
        while size < words.count * 2 { size *= 2 }
        mask = size - 1
        keys = Array(repeating: Key(), count: size)
        values = Array(repeating: 0, count: size)
        for (word, value) in words {
            let key = Key(word)
            precondition(key.count <= Key.longest && value != 0, "No table has the word \(word).")
            var slot = key.hash & mask
            while values[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
            if values[slot] == 0 { (keys[slot], values[slot]) = (key, value) }
        }
    }

    /// The value of a word; zero where it is not in the table.
    func value(of key: Key) -> UInt8 {
        guard key.count > 0, key.count <= Key.longest else { return 0 }
        var slot = key.hash & mask
        while values[slot] != 0 {
            if keys[slot] == key { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }
}
