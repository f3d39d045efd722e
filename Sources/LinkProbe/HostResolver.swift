import Dispatch

/// What the names of hosts lead to. Each is looked up once.
actor HostResolver {
    enum Look: Sendable {
        case isPublic
        /// It leads to an address that not everybody can reach.
        case isHidden(String)
        case noSuchName
        /// Nobody could be asked, or nobody answered, and why.
        case noAnswer(String)
    }

    private var looks: [String: Task<Look, Never>] = [:]

    /// Asks the system's resolver.
    func look(at host: String) async -> Look {
        if let known = looks[host] { return await known.value }
        let look = Task { await Self.resolve(host) }
        looks[host] = look
        return await look.value
    }

    private static func resolve(_ host: String) async -> Look {
        // The resolver blocks, which no thread of Swift's own may, so it runs on a queue of the system.
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let look: Look
                do throws(PublicAddress.Failure) {
                    let addresses = try PublicAddress.resolve(host)
                    let hidden = addresses.first { !PublicAddress.isPublic($0) }
                    look = hidden.map { .isHidden($0) } ?? .isPublic
                } catch {
                    look =
                        switch error {
                        case .noSuchName: .noSuchName
                        case .noAnswer(let reason): .noAnswer(reason)
                        }
                }
                continuation.resume(returning: look)
            }
        }
    }
}
