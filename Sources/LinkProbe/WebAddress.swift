import CCurl
import Foundation
import Glibc
import Support

/// An http or https address in its one spelling, cut into what a probe needs of it.
///
/// `HTTPS://Bücher.example.:443/a b?q#c` is `https://xn--bcher-kva.example/a%20b?q` with the fragment `c`. A user's name
/// and password are dropped. Every character is printable ASCII.
package struct WebAddress: Sendable, Hashable {
    /// Why a text is no address that could be asked.
    package enum Problem: Error, Sendable, Equatable, CustomStringConvertible {
        /// It does not start with `http://` or `https://` and a host.
        case notWeb
        case badHost
        case badPort(String)

        package var description: String {
            switch self {
            case .notWeb: "it does not start with https:// and a host"
            case .badHost: "no host can have this name"
            case .badPort(let port): "there is no port \(port): ports go from 1 to 65535"
            }
        }
    }

    package let scheme: String
    /// In small letters and ASCII (IDNA), without a dot at its end. An IPv6 address has its brackets, and an IPv4 address
    /// four numbers, however it was written.
    package let host: String
    /// Nil where it is the scheme's own.
    package let port: Int?
    /// Path and query, as they are sent.
    package let target: String
    /// Without its `#`, percent-encoded.
    package let fragment: String?

    /// Nil where `text` is no address that could be asked.
    package init?(_ text: String) {
        guard let address = try? WebAddress(reading: text) else { return nil }
        self = address
    }

    package init(reading text: String) throws(Problem) {
        let parts = Parts(text)
        guard let scheme = parts.scheme, scheme == "http" || scheme == "https",
            let authority = parts.authority, !authority.isEmpty
        else { throw .notWeb }
        let (host, port) = try Self.hostAndPort(of: authority)
        let ending = port.map { ":\($0)" } ?? ""
        let query = parts.query.map { "?" + $0 } ?? ""
        // libcurl reads numbers such as 127.1 as the addresses that they are, and takes `..` out of paths.
        guard let url = CurlURL(), url.set("\(scheme)://\(host)\(ending)\(parts.path)\(query)"),
            let numbered = url.part(CURLUPART_HOST), let path = url.part(CURLUPART_PATH)
        else { throw .badHost }
        self.scheme = scheme
        self.host = numbered.lowercased()
        self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
        target = path + query
        fragment = parts.fragment
    }

    private init(_ other: WebAddress, fragment: String?) {
        scheme = other.scheme
        host = other.host
        port = other.port
        target = other.target
        self.fragment = fragment
    }

    func with(fragment: String?) -> WebAddress { WebAddress(self, fragment: fragment) }

    /// The host without the brackets of an IPv6 address.
    var bareHost: String { host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host }
    package var origin: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }
    /// The address without its fragment.
    package var page: String { origin + target }
    /// The address with its fragment.
    var whole: String { page + (fragment.map { "#" + $0 } ?? "") }
    /// Its path alone.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The address with its fragment, fit for any text: what could end or break a destination of markdown, a value of YAML
    /// or a word of a shell is percent-encoded, and so is a mark at its end, which an address that is by itself in a
    /// sentence would lose.
    package var text: String { origin + Self.inText(String(whole.dropFirst(origin.count))) }

    /// An address, or the end of one, as `text` has it.
    static func inText(_ address: String) -> String {
        // `&copy;` would be read as an entity.
        var text = PercentEncoding.encode(address, .inText)
            .replacing(#/&#?[A-Za-z0-9]+;/#) { "\($0.output.dropLast())%3B" }
        if text.utf8.last == UInt8(ascii: "?") { text.removeLast() }
        if let last = text.utf8.last, ".:;!_~".utf8.contains(last) {
            text.removeLast()
            PercentEncoding.escape(last) { text.unicodeScalars.append(Unicode.Scalar($0)) }
        }
        return text
    }

    /// Where a `Location` leads (RFC 9110 section 10.2.2), seen from here.
    ///
    /// - Throws: where it leads to nothing that could be asked.
    package func resolving(_ location: String) throws(Problem) -> WebAddress {
        let parts = Parts(location)
        if parts.scheme != nil { return try WebAddress(reading: location) }
        if let authority = parts.authority {
            return try WebAddress(reading: "\(scheme)://\(authority)\(parts.rest)")
        }
        // libcurl takes a base's last part away even where nothing follows.
        if parts.path.isEmpty, parts.query == nil { return try WebAddress(reading: page + parts.rest) }
        guard let url = CurlURL(), url.set(page), url.set(parts.rest), let whole = url.part(CURLUPART_URL)
        else { throw .notWeb }
        return try WebAddress(reading: whole)
    }

    // MARK: Parts

    /// The parts of a reference (RFC 3986 appendix B), encoded as a browser encodes them.
    private struct Parts {
        var scheme: String?
        /// As written.
        var authority: String?
        var path: String
        var query: String?
        var fragment: String?

        var rest: String { path + (query.map { "?" + $0 } ?? "") + (fragment.map { "#" + $0 } ?? "") }

        init(_ text: String) {
            // As browsers do: ends are trimmed, and line ends and tabs are dropped.
            var rest = text.unicodeScalars.filter { ![9, 10, 13].contains($0.value) }[...]
            rest = rest.drop { $0.value <= 32 }
            while let last = rest.last, last.value <= 32 { rest.removeLast() }
            func cut(at mark: Unicode.Scalar) -> String? {
                guard let index = rest.firstIndex(of: mark) else { return nil }
                defer { rest = rest[..<index] }
                return String(String.UnicodeScalarView(rest[rest.index(after: index)...]))
            }
            fragment = cut(at: "#").map { PercentEncoding.encode($0, .written) }
            query = cut(at: "?").map { PercentEncoding.encode($0, .writtenQuery) }
            if let colon = rest.firstIndex(of: ":"), let first = rest.first, first.isASCII,
                first.properties.isAlphabetic,
                rest[..<colon].allSatisfy({
                    $0.isASCII && ($0.properties.isAlphabetic || "0123456789+.-".unicodeScalars.contains($0))
                })
            {
                scheme = String(String.UnicodeScalarView(rest[..<colon])).lowercased()
                rest = rest[rest.index(after: colon)...]
            }
            func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars)
                return String(view)
            }
            // A browser takes a backslash for a slash.
            let isOfWeb = scheme == nil || scheme == "http" || scheme == "https"
            var hierarchy = rest.map { isOfWeb && $0 == "\\" ? "/" : $0 }[...]
            if hierarchy.starts(with: "//".unicodeScalars) {
                let end = hierarchy.dropFirst(2).firstIndex(of: "/") ?? hierarchy.endIndex
                authority = string(hierarchy[..<end].dropFirst(2))
                hierarchy = hierarchy[end...]
            }
            let dots = ["%2e": ".", ".%2e": "..", "%2e.": "..", "%2e%2e": ".."]
            path = hierarchy.split(separator: "/", omittingEmptySubsequences: false).map { part in
                let name = PercentEncoding.encode(string(part), .written)
                return dots[name.lowercased()] ?? name
            }
            .joined(separator: "/")
        }
    }

    private static func hostAndPort(of authority: String) throws(Problem) -> (host: String, port: Int?) {
        let named = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let end = named.hasPrefix("[") ? named.firstIndex(of: "]") ?? named.startIndex : named.startIndex
        let colon = named[end...].firstIndex(of: ":") ?? named.endIndex
        var port: Int?
        let digits = named[colon...].dropFirst()
        if !digits.isEmpty {
            guard digits.utf8.allSatisfy(\.isASCIIDigit), let number = Int(digits),
                (1...65535).contains(number)
            else { throw .badPort(ForeignText.line(String(digits), longest: 20)) }
            port = number
        }
        return (try host(String(named[..<colon])), port)
    }

    private static func host(_ written: String) throws(Problem) -> String {
        if written.hasPrefix("[") {
            var six = in6_addr()
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard written.hasSuffix("]"),
                inet_pton(AF_INET6, String(written.dropFirst().dropLast()), &six) == 1,
                inet_ntop(AF_INET6, &six, &text, socklen_t(text.count)) != nil
            else { throw .badHost }
            return
                "[\(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))]"
        }
        guard var host = PercentEncoding.decode(written) else { throw .badHost }
        if !host.utf8.allSatisfy({ $0 < 128 }) {
            var components = URLComponents()
            components.host = host
            host = components.encodedHost ?? ""
        }
        host = host.lowercased()
        if host.hasSuffix(".") { host.removeLast() }
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.allSatisfy({ !$0.isEmpty && $0.count < 64 }), host.utf8.count < 254,
            host.utf8.allSatisfy({ $0.isASCIILetterOrDigit || "-_.".utf8.contains($0) })
        else { throw .badHost }
        return host
    }
}

/// libcurl's reader of addresses.
private final class CurlURL {
    private let handle: OpaquePointer

    init?() {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
    }

    deinit { curl_url_cleanup(handle) }

    /// Takes an address, or one relative to what was set before.
    func set(_ text: String) -> Bool { curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK }

    func part(_ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
