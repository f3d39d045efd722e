import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

/// Asks other sites for their pages, politely: see `ProbeOptions`.
package struct LinkProbe: Sendable {
    /// A page to ask for.
    package struct Page: Sendable, Hashable {
        /// Without a fragment.
        package var url: String
        /// The anchors that links to it name.
        package var anchors: Set<String>

        package init(url: String, anchors: Set<String> = []) {
            self.url = url
            self.anchors = anchors
        }
    }

    /// How far a run is.
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

    private let options: ProbeOptions
    private let pace: Pace
    private let clients: Clients

    package init(_ options: ProbeOptions) {
        self.options = options
        pace = Pace(options)
        clients = Clients(options)
    }

    /// Asks for all pages, each once, and tells each answer as it comes; a cancelled task keeps what it learned.
    package func ask(
        _ pages: [Page], progress: Progress = Progress(),
        answered: @escaping @Sendable (Page, Answer) async -> Void
    ) async {
        let queue = Queue(Self.interleaved(pages))
        progress.start(pages.count)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(options.inAll, pages.count) {
                group.addTask {
                    while !Task.isCancelled, let page = queue.take() {
                        guard let answer = await answer(page) else { return }
                        await answered(page, answer)
                        progress.advance(slowest: await pace.slowest.map(\.host))
                    }
                }
            }
        }
        await clients.shutdown()
    }

    /// Ends all connections, where nothing was asked.
    func end() async { await clients.shutdown() }

    /// Whether nobody can be asked at all: neither one of the first hosts has a name that leads anywhere, nor the host that
    /// is always there (RFC 2606 section 3).
    package func hasNoNetwork(_ pages: [Page]) async -> Bool {
        var hosts: [WebAddress] = []
        for page in pages where hosts.count < 5 {
            guard let address = WebAddress(page.url), !hosts.contains(where: { $0.host == address.host })
            else { continue }
            hosts.append(address)
        }
        guard !hosts.isEmpty else { return false }
        for host in hosts + [WebAddress("https://example.com")].compactMap({ $0 }) {
            do {
                _ = try await clients.client(for: host)
                return false
            } catch Clients.Refusal.noAnswer {
                continue
            } catch Clients.Refusal.noSuchName {
                continue
            } catch {
                return false
            }
        }
        return true
    }

    /// Pages in an order in which those of one host are far from each other.
    private static func interleaved(_ pages: [Page]) -> [Page] {
        var places: [String: Int] = [:]
        let placed = pages.map { page -> (Int, Page) in
            let host = WebAddress(page.url)?.host ?? ""
            let place = places[host, default: 0]
            places[host] = place + 1
            return (place, page)
        }
        return placed.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(
            \.element.1)
    }

    private final class Queue: Sendable {
        private let left: Mutex<ArraySlice<Page>>
        init(_ pages: [Page]) { left = Mutex(pages[...]) }
        func take() -> Page? { left.withLock { $0.popFirst() } }
    }

    // MARK: One page

    /// What one try led to: an answer that stands, or one that may be another next time.
    private enum Outcome {
        case final(Answer)
        case again(Answer, after: Duration?)
    }

    /// Nil where the task was cancelled.
    private func answer(_ page: Page) async -> Answer? {
        var last = Answer(.unsure("nobody answered"), finalURL: page.url)
        for number in 1...max(1, options.tries) {
            do {
                switch try await attempt(page) {
                case .final(var answer):
                    answer.tries = number
                    return answer
                case .again(let answer, let wait):
                    last = answer
                    last.tries = number
                    guard number < options.tries else { return last }
                    let growing = options.retryPause * (1 << (number - 1)) * Double.random(in: 0.75...1.25)
                    try await Task.sleep(for: max(growing, min(wait ?? .zero, options.longestWait)))
                }
            } catch {
                return nil
            }
        }
        return last
    }

    /// - Throws: `CancellationError` alone.
    private func attempt(_ page: Page) async throws -> Outcome {
        guard var address = WebAddress(page.url) else {
            return .final(Answer(.gone("this is no address"), finalURL: page.url))
        }
        let start = address
        var way = [address.page]
        var hasMoved = false
        var isPermanent = true
        var method = HTTPMethod.HEAD
        while true {
            let reply: Reply
            switch try await request(method, address, page) {
            case .failure(let outcome): return outcome
            case .success(let found): reply = found
            }
            if [301, 302, 303, 307, 308].contains(reply.status), let location = reply.location {
                guard let next = address.resolving(location) else {
                    return .final(
                        Answer(
                            .unsure("redirects to \"\(location)\", which is no address"),
                            status: reply.status, finalURL: address.page))
                }
                way.append(next.page)
                if way.dropLast().contains(next.page) {
                    return .final(
                        Answer(
                            .unsure("redirects in a loop: \(way.joined(separator: " → "))"),
                            status: reply.status, finalURL: next.page))
                }
                guard way.count <= options.redirects + 1 else {
                    return .final(
                        Answer(
                            .unsure("redirects more than \(options.redirects) times"), status: reply.status,
                            finalURL: next.page))
                }
                hasMoved = true
                isPermanent = isPermanent && (reply.status == 301 || reply.status == 308)
                address = next
                continue
            }
            if method == .HEAD {
                let isRefused = [400, 403, 404, 405, 501, 503, 429].contains(reply.status)
                if isRefused && reply.retryAfter == nil
                    || ((200..<300).contains(reply.status) && reply.isHTML)
                {
                    method = .GET
                    continue
                }
            }
            return try await judge(
                reply, page, start, address, hasMoved: hasMoved && isPermanent, wasRedirected: hasMoved)
        }
    }

    private func judge(
        _ reply: Reply, _ page: Page, _ start: WebAddress, _ address: WebAddress, hasMoved: Bool,
        wasRedirected: Bool
    ) async throws -> Outcome {
        func answer(_ kind: Answer.Kind) -> Answer {
            Answer(
                kind, status: reply.status, finalURL: address.page, hasMoved: hasMoved, title: reply.title,
                missingAnchors: reply.missingAnchors)
        }
        switch reply.status {
        case 200..<300:
            await pace.succeed(address.host)
            if let reason = SoftFailure.reason(
                start, address, title: reply.title, wasRedirected: wasRedirected)
            {
                return .final(answer(.suspect(reason)))
            }
            return .final(answer(.ok))
        case 403, 429, 503:
            if reply.isWall { return .final(answer(.walled("\(reply.status), a wall against programs"))) }
            if reply.status == 403 {
                guard await pace.hasSucceeded(address.host) else {
                    return .again(answer(.unsure("refused (403)")), after: nil)
                }
                // It let others through, so this is about pace.
                await pace.slow(address.host, for: options.retryPause)
                return .again(
                    answer(.unsure("refused (403), though the host lets other pages through")), after: nil)
            }
            let wait = min(reply.retryAfter ?? options.retryPause, options.longestWait)
            await pace.slow(address.host, for: wait)
            return .again(answer(.unsure("answers \(reply.status)")), after: wait)
        case 401, 407: return .final(answer(.walled("\(reply.status), it asks for a password")))
        case 404, 410: return .again(answer(.gone("answers \(reply.status)")), after: nil)
        default: return .again(answer(.unsure("answers \(reply.status)")), after: nil)
        }
    }

    // MARK: One request

    private struct Reply: Sendable {
        var status: Int
        var location: String?
        var retryAfter: Duration?
        var isHTML: Bool
        var isWall: Bool
        var title: String?
        var missingAnchors: Set<String>?
    }

    private enum Sent: Sendable {
        case success(Reply)
        case failure(Outcome)
    }

    private func request(_ method: HTTPMethod, _ address: WebAddress, _ page: Page) async throws -> Sent {
        func again(_ kind: Answer.Kind) -> Sent {
            .failure(.again(Answer(kind, finalURL: address.page), after: nil))
        }
        func final(_ kind: Answer.Kind) -> Sent { .failure(.final(Answer(kind, finalURL: address.page))) }
        let client: HTTPClient
        do {
            client = try await clients.client(for: address)
        } catch Clients.Refusal.notPublic(let name) {
            return final(.refused("\(name) is not open to everybody"))
        } catch Clients.Refusal.noSuchName {
            return again(.gone("there is no host \(address.host)"))
        } catch Clients.Refusal.noAnswer(let reason) {
            return again(.unsure("the name \(address.host) could not be looked up: \(reason)"))
        } catch {
            return again(.unsure("\(error)"))
        }
        guard try await pace.enter(address.host) else {
            return final(
                .unsure("the host took more than \(options.hostTime.components.seconds) seconds in all"))
        }
        let clock = ContinuousClock()
        let began = clock.now
        let result: Result<Reply, any Error>
        do {
            result = .success(
                try await limited(to: options.tryTime) { try await send(method, address, page, client) })
        } catch {
            result = .failure(error)
        }
        await pace.leave(address.host, after: clock.now - began)
        switch result {
        case .success(let reply): return .success(reply)
        case .failure(let error):
            try Task.checkCancellation()
            let text = "\(error)"
            if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("failedToValidateHostname")
                || text.contains("unableToValidateCertificate")
            {
                return final(
                    .badCertificate(
                        text.contains("expired")
                            ? "its certificate has expired"
                            : "its certificate is for another name, or from nobody that is known"))
            }
            return again(.unsure(Self.words(for: error)))
        }
    }

    /// A failure in a few words of our own.
    private static func words(for error: any Error) -> String {
        if error is TimedOut { return "no answer in time" }
        if let error = error as? HTTPClientError {
            switch error {
            case .connectTimeout, .readTimeout, .deadlineExceeded: return "no answer in time"
            case .remoteConnectionClosed: return "the connection was closed"
            default: return "the connection failed: \(error.shortDescription)"
            }
        }
        let text = "\(error)"
        if text.contains("reset") { return "the connection was reset" }
        if text.contains("refused") { return "the connection was refused" }
        return "the connection failed: \(text.prefix(80))"
    }

    private struct TimedOut: Error {}

    private func limited<Value: Sendable>(
        to time: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: time)
                throw TimedOut()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw TimedOut() }
            return first
        }
    }

    private func send(_ method: HTTPMethod, _ address: WebAddress, _ page: Page, _ client: HTTPClient)
        async throws -> Reply
    {
        var request = HTTPClientRequest(url: address.page)
        request.method = method
        request.headers.add(name: "user-agent", value: options.userAgent)
        request.headers.add(name: "accept", value: "text/html,application/xhtml+xml,*/*;q=0.8")
        request.headers.add(name: "accept-encoding", value: "gzip, deflate")
        let response = try await client.execute(request, timeout: Clients.amount(options.tryTime))
        let status = Int(response.status.code)
        let type = response.headers.first(name: "content-type")?.lowercased() ?? ""
        var reply = Reply(
            status: status, location: response.headers.first(name: "location"),
            retryAfter: response.headers.first(name: "retry-after").flatMap {
                RetryAfter.wait($0, now: Date())
            },
            isHTML: type.contains("html"), isWall: response.headers.first(name: "cf-mitigated") != nil)
        guard method == .GET else { return reply }
        let isRefusal = [403, 429, 503].contains(status)
        guard reply.isHTML || isRefusal, (200..<300).contains(status) || isRefusal else { return reply }
        var reader = PageReader(anchors: isRefusal ? [] : page.anchors)
        let most = isRefusal ? 64 << 10 : options.largestBody
        for try await part in response.body {
            reader.append(part.readableBytesView)
            if reader.bytes.count > most || (!isRefusal && reader.isDone) { break }
        }
        reply.title = reader.title
        if isRefusal {
            reply.isWall = reply.isWall || Wall.isChallenge(reader.bytes)
        } else {
            // What lies beyond the part that was read may hold the anchor.
            reply.missingAnchors = reader.bytes.count > most ? [] : reader.missing
        }
        return reply
    }
}
