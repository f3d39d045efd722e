/// Sends requests to hosts that may be contacted, no faster than they like, and tells failures in the words of
/// findings.
struct PoliteSender: Sendable {
    let options: ProbeOptions
    let limiter: RateLimiter
    let resolver: HostResolver
    let transport: Transport

    enum Sent: Sendable {
        case success(WebResponse)
        /// - mayAnswerGet: whether the host was reached, so that it may answer another method.
        case failure(AttemptOutcome, mayAnswerGet: Bool)
    }

    /// - Throws: `CancellationError` alone.
    func send(_ request: WebRequest) async throws -> Sent {
        let address = request.address
        var request = request
        request.proxy = options.proxy.server(for: address)
        if let refusal = await refusal(request) { return refusal }
        guard try await limiter.enter(address.host) else {
            return final(
                .inconclusive(
                    "the host took more than \(options.hostTime.components.seconds) seconds in all"), address)
        }
        let clock = ContinuousClock()
        let began = clock.now
        let result = await transport.send(request)
        await limiter.leave(address.host, after: clock.now - began)
        switch result {
        case .success(let response): return .success(response)
        case .failure(let failure): return try await sent(failure, address)
        }
    }

    private func again(_ kind: ProbeResult.Kind, _ address: WebAddress, mayAnswerGet: Bool = false)
        -> Sent
    {
        .failure(
            .again(ProbeResult(kind, finalURL: address.text), after: nil), mayAnswerGet: mayAnswerGet)
    }

    private func final(_ kind: ProbeResult.Kind, _ address: WebAddress) -> Sent {
        .failure(.final(ProbeResult(kind, finalURL: address.text)), mayAnswerGet: false)
    }

    private func notOpen(_ host: String, _ address: WebAddress) -> Sent {
        final(.refused("\(host) is not a public host"), address)
    }

    /// The refusal to contact a host; nil where it is contacted, or where its address decides once libcurl has found
    /// it.
    private func refusal(_ request: WebRequest) async -> Sent? {
        let address = request.address
        guard !options.allowsPrivate else { return nil }
        if PublicAddress.isLocal(address.host) { return notOpen(address.host, address) }
        // Behind a proxy the address that is contacted in the end is unknown, so the name is looked up first.
        guard !request.proxy.isEmpty, !PublicAddress.isAddress(address.bareHost) else { return nil }
        switch await resolver.lookUp(address.host) {
        case .isPublic: return nil
        case .isHidden(let hidden): return notOpen(hidden, address)
        case .noSuchName, .noAnswer:
            let reason =
                "the name \(address.host) could not be looked up here, so the proxy was not asked for it"
            return again(.inconclusive(reason), address)
        }
    }

    private func sent(_ failure: TransportFailure, _ address: WebAddress) async throws -> Sent {
        switch failure {
        case .cancelled: throw CancellationError()
        case .notPublic(let hidden): return notOpen(hidden, address)
        case .certificate(let reason): return final(.badCertificate(reason), address)
        case .unusableConnection:
            return again(.inconclusive("the server there does not speak HTTP"), address)
        case .noAnswer(let isConnected, let reason):
            return again(.inconclusive(reason), address, mayAnswerGet: isConnected)
        case .noAddress:
            // libcurl does not say whether there is no such name or no answer came.
            let name = "the name \(address.host) could not be looked up"
            switch await resolver.lookUp(address.host) {
            case .noSuchName: return again(.gone("there is no host \(address.host)"), address)
            case .noAnswer(let reason): return again(.inconclusive("\(name): \(reason)"), address)
            case .isPublic, .isHidden: return again(.inconclusive(name), address)
            }
        }
    }
}
