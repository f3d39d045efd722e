import CCurl
import Foundation
import Glibc
import Synchronization

/// Sends requests with libcurl: all of them on one thread, over connections that are kept and shared (its "multi"
/// interface). The thread ends with the value.
final class Transport: Sendable {
    /// One request; redirects are not followed.
    struct Request: Sendable {
        enum Method: Sendable { case head, get }

        var method: Method
        var address: WebAddress
        /// As the environment names it; empty for none.
        var proxy = ""
        /// Whether it gets a connection of its own.
        var isFresh = false
        /// Those that earlier requests of the same look were given, in libcurl's own form.
        var cookies: [String] = []
        /// Whether a body is read, told by its head.
        var wantsBody: @Sendable (Head) -> Bool = { _ in false }
        /// The largest body that is read, unpacked.
        var largestBody = 0
        /// Whether the part of a body that came is all that is wanted; asked now and then.
        var isEnough: @Sendable (Head, [UInt8]) -> Bool = { _, _ in false }
    }

    /// Status and headers of an answer.
    struct Head: Sendable {
        var status: Int
        var headers: [(name: String, value: String)] = []

        /// The values of all headers of a name in small letters.
        func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
        /// In small letters, such as `text/html; charset=utf-8`; empty where there is none.
        var type: String { values("content-type").last?.lowercased() ?? "" }
        var isHTML: Bool { type.contains("html") }
    }

    struct Response: Sendable {
        var head: Head
        /// As far as it was wanted, unpacked.
        var body: [UInt8] = []
        var cookies: [String] = []
    }

    enum Failure: Error, Sendable {
        /// The task was cancelled.
        case cancelled
        /// The host's name leads to an address that not everybody can reach.
        case notPublic(String)
        /// The host's name leads nowhere, or nobody could be asked.
        case noAddress
        case certificate(String)
        /// What came over a connection that was used before is no answer: some servers send what nobody asked for.
        case spoiledConnection
        /// No answer came; whether the host was reached, and why, in a few words.
        case noAnswer(isConnected: Bool, String)
    }

    /// For all requests of one value.
    struct Options: Sendable {
        var userAgent: String
        var time: Duration
        var allowsPrivate: Bool
        /// Certificates to trust in place of the system's, in PEM.
        var trusted: String?
        /// Names that are not looked up, such as `pages.example:80:192.0.2.1,192.0.2.2`.
        var resolved: [String] = []
    }

    private let inbox: Inbox

    init(_ options: Options) {
        let inbox = Inbox()
        self.inbox = inbox
        Thread.detachNewThread { Loop(inbox, options).run() }
    }

    deinit { inbox.change { $0.isEnded = true } }

    func send(_ request: Request) async -> Result<Response, Failure> {
        let result = await sendOnce(request)
        guard case .failure(.spoiledConnection) = result else { return result }
        var again = request
        again.isFresh = true
        return await sendOnce(again)
    }

    private func sendOnce(_ request: Request) async -> Result<Response, Failure> {
        let id = inbox.change { state in
            state.next += 1
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                inbox.change { $0.jobs.append(Job(id: id, request: request, done: continuation)) }
            }
        } onCancel: {
            inbox.change { _ = $0.cancelled.insert(id) }
        }
    }

    private struct Job: Sendable {
        var id: Int
        var request: Request
        var done: CheckedContinuation<Result<Response, Failure>, Never>
    }

    /// What the thread is told. A pipe wakes it.
    private final class Inbox: Sendable {
        struct State: Sendable {
            var next = 0
            var jobs: [Job] = []
            var cancelled: Set<Int> = []
            var isEnded = false
        }

        private let state = Mutex(State())
        let wakes: Int32
        private let wake: Int32

        init() {
            var ends: [Int32] = [-1, -1]
            _ = pipe(&ends)
            for end in ends {
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            (wakes, wake) = (ends[0], ends[1])
        }

        deinit {
            close(wakes)
            close(wake)
        }

        func change<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
            defer {
                // A full pipe wakes it too.
                var byte: UInt8 = 0
                _ = write(wake, &byte, 1)
            }
            return state.withLock(body)
        }

        func take() -> State {
            var bytes = [UInt8](repeating: 0, count: 256)
            while read(wakes, &bytes, bytes.count) == bytes.count {}
            return state.withLock { state in
                let taken = state
                state.jobs = []
                state.cancelled = []
                return taken
            }
        }
    }

    // MARK: The thread

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// What the thread owns.
    private final class Loop {
        private let inbox: Inbox
        private let options: Options
        /// Nil where libcurl does not start: then every request fails.
        private let multi: UnsafeMutableRawPointer?
        private var transfers: [Int: (Transfer, Job)] = [:]
        private var places: [UnsafeMutableRawPointer: Int] = [:]
        /// Cancelled before they came.
        private var cancelled: Set<Int> = []

        init(_ inbox: Inbox, _ options: Options) {
            self.inbox = inbox
            self.options = options
            multi = Transport.isReady ? curl_multi_init() : nil
        }

        deinit {
            if let multi { curl_multi_cleanup(multi) }
        }

        func run() {
            // A connection that breaks while it is written to is an error, not a signal.
            var pipe = sigset_t()
            sigemptyset(&pipe)
            sigaddset(&pipe, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &pipe, nil)
            var isEnded = false
            while !isEnded || !transfers.isEmpty {
                let news = inbox.take()
                isEnded = isEnded || news.isEnded
                cancelled.formUnion(news.cancelled)
                for job in news.jobs { start(job) }
                for id in cancelled where transfers[id] != nil { finish(id, .failure(.cancelled)) }
                proceed()
            }
        }

        /// Does what can be done now, and waits until there is more to do.
        private func proceed() {
            guard let multi else {
                var wait = pollfd(fd: inbox.wakes, events: Int16(POLLIN), revents: 0)
                poll(&wait, 1, 1000)
                return
            }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            var left: Int32 = 0
            while let message = curl_multi_info_read(multi, &left) {
                guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                    let id = places[easy], let (transfer, _) = transfers[id]
                else { continue }
                finish(id, transfer.result(message.pointee.data.result))
            }
            var wait = curl_waitfd(fd: inbox.wakes, events: Int16(CURL_WAIT_POLLIN), revents: 0)
            curl_multi_poll(multi, &wait, 1, 1000, nil)
        }

        private func start(_ job: Job) {
            guard !cancelled.contains(job.id) else {
                cancelled.remove(job.id)
                return job.done.resume(returning: .failure(.cancelled))
            }
            guard let multi, let transfer = Transfer(job.request, options),
                curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
            else {
                return job.done.resume(
                    returning: .failure(.noAnswer(isConnected: false, "no request could be made")))
            }
            transfers[job.id] = (transfer, job)
            places[transfer.easy] = job.id
        }

        private func finish(_ id: Int, _ result: Result<Response, Failure>) {
            cancelled.remove(id)
            guard let (transfer, job) = transfers.removeValue(forKey: id) else { return }
            places[transfer.easy] = nil
            if let multi { curl_multi_remove_handle(multi, transfer.easy) }
            job.done.resume(returning: result)
        }
    }
}
