/// The reason why a request has no answer.
enum TransportFailure: Error, Sendable {
    /// The task was cancelled.
    case cancelled
    /// The host's name resolves to an address that is not public.
    case notPublic(String)
    /// The host's name does not resolve, or no resolver could be reached.
    case noAddress
    case certificate(String)
    /// The bytes that came over a connection that was used before are no answer: some servers send bytes without a
    /// request.
    case unusableConnection
    /// No answer came; whether the host was reached, and why, in a few words.
    case noAnswer(isConnected: Bool, String)

    /// The words where no answer came in time.
    static let timeOut = "no answer in time"
}
