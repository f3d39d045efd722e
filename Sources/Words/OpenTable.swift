/// A hash table with open addressing, from numbers whose lowest bits are spread already, such as fingerprints, to
/// values.
///
/// A key has a number of its own, in the order in which keys came: `keys` and `values` are in that order.
package struct OpenTable<Key: FixedWidthInteger & Sendable, Value: Sendable>: Sendable {
    package private(set) var keys: [Key] = []
    package var values: [Value] = []
    /// Numbers of keys plus one, each at the first free slot from where its key points; 0 where a slot is free.
    private var slots: [UInt32]

    /// - Parameter expected: about how many keys there will be; twice as many slots are made, and more when half of
    ///   them are taken.
    package init(expecting expected: Int = 0) {
        var size = 16
        while size < 2 * expected { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
    }

    var count: Int { keys.count }

    /// The number of a key; nil where the table does not have it.
    func number(of key: Key) -> Int? {
        let found = Int(slots[slot(of: key)])
        return found == 0 ? nil : found - 1
    }

    subscript(key: Key) -> Value? { number(of: key).map { values[$0] } }

    /// The number of a key, which is put in with a value if it is new.
    package mutating func number(of key: Key, adding value: @autoclosure () -> Value) -> Int {
        let place = slot(of: key)
        if slots[place] != 0 { return Int(slots[place]) - 1 }
        keys.append(key)
        values.append(value())
        slots[place] = UInt32(keys.count)
        if 2 * keys.count > slots.count { grow() }
        return keys.count - 1
    }

    /// Takes all keys out, and keeps the memory.
    mutating func removeAll() {
        for number in keys.indices {
            // From where its key points on, past slots that are free by now.
            let mask = slots.count - 1
            var place = Int(truncatingIfNeeded: keys[number]) & mask
            while slots[place] != UInt32(number + 1) { place = (place + 1) & mask }
            slots[place] = 0
        }
        keys.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    /// The slot of a key, or the free one where it would go.
    private func slot(of key: Key) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while slots[place] != 0, keys[Int(slots[place]) - 1] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        for (number, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(number + 1) }
    }
}
