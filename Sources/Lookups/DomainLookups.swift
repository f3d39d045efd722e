import LinkProbe
import Records
import Support

/// Answers what the check of a domain asks: of DNS, of the web server with the policy file, and of mail servers.
package struct DomainLookups: Sendable {
    /// How lookups and connections are made.
    package struct Options: Sendable {
        /// Whether addresses that are not public may be contacted.
        package var allowsPrivate = false
        /// Keys of DNSSEC to trust in place of the root's, as records of a zone.
        package var anchors: [String]?
        /// Certificates to trust in place of the system's, in PEM.
        package var trusted: String?
        package var proxy = Proxy(environment: [:])
        /// For one question to DNS.
        package var time = Duration.seconds(5)
        /// The ports of mail servers and of policy files.
        package var mailPort = 25
        package var webPort = 443

        package init() {}
    }

    private let options: Options
    private let ask: @Sendable (DNSQuestion) async -> RecordAnswer
    /// Whether answers tell if DNSSEC was validated.
    package let validates: Bool

    package init(_ resolver: Resolver, _ options: Options) async throws {
        self.options = options
        switch resolver {
        case .web(let address):
            // The user chose it, so it may be anywhere.
            var files = Self.files(options)
            files.allowsPrivate = true
            let resolver = WebResolver(address: address, files: files)
            let zone = AddressResolver.zone(of: options.anchors ?? AddressResolver.rootAnchors)
            let validates = await resolver.answer(DNSQuestion(zone, .dnskey)).secure == true
            self.validates = validates
            ask = { question in
                var answer = await resolver.answer(question)
                if !validates { answer.secure = nil }
                return answer
            }
        case .system, .address:
            var server: String?
            if case .address(let host, let port) = resolver { server = "\(host)@\(port)" }
            let resolver = try await AddressResolver.make(
                server: server, anchors: options.anchors, time: options.time)
            ask = { await resolver.answer($0) }
            validates = resolver.validates
        }
    }

    private static func files(_ options: Options) -> WebFile.Options {
        var files = WebFile.Options()
        files.allowsPrivate = options.allowsPrivate
        files.trusted = options.trusted
        files.proxy = options.proxy
        return files
    }

    /// - Parameter question: such as `TXT _dmarc.example.com`, `POLICY example.com` or `SMTP mail.example.com`.
    package func answer(_ question: String) async -> RecordAnswer {
        if let question = DNSQuestion(question) { return await ask(question) }
        let words = question.split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first, words.last) {
        case ("POLICY", let domain?) where words.count == 2: return await policy(of: domain)
        case ("SMTP", let host?) where words.count == 2: return await server(host)
        default: return RecordAnswer(status: .unverifiable)
        }
    }

    /// The addresses of a host, by the same resolver; where it has none, why they could not be looked up, if that is so.
    private func addresses(of host: String) async -> (found: [String], failure: RecordAnswer.Status?) {
        async let four = ask(DNSQuestion(host, .a))
        async let six = ask(DNSQuestion(host, .aaaa))
        let answers = await [four, six]
        let failure = answers.map(\.status).first { ![.ok, .nodata, .nxdomain].contains($0) }
        return (answers.flatMap(\.records), failure)
    }

    // MARK: MTA-STS

    /// The largest policy file (RFC 8461 section 3.2 has 64 KB as an example).
    private static let largestPolicy = 64 << 10

    /// The policy file (RFC 8461 section 3.3): over HTTPS with a certificate for its name, without redirects.
    private func policy(of domain: String) async -> RecordAnswer {
        let host = "mta-sts.\(domain)"
        let (addresses, failure) = await addresses(of: host)
        guard !addresses.isEmpty else {
            return RecordAnswer(
                status: failure ?? .nxdomain,
                text: "The policy file cannot be fetched: \(host) has no address.")
        }
        // A proxy would connect to them, too.
        if !options.allowsPrivate, let hidden = addresses.first(where: { !PublicAddress.isPublic($0) }) {
            return RecordAnswer(
                status: .nodata,
                text:
                    "The policy file cannot be fetched: \(hidden) is no public address; with --allow-private it is asked."
            )
        }
        var files = Self.files(options)
        files.resolved = ["\(host):\(options.webPort):\(Self.list(addresses))"]
        let port = options.webPort == 443 ? "" : ":\(options.webPort)"
        let address = "https://\(host)\(port)/.well-known/mta-sts.txt"
        do throws(WebFile.Failure) {
            let file = try await WebFile.fetch(address, accept: "text/plain", most: Self.largestPolicy, files)
            let text = String(decoding: file.bytes, as: UTF8.self)
            return RecordAnswer(
                status: .ok, records: text.split(whereSeparator: \.isNewline).prefix(20).map(String.init),
                text: text, type: file.type)
        } catch {
            return RecordAnswer(
                status: .nodata, text: "The policy file cannot be fetched: \(error.description).")
        }
    }

    /// Addresses as libcurl takes them for a name.
    private static func list(_ addresses: [String]) -> String {
        addresses.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
    }

    // MARK: Mail servers

    /// What a connection to a mail server shows: what is wrong, by the names of states, such as `no-starttls`.
    private func server(_ host: String) async -> RecordAnswer {
        let (addresses, failure) = await addresses(of: host)
        if addresses.isEmpty, failure != nil {
            return RecordAnswer(
                status: .refused, text: "\(host) was not asked: its address could not be looked up.")
        }
        guard !addresses.isEmpty else {
            return RecordAnswer(status: .nxdomain, records: ["no-answer"], text: "\(host) has no address.")
        }
        let probe = MailServerProbe(
            host: host, port: options.mailPort, addresses: addresses, allowsPrivate: options.allowsPrivate)
        switch await probe.look() {
        case .notPublic(let address):
            return RecordAnswer(
                status: .refused,
                text:
                    "\(host) was not asked: \(address) is no public address. With --allow-private it is asked."
            )
        case .noAnswer(let reason):
            return RecordAnswer(
                status: .timeout, records: ["no-answer"], text: "\(host) does not answer: \(reason).")
        case .noEncryption:
            return RecordAnswer(
                status: .ok, records: ["no-starttls"], text: "\(host) does not offer STARTTLS.")
        case .chain(let certificates):
            let chain = CertificateChain(certificates)
            guard let chain else {
                return RecordAnswer(
                    status: .ok, records: ["certificate-chain"],
                    text: "\(host) presents no certificate that can be read.")
            }
            var found = chain.faults(for: host, trusted: options.trusted).map(\.rawValue)
            let text = found.isEmpty ? "" : "The certificate of \(host) is \(chain.summary)."
            let wanted = await ask(DNSQuestion("_25._tcp.\(host)", .tlsa)).records.compactMap(TLSARecord.init)
            if !wanted.isEmpty, !wanted.contains(where: { $0.matches(chain, of: host) }) {
                found.append("tlsa-mismatch")
            }
            return RecordAnswer(status: .ok, records: found, text: text)
        }
    }
}
