import Synchronization

/// How far a build is. Workers count; the terminal reads it.
package final class BuildProgress: Sendable {
    /// A stage of a build.
    package enum Stage: Int, Sendable {
        case reading, parsing, writing, publishing, proving

        /// The name that is shown, such as `reading`.
        fileprivate var name: String { "\(self)" }
    }

    private let done = Atomic<Int>(0)
    private let total = Atomic<Int>(0)
    private let stage = Atomic<Int>(0)

    package init() {}

    /// Starts a stage.
    ///
    /// - Parameter count: how many items it has; nil where they are not counted.
    package func start(_ stage: Stage, of count: Int? = nil) {
        self.stage.store(stage.rawValue, ordering: .relaxed)
        total.store(count ?? 0, ordering: .relaxed)
        done.store(0, ordering: .relaxed)
    }

    /// Counts one item of the stage as done.
    package func advance() { done.add(1, ordering: .relaxed) }

    /// The current stage and how far it is, such as `proving 12 of 96`; the stage alone where its items are not counted.
    package var line: String {
        let stage = Stage(rawValue: stage.load(ordering: .relaxed)) ?? .reading
        let total = total.load(ordering: .relaxed)
        guard total > 0 else { return stage.name }
        return "\(stage.name) \(min(done.load(ordering: .relaxed), total)) of \(total)"
    }
}
