import Glibc
import HTTPTypes
import TestSupport
import Testing

@testable import Preview

extension ServerTests {
    /// Whose requests are answered, and which paths they may ask for.
    @Suite struct RequestGuardTests {
        /// Anyone who names the preview by another name, or twice, is none of its editor's pages.
        @Test func knowsItsOwnNamesAlone() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path, ["--host", "0.0.0.0"])
            let port = preview.port
            for (target, host, status) in [
                ("http://127.0.0.1:\(port)/guides/one", "127.0.0.1:\(port)", 200),
                ("HTTP://LOCALHOST:\(port)/guides/one?x", "localhost:\(port)", 200),
                ("http://evil.example:\(port)/guides/one", "127.0.0.1:\(port)", 400),
                ("http://127.0.0.1:\(port)/guides/one", "evil.example:\(port)", 400),
                ("http://evil.example/guides/one", "evil.example", 403),
                ("http://127.0.0.1:\(port)@evil.example/guides/one", "127.0.0.1:\(port)", 400),
                ("/guides/one", "[evil.example]:\(port)", 403), ("/guides/one", "[::1]:\(port)", 200),
                ("/guides/one", "[2001:db8::7]:\(port)", 200), ("/guides/one", "[2001:db8::7", 403),
                ("/guides/one", "192.0.2.7:\(port)", 200), ("/guides/one", "192.0.2.07:\(port)", 403),
                ("/guides/one", "192.0.2.+7:\(port)", 403), ("/guides/one", "192.0.2:\(port)", 403),
                ("/guides/one", "127.0.0.1:0\(port)", 403), ("/guides/one", "127.0.0.1:+\(port)", 403),
                ("/guides/one", "127.0.0.1:", 403),
            ] {
                let answer = RawRequest.send(target, port: port, host: host)
                #expect(answer.status == status, "\(target), \(host)")
            }
            for second in ["127.0.0.1:\(port)", "evil.example"] {
                let answer = RawRequest.send("/guides/one", port: port, headers: ["Host: \(second)"])
                #expect(answer.status == 400)
            }
        }

        @Test func saysWhatAnOpenAddressMeans() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path, ["--host", "0.0.0.0"])
            #expect(
                preview.output.contains(
                    "anyone who can reach this machine over the network can read this preview")
            )
            #expect(
                try await preview.ask("/guides/one", headers: [("Host", "192.0.2.7:\(preview.port)")]).status
                    == 200)
            #expect(
                try await preview.ask("/guides/one", headers: [("Host", "evil.example:\(preview.port)")])
                    .status
                    == 403)
        }

        /// Paths that no well-meant client sends.
        @Test(arguments: [
            "/guides/%ff", "/guides/%zz", "/guides/%", "/guides/%2", "guides/one", "*",
            "/guides/%c0%ae%c0%ae/site.yml", "/guides/one\u{7F}",
        ])
        func refusesPathsThatAreNone(path: String) async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            let status = try Self.status(
                preview.port, "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n")
            #expect(
                status.hasPrefix("HTTP/1.1 400") || status.hasPrefix("HTTP/1.1 403") || status.isEmpty,
                "\(status)")
            #expect(try await preview.ask("/guides/one").status == 200)
        }

        /// The first line that a request's very bytes are answered with.
        private static func status(_ port: Int, _ request: String) throws -> String {
            let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { Glibc.close(socket) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            let isConnected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            #expect(isConnected)
            var time = timeval(tv_sec: 5, tv_usec: 0)
            setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
            _ = Array(request.utf8).withUnsafeBytes { send(socket, $0.baseAddress, $0.count, 0) }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(socket, &buffer, buffer.count, 0)
            return String(decoding: buffer.prefix(max(0, count)).prefix { $0 != 13 }, as: UTF8.self)
        }
    }
}
