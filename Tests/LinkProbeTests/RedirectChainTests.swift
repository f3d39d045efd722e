import Foundation
import Testing

@testable import LinkProbe

/// What a chain of redirects comes to: whether a page has moved for good, and how far a probe follows.
@Suite(.timeLimit(.minutes(15))) struct RedirectChainTests {
    private static let statuses = [301, 302, 303, 307, 308]
    private static let permanent: Set<Int> = [301, 308]

    /// Chains of one, two and three steps; a refresh is a page that moves by itself.
    private static let chains: [[Int]] = {
        let steps = statuses + [0]
        return steps.map { [$0] } + steps.flatMap { first in steps.map { [first, $0] } }
            + [301, 302, 308, 0].flatMap { first in
                [301, 307, 0].flatMap { second in [301, 302, 308].map { [first, second, $0] } }
            }
    }()

    @Test(arguments: chains) func isForGoodWhereEachStepIs(_ chain: [Int]) throws {
        var redirects = RedirectChain(try WebAddress(reading: "https://a.example/0"))
        #expect(!redirects.hasMoved && !redirects.wasRedirected)
        for (index, status) in chain.enumerated() {
            let loop = redirects.go(
                to: try WebAddress(reading: "https://a.example/\(index + 1)"), isRedirect: status != 0,
                isPermanent: Self.permanent.contains(status))
            #expect(loop == nil)
            let soFar = chain[...index]
            #expect(redirects.hasMoved == soFar.allSatisfy { Self.permanent.contains($0) }, "\(soFar)")
            #expect(redirects.hasRefreshed == soFar.contains(0) && redirects.wasRedirected)
            #expect(redirects.pages.count == index + 2)
        }
    }

    /// The same on a real server, with the fix that is offered; here with chains of unlike statuses.
    @Test(arguments: [
        [301], [308], [302], [303], [307], [301, 308], [308, 301], [301, 302], [302, 301], [307, 308],
        [303, 301],
        [301, 302, 301], [302, 301, 301], [301, 301, 302], [308, 301, 308], [307, 307, 301],
    ]) func offersAnAddressThatLasts(_ chain: [Int]) async throws {
        let server = try await LocalServer { _, path, _ in
            let step = Int(path.dropFirst()) ?? 0
            return step < chain.count
                ? .answer(chain[step], ["Location": "/\(step + 1)"])
                : .answer(200, [:], "<title>A page</title>")
        }
        let base = "http://127.0.0.1:\(server.port)"
        let outcome = try await CheckedLinks().check("2026-10-01", [base + "/0"])
        let isForGood = chain.allSatisfy { Self.permanent.contains($0) }
        #expect(outcome.findings.map(\.id) == (isForGood ? ["web/moved"] : []), "\(outcome.findings)")
        #expect(
            outcome.findings.first?.fix?.edits.map(\.text) == (isForGood ? ["\(base)/\(chain.count)"] : nil))
        try await server.stop()
    }

    /// As many redirects as are followed, one fewer, and one more.
    @Test(arguments: [9, 10, 11]) func followsAsManyAsItMay(_ count: Int) async throws {
        let server = try await LocalServer { _, path, _ in
            let step = Int(path.dropFirst()) ?? 0
            return step < count
                ? .answer(302, ["Location": "/\(step + 1)"])
                : .answer(200, ["Content-Type": "text/plain"], "x")
        }
        let url = "http://127.0.0.1:\(server.port)/0"
        let options = TestProbe.options { $0.tries = 1 }
        #expect(options.redirects == 10)
        let answer = try #require(await TestProbe.ask([ProbePage(url: url)], options)[url])
        let (state, says) = TestProbe.state(answer)
        #expect(state == (count <= 10 ? "ok" : "inconclusive"), "\(answer)")
        #expect(count <= 10 || says.contains("more than 10"))
        #expect(server.requests("/\(min(count, 11))").isEmpty == (count > 10))
        try await server.stop()
    }

    /// A page that fails some times and then answers, for each number of tries.
    @Test(arguments: 1...4, [404, 500, 503]) func triesAsOftenAsItMay(_ tries: Int, _ status: Int)
        async throws
    {
        for failures in [tries - 1, tries] {
            let server = try await LocalServer { _, _, before in
                // The first try asks with HEAD and then with GET, all others with GET alone.
                failures > 0 && before <= failures
                    ? .answer(status) : .answer(200, ["Content-Type": "text/plain"], "x")
            }
            let url = "http://127.0.0.1:\(server.port)/x"
            let options = TestProbe.options {
                $0.tries = tries
                $0.retryPause = .milliseconds(1)
            }
            let answer = try #require(await TestProbe.ask([ProbePage(url: url)], options)[url])
            let wanted = failures < tries ? "ok" : status == 404 ? "gone" : "inconclusive"
            #expect(
                TestProbe.state(answer).0 == wanted,
                "\(failures) failures: \(answer), \(server.requests.map(\.method))")
            #expect(answer.tries == tries)
            try await server.stop()
        }
    }

    /// A fragment of a step wins, and lives on itself.
    @Test func fragmentsLiveOn() throws {
        var chain = RedirectChain(try #require(WebAddress("https://example.com/0#old")))
        for text in ["https://example.com/1#new", "https://example.com/2"] {
            _ = chain.go(to: try #require(WebAddress(text)), isRedirect: true, isPermanent: true)
        }
        #expect(chain.address.text == "https://example.com/2#new")
    }

    @Test(arguments: [1, 2, 3]) func aPageThatComesAgainIsALoop(_ length: Int) throws {
        func page(_ number: Int) throws -> WebAddress {
            try #require(WebAddress("https://example.com/\(number)"))
        }
        var chain = RedirectChain(try page(0))
        for number in 1..<length {
            #expect(chain.go(to: try page(number), isRedirect: true, isPermanent: true) == nil)
        }
        let loop = try #require(chain.go(to: try page(0), isRedirect: true, isPermanent: true))
        #expect(loop.components(separatedBy: " → ").count == length + 1)
    }
}
