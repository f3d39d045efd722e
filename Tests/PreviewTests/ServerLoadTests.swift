import Foundation
import Glibc
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import Preview

extension ServerTests {
    /// Many clients, slow ones and silent ones; and how the server begins and ends.
    @Suite struct ServerLoadTests {
        private static func connect(_ port: Int, _ request: String, reads: Bool = true) async throws
            -> any Channel
        {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(ChannelOptions.autoRead, value: reads)
                .connect(host: "127.0.0.1", port: port).get()
            try await channel.writeAndFlush(NIOCore.ByteBuffer(string: request))
            return channel
        }

        @Test func endsAtOnce() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            let stream = try await Self.connect(
                preview.port, "GET /_guides/events HTTP/1.1\r\nHost: 127.0.0.1:\(preview.port)\r\n\r\n")
            let (code, time) = preview.interrupt()
            #expect(code == 0)
            #expect(time < .seconds(2))
            try? await stream.close()
        }

        @Test func saysWhereAPortIsTakenAndWhichIsFree() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            let error = await #expect(throws: PreviewProcess.NotStarted.self) {
                _ = try await PreviewProcess(folder.path, port: preview.port)
            }
            #expect(error?.words.contains("another program already listens on \(preview.address)") == true)
            #expect(error?.words.contains("is free: add --port \(preview.port + 1)") == true)
        }

        /// Five hundred pages that listen, and clients that ask for much and read nothing, hold up nobody.
        @Test func servesOthersBesideManyAndSlowClients() async throws {
            let folder = try TemporarySite.example()
            let big = (0..<3000).map { "Part \($0) of a long text.\n\n" }.joined()
            try folder.write("Content/guides/big.md", TemporarySite.guide("Big Guide", big))
            let preview = try await PreviewProcess(folder.path)
            let host = "Host: 127.0.0.1:\(preview.port)\r\n\r\n"
            var channels: [any Channel] = []
            for _ in 0..<500 {
                channels.append(
                    try await Self.connect(preview.port, "GET /_guides/events HTTP/1.1\r\n\(host)"))
            }
            for _ in 0..<20 {
                let greedy = String(repeating: "GET /guides/big HTTP/1.1\r\n\(host)", count: 50)
                channels.append(try await Self.connect(preview.port, greedy, reads: false))
                channels.append(
                    try await Self.connect(preview.port, "GET /guides/one HTTP/1.1\r\nX-Slow: ", reads: false)
                )
            }
            let before = try Self.memory(of: preview)
            for round in 0..<20 {
                try folder.write("Content/guides/two.md", TemporarySite.guide("Guide Two", "Round \(round)."))
                var text = ""
                for _ in 0..<300 where !text.contains("Round \(round).") {
                    text = try await preview.ask("/guides/two").text
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(text.contains("Round \(round)."))
            }
            #expect(try Self.memory(of: preview) - before < 100 << 20)
            for channel in channels { try? await channel.close() }
        }

        /// Clients that connect and say nothing, or not all of it, keep nobody out.
        @Test func servesOthersBesideThousandsOfHalfOpenConnections() async throws {
            let folder = try TemporarySite.example()
            let preview = try await PreviewProcess(folder.path)
            var sockets: [Int32] = []
            defer { for socket in sockets { Glibc.close(socket) } }
            let head = Array("GET /guides/one HTTP/1.1\r\nHost: ".utf8)
            for number in 0..<2200 {
                let socket = RawRequest.connect(port: preview.port)
                if socket < 0 { break }
                sockets.append(socket)
                if number % 2 == 0 { _ = Glibc.send(socket, head, head.count, Int32(MSG_NOSIGNAL)) }
            }
            let start = ContinuousClock.now
            #expect(RawRequest.send("/guides/one", port: preview.port).status == 200)
            #expect(ContinuousClock.now - start < .seconds(2))
            // More than may wait, even where a process may not open as many files.
            #expect(sockets.count > WaitingConnections.most)
        }

        /// Bytes that a process holds in memory.
        private static func memory(of preview: PreviewProcess) throws -> Int {
            let text = String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: "/proc/\(preview.processID)/status")),
                as: UTF8.self)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
            return (Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0) << 10
        }
    }
}
