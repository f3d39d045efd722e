import Foundation
import Testing

@testable import Library
@testable import LinkProbe

/// Nothing is asked that not everybody can reach, whatever leads there.
@Suite(.timeLimit(.minutes(15))) struct PrivateHostTests {
    @Test(arguments: [
        "127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "printer.local", "db.internal",
    ])
    func asksNoPrivateAddress(_ host: String) async throws {
        let server = try await LocalServer { _, _, _ in .answer(200) }
        let url = "http://\(host):\(server.port)/"
        let answer = await TestProbe.ask(
            [ProbePage(url: url)], TestProbe.options { $0.allowsPrivate = false })[
                url]
        guard case .refused = answer?.kind else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    /// A name that anybody could own leads to this machine, or to it beside an address that does not answer: it is the
    /// address connected to that counts.
    @Test(arguments: [
        "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "127.0.0.1,[::1]", "0.0.0.0",
        "[::ffff:127.0.0.1]",
    ])
    func connectsToNoPrivateAddress(_ addresses: String) async throws {
        let server = try await LocalServer { _, _, _ in .answer(200) }
        let url = "http://pages.example:\(server.port)/"
        let options = TestProbe.options {
            $0.allowsPrivate = false
            $0.resolved = ["pages.example:\(server.port):\(addresses)"]
        }
        let answer = await TestProbe.ask([ProbePage(url: url)], options)[url]
        guard case .refused = answer?.kind else {
            Issue.record("\(String(describing: answer))")
            return
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    /// A page that redirects there is no way in either, by `Location` or by itself.
    @Test(arguments: ["302", "refresh"])
    func followsNoRedirectToAPrivateAddress(_ kind: String) async throws {
        let secret = try await LocalServer { _, _, _ in .answer(200) }
        let port = secret.port
        let server = try await LocalServer { _, _, _ in
            let url = "http://pages.example:\(port)/"
            return kind == "302"
                ? .answer(302, ["Location": url])
                : .answer(200, [:], "<meta http-equiv=refresh content='0;url=\(url)'>")
        }
        // The first page comes through a proxy, since no page of this machine is public.
        let proxy = try LocalProxy(to: server.port)
        let options = TestProbe.options {
            $0.allowsPrivate = false
            $0.proxy = Proxy(environment: [
                "http_proxy": "http://127.0.0.1:\(proxy.port)", "no_proxy": "pages.example",
            ])
            $0.resolved = ["pages.example:\(port):127.0.0.1"]
        }
        let url = "http://8.8.8.8/"
        #expect(
            await TestProbe.ask([ProbePage(url: url)], options)[url]?.kind
                == .refused("127.0.0.1 is not a public host"))
        #expect(secret.requests.isEmpty && proxy.asked.count == 2)
        try await server.stop()
        try await secret.stop()
    }
}
