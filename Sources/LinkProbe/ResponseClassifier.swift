import FoundationEssentials

/// Tells what an answer means, and slows its host down where it asks for that.
struct ResponseClassifier {
    let options: ProbeOptions
    let limiter: RateLimiter

    /// The meaning of an answer that asks to wait: 429 and 503 with `Retry-After`; nil for any other.
    func retry(_ head: WebResponse.Head, _ host: String) async -> (
        kind: ProbeResult.Kind, wait: Duration
    )? {
        let values = head.values("retry-after")
        guard [429, 503].contains(head.status), !values.isEmpty else { return nil }
        // A header that cannot be read asks to wait too, if not for how long.
        let wait = min(RetryAfter.wait(values, now: Date()) ?? options.retryPause, options.longestWait)
        await limiter.slow(host, for: wait)
        return (.inconclusive("answers \(head.status)"), wait)
    }

    /// - Parameter page: what the body says; nil where it was not read.
    func outcome(_ response: WebResponse, _ page: PageReader?, _ chain: RedirectChain) async
        -> AttemptOutcome
    {
        let head = response.head
        let host = chain.address.host
        let missing = missing(response, page, chain)
        func result(_ kind: ProbeResult.Kind) -> ProbeResult {
            ProbeResult(
                kind, status: head.status, finalURL: chain.address.text, hasMoved: chain.hasMoved,
                title: page?.title, missingAnchors: missing)
        }
        if isChallenge(response) {
            return .final(result(.blocked("\(head.status), a bot wall")))
        }
        if let retry = await retry(head, host) {
            return .again(result(retry.kind), after: retry.wait)
        }
        switch head.status {
        case 200..<300:
            await limiter.succeed(host)
            let reason = Soft404.reason(
                chain.start, chain.address, title: page?.title, wasRedirected: chain.wasRedirected)
            return .final(result(reason.map { .soft404($0) } ?? .ok))
        case 403:
            guard await limiter.hasSucceeded(host) else {
                return .again(result(.inconclusive("refused (403)")), after: nil)
            }
            // It let others through, so this is about pace.
            await limiter.slow(host, for: options.retryPause)
            return .again(
                result(.inconclusive("refused (403), though the host lets other pages through")), after: nil
            )
        case 429, 503:
            let wait = min(options.retryPause, options.longestWait)
            await limiter.slow(host, for: wait)
            return .again(result(.inconclusive("answers \(head.status)")), after: wait)
        case 401: return .final(result(.blocked("401, it asks for a password")))
        case 407:
            return .again(result(.inconclusive("the proxy asks for a password (407)")), after: nil)
        case 404, 410: return .again(result(.gone("answers \(head.status)")), after: nil)
        default: return .again(result(.inconclusive("answers \(head.status)")), after: nil)
        }
    }

    private func missing(_ response: WebResponse, _ page: PageReader?, _ chain: RedirectChain) -> Set<
        String
    >? {
        guard let missing = page?.missing else { return nil }
        // A redirect to a part of a page means that part.
        if chain.address.fragment != chain.start.fragment { return [] }
        // What is beyond the part that was read may hold the anchor.
        return missing.isEmpty || response.body.count <= options.largestBody ? missing : nil
    }

    private func isChallenge(_ response: WebResponse) -> Bool {
        BotChallenge.statuses.contains(response.head.status)
            && (!response.head.values("cf-mitigated").isEmpty || BotChallenge.isChallenge(response.body))
    }
}
