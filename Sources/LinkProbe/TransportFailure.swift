/// The reason why a request has no answer.
enum TransportFailure: Error, Sendable {
    /// The task was cancelled.
    case cancelled
    /// The host's name leads to an address that not everybody can reach.
    case notPublic(String)
    /// The host's name leads nowhere, or nobody could be asked.
    case noAddress
    case certificate(String)
    /// The bytes that came over a connection that was used before are no answer: some servers send what nobody asked for.
    case unusableConnection
    /// No answer came; whether the host was reached, and why, in a few words.
    case noAnswer(isConnected: Bool, String)
}
