import Synchronization

extension LinkProbe {
    /// The progress of a run.
    package final class Progress: Sendable {
        private let count = Atomic<Int>(0)
        private let all = Atomic<Int>(0)
        private let names = Mutex<[String]>([])
        package init() {}
        package var done: Int { count.load(ordering: .relaxed) }
        package var total: Int { all.load(ordering: .relaxed) }
        /// The hosts that have taken longest.
        package var slowest: [String] { names.withLock { $0 } }
        func start(_ total: Int) { all.store(total, ordering: .relaxed) }
        func advance(slowest: [String]) {
            count.add(1, ordering: .relaxed)
            names.withLock { $0 = slowest }
        }
    }
}
