import Foundation
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
    private let limiter: RateLimiter
    private let resolver = HostResolver()
    private let transport: Transport

    package init(_ options: ProbeOptions) {
        self.options = options
        limiter = RateLimiter(options)
        transport = Transport(
            Transport.Options(
                userAgent: options.userAgent, time: options.tryTime, allowsPrivate: options.allowsPrivate,
                trusted: options.trusted, resolved: options.resolved))
    }

    /// Asks for all pages, each once, and tells each answer as it comes; a cancelled task keeps what it learned.
    package func ask(
        _ pages: [Page], progress: Progress = Progress(),
        answered: @escaping @Sendable (Page, ProbeResult) async -> Void
    ) async {
        let queue = Queue(Self.interleaved(pages))
        progress.start(pages.count)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(options.inAll, pages.count) {
                group.addTask {
                    while !Task.isCancelled, let page = queue.take() {
                        guard let answer = await answer(page) else { return }
                        await answered(page, answer)
                        progress.advance(slowest: await limiter.slowest.map(\.host))
                    }
                }
            }
        }
    }

    /// Whether nobody can be asked at all: neither one of the first hosts has a name that leads anywhere, nor the host that
    /// is always there (RFC 2606 section 3).
    package func hasNoNetwork(_ pages: [Page]) async -> Bool {
        var hosts: [WebAddress] = []
        for page in pages where hosts.count < 5 {
            // A host that is not asked anyway tells nothing.
            guard let address = WebAddress(page.url),
                options.allowsPrivate || !PublicAddress.isLocal(address.host),
                !hosts.contains(where: { $0.host == address.host })
            else { continue }
            hosts.append(address)
        }
        guard !hosts.isEmpty else { return false }
        for host in hosts + [WebAddress("https://example.com")].compactMap({ $0 }) {
            // Behind a proxy, no name has to be known here.
            if PublicAddress.isLocal(host.host) || !options.proxy.server(for: host).isEmpty { return false }
            switch await resolver.look(at: host.host) {
            case .noAnswer, .noSuchName: continue
            case .isPublic, .isHidden: return false
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

    /// What one try led to: an answer that is final, or one that may be another next time.
    private enum Outcome {
        case final(ProbeResult)
        case again(ProbeResult, after: Duration?)
    }

    /// Nil where the task was cancelled.
    private func answer(_ page: Page) async -> ProbeResult? {
        guard let address = WebAddress(page.url) else {
            return ProbeResult(.gone("this is no address"), finalURL: page.url)
        }
        var last = ProbeResult(.inconclusive("nobody answered"), finalURL: address.text)
        var method = Transport.Request.Method.head
        for number in 1...max(1, options.tries) {
            do {
                switch try await attempt(address, page.anchors, &method) {
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

    /// One look at a page: HEAD, and GET where that does not say all.
    ///
    /// Many servers answer HEAD with something else than GET, so only plain success is believed, of what has neither a
    /// title nor anchors. GET starts again at the page's own address.
    ///
    /// - Parameter method: what to ask with first; GET from then on.
    /// - Throws: `CancellationError` alone.
    private func attempt(
        _ address: WebAddress, _ anchors: Set<String>, _ method: inout Transport.Request.Method
    ) async throws -> Outcome {
        if method == .head {
            switch try await request(Transport.Request(method: .head, address: address)) {
            case .failure(let outcome, let mayAnswerGet):
                guard mayAnswerGet else { return outcome }
            case .success(let response):
                let head = response.head
                if (200..<300).contains(head.status), !head.isHTML {
                    await limiter.succeed(address.host)
                    return .final(ProbeResult(.ok, status: head.status, finalURL: address.text))
                }
                method = .get
                // Who asks for patience gets it before the next request.
                if let outcome = await patience(head, address.host) {
                    return .again(
                        ProbeResult(outcome.kind, status: head.status, finalURL: address.text),
                        after: outcome.wait
                    )
                }
            }
            method = .get
        }
        return try await follow(address, anchors)
    }

    /// What an answer that asks to wait means: 429 and 503 with `Retry-After`.
    private func patience(_ head: Transport.Head, _ host: String) async -> (
        kind: ProbeResult.Kind, wait: Duration
    )? {
        let values = head.values("retry-after")
        guard [429, 503].contains(head.status), !values.isEmpty else { return nil }
        // What nobody can read asks to wait too, if not for how long.
        let wait = min(RetryAfter.wait(values, now: Date()) ?? options.retryPause, options.longestWait)
        await limiter.slow(host, for: wait)
        return (.inconclusive("answers \(head.status)"), wait)
    }

    /// Asks with GET, and follows redirects and a page that moves by itself.
    private func follow(_ start: WebAddress, _ anchors: Set<String>) async throws -> Outcome {
        var way = Way(start)
        while true {
            let address = way.address
            var request = Transport.Request(method: .get, address: address, cookies: way.cookies)
            request.largestBody = options.largestBody
            request.wantsBody = { Self.wantsBody($0) }
            request.isEnough = { head, body in
                (200..<300).contains(head.status)
                    ? PageReader.isEnough(body, anchors: anchors)
                    : body.count > BotChallenge.longest
            }
            let response: Transport.Response
            switch try await self.request(request) {
            case .failure(let outcome, _): return outcome
            case .success(let found): response = found
            }
            func end(_ reason: String, at place: WebAddress) -> Outcome {
                .final(ProbeResult(.inconclusive(reason), status: response.head.status, finalURL: place.text))
            }
            let head = response.head
            way.cookies = response.cookies
            var target: String?
            if [301, 302, 303, 307, 308].contains(head.status) {
                target = head.values("location").first { !$0.isEmpty }
            }
            let isRedirect = target != nil
            var page: PageReader?
            if (200..<300).contains(head.status), head.isHTML {
                let reader = PageReader(response.body, contentType: head.type, anchors: anchors)
                page = reader
                if !way.hasRefreshed, let refresh = reader.refresh {
                    let base = reader.base.flatMap { try? address.resolving($0) } ?? address
                    // A page that loads itself again stays where it is.
                    let next = try? base.resolving(refresh)
                    if next?.page != address.page { target = next?.whole ?? refresh }
                }
            }
            guard let target else {
                return await judge(response, page, way)
            }
            do throws(WebAddress.Problem) {
                let next = try address.resolving(target)
                if let loop = way.go(
                    to: next, isRedirect: isRedirect, isPermanent: [301, 308].contains(head.status))
                {
                    return end("redirects in a loop: \(loop)", at: next)
                }
                guard way.pages.count <= options.redirects + 1 else {
                    return end("redirects more than \(options.redirects) times", at: next)
                }
            } catch {
                let place = ForeignText.location(target)
                return end("redirects to \"\(place)\", which is no address: \(error)", at: address)
            }
        }
    }

    /// Where redirects led so far.
    private struct Way {
        let start: WebAddress
        private(set) var address: WebAddress
        private(set) var pages: [String]
        /// Whether every step was a permanent redirect, and there was one.
        private(set) var hasMoved = false
        private var isForNow = false
        /// Whether a page moved by itself on the way.
        private(set) var hasRefreshed = false
        var cookies: [String] = []
        /// Pages with the cookies that they were asked with.
        private var seen: Set<[String]>

        init(_ start: WebAddress) {
            self.start = start
            address = start
            pages = [start.page]
            seen = [[start.page]]
        }

        var wasRedirected: Bool { pages.count > 1 }

        /// Takes a step. Returns the way where it leads in a circle: a page that is asked again with other cookies may
        /// answer something else.
        mutating func go(to next: WebAddress, isRedirect: Bool, isPermanent: Bool) -> String? {
            pages.append(next.page)
            // A fragment lives on through redirects that name none (RFC 9110 section 10.2.2).
            address = next.fragment == nil ? next.with(fragment: address.fragment) : next
            hasRefreshed = hasRefreshed || !isRedirect
            isForNow = isForNow || !isPermanent
            hasMoved = !isForNow
            guard seen.insert([next.page] + cookies.sorted()).inserted else {
                return pages.map { WebAddress.inText($0) }.joined(separator: " → ")
            }
            return nil
        }
    }

    private static func wantsBody(_ head: Transport.Head) -> Bool {
        BotChallenge.statuses.contains(head.status) || (head.isHTML && (200..<300).contains(head.status))
    }

    private func judge(_ response: Transport.Response, _ page: PageReader?, _ way: Way) async -> Outcome {
        let head = response.head
        let host = way.address.host
        var missing = page?.missing
        if missing != nil, way.address.fragment != way.start.fragment {
            // A redirect to a part of a page means that part.
            missing = []
        } else if missing?.isEmpty == false, response.body.count > options.largestBody {
            // What is beyond the part that was read may hold the anchor.
            missing = nil
        }
        func answer(_ kind: ProbeResult.Kind) -> ProbeResult {
            ProbeResult(
                kind, status: head.status, finalURL: way.address.text, hasMoved: way.hasMoved,
                title: page?.title, missingAnchors: missing)
        }
        if isWall(response) { return .final(answer(.blocked("\(head.status), a wall against programs"))) }
        if let outcome = await patience(head, host) {
            return .again(answer(outcome.kind), after: outcome.wait)
        }
        switch head.status {
        case 200..<300:
            await limiter.succeed(host)
            if let reason = Soft404.reason(
                way.start, way.address, title: page?.title, wasRedirected: way.wasRedirected)
            {
                return .final(answer(.soft404(reason)))
            }
            return .final(answer(.ok))
        case 403, 429, 503:
            if head.status == 403 {
                guard await limiter.hasSucceeded(host) else {
                    return .again(answer(.inconclusive("refused (403)")), after: nil)
                }
                // It let others through, so this is about pace.
                await limiter.slow(host, for: options.retryPause)
                return .again(
                    answer(.inconclusive("refused (403), though the host lets other pages through")),
                    after: nil)
            }
            let wait = min(options.retryPause, options.longestWait)
            await limiter.slow(host, for: wait)
            return .again(answer(.inconclusive("answers \(head.status)")), after: wait)
        case 401: return .final(answer(.blocked("401, it asks for a password")))
        case 407: return .again(answer(.inconclusive("the proxy asks for a password (407)")), after: nil)
        case 404, 410: return .again(answer(.gone("answers \(head.status)")), after: nil)
        default: return .again(answer(.inconclusive("answers \(head.status)")), after: nil)
        }
    }

    private func isWall(_ response: Transport.Response) -> Bool {
        BotChallenge.statuses.contains(response.head.status)
            && (!response.head.values("cf-mitigated").isEmpty || BotChallenge.isChallenge(response.body))
    }

    // MARK: One request

    private enum Sent {
        case success(Transport.Response)
        /// - mayAnswerGet: whether the host was reached, so that it may answer another method.
        case failure(Outcome, mayAnswerGet: Bool)
    }

    private func request(_ request: Transport.Request) async throws -> Sent {
        let address = request.address
        func again(_ kind: ProbeResult.Kind, mayAnswerGet: Bool = false) -> Sent {
            .failure(
                .again(ProbeResult(kind, finalURL: address.text), after: nil), mayAnswerGet: mayAnswerGet)
        }
        func final(_ kind: ProbeResult.Kind) -> Sent {
            .failure(.final(ProbeResult(kind, finalURL: address.text)), mayAnswerGet: false)
        }
        var request = request
        request.proxy = options.proxy.server(for: address)
        if !options.allowsPrivate {
            if PublicAddress.isLocal(address.host) {
                return final(.refused("\(address.host) is not open to everybody"))
            }
            // Behind a proxy nobody sees which address is asked in the end, so the name is looked up first.
            if !request.proxy.isEmpty, !PublicAddress.isAddress(address.bareHost) {
                switch await resolver.look(at: address.host) {
                case .isPublic: break
                case .isHidden(let hidden): return final(.refused("\(hidden) is not open to everybody"))
                case .noSuchName, .noAnswer:
                    return again(
                        .inconclusive(
                            "the name \(address.host) could not be looked up here, so the proxy was not asked for it"
                        ))
                }
            }
        }
        guard try await limiter.enter(address.host) else {
            return final(
                .inconclusive("the host took more than \(options.hostTime.components.seconds) seconds in all")
            )
        }
        let clock = ContinuousClock()
        let began = clock.now
        let result = await transport.send(request)
        await limiter.leave(address.host, after: clock.now - began)
        switch result {
        case .success(let response): return .success(response)
        case .failure(.cancelled): throw CancellationError()
        case .failure(.notPublic(let hidden)): return final(.refused("\(hidden) is not open to everybody"))
        case .failure(.certificate(let reason)): return final(.badCertificate(reason))
        case .failure(.spoiledConnection):
            return again(.inconclusive("what answers there does not speak HTTP"))
        case .failure(.noAnswer(let isConnected, let reason)):
            return again(.inconclusive(reason), mayAnswerGet: isConnected)
        case .failure(.noAddress):
            // libcurl does not say whether there is no such name or nobody answered.
            switch await resolver.look(at: address.host) {
            case .noSuchName: return again(.gone("there is no host \(address.host)"))
            case .noAnswer(let reason):
                return again(.inconclusive("the name \(address.host) could not be looked up: \(reason)"))
            case .isPublic, .isHidden:
                return again(.inconclusive("the name \(address.host) could not be looked up"))
            }
        }
    }
}
