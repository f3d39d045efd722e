import HTTPTypes
import Hosts
import Hummingbird
import Library
import NIOCore
import Support

extension PreviewServer {
    static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: NIOCore.ByteBuffer(string: text + "\n")))
    }

    static func notAllowed(_ methods: String) -> Response {
        var response = text(.methodNotAllowed, "This address accepts \(methods).")
        response.headers[.allow] = methods
        return response
    }

    /// An answer with what caches need to know of it; without its bytes where the client has them.
    static func response(_ answer: SiteResponder.Answer, to request: Request) -> Response {
        var headers: HTTPFields = [:]
        if answer.varies { headers[.vary] = "Accept" }
        if let location = answer.location {
            headers[.location] = location
            return Response(status: answer.status, headers: headers)
        }
        headers[.contentType] = answer.type
        if let location = answer.contentLocation { headers[.contentLocation] = location }
        if let link = answer.link { headers[.link] = link }
        if let resolver = answer.resolver {
            headers[.contentSecurityPolicy] = ServingPolicy.contentSecurityPolicy(asking: resolver)
        }
        if let policy = safety[.contentSecurityPolicy], let sandbox = sandbox(of: answer.running) {
            headers[.contentSecurityPolicy] = "\(policy); \(sandbox)"
        }
        if answer.type == SiteResponder.markdown || answer.isForAgents, let tokens = Self.tokens {
            let count = Tokens.estimate(characters: Tokens.characters(answer.body.span))
            headers[tokens] = String(count)
        }
        let body = answer.isPage ? withScript(answer.body) : answer.body
        let tag = "\"\(ContentHash.hexadecimal(body).prefix(24))\""
        headers[.eTag] = tag
        if answer.status == .ok, matches(request.headers[.ifNoneMatch], tag) {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentLength] = String(body.count)
        guard request.method != .head else { return Response(status: answer.status, headers: headers) }
        return Response(
            status: answer.status, headers: headers,
            body: ResponseBody(byteBuffer: NIOCore.ByteBuffer(bytes: body)))
    }

    private static let tokens = HTTPField.Name("X-Markdown-Tokens")

    /// The directive that puts what runs beside the guides into an origin of its own: with that of the preview it could
    /// read the token that fixes are applied with. What a published site allows runs here too, but for what needs that
    /// origin.
    private static func sandbox(of running: Library.Running) -> String? {
        switch running {
        case .nothing: nil
        case .allowed: "sandbox allow-scripts allow-forms allow-modals allow-popups allow-downloads"
        case .refused: "sandbox"
        }
    }

    /// Whether a client has the variant with this tag (RFC 9110 section 13.1.2).
    private static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { entry in
            let entry = entry.drop { $0 == " " }.prefix { $0 != " " }
            return entry == "*" || entry == tag || entry == "W/" + tag
        }
    }

    /// A page with the preview's own script at its end, which is all that tells it from the published one.
    private static func withScript(_ page: [UInt8]) -> [UInt8] {
        let script = Array("<script type=\"module\" src=\"/_guides/preview.js\"></script>\n".utf8)
        let end = Array("</body>".utf8)
        guard let tag = page.lastIndex(of: end) else { return page + script }
        return page[..<tag] + script + page[tag...]
    }
}

extension [UInt8] {
    /// The index at which `part` starts for the last time.
    fileprivate func lastIndex(of part: [UInt8]) -> Int? {
        guard count >= part.count else { return nil }
        return (0...(count - part.count)).reversed().first { self[$0...].starts(with: part) }
    }
}
