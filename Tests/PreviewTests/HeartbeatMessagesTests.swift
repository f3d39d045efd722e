import Testing

@testable import Preview

@Suite(.timeLimit(.minutes(15))) struct HeartbeatMessagesTests {
    /// However often it beats, and however slowly the client reads, the last message arrives.
    @Test(arguments: [1, 2, 5])
    func losesNoLastMessage(_ milliseconds: Int) async throws {
        for round in 0..<20 {
            let (messages, continuation) = AsyncStream.makeStream(
                of: String.self, bufferingPolicy: .bufferingNewest(1))
            let reader = Task {
                var last: String?
                for await message in HeartbeatMessages(messages, every: .milliseconds(1)) {
                    if let message { last = message }
                    if last == "last" { return true }
                    // Slower than the heartbeat, as a client whose connection stalls.
                    try? await Task.sleep(for: .milliseconds(6))
                }
                return false
            }
            for number in 0..<round { continuation.yield("message \(number)") }
            try await Task.sleep(for: .milliseconds(milliseconds))
            continuation.yield("last")
            let guardian = Task {
                try await Task.sleep(for: .seconds(2))
                continuation.finish()
            }
            #expect(await reader.value, "round \(round)")
            guardian.cancel()
            continuation.finish()
        }
    }

    @Test func beatsWhereNothingComes() async throws {
        let (messages, continuation) = AsyncStream.makeStream(of: String.self)
        var beats = 0
        for await message in HeartbeatMessages(messages, every: .milliseconds(1)) {
            #expect(message == nil)
            beats += 1
            if beats == 3 { break }
        }
        continuation.finish()
        #expect(beats == 3)
    }
}
