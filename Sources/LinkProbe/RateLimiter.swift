/// Keeps the pace of requests: so many at a time to one host and in all, and a pause between two to one host, which
/// grows where a host asks for it.
actor RateLimiter {
    private struct Host {
        var active = 0
        var next = ContinuousClock.now
        var pause: Duration
        var first: ContinuousClock.Instant?
        var spent = Duration.zero
        /// Whether it let anything through.
        var hasSucceeded = false
    }

    private let options: ProbeOptions
    private var hosts: [String: Host] = [:]
    private var active = 0

    init(_ options: ProbeOptions) { self.options = options }

    private func host(_ name: String) -> Host { hosts[name] ?? Host(pause: options.pause) }

    /// Whether a request to a host may start now, and else how long to wait; starts it if so.
    private func start(_ name: String) -> Duration? {
        var host = host(name)
        let now = ContinuousClock.now
        guard host.active < options.perHost, active < options.inAll else { return .milliseconds(20) }
        guard host.next <= now else { return host.next - now }
        host.active += 1
        host.next = now + host.pause
        if host.first == nil { host.first = now }
        hosts[name] = host
        active += 1
        return nil
    }

    /// Waits for a host's turn. Returns false when the host has used up its time.
    func enter(_ name: String) async throws -> Bool {
        while true {
            if let first = host(name).first, ContinuousClock.now - first > options.hostTime { return false }
            guard let wait = start(name) else { return true }
            try await Task.sleep(for: min(wait, .milliseconds(200)))
        }
    }

    /// A request has ended.
    func leave(_ name: String, after time: Duration) {
        var host = host(name)
        host.active -= 1
        host.spent += time
        hosts[name] = host
        active -= 1
    }

    /// A host asked for a slower pace: nothing more is asked of it for `wait`, and less often after that.
    func slow(_ name: String, for wait: Duration) {
        var host = host(name)
        host.next = max(host.next, ContinuousClock.now + wait)
        host.pause = min(max(host.pause * 2, options.pause), .seconds(10))
        hosts[name] = host
    }

    /// A host let a request through with success.
    func succeed(_ name: String) {
        var host = host(name)
        host.hasSucceeded = true
        hosts[name] = host
    }

    /// Whether a host has let anything through in this run: then a refusal is about pace.
    func hasSucceeded(_ name: String) -> Bool { host(name).hasSucceeded }

    /// The hosts that took longest.
    var slowest: [(host: String, time: Duration)] {
        hosts.map { ($0.key, $0.value.spent) }.sorted { $0.1 > $1.1 }.prefix(3).map { $0 }
    }
}
