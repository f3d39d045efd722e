import Synchronization

/// Tells many clients of changes. A client that does not listen costs one message, the last one.
final class EventHub: Sendable {
    private struct State {
        var next = 0
        var last: String?
        var clients: [Int: AsyncStream<String>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// Events from now on, the last one before first; nil where there are too many listeners already.
    func listen() -> AsyncStream<String>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(1))
        let number: Int? = state.withLock { state in
            guard state.clients.count < Self.most else { return nil }
            state.next += 1
            state.clients[state.next] = continuation
            if let last = state.last { continuation.yield(last) }
            return state.next
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.clients[number] = nil }
        }
        return stream
    }

    /// More listeners than this are more than one editor's.
    static let most = 1000

    func tell(_ message: String) {
        let clients = state.withLock { state in
            state.last = message
            return state.clients.values.map { $0 }
        }
        for client in clients { client.yield(message) }
    }
}
