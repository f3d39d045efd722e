import CCurl
import Glibc

/// The facts about a request that libcurl gave up, and the one table that makes a reason of them.
struct CurlFailure {
    var code: CURLcode
    /// Whether the host was reached.
    var isConnected: Bool
    /// The status of the proxy's answer to CONNECT; 0 where there was no such request.
    var proxyStatus: Int
    /// The `errno` of the last system call that failed; 0 where none did.
    var systemError: Int
    /// OpenSSL's verdict on the certificate (`X509_V_ERR_…`); 0 where it holds.
    var certificateError: Int
    /// Connections that were made for this request; 0 where it went over one that was there.
    var newConnections: Int
    /// Whether the request asked for a connection of its own.
    var isFresh: Bool
    /// The address that may not be contacted, or its host; nil where none was refused.
    var hiddenAddress: String?
    var isHeadTooLong: Bool

    /// The failure, by the first rule that applies.
    var failure: TransportFailure {
        let rule = Self.rules.first {
            ($0.codes.isEmpty || $0.codes.contains(code)) && $0.applies(self)
        }
        return rule?.failure(self)
            ?? noAnswer("the connection failed: \(ForeignText.line(Curl.words(of: code)))")
    }

    private func noAnswer(_ reason: String) -> TransportFailure {
        .noAnswer(isConnected: isConnected, reason)
    }

    private struct Rule: Sendable {
        /// Any of these; every code where there are none.
        var codes: [CURLcode] = []
        var applies: @Sendable (CurlFailure) -> Bool = { _ in true }
        var failure: @Sendable (CurlFailure) -> TransportFailure

        init(
            _ codes: CURLcode...,
            where applies: @escaping @Sendable (CurlFailure) -> Bool = { _ in true },
            failure: @escaping @Sendable (CurlFailure) -> TransportFailure
        ) {
            self.codes = codes
            self.applies = applies
            self.failure = failure
        }

        init(
            _ codes: CURLcode...,
            where applies: @escaping @Sendable (CurlFailure) -> Bool = { _ in true },
            reason: String
        ) {
            self.codes = codes
            self.applies = applies
            failure = { $0.noAnswer(reason) }
        }
    }

    /// X509_V_ERR_CERT_HAS_EXPIRED.
    private static let expired = 10

    private static let rules: [Rule] = [
        Rule(
            where: { $0.proxyStatus > 0 && !(200..<300).contains($0.proxyStatus) },
            failure: {
                .noAnswer(isConnected: false, "the proxy refused the connection (\($0.proxyStatus))")
            }),
        Rule(
            CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL,
            where: { $0.newConnections == 0 && !$0.isFresh }, failure: { _ in .unusableConnection }),
        Rule(
            CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL,
            reason: "the server there does not speak HTTP"),
        Rule(
            CURLE_COULDNT_CONNECT, where: { $0.hiddenAddress != nil },
            failure: { .notPublic($0.hiddenAddress ?? "") }),
        Rule(
            CURLE_COULDNT_CONNECT, where: { $0.systemError == Int(ECONNREFUSED) },
            failure: { _ in .noAnswer(isConnected: false, "the connection was refused") }),
        Rule(
            CURLE_COULDNT_CONNECT,
            failure: { _ in .noAnswer(isConnected: false, "no connection could be made") }),
        Rule(CURLE_COULDNT_RESOLVE_HOST, failure: { _ in .noAddress }),
        Rule(
            CURLE_PEER_FAILED_VERIFICATION, where: { $0.certificateError == expired },
            failure: { _ in .certificate("its certificate has expired") }),
        Rule(
            CURLE_PEER_FAILED_VERIFICATION,
            failure: { _ in
                .certificate("its certificate is for another name, or from an unknown issuer")
            }),
        Rule(where: { $0.systemError == Int(ECONNRESET) }, reason: "the connection was reset"),
        Rule(CURLE_OPERATION_TIMEDOUT, reason: TransportFailure.timeOut),
        Rule(
            CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR,
            reason: "the connection was closed"),
        Rule(CURLE_SSL_CONNECT_ERROR, reason: "no encrypted connection could be made"),
        Rule(CURLE_COULDNT_RESOLVE_PROXY, reason: "the proxy's name could not be looked up"),
        Rule(CURLE_PROXY, reason: "the proxy let no connection through"),
        Rule(CURLE_BAD_CONTENT_ENCODING, reason: "its answer cannot be unpacked"),
        Rule(CURLE_WRITE_ERROR, where: \.isHeadTooLong, reason: "its headers are too long"),
        Rule(CURLE_OUT_OF_MEMORY, reason: "its headers are too long"),
    ]
}
