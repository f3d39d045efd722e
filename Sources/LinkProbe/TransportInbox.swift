import Glibc
import Synchronization

/// Messages for the thread of a transport. A pipe wakes it.
final class TransportInbox: Sendable {
    /// A request that waits for its answer.
    struct Job: Sendable {
        var id: Int
        var request: WebRequest
        var done: CheckedContinuation<Result<WebResponse, TransportFailure>, Never>
    }

    struct Messages: Sendable {
        var next = 0
        var jobs: [Job] = []
        var cancelled: Set<Int> = []
        var isEnded = false
    }

    private let messages = Mutex(Messages())
    /// The descriptor that can be read when there is something to take.
    let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func change<Value: Sendable>(_ body: (inout sending Messages) -> sending Value) -> Value {
        defer {
            // A full pipe wakes it too.
            var byte: UInt8 = 0
            _ = write(writeEnd, &byte, 1)
        }
        return messages.withLock(body)
    }

    func take() -> Messages {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
        return messages.withLock { messages in
            let taken = messages
            messages.jobs = []
            messages.cancelled = []
            return taken
        }
    }

    /// Waits until there is something to take, or a second has passed.
    func wait() {
        var wait = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        poll(&wait, 1, 1000)
    }
}
