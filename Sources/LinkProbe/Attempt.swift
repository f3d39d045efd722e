/// One attempt at a page: HEAD, and GET where that does not say all.
///
/// Many servers answer HEAD with something else than GET, so only plain success is believed, of what has neither a
/// title nor anchors. GET starts again at the page's own address, and follows redirects and a page that moves by
/// itself.
struct Attempt: Sendable {
    let options: ProbeOptions
    let limiter: RateLimiter
    let sender: PoliteSender
    let address: WebAddress
    /// The anchors that are looked for.
    let anchors: Set<String>

    private var classifier: ResponseClassifier { ResponseClassifier(options: options, limiter: limiter) }

    /// - Parameter method: what to ask with first; GET from then on.
    /// - Throws: `CancellationError` alone.
    func run(_ method: inout WebRequest.Method) async throws -> AttemptOutcome {
        if method == .head {
            switch try await sender.send(WebRequest(method: .head, address: address)) {
            case .failure(let outcome, let mayAnswerGet):
                guard mayAnswerGet else { return outcome }
            case .success(let response):
                let head = response.head
                if head.isSuccess, !head.isHTML {
                    await limiter.succeed(address.host)
                    return .final(ProbeResult(.ok, status: head.status, finalURL: address.text))
                }
                method = .get
                // Who asks for patience gets it before the next request.
                if let retry = await classifier.retry(head, address.host) {
                    return .again(
                        ProbeResult(retry.kind, status: head.status, finalURL: address.text),
                        after: retry.wait)
                }
            }
            method = .get
        }
        return try await follow()
    }

    private func follow() async throws -> AttemptOutcome {
        var chain = RedirectChain(address)
        while true {
            let response: WebResponse
            switch try await sender.send(request(chain)) {
            case .failure(let outcome, _): return outcome
            case .success(let found): response = found
            }
            chain.cookies = response.cookies
            let head = response.head
            let page =
                head.isSuccess && head.isHTML
                ? PageReader(response.body, contentType: head.type, anchors: anchors) : nil
            guard let target = target(head, page, chain) else {
                return await classifier.outcome(response, page, chain)
            }
            if let end = go(to: target, head, &chain) {
                return .final(
                    ProbeResult(.inconclusive(end.reason), status: head.status, finalURL: end.at.text))
            }
        }
    }

    private func request(_ chain: RedirectChain) -> WebRequest {
        let anchors = anchors
        var request = WebRequest(method: .get, address: chain.address, cookies: chain.cookies)
        request.largestBody = options.largestBody
        request.wantsBody = { head in
            BotChallenge.statuses.contains(head.status) || (head.isHTML && head.isSuccess)
        }
        request.isEnough = { head, body in
            head.isSuccess
                ? PageReader.isEnough(body, anchors: anchors) : body.count > BotChallenge.longest
        }
        return request
    }

    /// The reference to which an answer redirects.
    private struct Target {
        var reference: String
        /// Whether it is a `Location`; else the page moves by itself.
        var isRedirect: Bool
    }

    private func target(_ head: WebResponse.Head, _ page: PageReader?, _ chain: RedirectChain)
        -> Target?
    {
        if [301, 302, 303, 307, 308].contains(head.status) {
            return head.values("location").first { !$0.isEmpty }.map {
                Target(reference: $0, isRedirect: true)
            }
        }
        guard let page, let refresh = page.refresh, !chain.hasRefreshed else { return nil }
        let base = page.base.flatMap { try? chain.address.resolving($0) } ?? chain.address
        let next = try? base.resolving(refresh)
        // A page that loads itself again stays where it is.
        guard next?.page != chain.address.page else { return nil }
        return Target(reference: next?.whole ?? refresh, isRedirect: false)
    }

    /// Takes the step. Returns why it leads nowhere, and where that was seen; nil where it is to be followed.
    private func go(
        to target: Target, _ head: WebResponse.Head, _ chain: inout RedirectChain
    ) -> (reason: String, at: WebAddress)? {
        let next: WebAddress
        do throws(AddressProblem) {
            next = try chain.address.resolving(target.reference)
        } catch {
            let reference = ForeignText.location(target.reference)
            return ("redirects to \"\(reference)\", which is not an address: \(error)", chain.address)
        }
        if let loop = chain.go(
            to: next, isRedirect: target.isRedirect, isPermanent: [301, 308].contains(head.status))
        {
            return ("redirects in a loop: \(loop)", next)
        }
        guard chain.pages.count > options.redirects + 1 else { return nil }
        return ("redirects more than \(options.redirects) times", next)
    }
}
