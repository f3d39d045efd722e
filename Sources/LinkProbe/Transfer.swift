import CCurl
import Support

/// One request on its way. It belongs to the thread of its transport.
final class Transfer: CurlDelegate {
    let curl: CurlTransfer
    private let request: WebRequest
    private let allowsPrivate: Bool

    private var head: WebResponse.Head?
    /// Whether the line that ends the head came.
    private var isHeadComplete = false
    private var headBytes = 0
    private var body: [UInt8] = []
    /// Whether the body is asked for; nil before its first byte.
    private var wantsBody: Bool?
    /// Bytes of a body that make it worth asking whether it is enough.
    private var nextCheckSize = 16 << 10
    /// Whether it was ended here, with all that is wanted.
    private var isEnough = false
    private var hiddenAddress: String?

    /// All heads of one request, those of provisional answers (1xx) too, are cut after this many bytes.
    private static let longestHead = 256 << 10
    /// Browsers keep this many cookies of one site.
    private static let mostCookies = 50

    /// Nil where libcurl makes no request.
    init?(_ request: WebRequest, _ options: TransportOptions) {
        guard let curl = CurlTransfer() else { return nil }
        self.curl = curl
        self.request = request
        allowsPrivate = options.allowsPrivate
        curl.delegate = self
        setUp(options)
    }

    private func setUp(_ options: TransportOptions) {
        let time = Int(options.time / .milliseconds(1))
        curl.set(CURLOPT_URL, request.address.page)
        // `..` is out of the path already.
        curl.set(CURLOPT_PATH_AS_IS, 1)
        curl.set(CURLOPT_PROTOCOLS_STR, "http,https")
        curl.set(CURLOPT_FOLLOWLOCATION, 0)
        if request.method == .head { curl.set(CURLOPT_NOBODY, 1) }
        curl.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        curl.set(CURLOPT_USERAGENT, options.userAgent)
        // All that this libcurl can unpack.
        curl.set(CURLOPT_ACCEPT_ENCODING, "")
        curl.set(CURLOPT_HTTPHEADER, ["Accept: \(request.accept)"])
        // Cookies of this attempt alone.
        curl.set(CURLOPT_COOKIEFILE, "")
        for cookie in request.cookies { curl.set(CURLOPT_COOKIELIST, cookie) }
        // An empty name keeps libcurl from reading the environment.
        curl.set(CURLOPT_PROXY, request.proxy)
        curl.set(CURLOPT_NOPROXY, "")
        curl.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        curl.set(CURLOPT_NOSIGNAL, 1)
        // A cancelled request does not wait for its name to be resolved.
        curl.set(CURLOPT_QUICK_EXIT, 1)
        curl.set(CURLOPT_FRESH_CONNECT, request.isFresh ? 1 : 0)
        curl.set(CURLOPT_TIMEOUT_MS, time)
        curl.set(CURLOPT_CONNECTTIMEOUT_MS, time)
        if !options.resolved.isEmpty { curl.set(CURLOPT_RESOLVE, options.resolved) }
        if let trusted = options.trusted {
            curl.set(CURLOPT_CAINFO_BLOB, Array(trusted.utf8))
        } else if let file = CertificateFile.current {
            curl.set(CURLOPT_CAINFO, file)
        }
    }

    // MARK: What libcurl asks and tells

    func mayConnect(to address: String?) -> Bool {
        guard request.proxy.isEmpty, !allowsPrivate else { return true }
        if let address, PublicAddress.isPublic(address) { return true }
        hiddenAddress = address ?? request.address.host
        return false
    }

    func takeHeader(_ line: [UInt8]) -> Bool {
        headBytes += line.count
        guard headBytes <= Self.longestHead else { return false }
        let line = line.prefix { $0 != 10 && $0 != 13 }
        if line.starts(with: "HTTP/".utf8) {
            let status = line.split(separator: 32).dropFirst().first.flatMap {
                Int(String(decoding: $0, as: UTF8.self))
            }
            head = WebResponse.Head(status: status ?? 0)
            isHeadComplete = false
        } else if line.isEmpty {
            isHeadComplete = true
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), !isHeadComplete {
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
                    String(value[...].trimmed)
                ))
        }
        return true
    }

    func takeBody(_ part: [UInt8]) -> Bool {
        guard let head else { return false }
        let wants = wantsBody ?? request.wantsBody(head)
        wantsBody = wants
        if wants {
            body.append(contentsOf: part.prefix(request.largestBody + 1 - body.count))
            if body.count <= request.largestBody {
                if body.count < nextCheckSize { return true }
                nextCheckSize *= 2
                if !request.isEnough(head, body) { return true }
            }
        }
        isEnough = true
        return false
    }

    // MARK: What came of it

    /// - Parameter code: libcurl's own result.
    func result(_ code: CURLcode) -> Result<WebResponse, TransportFailure> {
        guard code == CURLE_OK || isEnough else { return .failure(failure(code).failure) }
        guard let head, isHeadComplete else {
            return .failure(.noAnswer(isConnected: true, "the connection was closed"))
        }
        let cookies = curl.texts(CURLINFO_COOKIELIST, most: Self.mostCookies)
        return .success(WebResponse(head: head, body: body, cookies: cookies))
    }

    private func failure(_ code: CURLcode) -> CurlFailure {
        CurlFailure(
            code: code, isConnected: curl.offset(CURLINFO_CONNECT_TIME_T) > 0,
            proxyStatus: curl.number(CURLINFO_HTTP_CONNECTCODE),
            systemError: curl.number(CURLINFO_OS_ERRNO),
            certificateError: curl.number(CURLINFO_SSL_VERIFYRESULT),
            newConnections: curl.number(CURLINFO_NUM_CONNECTS), isFresh: request.isFresh,
            hiddenAddress: hiddenAddress, isHeadTooLong: headBytes > Self.longestHead)
    }
}
