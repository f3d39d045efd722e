/// Asks other sites for their pages, politely: see `ProbeOptions`. It knows pages and anchors, and nothing of guides.
package struct LinkProbe: Sendable {
    private let options: ProbeOptions
    private let limiter: RateLimiter
    private let resolver: HostResolver
    private let sender: PoliteSender

    init(_ options: ProbeOptions) {
        self.options = options
        limiter = RateLimiter(options)
        resolver = HostResolver(options.resolved)
        let transport = Transport(
            TransportOptions(
                userAgent: options.userAgent, time: options.tryTime, allowsPrivate: options.allowsPrivate,
                trusted: options.trusted, resolved: options.resolved))
        sender = PoliteSender(
            options: options, limiter: limiter, resolver: resolver, transport: transport)
    }

    /// Asks for all pages, each once, and tells each answer as it comes; a cancelled task keeps what it learned.
    func ask(
        _ pages: [ProbePage], progress: Progress = Progress(),
        answered: @escaping @Sendable (ProbePage, ProbeResult) async -> Void
    ) async {
        let queue = PageQueue(pages)
        progress.start(pages.count)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(options.inAll, pages.count) {
                group.addTask {
                    while !Task.isCancelled, let page = queue.take() {
                        guard let result = await result(page) else { return }
                        await answered(page, result)
                        progress.advance(slowest: await limiter.slowest.map(\.host))
                    }
                }
            }
        }
    }

    /// Whether no host can be reached at all: neither one of the first hosts has a name that leads anywhere, nor the
    /// host that is always there (RFC 2606 section 3).
    func hasNoNetwork(_ pages: [ProbePage]) async -> Bool {
        var hosts: [WebAddress] = []
        for page in pages where hosts.count < 5 {
            // A host that is not requested anyway tells nothing.
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
            switch await resolver.lookUp(host.host) {
            case .noAnswer, .noSuchName: continue
            case .isPublic, .isHidden: return false
            }
        }
        return true
    }

    /// Asks for one page, as often as the options say. Nil where the task was cancelled.
    private func result(_ page: ProbePage) async -> ProbeResult? {
        guard let address = WebAddress(page.url) else {
            return ProbeResult(.gone("this is not an address"), finalURL: page.url)
        }
        let attempt = Attempt(
            options: options, limiter: limiter, sender: sender, address: address, anchors: page.anchors)
        var last = ProbeResult(.inconclusive("there was no answer"), finalURL: address.text)
        var method = WebRequest.Method.head
        for number in 1...max(1, options.tries) {
            do {
                switch try await attempt.run(&method) {
                case .final(var result):
                    result.tries = number
                    return result
                case .again(let result, let wait):
                    last = result
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
}
