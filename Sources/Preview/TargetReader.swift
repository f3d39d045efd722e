import NIOCore
import NIOHTTP1

/// Keeps the host that a request's target names by itself (RFC 9112 section 3.2.2) in the sight of `RequestGuard`: the
/// server drops it and reads `Host` alone. One that is another becomes a second `Host`, which is refused.
final class TargetReader: ChannelInboundHandler {
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
