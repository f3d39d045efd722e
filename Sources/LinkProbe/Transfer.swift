import CCurl
import Foundation
import Glibc
import Support

/// One request on its way. It belongs to the thread of its transport.
final class Transfer {
    let easy: UnsafeMutableRawPointer
    private let request: Transport.Request
    private let allowsPrivate: Bool
    private var lists: [UnsafeMutablePointer<curl_slist>?] = []

    private var head: Transport.Head?
    /// Whether the line that ends the head came.
    private var isHeadWhole = false
    private var headBytes = 0
    private var body: [UInt8] = []
    /// Whether the body is asked for; nil before its first byte.
    private var wantsBody: Bool?
    /// How much of a body makes it worth asking whether it is enough.
    private var nextLook = 16 << 10
    /// Whether we ended it, having all that is wanted.
    private var isEnough = false
    private var hidden: String?

    /// All heads of one request, those of provisional answers (1xx) too, are cut after this many bytes.
    private static let longestHead = 256 << 10
    /// Browsers keep this many cookies of one site.
    private static let mostCookies = 50

    init?(_ request: Transport.Request, _ options: Transport.Options) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.request = request
        allowsPrivate = options.allowsPrivate
        setUp(options)
    }

    deinit {
        curl_easy_cleanup(easy)
        for list in lists { curl_slist_free_all(list) }
    }

    private func setUp(_ options: Transport.Options) {
        let time = Int(options.time / .milliseconds(1))
        shim_set_text(easy, CURLOPT_URL, request.address.page)
        // `..` is out of the path already.
        shim_set_number(easy, CURLOPT_PATH_AS_IS, 1)
        shim_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        shim_set_number(easy, CURLOPT_FOLLOWLOCATION, 0)
        if request.method == .head { shim_set_number(easy, CURLOPT_NOBODY, 1) }
        shim_set_number(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        shim_set_text(easy, CURLOPT_USERAGENT, options.userAgent)
        // All that this libcurl can unpack.
        shim_set_text(easy, CURLOPT_ACCEPT_ENCODING, "")
        let accept = curl_slist_append(nil, "Accept: text/html,application/xhtml+xml,*/*;q=0.8")
        lists.append(accept)
        shim_set_list(easy, CURLOPT_HTTPHEADER, accept)
        // Cookies of this look alone.
        shim_set_text(easy, CURLOPT_COOKIEFILE, "")
        for cookie in request.cookies { shim_set_text(easy, CURLOPT_COOKIELIST, cookie) }
        // An empty name keeps libcurl from reading the environment.
        shim_set_text(easy, CURLOPT_PROXY, request.proxy)
        shim_set_text(easy, CURLOPT_NOPROXY, "")
        shim_set_number(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        shim_set_number(easy, CURLOPT_NOSIGNAL, 1)
        // A cancelled request does not wait for its name to be resolved.
        shim_set_number(easy, CURLOPT_QUICK_EXIT, 1)
        shim_set_number(easy, CURLOPT_FRESH_CONNECT, request.isFresh ? 1 : 0)
        shim_set_number(easy, CURLOPT_TIMEOUT_MS, time)
        shim_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, time)
        if !options.resolved.isEmpty {
            let resolved = options.resolved.reduce(nil) { curl_slist_append($0, $1) }
            lists.append(resolved)
            shim_set_list(easy, CURLOPT_RESOLVE, resolved)
        }
        if let trusted = options.trusted.map({ Array($0.utf8) }) {
            shim_set_bytes(easy, CURLOPT_CAINFO_BLOB, trusted, trusted.count)
        }
        let context = Unmanaged.passUnretained(self).toOpaque()
        shim_set_pointer(easy, CURLOPT_HEADERDATA, context)
        shim_set_pointer(easy, CURLOPT_WRITEDATA, context)
        shim_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
        shim_set_sink(easy, CURLOPT_HEADERFUNCTION) { bytes, one, count, context in
            Transfer.of(context)?.takeHeader(UnsafeRawBufferPointer(start: bytes, count: one * count)) == true
                ? one * count : 0
        }
        shim_set_sink(easy, CURLOPT_WRITEFUNCTION) { bytes, one, count, context in
            Transfer.of(context)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: one * count)) == true
                ? one * count : 0
        }
        shim_set_socket(easy) { context, _, address in
            guard let address else { return CURL_SOCKET_BAD }
            return Transfer.of(context)?.socket(for: address) ?? CURL_SOCKET_BAD
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: What libcurl asks and tells

    /// A socket to an address that libcurl found, if it may be asked. Behind a proxy it is the proxy's.
    private func socket(for address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        if request.proxy.isEmpty, !allowsPrivate {
            let name = PublicAddress.text(of: shim_address(address), length: address.pointee.addrlen)
            guard let name, PublicAddress.isPublic(name) else {
                hidden = name ?? request.address.host
                return CURL_SOCKET_BAD
            }
        }
        return Glibc.socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
            address.pointee.protocol)
    }

    /// Takes one line of a head.
    private func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        headBytes += line.count
        guard headBytes <= Self.longestHead else { return false }
        let line = line.prefix { $0 != 10 && $0 != 13 }
        if line.starts(with: "HTTP/".utf8) {
            let status = line.split(separator: 32).dropFirst().first.flatMap {
                Int(String(decoding: $0, as: UTF8.self))
            }
            head = Transport.Head(status: status ?? 0)
            isHeadWhole = false
        } else if line.isEmpty {
            isHeadWhole = true
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), !isHeadWhole {
            // Addresses come in any encoding, so bytes beyond ASCII are kept as escapes.
            let value = line[(colon + 1)...].reduce(into: "") { text, byte in
                if byte < 128 {
                    text.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    PercentEncoding.escape(byte) { text.unicodeScalars.append(Unicode.Scalar($0)) }
                }
            }
            head?.headers.append(
                (
                    String(decoding: line[..<colon], as: UTF8.self).lowercased(),
                    value.trimmingCharacters(in: .whitespaces)
                ))
        }
        return true
    }

    /// Takes a part of the body; false ends the request.
    private func takeBody(_ part: UnsafeRawBufferPointer) -> Bool {
        guard let head else { return false }
        let wants = wantsBody ?? request.wantsBody(head)
        wantsBody = wants
        if wants {
            body.append(contentsOf: part.prefix(request.largestBody + 1 - body.count))
            if body.count <= request.largestBody {
                if body.count < nextLook { return true }
                nextLook *= 2
                if !request.isEnough(head, body) { return true }
            }
        }
        isEnough = true
        return false
    }

    // MARK: What came of it

    /// The cookies that the next request of the look is sent with.
    private var cookies: [String] {
        var list: UnsafeMutablePointer<curl_slist>?
        shim_list(easy, CURLINFO_COOKIELIST, &list)
        defer { curl_slist_free_all(list) }
        var cookies: [String] = []
        var next = list
        while let entry = next, cookies.count < Self.mostCookies {
            cookies.append(String(cString: entry.pointee.data))
            next = entry.pointee.next
        }
        return cookies
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        shim_number(easy, info, &value)
        return value
    }

    func result(_ code: CURLcode) -> Result<Transport.Response, Transport.Failure> {
        if code == CURLE_OK || isEnough {
            guard let head, isHeadWhole else {
                return .failure(.noAnswer(isConnected: true, "the connection was closed"))
            }
            return .success(Transport.Response(head: head, body: body, cookies: cookies))
        }
        return .failure(failure(code))
    }

    private func failure(_ code: CURLcode) -> Transport.Failure {
        var connected: curl_off_t = 0
        shim_offset(easy, CURLINFO_CONNECT_TIME_T, &connected)
        let isConnected = connected > 0
        let answer = number(CURLINFO_HTTP_CONNECTCODE)
        if answer > 0, !(200..<300).contains(answer) {
            return .noAnswer(isConnected: false, "the proxy refused the connection (\(answer))")
        }
        switch code {
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
            if number(CURLINFO_NUM_CONNECTS) == 0, !request.isFresh { return .spoiledConnection }
            return .noAnswer(isConnected: isConnected, words(code))
        case CURLE_COULDNT_CONNECT:
            if let hidden { return .notPublic(hidden) }
            return .noAnswer(
                isConnected: false,
                number(CURLINFO_OS_ERRNO) == Int(ECONNREFUSED)
                    ? "the connection was refused" : "no connection could be made")
        case CURLE_COULDNT_RESOLVE_HOST: return .noAddress
        case CURLE_PEER_FAILED_VERIFICATION:
            // X509_V_ERR_CERT_HAS_EXPIRED
            return .certificate(
                number(CURLINFO_SSL_VERIFYRESULT) == 10
                    ? "its certificate has expired"
                    : "its certificate is for another name, or from nobody that is known")
        default:
            let isReset = number(CURLINFO_OS_ERRNO) == Int(ECONNRESET)
            return .noAnswer(isConnected: isConnected, isReset ? "the connection was reset" : words(code))
        }
    }

    private func words(_ code: CURLcode) -> String {
        switch code {
        case CURLE_OPERATION_TIMEDOUT: "no answer in time"
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            "the connection was closed"
        case CURLE_SSL_CONNECT_ERROR: "no encrypted connection could be made"
        case CURLE_COULDNT_RESOLVE_PROXY: "the proxy's name could not be looked up"
        case CURLE_PROXY: "the proxy let no connection through"
        case CURLE_BAD_CONTENT_ENCODING: "its answer cannot be unpacked"
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: "what answers there does not speak HTTP"
        case CURLE_WRITE_ERROR where headBytes > Self.longestHead, CURLE_OUT_OF_MEMORY:
            "its headers are too long"
        default: "the connection failed: \(ForeignText.line(String(cString: curl_easy_strerror(code))))"
        }
    }
}
