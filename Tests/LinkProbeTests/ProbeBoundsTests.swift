import Foundation
import TestSupport
import Testing

@testable import LinkProbe

/// What a server may send without end is read to a bound.
@Suite(.timeLimit(.minutes(15))) struct ProbeBoundsTests {
    /// What a server may send without end. Each look ends soon, and reads little.
    private static func endless(_ path: String) -> LocalServer.Reply {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        switch path {
        case "/headers":
            return .raw(
                head + String(repeating: "X-Long: \(String(repeating: "x", count: 1000))\r\n", count: 4000))
        case "/one-header": return .raw(head + "X-Long: \(String(repeating: "x", count: 4 << 20))\r\n\r\n")
        case "/hints":
            return .raw(String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", count: 100_000))
        case "/cookies":
            return .raw(
                head
                    + (0..<2000).map { "Set-Cookie: c\($0)=\(String(repeating: "x", count: 100))\r\n" }
                    .joined()
                    + "Content-Length: 0\r\n\r\n")
        case "/body": return .raw(head + "\r\n<title>Big</title>" + String(repeating: "<p>x", count: 4 << 20))
        case "/bomb":
            return .bytes(Array((head + "Content-Encoding: gzip\r\n\r\n").utf8) + ((try? bomb.get()) ?? []))
        default: return .answer(404)
        }
    }

    /// 200 MB of nothing, packed. Made before a server is asked for it: the server's thread starts no program.
    private static let bomb = Result {
        let gzip = try Program(["bash", "-c", "head -c 200000000 /dev/zero | gzip -9"])
        gzip.wait()
        return gzip.outputBytes
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("/headers", "headers are too long"), ("/one-header", "headers are too long"),
            ("/hints", "headers are too long"),
            ("/cookies", ""),
            ("/body", "ok"), ("/bomb", "ok"),
        ])
    func readsNothingWithoutEnd(_ path: String, _ says: String) async throws {
        #expect(try Self.bomb.get().count > 100_000)
        let server = try await LocalServer { method, path, _ in
            // What is sent is the same for HEAD, whose body nobody reads.
            Self.endless(path)
        }
        let url = "http://127.0.0.1:\(server.port)\(path)"
        let answer = try #require(
            await TestProbe.ask(
                [ProbePage(url: url, anchors: ["none"])], TestProbe.options { $0.tries = 1 })[url])
        #expect(
            says == "ok"
                ? answer.kind == .ok && answer.missingAnchors == nil
                : says.isEmpty || TestProbe.state(answer).1.contains(says),
            "\(answer)")
        try await server.stop()
    }

    /// A body is cut once it is as long as a body may be, unpacked.
    @Test(arguments: ["/body", "/bomb"])
    func cutsBodies(_ path: String) async throws {
        #expect(try Self.bomb.get().count > 100_000)
        let server = try await LocalServer { _, path, _ in Self.endless(path) }
        let transport = Transport(
            TransportOptions(userAgent: "x", time: .seconds(20), allowsPrivate: true))
        let address = try WebAddress(reading: "http://127.0.0.1:\(server.port)\(path)")
        var request = WebRequest(method: .get, address: address)
        request.wantsBody = { _ in true }
        request.largestBody = 100_000
        #expect(try await transport.send(request).get().body.count == 100_001)
        request.isEnough = { _, body in body.count > 20_000 }
        #expect(try await transport.send(request).get().body.count < 60_000)
        request.wantsBody = { _ in false }
        #expect(try await transport.send(request).get().body.isEmpty)
        try await server.stop()
    }
}
