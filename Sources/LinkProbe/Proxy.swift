import Foundation

/// Proxies as the environment names them: `https_proxy`, `http_proxy`, `no_proxy`, in small letters or, but for
/// `HTTP_PROXY`, which a web server could set, in capitals.
package struct Proxy: Sendable, Equatable {
    package struct Server: Sendable, Equatable {
        package var host: String
        package var port: Int
    }

    private var http: Server?
    private var https: Server?
    private var exceptions: [String] = []

    package init() {}

    package init(environment: [String: String]) {
        http = Self.server(environment["http_proxy"])
        https = Self.server(environment["https_proxy"] ?? environment["HTTPS_PROXY"])
        let all = Self.server(environment["all_proxy"] ?? environment["ALL_PROXY"])
        http = http ?? all
        https = https ?? all
        exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").lowercased().split(
            separator: ","
        )
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func server(_ text: String?) -> Server? {
        guard let text, !text.isEmpty else { return nil }
        let url = URLComponents(string: text.contains("://") ? text : "http://" + text)
        guard let host = url?.host, !host.isEmpty else { return nil }
        return Server(host: host, port: url?.port ?? 80)
    }

    /// The proxy for a page; nil where it is asked for directly.
    package func server(scheme: String, host: String) -> Server? {
        let host = host.lowercased()
        let isException = exceptions.contains { entry in
            let name = entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
            return entry == "*" || (!name.isEmpty && (host == name || host.hasSuffix("." + name)))
        }
        return isException ? nil : scheme == "https" ? https : http
    }
}
