import Foundation
import GuideKit
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// The preview's web server.
package struct PreviewServer: Sendable {
    package struct Options: Sendable {
        package var host = "127.0.0.1"
        package var port = 8080
        package var editor = EditorLink.visualStudioCode

        package init() {}

        /// Where the preview is to be seen.
        package var address: String {
            "http://\(host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? "127.0.0.1" : host):\(port)"
        }

        /// Whether only this machine can see it.
        package var isLocal: Bool { Gatekeeper.isLoopback(host) }
    }

    /// The address cannot be listened on.
    package struct CannotListen: Error, CustomStringConvertible {
        package var options: Options
        package var reason: any Error
        /// Where another program has the port, the next one that is free.
        package var free: Int?

        package var description: String {
            switch (reason as? IOError)?.errnoCode {
            case EADDRINUSE:
                "another program listens on \(options.address) already. "
                    + (free.map { "Port \($0) is free: add --port \($0)." } ?? "Choose another with --port.")
            case EADDRNOTAVAIL:
                "this machine has no address \(options.host). Give one of its own with --host, or 0.0.0.0 for all."
            case EACCES:
                "this user may not listen on port \(options.port). Choose one from 1024 with --port."
            case let code?:
                "this machine cannot listen on \(options.address): \(String(cString: strerror(code))). Check --host and --port."
            // Every other reason is about the name, before there is a socket.
            case nil:
                "no address is known for the host \(options.host). Give one of this machine's with --host, such as 127.0.0.1."
            }
        }
    }

    /// The first port after one that can be listened on; nil where none of the next hundred can.
    private static func free(after port: Int, host: String) async -> Int? {
        for candidate in (port + 1)..<min(port + 101, 65536) {
            let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            guard let channel = try? await bootstrap.bind(host: host, port: candidate).get() else { continue }
            try? await channel.close()
            return candidate
        }
        return nil
    }

    let site: PreviewSite
    let options: Options
    let editor: EditorLink
    let gatekeeper: Gatekeeper
    /// Only pages of this very server know it.
    let token: String

    package init(_ site: PreviewSite, _ options: Options) {
        self.site = site
        self.options = options
        editor = EditorLink(options.editor, site: site.options.site)
        gatekeeper = Gatekeeper(host: options.host, port: options.port)
        var random = SystemRandomNumberGenerator()
        token = String(random.next() as UInt64, radix: 36) + String(random.next() as UInt64, radix: 36)
    }

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onReady: called once requests are answered.
    /// - Throws: where the port cannot be had.
    package func run(onReady: @escaping @Sendable () -> Void) async throws {
        let connections = WaitingConnections()
        var logger = Logger(label: "preview")
        logger.logLevel = .critical
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
                await respond(to: request)
            },
            // An idle connection that asks for nothing is closed; event streams say something now and then.
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionWatcher(connections)], idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port),
                availableConnectionsDelegate: MaximumAvailableConnections(2 * EventHub.most)),
            onServerRunning: { _ in onReady() }, logger: logger)
        do {
            try await application.run()
        } catch {
            let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
            let free = isTaken ? await Self.free(after: options.port, host: options.host) : nil
            throw CannotListen(options: options, reason: error, free: free)
        }
    }

    /// Headers of every answer, as the rules of hosts have them: what is shown may be hostile text.
    private static let safety: HTTPFields = {
        var fields: HTTPFields = [:]
        for (name, value) in HostedSite.security {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }()

    func respond(to request: Request) async -> Response {
        var response: Response
        let target = request.head.path ?? ""
        do throws(Gatekeeper.Refusal) {
            try gatekeeper.check(
                authority: request.head.authority, headers: request.headers,
                isEmbeddable: isEmbeddable(target))
            let path = try Gatekeeper.path(target)
            response = await answer(
                request, path, query: String(target.drop { $0 != "?" }.prefix { $0 != "#" }))
        } catch {
            let isBad = error == .badPath || error == .severalHosts
            response = Self.text(isBad ? .badRequest : .forbidden, words(of: error))
        }
        for field in Self.safety where response.headers[field.name] == nil {
            response.headers[field.name] = field.value
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-cache" }
        return response
    }

    /// Whether a page that runs in an origin of its own may load what is at an address: files beside the guides, where the
    /// site allows such pages. A browser calls their requests those of another site, and does not name the page.
    private func isEmbeddable(_ target: String) -> Bool {
        guard let library = site.snapshot?.shown?.reading.library, !library.site.allowedFiles.isEmpty,
            let path = try? Gatekeeper.path(target)
        else { return false }
        return library.isBesideGuides(published: path)
    }

    private func words(of refusal: Gatekeeper.Refusal) -> String {
        switch refusal {
        case .foreignHost: "This preview answers under its own address alone: \(options.address)"
        case .foreignOrigin: "This preview answers its own pages alone."
        case .badPath: "This path could lead out of the site."
        case .severalHosts: "A request names one host."
        }
    }

    private func answer(_ request: Request, _ path: String, query: String) async -> Response {
        if path == "/_guides/apply" {
            guard request.method == .post else { return Self.notAllowed("POST") }
            return await apply(request)
        }
        guard request.method == .get || request.method == .head else { return Self.notAllowed("GET, HEAD") }
        guard let snapshot = site.snapshot else {
            return Self.text(.serviceUnavailable, "The site is being read.")
        }
        if path == "/_guides/events" { return events(request) }
        do {
            let answer =
                path.hasPrefix("/_guides")
                ? try await own(request, path, snapshot)
                : try SiteResponder(snapshot: snapshot).answer(
                    path, query: query, accept: Self.accept(request))
            return Self.response(answer, to: request)
        } catch let refusal as Gatekeeper.Refusal {
            return Self.text(.badRequest, words(of: refusal))
        } catch {
            return Self.text(.internalServerError, "\(error)")
        }
    }

    /// All fields of Accept are one list (RFC 9110 section 5.3).
    private static func accept(_ request: Request) -> String? {
        let values = request.headers[values: .accept]
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    // MARK: Answers

    static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: NIOCore.ByteBuffer(string: text + "\n")))
    }

    private static func notAllowed(_ methods: String) -> Response {
        var response = text(.methodNotAllowed, "This address answers to \(methods).")
        response.headers[.allow] = methods
        return response
    }

    /// An answer with what caches need to know of it; without its bytes where the client has them.
    private static func response(_ answer: SiteResponder.Answer, to request: Request) -> Response {
        var headers: HTTPFields = [:]
        if answer.varies { headers[.vary] = "Accept" }
        if let location = answer.location {
            headers[.location] = location
            return Response(status: answer.status, headers: headers)
        }
        headers[.contentType] = answer.type
        if let location = answer.contentLocation { headers[.contentLocation] = location }
        if let link = answer.link { headers[.link] = link }
        if let policy = safety[.contentSecurityPolicy], let sandbox = sandbox(of: answer.running) {
            headers[.contentSecurityPolicy] = "\(policy); \(sandbox)"
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

    /// The directive that puts what runs beside the guides into an origin of its own: with that of the preview it could read
    /// the token that fixes are applied with. What a published site allows runs here too, but for what needs that origin.
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
        guard let location = page.lastRange(of: end) else { return page + script }
        return page[..<location] + script + page[location...]
    }

    // MARK: Events

    /// How often a stream says something though nothing changed, so that dead connections are noticed.
    private static let pulse = Duration.seconds(15)

    private func events(_ request: Request) -> Response {
        guard request.method == .get else { return Self.notAllowed("GET") }
        guard let messages = site.events.listen() else {
            return Self.text(.serviceUnavailable, "Too many pages listen already; close some.")
        }
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await writer.write(NIOCore.ByteBuffer(string: "retry: 500\n\n"))
                for try await message in PulsedMessages(messages, every: Self.pulse) {
                    // Waits where the client does not read; what it misses meanwhile is summed up in the last message.
                    try await writer.write(
                        NIOCore.ByteBuffer(string: message.map { "data: \($0)\n\n" } ?? ":\n\n"))
                }
                try await writer.finish(nil)
            })
    }
}

extension [UInt8] {
    /// Where `part` starts for the last time.
    func lastRange(of part: [UInt8]) -> Int? {
        guard count >= part.count else { return nil }
        return (0...(count - part.count)).reversed().first { self[$0...].starts(with: part) }
    }
}
