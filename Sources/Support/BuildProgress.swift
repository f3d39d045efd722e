import Synchronization

/// How far a build is. Workers count, somebody else looks.
package final class BuildProgress: Sendable {
    private let done = Atomic<Int>(0)
    private let total = Atomic<Int>(0)
    private let stage = Atomic<Int>(0)
    private static let stages = ["reading", "parsing", "writing", "publishing", "proving"]

    package init() {}

    package func start(_ name: String, of count: Int) {
        stage.store(Self.stages.firstIndex(of: name) ?? 0, ordering: .relaxed)
        total.store(count, ordering: .relaxed)
        done.store(0, ordering: .relaxed)
    }

    package func advance() { done.add(1, ordering: .relaxed) }

    /// What is being done, how much of it is done, and how much there is.
    package var now: (stage: String, done: Int, total: Int) {
        let total = total.load(ordering: .relaxed)
        return (
            Self.stages[stage.load(ordering: .relaxed)], min(done.load(ordering: .relaxed), total), total
        )
    }
}
