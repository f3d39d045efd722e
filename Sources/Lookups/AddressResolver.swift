import Records

/// Asks resolvers by address, over libunbound.
actor AddressResolver {
    private let unbound: Unbound
    /// Whether answers are validated with DNSSEC. Resolvers that do not hand signatures on could not be asked otherwise.
    nonisolated let validates: Bool
    private let time: Duration

    /// The keys of the root zone (IANA), of 2017 and 2024.
    static let rootAnchors = [
        ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D",
        ". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16",
    ]

    private init(_ unbound: sending Unbound, validates: Bool, time: Duration) {
        self.unbound = unbound
        self.validates = validates
        self.time = time
    }

    /// - Parameters:
    ///   - server: such as `192.0.2.1@53`; nil for those of the system.
    ///   - anchors: keys to trust in place of those of the root zone.
    ///   - time: for one question.
    static func make(server: String?, anchors: [String]?, time: Duration) async throws -> AddressResolver {
        let anchors = anchors ?? rootAnchors
        guard !anchors.isEmpty else {
            return AddressResolver(try Unbound(server: server, anchors: []), validates: false, time: time)
        }
        let validating = AddressResolver(
            try Unbound(server: server, anchors: anchors), validates: true, time: time)
        if await validating.answer(DNSQuestion(zone(of: anchors), .dnskey)).secure == true {
            return validating
        }
        return AddressResolver(try Unbound(server: server, anchors: []), validates: false, time: time)
    }

    /// The zone of the first of some keys, such as `example.com`, or a single dot for the root. Where a resolver validates, the answer
    /// for its keys is secure.
    static func zone(of anchors: [String]) -> String {
        let zone = anchors.first?.prefix { $0 != " " && $0 != "\t" } ?? "."
        return String(zone.count > 1 && zone.hasSuffix(".") ? zone.dropLast() : zone)
    }

    func answer(_ question: DNSQuestion) async -> RecordAnswer {
        guard let slot = unbound.start(question) else { return RecordAnswer(status: .malformed) }
        let end = ContinuousClock.now + time
        while slot.outcome == nil {
            unbound.process()
            if slot.outcome != nil { break }
            if ContinuousClock.now > end || Task.isCancelled {
                unbound.cancel(slot)
                return RecordAnswer(status: .timeout)
            }
            try? await Task.sleep(for: .milliseconds(3))
        }
        switch slot.outcome {
        case .message(let bytes, let isSecure):
            var answer = DNSMessage.answer(bytes, to: question)
            answer.secure = validates ? isSecure : nil
            return answer
        case .bogus: return RecordAnswer(status: .bogus)
        case .failed, nil: return RecordAnswer(status: .servfail)
        }
    }
}
