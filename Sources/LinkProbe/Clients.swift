import AsyncHTTPClient
import Dispatch
import NIOCore
import NIOSSL

/// One HTTP client a host, which connects to the very address that was looked at.
///
/// A name is resolved once, and its connections go to that address: so a name cannot lead somewhere else between the look
/// and the request.
actor Clients {
    /// Why a host is not asked.
    enum Refusal: Error {
        case notPublic(String)
        case noSuchName
        case noAnswer(String)
    }

    private let options: ProbeOptions
    private var clients: [String: HTTPClient] = [:]
    private var looks: [String: Task<Result<String?, Refusal>, Never>] = [:]

    init(_ options: ProbeOptions) { self.options = options }

    /// The client for an origin.
    func client(for url: WebAddress) async throws -> HTTPClient {
        let proxy = options.proxy.server(scheme: url.scheme, host: url.host)
        let look: Task<Result<String?, Refusal>, Never>
        if let known = looks[url.host] {
            look = known
        } else {
            let (host, allowsPrivate, isDirect) = (url.host, options.allowsPrivate, proxy == nil)
            look = Task { await Self.look(at: host, allowsPrivate: allowsPrivate, isDirect: isDirect) }
            looks[url.host] = look
        }
        let address = try await look.value.get()
        if let client = clients[url.origin] { return client }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(
            connect: Self.amount(options.tryTime), read: Self.amount(options.tryTime))
        configuration.connectionPool = .init(
            idleTimeout: .seconds(5), concurrentHTTP1ConnectionsPerHostSoftLimit: options.perHost)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.decompression = .enabled(limit: .size(options.largestBody * 4))
        configuration.httpVersion = .http1Only
        if let proxy { configuration.proxy = .server(host: proxy.host, port: proxy.port) }
        if let address { configuration.dnsOverride = [url.host: address] }
        if let trusted = options.trusted {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [
                .certificates(try NIOSSLCertificate.fromPEMBytes(Array(trusted.utf8)))
            ]
            configuration.tlsConfiguration = tls
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        clients[url.origin] = client
        return client
    }

    static func amount(_ duration: Duration) -> TimeAmount {
        let (seconds, attoseconds) = duration.components
        return .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// The address to connect to; nil where the host is an address itself, or a proxy resolves it.
    private static func look(at host: String, allowsPrivate: Bool, isDirect: Bool) async -> Result<
        String?, Refusal
    > {
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        if PublicAddress.isAddress(bare) {
            return allowsPrivate || PublicAddress.isPublic(bare) ? .success(nil) : .failure(.notPublic(bare))
        }
        let isLocal =
            bare == "localhost" || bare.hasSuffix(".localhost") || bare.hasSuffix(".local")
            || bare.hasSuffix(".internal")
        if isLocal, !allowsPrivate { return .failure(.notPublic(bare)) }
        guard isDirect else { return .success(nil) }
        // The resolver blocks, so it gets a thread of its own.
        let found = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    returning: Result { () throws(PublicAddress.Failure) in try PublicAddress.resolve(bare) })
            }
        }
        switch found {
        case .failure(.noSuchName): return .failure(.noSuchName)
        case .failure(.noAnswer(let reason)): return .failure(.noAnswer(reason))
        case .success(let addresses):
            if !allowsPrivate, let hidden = addresses.first(where: { !PublicAddress.isPublic($0) }) {
                return .failure(.notPublic(hidden))
            }
            guard let address = addresses.first(where: { !$0.contains(":") }) ?? addresses.first else {
                return .failure(.noSuchName)
            }
            return .success(address)
        }
    }

    /// Ends all connections.
    func shutdown() async {
        for client in clients.values { try? await client.shutdown() }
        clients = [:]
    }
}
