import NIOCore
import Synchronization

/// The connections without a request so far, or since the last answer. Where there are too many, the one
/// that has waited longest is closed, so that clients that connect and say nothing keep no one out.
final class WaitingConnections: Sendable {
    /// A browser keeps six for a host.
    static let most = 256

    private struct State {
        var next = 0
        var channels: [Int: any Channel] = [:]
    }

    private let state = Mutex(State())

    /// Adds a connection; the number by which it is removed.
    func add(_ channel: any Channel) -> Int {
        let (number, evicted) = state.withLock { state in
            state.next += 1
            state.channels[state.next] = channel
            var evicted: (any Channel)?
            if state.channels.count > Self.most, let oldest = state.channels.keys.min() {
                evicted = state.channels.removeValue(forKey: oldest)
            }
            return (state.next, evicted)
        }
        evicted?.close(promise: nil)
        return number
    }

    func remove(_ number: Int) { state.withLock { _ = $0.channels.removeValue(forKey: number) } }
}
