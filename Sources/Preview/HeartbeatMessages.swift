import Synchronization

/// Messages as they come, and nil where none came for a while.
///
/// The last message waits until it is read. A heartbeat never takes its place: a tab whose connection is slow for a
/// moment would miss the change that it tells of.
struct HeartbeatMessages: AsyncSequence {
    typealias Element = String?

    private let waiting: Waiting
    private let signals: AsyncStream<Void>

    /// The message that was not read yet; the tasks that feed a sequence and its reader share it.
    fileprivate final class Waiting: Sendable {
        private let message = Mutex<String?>(nil)

        func put(_ text: String) { message.withLock { $0 = text } }

        func take() -> String? {
            message.withLock { message in
                defer { message = nil }
                return message
            }
        }
    }

    /// - Parameter interval: how long after the last heartbeat the next one follows.
    init(_ messages: AsyncStream<String>, every interval: Duration) {
        let waiting = Waiting()
        // A wake may stand for several: what is waiting is read all the same.
        let (signals, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let forwarding = Task {
            for await message in messages {
                waiting.put(message)
                continuation.yield()
            }
            continuation.finish()
        }
        let beating = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: interval)
                continuation.yield()
            }
        }
        continuation.onTermination = { _ in
            forwarding.cancel()
            beating.cancel()
        }
        self.waiting = waiting
        self.signals = signals
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let waiting: Waiting
        fileprivate var signals: AsyncStream<Void>.Iterator

        mutating func next() async -> String?? {
            guard await signals.next() != nil else { return nil }
            return .some(waiting.take())
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(waiting: waiting, signals: signals.makeAsyncIterator())
    }
}
