/// A hash table with open addressing, from numbers whose lowest bits are spread already, such as fingerprints, to
/// values.
///
/// A key has a number of its own, in the order in which keys came: `keys` and `values` are in that order.
package struct OpenTable<Key: FixedWidthInteger & Sendable, Value: Sendable>: Sendable {
    package private(set) var keys: [Key] = []
    package var values: [Value] = []
    /// A key with its number plus one, at the first free slot from where the key points; 0 where a slot is free. The key is
    /// there too, so that a lookup reads one place of memory.
    private struct Slot: Sendable {
        var key: Key = 0
        var number: UInt32 = 0
    }

    private var slots: [Slot]

    /// - Parameter expected: about how many keys there will be; twice as many slots are made, and more when half of
    ///   them are taken.
    package init(expecting expected: Int = 0) {
        var size = 16
        while size < 2 * expected { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
    }

    var count: Int { keys.count }

    /// The number of a key; nil where the table does not have it.
    func number(of key: Key) -> Int? {
        let found = Int(slots[slot(of: key)].number)
        return found == 0 ? nil : found - 1
    }

    /// The numbers of keys; `none` for those that are not in their first slot. No step depends on the one
    /// before, so that the processor waits for the memory of many at once.
    func numbers(of keys: [Key], none: UInt32) -> [UInt32] {
        let mask = slots.count - 1
        return keys.map { key in
            let slot = slots[Int(truncatingIfNeeded: key) & mask]
            return slot.number != 0 && slot.key == key ? slot.number - 1 : none
        }
    }

    package subscript(key: Key) -> Value? { number(of: key).map { values[$0] } }

    /// The number of a key, which is put in with a value if it is new.
    package mutating func number(of key: Key, adding value: @autoclosure () -> Value) -> Int {
        let place = slot(of: key)
        if slots[place].number != 0 { return Int(slots[place].number) - 1 }
        keys.append(key)
        values.append(value())
        slots[place] = Slot(key: key, number: UInt32(keys.count))
        if 2 * keys.count > slots.count { grow() }
        return keys.count - 1
    }

    /// Takes all keys out, and keeps the memory.
    mutating func removeAll() {
        for number in keys.indices {
            // From where its key points on, past slots that are free by now.
            let mask = slots.count - 1
            var place = Int(truncatingIfNeeded: keys[number]) & mask
            while slots[place].number != UInt32(number + 1) { place = (place + 1) & mask }
            slots[place] = Slot()
        }
        keys.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    /// The slot of a key, or the free one where it would go.
    private func slot(of key: Key) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while slots[place].number != 0, slots[place].key != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        slots = [Slot](repeating: Slot(), count: 2 * slots.count)
        for (number, key) in keys.enumerated() {
            slots[slot(of: key)] = Slot(key: key, number: UInt32(number + 1))
        }
    }
}
