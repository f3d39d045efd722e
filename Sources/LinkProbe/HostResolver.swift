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
    /// Addresses by name that the system is not asked for.
    private let known: [String: [String]]

    /// - Parameter resolved: names with their addresses, as in `ProbeOptions`.
    init(_ resolved: [String] = []) {
        let names = resolved.compactMap { entry -> (String, [String])? in
            let parts = entry.split(separator: ":", maxSplits: 2)
            guard parts.count == 3 else { return nil }
            return (String(parts[0]), parts[2].split(separator: ",").map { $0.filter { !"[]".contains($0) } })
        }
        known = Dictionary(names) { first, _ in first }
    }

    /// Asks the system's resolver.
    func lookUp(_ host: String) async -> Lookup {
        if let known = lookups[host] { return await known.value }
        let lookup = Task { [known] in await Self.resolve(host, known[host]) }
        lookups[host] = lookup
        return await lookup.value
    }

    /// What the addresses of a name tell: one that is not public hides them all, since nobody can say which of them a proxy
    /// would take.
    static func lookup(of addresses: [String]) -> Lookup {
        let hidden = addresses.first { !PublicAddress.isPublic($0) }
        return hidden.map { .isHidden($0) } ?? .isPublic
    }

    private static func addresses(of host: String, _ known: [String]?) throws(SocketAddress.Failure)
        -> [String]
    {
        if let known { return known }
        return try SocketAddress.addresses(of: host)
    }

    private static func resolve(_ host: String, _ known: [String]?) async -> Lookup {
        // The resolver blocks, which no thread of Swift's own may, so it runs on a queue of the system.
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let lookup: Lookup
                do throws(SocketAddress.Failure) {
                    lookup = Self.lookup(of: try Self.addresses(of: host, known))
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
