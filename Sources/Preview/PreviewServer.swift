import Glibc
import HTTPTypes
import Hosts
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The preview's web server.
package struct PreviewServer: Sendable {
    /// The address and port to listen on, and the editor to open.
    package struct Options: Sendable {
        package var host = "127.0.0.1"
        package var port = 8080
        package var editor = EditorLink.visualStudioCode

        package init() {}

        /// The address at which the preview is to be seen, such as `http://127.0.0.1:8080`.
        package var address: String {
            "http://\(host.contains(":") ? "[\(host)]" : host == "0.0.0.0" ? "127.0.0.1" : host):\(port)"
        }

        /// Whether only this machine can see it.
        package var isLocal: Bool { RequestGuard.isLoopback(host) }
    }

    let site: PreviewSite
    let options: Options
    let editor: EditorLink
    let requestGuard: RequestGuard
    /// Only pages of this very server know it.
    let token: String

    package init(_ site: PreviewSite, _ options: Options) {
        self.site = site
        self.options = options
        editor = EditorLink(options.editor, site: site.options.site)
        requestGuard = RequestGuard(host: options.host, port: options.port)
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
    static let safety: HTTPFields = {
        var fields: HTTPFields = [:]
        for (name, value) in ServingPolicy.securityHeaders {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }()

    func respond(to request: Request) async -> Response {
        var response: Response
        let target = request.head.path ?? ""
        do throws(RequestGuard.Refusal) {
            try requestGuard.check(
                authority: request.head.authority, headers: request.headers,
                isEmbeddable: isEmbeddable(target))
            let path = try RequestGuard.path(target)
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

    /// Whether a page that runs in an origin of its own may load what is at an address: files beside the guides, where
    /// the site allows such pages. A browser calls their requests those of another site, and does not name the page.
    private func isEmbeddable(_ target: String) -> Bool {
        guard let library = site.snapshot?.shown?.site.library, !library.site.allowedFiles.isEmpty,
            let path = try? RequestGuard.path(target)
        else { return false }
        return library.isBesideGuides(published: path)
    }

    private func words(of refusal: RequestGuard.Refusal) -> String {
        switch refusal {
        case .foreignHost: "This preview answers only at its own address:  \(options.address)"
        case .foreignOrigin: "This preview answers only requests from its own pages."
        case .badPath: "This path could lead out of the site."
        case .severalHosts: "A request must name exactly one host."
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
            var answer =
                path.hasPrefix("/_guides")
                ? try await dashboard(request, path, snapshot)
                : try SiteResponder(snapshot: snapshot).answer(
                    path, query: query, accept: Self.accept(request))
            if answer.isStandIn { answer.body = StandIn(snapshot, path: path).body(answer.type, editor) }
            return Self.response(answer, to: request)
        } catch let refusal as RequestGuard.Refusal {
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
}
