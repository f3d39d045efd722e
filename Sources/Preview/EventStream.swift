import Hummingbird
import NIOCore

extension PreviewServer {
    /// The interval after which a stream says something though nothing changed, so that dead connections are noticed.
    private static let heartbeat = Duration.seconds(15)

    /// A stream that tells of every change (`text/event-stream`).
    func events(_ request: Request) -> Response {
        guard request.method == .get else { return Self.notAllowed("GET") }
        guard let messages = site.events.listen() else {
            return Self.text(.serviceUnavailable, "Too many pages are connected; close some.")
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await writer.write(NIOCore.ByteBuffer(string: "retry: 500\n\n"))
                for try await message in HeartbeatMessages(messages, every: Self.heartbeat) {
                    // Waits where the client does not read; what it misses meanwhile is summed up in the last message.
                    try await writer.write(
                        NIOCore.ByteBuffer(string: message.map { "data: \($0)\n\n" } ?? ":\n\n"))
                }
                try await writer.finish(nil)
            })
    }
}
