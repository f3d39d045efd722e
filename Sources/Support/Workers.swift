import Synchronization

/// Runs a function over many indices on several cores, in no order, with the results in order.
package enum Workers {
    /// - Parameters:
    ///   - count: how many indices there are, from 0.
    ///   - jobs: how many workers share them.
    ///   - chunk: how many a worker takes at a time.
    ///   - makeState: what each worker keeps for itself (a parser, a buffer).
    package static func map<State, Value: Sendable>(
        _ count: Int, jobs: Int, chunk: Int = 16, makeState: @Sendable @escaping () -> State,
        _ body: @Sendable @escaping (inout State, Int) throws -> Value
    ) async throws -> [Value] {
        guard count > 0 else { return [] }
        if jobs <= 1 || count <= chunk {
            var state = makeState()
            return try (0..<count).map { try body(&state, $0) }
        }
        let cursor = Cursor()
        let parts = try await withThrowingTaskGroup(of: [(Int, [Value])].self) { group in
            for _ in 0..<min(jobs, (count + chunk - 1) / chunk) {
                group.addTask {
                    var state = makeState()
                    var own: [(Int, [Value])] = []
                    while true {
                        let start = cursor.take(chunk)
                        guard start < count else { return own }
                        var values: [Value] = []
                        values.reserveCapacity(chunk)
                        for index in start..<min(start + chunk, count) {
                            values.append(try body(&state, index))
                        }
                        own.append((start, values))
                        // There are no more threads than cores: others, such as a request to the preview, get their turn.
                        await Task.yield()
                    }
                }
            }
            var all: [(Int, [Value])] = []
            for try await part in group { all.append(contentsOf: part) }
            return all
        }
        var values: [Value] = []
        values.reserveCapacity(count)
        for (_, part) in parts.sorted(by: { $0.0 < $1.0 }) { values.append(contentsOf: part) }
        return values
    }

    /// The next index that no worker has taken.
    private final class Cursor: Sendable {
        private let next = Atomic<Int>(0)
        func take(_ count: Int) -> Int { next.add(count, ordering: .relaxed).oldValue }
    }
}
