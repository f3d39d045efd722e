import CCurl
import Dispatch

/// Connects to a mail server and asks for encryption with STARTTLS (RFC 3207); nothing is sent through it.
package struct MailServerProbe: Sendable {
    /// What came of it; the words may hold text of the server.
    package enum Outcome: Sendable, Equatable {
        /// One of its addresses is not public.
        case notPublic(String)
        case noAnswer(String)
        /// It answers, and does not offer STARTTLS.
        case noEncryption
        /// The certificates that it presents, in PEM, its own first. Whether they are right is not told.
        case chain([String])
    }

    /// In ASCII, such as `mail.example.com`.
    private let host: String
    private let port: Int
    private let addresses: [String]
    private let allowsPrivate: Bool

    /// Milliseconds for all of it.
    private static let time = 15_000
    private static let mostCertificates = 10

    package init(host: String, port: Int, addresses: [String], allowsPrivate: Bool) {
        self.host = host
        self.port = port
        self.addresses = addresses
        self.allowsPrivate = allowsPrivate
    }

    package func look() async -> Outcome {
        // libcurl blocks here, which no thread of Swift's own may.
        await withCheckedContinuation { done in
            DispatchQueue.global().async { done.resume(returning: ask()) }
        }
    }

    private func ask() -> Outcome {
        guard Curl.isReady, let curl = CurlTransfer() else { return .noAnswer("no connection could be made") }
        let guardian = Guardian(allowsPrivate)
        curl.delegate = guardian
        // The path is the name in EHLO, which would be this machine's own.
        curl.set(CURLOPT_URL, "smtp://\(host):\(port)/localhost")
        curl.set(CURLOPT_CUSTOMREQUEST, "NOOP")
        curl.set(CURLOPT_PROTOCOLS_STR, "smtp")
        let list = addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
        curl.set(CURLOPT_RESOLVE, ["\(host):\(port):\(list)"])
        curl.set(CURLOPT_PROXY, "")
        curl.set(CURLOPT_NOPROXY, "*")
        curl.set(CURLOPT_NOSIGNAL, 1)
        curl.set(CURLOPT_TIMEOUT_MS, Self.time)
        curl.set(CURLOPT_CONNECTTIMEOUT_MS, Self.time)
        curl.set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
        // What is wrong with the certificates is told afterwards, by all that came.
        curl.set(CURLOPT_SSL_VERIFYPEER, 0)
        curl.set(CURLOPT_SSL_VERIFYHOST, 0)
        curl.set(CURLOPT_CERTINFO, 1)
        let code = curl.perform()
        let chain = curl.certificates(most: Self.mostCertificates)
        if !chain.isEmpty { return .chain(chain) }
        if let hidden = guardian.hidden { return .notPublic(hidden) }
        if code == CURLE_USE_SSL_FAILED || code == CURLE_OK { return .noEncryption }
        return .noAnswer(Self.reason(code, curl))
    }

    private static func reason(_ code: CURLcode, _ curl: CurlTransfer) -> String {
        switch code {
        case CURLE_WEIRD_SERVER_REPLY: return "its greeting refuses the connection"
        case CURLE_SSL_CONNECT_ERROR:
            return "it offers STARTTLS, and then no encrypted connection could be made"
        default: break
        }
        let failure = CurlFailure(
            code: code, isConnected: curl.offset(CURLINFO_CONNECT_TIME_T) > 0, proxyStatus: 0,
            systemError: curl.number(CURLINFO_OS_ERRNO), certificateError: 0, newConnections: 1,
            isFresh: true,
            hiddenAddress: nil, isHeadTooLong: false)
        if case .noAnswer(_, let words) = failure.failure { return words }
        return ForeignText.line(Curl.words(of: code)).lowercased()
    }

    /// Keeps connections to public addresses.
    private final class Guardian: CurlDelegate {
        private let allowsPrivate: Bool
        private(set) var hidden: String?

        init(_ allowsPrivate: Bool) { self.allowsPrivate = allowsPrivate }

        func takeHeader(_ line: [UInt8]) -> Bool { true }

        func takeBody(_ part: [UInt8]) -> Bool { true }

        func mayConnect(to address: String?) -> Bool {
            if allowsPrivate { return true }
            if let address, PublicAddress.isPublic(address) { return true }
            hidden = address ?? "an address of an unknown kind"
            return false
        }
    }
}
