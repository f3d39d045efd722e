import Synchronization

/// Numbers that are given out once in a run of the tool, to tell values apart that are too large to compare.
package enum Identity {
    private static let last = Atomic<Int>(0)

    /// A number that was never given out in this run.
    package static func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}
