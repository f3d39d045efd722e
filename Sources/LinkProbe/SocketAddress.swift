import Glibc

/// The C library's reading, writing and looking up of addresses: every pointer to one is in this file.
enum SocketAddress {
    /// The bytes of an address in its usual writing: 4 of `192.0.2.1`, 16 of `2001:db8::1`; nil for any other text.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        return inet_pton(AF_INET6, text, &bytes) == 1 ? bytes : nil
    }

    /// An IPv6 address in its usual writing (RFC 5952), such as `2001:db8::1`.
    ///
    /// - Parameter bytes: 16 of them.
    static func text(ofSix bytes: [UInt8]) -> String? {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard bytes.count == 16, inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else {
            return nil
        }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// An address in its usual writing, such as `192.0.2.1`; nil for one that is neither IPv4 nor IPv6.
    static func text(of address: UnsafePointer<sockaddr>, length: socklen_t) -> String? {
        guard [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family)) else { return nil }
        var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(address, length, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        // An address of one link has the link's name after it.
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.prefix { $0 != UInt8(ascii: "%") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A socket that programs started from here do not inherit; -1 where there is none.
    static func socket(_ family: Int32, _ type: Int32, _ `protocol`: Int32) -> Int32 {
        Glibc.socket(family, type | Int32(SOCK_CLOEXEC.rawValue), `protocol`)
    }

    /// The reason why a name does not lead to an address.
    enum Failure: Error, Sendable, Equatable {
        /// There is no such name.
        case noSuchName
        /// The resolver could not be reached or did not answer, and why.
        case noAnswer(String)
    }

    /// The addresses of a host, asked of the system's resolver. It blocks.
    static func addresses(of host: String) throws(Failure) -> [String] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else {
            // EAI_NODATA
            if code == EAI_NONAME || code == -5 { throw .noSuchName }
            throw .noAnswer(String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var next = list
        while let entry = next {
            if let text = text(of: entry.pointee.ai_addr, length: entry.pointee.ai_addrlen),
                !addresses.contains(text)
            {
                addresses.append(text)
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }
}
