import CCrypto
import LinkProbe
import Support

// Every pointer to a certificate of OpenSSL is in this file.

/// The certificates that a server presents, its own first.
struct CertificateChain: Sendable {
    /// One of them.
    struct Certificate: Sendable {
        /// In DER, the whole and its public key (SubjectPublicKeyInfo).
        let bytes: [UInt8]
        let key: [UInt8]
    }

    /// What is wrong with it, by the states' own names.
    enum Fault: String, Sendable {
        case expired = "certificate-expired"
        case name = "certificate-name"
        case selfSigned = "certificate-self-signed"
        case chain = "certificate-chain"
    }

    let certificates: [Certificate]
    private let texts: [String]

    /// - Parameter texts: in PEM; nil where there is none, or one cannot be read.
    init?(_ texts: [String]) {
        let certificates = texts.compactMap(Self.certificate)
        guard !certificates.isEmpty, certificates.count == texts.count else { return nil }
        (self.certificates, self.texts) = (certificates, texts)
    }

    /// Calls `body` with a certificate of OpenSSL, which is freed after it.
    private static func read<Value>(_ text: String, _ body: (OpaquePointer) -> Value?) -> Value? {
        let bytes = Array(text.utf8)
        guard let input = BIO_new_mem_buf(bytes, Int32(bytes.count)) else { return nil }
        defer { BIO_free(input) }
        guard let certificate = PEM_read_bio_X509(input, nil, nil, nil) else { return nil }
        defer { X509_free(certificate) }
        return body(certificate)
    }

    private static func certificate(_ text: String) -> Certificate? {
        read(text) { certificate in
            let whole = encoded { i2d_X509(certificate, $0) }
            let key = encoded { i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), $0) }
            return Certificate(bytes: whole, key: key)
        }
    }

    /// What one of OpenSSL's functions writes.
    private static func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32)
        -> [UInt8]
    {
        let count = Int(write(nil))
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            var next = buffer.baseAddress
            written = max(0, Int(write(&next)))
        }
    }

    /// The SHA-256 or the SHA-512 of some bytes.
    static func digest(_ bytes: [UInt8], isLong: Bool) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 64)
        var count: UInt32 = 0
        EVP_Digest(bytes, bytes.count, &digest, &count, isLong ? EVP_sha512() : EVP_sha256(), nil)
        return Array(digest.prefix(Int(count)))
    }

    /// What is wrong with the chain as that of a host.
    ///
    /// - Parameter trusted: certificates to trust in place of the system's, in PEM.
    func faults(for host: String, trusted: String?) -> [Fault] {
        var faults: [Fault] = []
        if !isCurrent { faults.append(.expired) }
        let anchors = trusted.map { Anchors.these(Self.blocks(of: $0)) } ?? .system
        switch verdict(anchors, atAnyTime: !isCurrent) {
        case X509_V_OK: break
        case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID: faults.append(.expired)
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: faults.append(.selfSigned)
        default: faults.append(.chain)
        }
        return isNamed(host) ? faults : faults + [.name]
    }

    /// Whether a certificate of the chain issued that of a host, itself or by way of others (RFC 7672 section 3.1.2).
    func isIssued(byOther index: Int, for host: String) -> Bool {
        isNamed(host) && verdict(.these([texts[index]]), atAnyTime: false) == X509_V_OK
    }

    /// Whether the server's own certificate names a host. A subject counts for nothing (RFC 9525 section 6.3).
    private func isNamed(_ host: String) -> Bool {
        texts.first.flatMap { own in
            Self.read(own) {
                X509_check_host($0, host, host.utf8.count, UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT), nil)
                    == 1
            }
        } ?? false
    }

    /// Whether the server's own certificate holds today.
    private var isCurrent: Bool {
        texts.first.flatMap { own in
            Self.read(own) {
                X509_cmp_current_time(X509_get0_notBefore($0)) < 0
                    && X509_cmp_current_time(X509_get0_notAfter($0)) > 0
            }
        } ?? false
    }

    /// The certificates that are trusted.
    private enum Anchors {
        case system
        /// In PEM; they need not be those of authorities.
        case these([String])
    }

    /// OpenSSL's verdict on the chain, `X509_V_OK` or one of its errors.
    private func verdict(_ anchors: Anchors, atAnyTime: Bool) -> Int32 {
        let failed = X509_V_ERR_UNSPECIFIED
        guard let store = X509_STORE_new(), let context = X509_STORE_CTX_new(),
            let stack = OPENSSL_sk_new_null()
        else {
            return failed
        }
        var others: [OpaquePointer] = []
        defer {
            X509_STORE_CTX_free(context)
            OPENSSL_sk_free(stack)
            others.forEach { X509_free($0) }
            X509_STORE_free(store)
        }
        if atAnyTime { X509_STORE_set_flags(store, UInt(X509_V_FLAG_NO_CHECK_TIME)) }
        switch anchors {
        case .these(let texts):
            X509_STORE_set_flags(store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
            for text in texts { _ = Self.read(text) { X509_STORE_add_cert(store, $0) } }
        case .system:
            if let file = CertificateFile.current {
                X509_STORE_load_file(store, file)
            } else {
                X509_STORE_set_default_paths(store)
            }
        }
        for text in texts.dropFirst() {
            _ = Self.read(text) { certificate in
                X509_up_ref(certificate)
                others.append(certificate)
                return OPENSSL_sk_push(stack, UnsafeRawPointer(certificate))
            }
        }
        return texts.first.flatMap { own in
            Self.read(own) { certificate in
                guard X509_STORE_CTX_init(context, store, certificate, stack) == 1 else { return failed }
                // The purpose that a TLS server's certificate has to have.
                X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER)
                return X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context)
            }
        } ?? failed
    }

    /// The certificates of a file in PEM.
    private static func blocks(of text: String) -> [String] {
        let end = "-----END CERTIFICATE-----"
        return text.split(separator: end).map { $0 + end + "\n" }
    }

    /// Who it is for, and until when, such as `for mail.example.com, until Feb  3 12:00:00 2027 GMT`. The names are hostile text.
    var summary: String {
        let subject = texts.first.flatMap { own in
            Self.read(own) { certificate in
                "for \(Self.names(certificate).prefix(5).joined(separator: ", ")), until \(Self.end(certificate))"
            }
        }
        return TerminalText.line(subject ?? "one that cannot be read")
    }

    /// `XN_FLAG_ONELINE`, a macro that Swift does not read: RFC 2253 with spaces.
    private static let oneLine: UInt = 0x82_031F

    private static func printed(_ write: (OpaquePointer) -> Void) -> String {
        guard let output = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(output) }
        write(output)
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = BIO_read(output, &bytes, Int32(bytes.count))
        return String(decoding: bytes.prefix(max(0, Int(count))), as: UTF8.self)
    }

    private static func end(_ certificate: OpaquePointer) -> String {
        printed { ASN1_TIME_print($0, X509_get0_notAfter(certificate)) }
    }

    /// The names that it is for (RFC 5280 section 4.2.1.6); the subject's where it has none.
    private static func names(_ certificate: OpaquePointer) -> [String] {
        let index = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1)
        if index >= 0, let found = X509_get_ext(certificate, index) {
            let text = printed { X509V3_EXT_print($0, found, 0, 0) }
            return text.split(separator: ", ").map {
                $0.hasPrefix("DNS:") ? String($0.dropFirst(4)) : String($0)
            }
        }
        return [printed { X509_NAME_print_ex($0, X509_get_subject_name(certificate), 0, oneLine) }]
    }
}
