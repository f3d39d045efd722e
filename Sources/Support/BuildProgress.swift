import Synchronization

/// How far a build is. Workers count; the terminal reads it.
package final class BuildProgress: Sendable {
    /// A stage of a build.
    package enum Stage: Int, Sendable {
        case reading, parsing, writing, publishing, proving

        /// The name that is shown, such as `reading`.
        var name: String { "\(self)" }
    }

    private let done = Atomic<Int>(0)
    private let total = Atomic<Int>(0)
    private let stage = Atomic<Int>(0)

    package init() {}

    /// Starts a stage of `count` items.
    package func start(_ stage: Stage, of count: Int) {
        self.stage.store(stage.rawValue, ordering: .relaxed)
        total.store(count, ordering: .relaxed)
        done.store(0, ordering: .relaxed)
    }

    /// Counts one item of the stage as done.
    package func advance() { done.add(1, ordering: .relaxed) }

    /// The current stage, with the number of its finished items and of all.
    package var now: (stage: Stage, done: Int, total: Int) {
        let total = total.load(ordering: .relaxed)
        return (
            Stage(rawValue: stage.load(ordering: .relaxed)) ?? .reading,
            min(done.load(ordering: .relaxed), total), total
        )
    }
}
