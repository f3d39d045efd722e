import Foundation
import Testing

@testable import LinkProbe

/// Hosts are asked no faster than they like.
@Suite(.timeLimit(.minutes(15))) struct RateLimiterTests {
    private static let page = "<title>A page on mail</title>"

    @Test func aRefusalAfterSuccessIsPace() async throws {
        let server = try await LocalServer { _, path, before in
            path == "/ok"
                ? .answer(200, [:], Self.page)
                : before < 2 ? .answer(403, [:], "no") : .answer(200, [:], Self.page)
        }
        let base = "http://127.0.0.1:\(server.port)"
        let answers = await TestProbe.ask(
            [ProbePage(url: base + "/ok"), ProbePage(url: base + "/later")],
            TestProbe.options { $0.perHost = 1 })
        #expect(answers[base + "/later"]?.kind == .ok)
        try await server.stop()
    }

    @Test func keepsThePace() async throws {
        let server = try await LocalServer(delay: .milliseconds(60)) { _, _, _ in
            .answer(200, ["Content-Type": "text/plain"])
        }
        let pages = (0..<12).map { ProbePage(url: "http://127.0.0.1:\(server.port)/\($0)") }
        let answers = await TestProbe.ask(pages, TestProbe.options { $0.pause = .milliseconds(40) })
        #expect(answers.count == 12 && answers.values.allSatisfy { $0.kind == .ok })
        #expect(server.requests.count == 12)
        #expect(server.mostAtOnce <= 2)
        let times = server.requests.map(\.time).sorted()
        // By the server's clock, a request may be a little late and the next one not.
        #expect(times[11] - times[0] >= .milliseconds(40 * 11 - 30))
        try await server.stop()
    }

    @Test func aHostHasOnlySoMuchTime() async throws {
        let server = try await LocalServer { _, _, _ in .hang }
        let pages = (0..<6).map { ProbePage(url: "http://127.0.0.1:\(server.port)/\($0)") }
        let answers = await TestProbe.ask(
            pages,
            TestProbe.options {
                $0.tryTime = .milliseconds(150)
                $0.hostTime = .milliseconds(300)
                $0.tries = 1
            })
        #expect(answers.count == 6)
        #expect(answers.values.contains { TestProbe.state($0).1.contains("took more than") })
        try await server.stop()
    }
}
