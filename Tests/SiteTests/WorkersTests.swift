import Testing

@testable import Support

/// Work that is shared between threads.
@Suite(.timeLimit(.minutes(15))) struct WorkersTests {
    /// What workers make is in the order of what it is made of, with one worker and with several.
    @Test(arguments: [1, 2, 5], [0, 1, 16, 17, 100]) func workersKeepTheOrder(_ jobs: Int, _ count: Int)
        async throws
    {
        let made = try await Workers.map(count, jobs: jobs, chunk: 4, makeState: { 0 }) { state, index in
            state += 1
            return index * 2
        }
        #expect(made == (0..<count).map { $0 * 2 })
    }
}
