/// What a stage made, by all that it was made from, so that nothing is made twice.
///
/// It keeps three rules: an entry never changes; it depends on its key alone; and whatever steers the stage is a part of the
/// key. So a clean run is a run whose memo is empty, and both go the same way: a miss computes.
package struct Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Nil where no later run will use it, so that nothing is kept.
    private let store: (any MemoStore<Key, Value>)?

    private init(store: (any MemoStore<Key, Value>)?) { self.store = store }

    /// - Parameter isKept: whether the next run will ask for what this one makes.
    package init(isKept: Bool) { store = isKept ? MemoryMemo<Key, Value>() : nil }

    /// - Parameter entries: what is known already.
    package init(_ entries: [(Key, Value)]) {
        store = MemoryMemo<Key, Value>().replaced(with: entries)
    }

    /// The value of a key, made where it is not there, and the memo with this entry alone.
    package func value(_ key: @autoclosure () -> Key, _ make: () throws -> Value) rethrows
        -> (value: Value, memo: Memo)
    {
        guard let store else { return (try make(), self) }
        let key = key()
        let value = try store.value(for: key) ?? make()
        return (value, Memo(store: store.replaced(with: [(key, value)])))
    }

    /// The values of many keys, and the memo with these entries and no others.
    ///
    /// - Parameters:
    ///   - count: how many there are, from 0.
    ///   - key: the key of an index.
    ///   - makeState: what each worker keeps for itself (a parser, a buffer).
    ///   - make: makes the value of an index.
    /// - Returns: in the order of indices; `made` are those that were made.
    package func values<State>(
        _ count: Int, jobs: Int, chunk: Int = 64, key: (Int) -> Key,
        makeState: @Sendable @escaping () -> State,
        make: @Sendable @escaping (inout State, Int) throws -> Value
    ) async throws -> (values: [Value], made: [Int], memo: Memo) {
        guard let store else {
            let values = try await Workers.map(
                count, jobs: jobs, chunk: chunk, makeState: makeState, make)
            return (values, Array(0..<count), self)
        }
        let keys = (0..<count).map(key)
        let known = keys.map(store.value(for:))
        let missing = known.indices.filter { known[$0] == nil }
        let made = try await Workers.map(missing.count, jobs: jobs, chunk: chunk, makeState: makeState) {
            try make(&$0, missing[$1])
        }
        var next = made.makeIterator()
        let values = known.compactMap { $0 ?? next.next() }
        return (values, missing, Memo(store: store.replaced(with: Array(zip(keys, values)))))
    }
}

/// Where a memo keeps its entries.
protocol MemoStore<Key, Value>: Sendable {
    associatedtype Key: Hashable & Sendable
    associatedtype Value: Sendable

    func value(for key: Key) -> Value?
    /// A store of the same kind with these entries and no others.
    func replaced(with entries: [(Key, Value)]) -> Self
}

/// Keeps the entries of a memo in memory.
private struct MemoryMemo<Key: Hashable & Sendable, Value: Sendable>: MemoStore {
    private var entries: [Key: Value] = [:]

    func value(for key: Key) -> Value? { entries[key] }

    func replaced(with entries: [(Key, Value)]) -> Self {
        var store = Self()
        store.entries = Dictionary(entries, uniquingKeysWith: { first, _ in first })
        return store
    }
}

/// A value with what tells it from all others in this run of the tool, for keys of memos: values that are too large to be
/// compared are compared by that.
package struct Identified<Value: Sendable>: Sendable {
    package let value: Value
    package let identity: Int

    /// - Parameter identity: that of the same value, where it had one before.
    package init(_ value: Value, identity: Int? = nil) {
        self.value = value
        self.identity = identity ?? Identity.next()
    }
}
