/// Proxies as the environment names them, the way curl reads it: `https_proxy`, `http_proxy`, `all_proxy` and
/// `no_proxy`, in small letters or, but for `HTTP_PROXY`, which a web server could set, in capitals.
package struct Proxy: Sendable, Equatable {
    private var http: String?
    private var https: String?
    private var exceptions: [String] = []

    init() {}

    package init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let all = value("all_proxy", "ALL_PROXY")
        http = value("http_proxy") ?? all
        https = value("https_proxy", "HTTPS_PROXY") ?? all
        exceptions = (value("no_proxy", "NO_PROXY") ?? "").lowercased().split { $0 == "," || $0 == " " }
            .map(String.init)
    }

    /// The proxy for a page, such as `http://proxy.example:3128` or `socks5://127.0.0.1:1080`; empty where it is asked
    /// for directly.
    func server(for address: WebAddress) -> String {
        let proxy = (address.scheme == "https" ? https : http) ?? ""
        return exceptions.contains { Self.covers($0, address.host) } ? "" : proxy
    }

    /// Whether an entry of `no_proxy` is a host's: its name, a domain above it, its address, or a network such as
    /// `10.0.0.0/8`.
    private static func covers(_ entry: String, _ host: String) -> Bool {
        if entry == "*" { return true }
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        var name = entry.hasPrefix("[") ? String(entry.dropFirst().dropLast()) : entry
        if let address = SocketAddress.bytes(bare) {
            let parts = name.split(separator: "/", maxSplits: 1)
            guard let network = parts.first.flatMap({ SocketAddress.bytes(String($0)) }),
                network.count == address.count
            else { return false }
            let length = parts.count > 1 ? Int(parts[1]) ?? -1 : network.count * 8
            guard (0...network.count * 8).contains(length) else { return false }
            return (0..<length).allSatisfy { bit in
                (network[bit / 8] ^ address[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
            }
        }
        if name.hasPrefix(".") { name.removeFirst() }
        if name.hasSuffix(".") { name.removeLast() }
        return !name.isEmpty && (bare == name || bare.hasSuffix("." + name))
    }
}
