import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A web server on loopback that answers as it is told, also in ways that no proper server does.
final class LocalServer: Sendable {
    struct Request: Sendable {
        var method: String
        var path: String
        var headers: String
        var time: ContinuousClock.Instant
    }

    enum Reply: Sendable {
        case answer(Int, [String: String] = [:], String = "")
        /// Bytes as they are, then the end.
        case raw(String)
        case bytes([UInt8])
        case hang
        /// The head at once, then a byte of the body now and then.
        case drip
        case reset
    }

    private let channel: any Channel
    private let log = Log()
    let port: Int

    final class Log: Sendable {
        private let requests = Mutex<[Request]>([])
        private let open = Mutex<(now: Int, most: Int)>((0, 0))
        var all: [Request] { requests.withLock { $0 } }
        var mostAtOnce: Int { open.withLock { $0.most } }
        func add(_ request: Request) { requests.withLock { $0.append(request) } }
        func enter() { open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { open.withLock { $0.now -= 1 } }
    }

    var requests: [Request] { log.all }
    /// How many requests were being answered at one time, at the most.
    var mostAtOnce: Int { log.mostAtOnce }

    func requests(_ path: String) -> [Request] { requests.filter { $0.path == path } }

    /// - Parameter delay: how long each answer takes.
    convenience init(
        delay: TimeAmount = .zero,
        _ reply: @escaping @Sendable (_ method: String, _ path: String, _ before: Int) -> Reply
    ) async throws {
        try await self.init(delay: delay, answering: { reply($0.method, $0.path, $1) })
    }

    /// - Parameter reply: is told the request, and how many of its path came before.
    init(
        delay: TimeAmount = .zero,
        answering reply: @escaping @Sendable (_ request: Request, _ before: Int) -> Reply
    ) async throws {
        let log = log
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(log, delay, reply))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws { try await channel.close() }

    /// Reads requests and writes what it is told. It belongs to its channel's event loop.
    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let log: Log
        private let delay: TimeAmount
        private let reply: @Sendable (Request, Int) -> Reply
        private var head = ""

        init(_ log: Log, _ delay: TimeAmount, _ reply: @escaping @Sendable (Request, Int) -> Reply) {
            self.log = log
            self.delay = delay
            self.reply = reply
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            head += String(buffer: unwrapInboundIn(data))
            guard head.contains("\r\n\r\n") else { return }
            let words = head.split(separator: " ")
            let (method, path) = (String(words[0]), String(words[1]))
            let before = log.all.count { $0.path == path }
            let request = Request(method: method, path: path, headers: head.lowercased(), time: .now)
            log.add(request)
            log.enter()
            head = ""
            let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            let answer = reply(request, before)
            context.eventLoop.scheduleTask(in: delay) { [log] in
                log.leave()
                handler.value.respond(answer, method, loop.value)
            }
        }

        private func write(_ text: String, _ context: ChannelHandlerContext, thenCloses: Bool) {
            write(Array(text.utf8), context, thenCloses: thenCloses)
        }

        private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext, thenCloses: Bool) {
            let buffer = context.channel.allocator.buffer(bytes: bytes)
            let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(buffer)).whenComplete { _ in
                if thenCloses { loop.value.close(promise: nil) }
            }
        }

        private func respond(_ reply: Reply, _ method: String, _ context: ChannelHandlerContext) {
            switch reply {
            case .answer(let status, let headers, let body):
                var text = "HTTP/1.1 \(status) X\r\n"
                if !headers.keys.contains("Content-Type") { text += "Content-Type: text/html\r\n" }
                for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
                    text += "\(name): \(value)\r\n"
                }
                if status != 204 { text += "Content-Length: \(body.utf8.count)\r\n" }
                text += "Connection: close\r\n\r\n"
                write(method == "HEAD" ? text : text + body, context, thenCloses: true)
            case .raw(let text): write(text, context, thenCloses: true)
            case .bytes(let bytes): write(bytes, context, thenCloses: true)
            case .hang: break
            case .drip:
                write(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n", context,
                    thenCloses: false)
                guard method == "GET" else { return }
                let loop = NIOLoopBound(context, eventLoop: context.eventLoop)
                let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
                context.eventLoop.scheduleRepeatedTask(
                    initialDelay: .milliseconds(50), delay: .milliseconds(50)
                ) { task in
                    guard loop.value.channel.isActive else { return task.cancel() }
                    handler.value.write("x", loop.value, thenCloses: false)
                }
            case .reset:
                (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                    .whenComplete { _ in }
                context.close(promise: nil)
            }
        }
    }
}
