import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Synchronization

/// The connections on which nobody has asked for anything yet, or since the last answer. Where there are too many, the one
/// that has waited longest is closed, so that clients that connect and say nothing keep nobody out.
final class WaitingConnections: Sendable {
    /// A browser keeps six for a host.
    static let most = 256

    private struct State {
        var next = 0
        var channels: [Int: any Channel] = [:]
    }

    private let state = Mutex(State())

    /// Adds a connection; the number by which it is removed.
    func add(_ channel: any Channel) -> Int {
        let (number, surplus) = state.withLock { state in
            state.next += 1
            state.channels[state.next] = channel
            var surplus: (any Channel)?
            if state.channels.count > Self.most, let oldest = state.channels.keys.min() {
                surplus = state.channels.removeValue(forKey: oldest)
            }
            return (state.next, surplus)
        }
        surplus?.close(promise: nil)
        return number
    }

    func remove(_ number: Int) { state.withLock { _ = $0.channels.removeValue(forKey: number) } }
}

/// Tells `WaitingConnections` when one connection waits and when it does not.
final class ConnectionWatcher: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: WaitingConnections
    /// Its number while it waits.
    private var number: Int?
    /// How many requests are not answered to their end; a client may send several at once.
    private var unanswered = 0

    init(_ connections: WaitingConnections) { self.connections = connections }

    func handlerAdded(context: ChannelHandlerContext) {
        wait(context)
        let pipeline = context.pipeline.syncOperations
        guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) else { return }
        try? pipeline.addHandler(TargetReader(), position: .before(codec))
    }
    func handlerRemoved(context: ChannelHandlerContext) { stopWaiting() }

    func channelInactive(context: ChannelHandlerContext) {
        stopWaiting()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) {
            unanswered += 1
            stopWaiting()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            if unanswered == 0 { wait(context) }
        }
        context.write(data, promise: promise)
    }

    private func wait(_ context: ChannelHandlerContext) {
        guard number == nil else { return }
        number = connections.add(context.channel)
    }

    private func stopWaiting() {
        number.map(connections.remove)
        number = nil
    }
}

/// Keeps the host that a request's target names by itself (RFC 9112 section 3.2.2) in the sight of `Gatekeeper`: the
/// server drops it and reads `Host` alone. One that is another becomes a second `Host`, which is refused.
private final class TargetReader: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), let scheme = head.uri.firstRange(of: "://"),
            !head.uri.hasPrefix("/")
        else { return context.fireChannelRead(data) }
        let authority = head.uri[scheme.upperBound...].prefix { !"/?#".contains($0) }.lowercased()
        if head.headers.first(name: "Host")?.lowercased() != authority {
            head.headers.add(name: "Host", value: authority)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}
