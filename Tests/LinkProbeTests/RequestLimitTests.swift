import Testing

@testable import LinkProbe

/// No host is asked for more at once, or sooner, than the options allow.
@Suite(.timeLimit(.minutes(15))) struct RequestLimitTests {
    private static func options(_ change: (inout ProbeOptions) -> Void) -> ProbeOptions {
        var options = ProbeOptions()
        options.pause = .zero
        change(&options)
        return options
    }

    /// Whether one more request to a host starts while none of the others ends.
    private static func startsOneMore(_ limiter: RateLimiter, _ host: String) async -> Bool {
        await withTaskGroup(of: Bool?.self) { group in
            group.addTask { try? await limiter.enter(host) }
            group.addTask {
                try? await Task.sleep(for: .milliseconds(80))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first == true
        }
    }

    /// So many to one host at once, not one more and not one fewer; and each that ends lets one in.
    @Test(arguments: [1, 2, 3, 5]) func aHostIsAskedForSoManyAtOnce(_ most: Int) async throws {
        let limiter = RateLimiter(Self.options { $0.perHost = most })
        for _ in 0..<most { #expect(try await limiter.enter("a.example")) }
        #expect(await !Self.startsOneMore(limiter, "a.example"))
        // Another host has its own.
        #expect(try await limiter.enter("b.example"))
        await limiter.leave("a.example", after: .zero)
        #expect(try await limiter.enter("a.example"))
        #expect(await !Self.startsOneMore(limiter, "a.example"))
        for _ in 0..<most { await limiter.leave("a.example", after: .zero) }
        for _ in 0..<most { #expect(try await limiter.enter("a.example")) }
        #expect(await !Self.startsOneMore(limiter, "a.example"))
    }

    /// The same for all hosts together.
    @Test(arguments: [1, 2, 3, 5]) func soManyInAllAreAskedAtOnce(_ most: Int) async throws {
        let limiter = RateLimiter(
            Self.options {
                $0.perHost = 2
                $0.inAll = most
            })
        for number in 0..<most { #expect(try await limiter.enter("\(number).example")) }
        #expect(await !Self.startsOneMore(limiter, "more.example"))
        await limiter.leave("0.example", after: .zero)
        #expect(try await limiter.enter("more.example"))
        #expect(await !Self.startsOneMore(limiter, "0.example"))
    }

    /// Between the starts of two requests to a host there is the pause, which grows when the host asks for it, and its own
    /// wait. Other hosts are asked meanwhile.
    @Test(arguments: [false, true]) func aHostIsAskedNoSooner(_ isSlow: Bool) async throws {
        let limiter = RateLimiter(
            Self.options {
                $0.perHost = 9
                $0.pause = .milliseconds(60)
            })
        let start = ContinuousClock.now
        #expect(try await limiter.enter("a.example"))
        if isSlow { await limiter.slow("a.example", for: .milliseconds(100)) }
        // Two pauses; or the wait, and a pause that is twice as long.
        for least in isSlow ? [100, 220] : [60, 120] {
            #expect(try await limiter.enter("b\(least).example"))
            #expect(try await limiter.enter("a.example"))
            #expect(ContinuousClock.now - start >= .milliseconds(least))
        }
    }

    /// A host that has used up its time is asked for nothing more, and others are.
    @Test func aHostThatUsedUpItsTimeIsLeft() async throws {
        let limiter = RateLimiter(Self.options { $0.hostTime = .milliseconds(50) })
        #expect(try await limiter.enter("a.example"))
        await limiter.leave("a.example", after: .milliseconds(50))
        try await Task.sleep(for: .milliseconds(60))
        #expect(try await !limiter.enter("a.example"))
        #expect(try await limiter.enter("b.example"))
    }

    /// What a host answered is known of that host alone, and the slowest are named first.
    @Test func hostsAreToldApart() async throws {
        let limiter = RateLimiter(Self.options { _ in })
        await limiter.succeed("a.example")
        #expect(await limiter.hasSucceeded("a.example"))
        #expect(await !limiter.hasSucceeded("b.example"))
        for (host, time) in [("a", 2), ("b", 4), ("c", 1), ("d", 3), ("b", 1)] {
            _ = try await limiter.enter(host)
            await limiter.leave(host, after: .seconds(time))
        }
        let slowest = await limiter.slowest
        #expect(slowest.map(\.host) == ["b", "d", "a"])
        #expect(slowest.map(\.time) == [.seconds(5), .seconds(3), .seconds(2)])
    }
}
