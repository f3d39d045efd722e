import Foundation

/// Numbers that are the same in each run (SplitMix64).
package struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// How many times as long as usual each random series is: `GUIDES_SERIES`, which `make series` sets.
    package static let length =
        ProcessInfo.processInfo.environment["GUIDES_SERIES"].flatMap { UInt64($0) } ?? 1

    /// Seeds of a random series, one a round.
    ///
    /// - Parameter count: as many as the suite has time for in each run.
    package static func seeds(_ count: UInt64) -> Range<UInt64> { 0..<count * length }
}
