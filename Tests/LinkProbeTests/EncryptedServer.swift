import TestSupport

/// A server that talks TLS and HTTP/2: nginx, which hands each request to a local server.
final class EncryptedServer: Sendable {
    private let front: WebServer
    private let back: LocalServer
    var port: Int { front.port }
    var requests: [LocalServer.Request] { back.requests }
    /// The versions of HTTP that were spoken, such as `http/2.0`.
    var protocols: Set<String> {
        Set(requests.compactMap { $0.headers.firstMatch(of: #/x-protocol: (\S+)/#).map { String($0.1) } })
    }

    /// - Parameter tls: certificate and key, in PEM.
    init(
        tls: (certificate: String, key: String),
        _ reply: @escaping @Sendable (_ method: String, _ path: String, _ before: Int) -> LocalServer.Reply
    ) async throws {
        back = try await LocalServer(reply)
        front = try await WebServer(
            http: """
                server {
                  listen 127.0.0.1:PORT ssl http2;
                  ssl_certificate FOLDER/certificate.pem;
                  ssl_certificate_key FOLDER/key.pem;
                  location / {
                    proxy_pass http://127.0.0.1:\(back.port);
                    proxy_set_header X-Protocol $server_protocol;
                  }}
                """, files: ["certificate.pem": tls.certificate, "key.pem": tls.key])
    }

    func stop() async throws { try await back.stop() }
}
