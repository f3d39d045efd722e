import Support

/// A file that was requested from a web server, without redirects.
package struct WebFile: Sendable {
    /// Its media type in small letters, such as `text/plain; charset=utf-8`; empty where the server says none.
    package let type: String
    package let bytes: [UInt8]

    /// How it is requested.
    package struct Options: Sendable {
        /// Whether addresses that are not public may be contacted.
        package var allowsPrivate = false
        /// Certificates to trust in place of the system's, in PEM.
        package var trusted: String?
        /// Names that are not looked up, such as `pages.example:443:192.0.2.1,[2001:db8::1]`.
        package var resolved: [String] = []
        package var proxy = Proxy(environment: [:])
        /// From the start of the request to its end.
        package var time = Duration.seconds(10)

        package init() {}
    }

    /// The reason why there is none, which may hold text of the server.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        case badAddress
        case redirect(to: String)
        case status(Int)
        case tooLarge(most: Int)
        case noAnswer(String)
        case noAnswerInTime

        /// Why, in a few words that follow a colon.
        package var description: String {
            switch self {
            case .badAddress: "its address is none"
            case .redirect(let address): "the server redirects to \(ForeignText.line(address))"
            case .status(let status): "the server answers with the status \(status)"
            case .tooLarge(let most): "it has more than \(most) bytes"
            case .noAnswer(let reason): reason
            case .noAnswerInTime: "no answer in time"
            }
        }

        package var isTimeOut: Bool {
            if case .noAnswerInTime = self { return true }
            return false
        }
    }

    /// Whether a text is an address that can be requested, such as `https://example.com/a`.
    package static func isAddress(_ text: String) -> Bool { WebAddress(text) != nil }

    /// - Parameters:
    ///   - accept: the media types that are wanted, as the header `Accept` has them.
    ///   - most: the bytes of the largest file.
    package static func fetch(_ address: String, accept: String, most: Int, _ options: Options)
        async throws(Failure) -> WebFile
    {
        guard let address = WebAddress(address) else { throw .badAddress }
        let transport = Transport(
            TransportOptions(
                userAgent: "guides", time: options.time, allowsPrivate: options.allowsPrivate,
                trusted: options.trusted, resolved: options.resolved))
        var request = WebRequest(method: .get, address: address)
        request.proxy = options.proxy.server(for: address)
        // What is behind a proxy is not seen, so a name that means a machine of the network is enough.
        if !request.proxy.isEmpty, !options.allowsPrivate, PublicAddress.isLocal(address.host) {
            throw reason(.notPublic(address.bareHost))
        }
        request.accept = accept
        request.wantsBody = { $0.isSuccess }
        request.largestBody = most
        switch await transport.send(request) {
        case .failure(let failure): throw reason(failure)
        case .success(let response):
            if (300..<400).contains(response.head.status), let next = response.head.values("location").first {
                throw .redirect(to: next)
            }
            guard response.head.status == 200 else { throw .status(response.head.status) }
            guard response.body.count <= most else { throw .tooLarge(most: most) }
            return WebFile(type: response.head.type, bytes: response.body)
        }
    }

    private static func reason(_ failure: TransportFailure) -> Failure {
        switch failure {
        case .cancelled: .noAnswer("the request was stopped")
        case .notPublic(let address):
            .noAnswer("\(ForeignText.line(address)) is no public address; with --allow-private it is asked")
        case .noAddress: .noAnswer("its host has no address")
        case .certificate(let words): .noAnswer(words)
        case .unusableConnection: .noAnswer("the server's answer is none")
        case .noAnswer(_, TransportFailure.timeOut): .noAnswerInTime
        case .noAnswer(_, let words): .noAnswer(words)
        }
    }
}
