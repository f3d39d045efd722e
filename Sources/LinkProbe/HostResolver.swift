import Dispatch

/// Looks up the names of hosts, each once, and tells whether their addresses are public.
actor HostResolver {
    enum Lookup: Sendable, Equatable {
        case isPublic
        /// It resolves to an address that is not public.
        case isHidden(String)
        case noSuchName
        /// The resolver could not be reached or did not answer, and why.
        case noAnswer(String)
    }

    private var lookups: [String: Task<Lookup, Never>] = [:]

    /// Asks the system's resolver.
    func lookUp(_ host: String) async -> Lookup {
        if let known = lookups[host] { return await known.value }
        let lookup = Task { await Self.resolve(host) }
        lookups[host] = lookup
        return await lookup.value
    }

    /// What the addresses of a name tell: one that is not public hides them all, since nobody can say which of them a proxy
    /// would take.
    static func lookup(of addresses: [String]) -> Lookup {
        let hidden = addresses.first { !PublicAddress.isPublic($0) }
        return hidden.map { .isHidden($0) } ?? .isPublic
    }

    private static func resolve(_ host: String) async -> Lookup {
        // The resolver blocks, which no thread of Swift's own may, so it runs on a queue of the system.
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let lookup: Lookup
                do throws(SocketAddress.Failure) {
                    let addresses = try SocketAddress.addresses(of: host)
                    lookup = Self.lookup(of: addresses)
                } catch {
                    lookup =
                        switch error {
                        case .noSuchName: .noSuchName
                        case .noAnswer(let reason): .noAnswer(reason)
                        }
                }
                continuation.resume(returning: lookup)
            }
        }
    }
}
