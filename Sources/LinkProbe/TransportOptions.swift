/// Options for all requests of one transport.
struct TransportOptions: Sendable {
    var userAgent: String
    /// For one request, from its start to its end.
    var time: Duration
    /// Whether addresses that are not public may be contacted.
    var allowsPrivate: Bool
    /// Certificates to trust in place of the system's, in PEM.
    var trusted: String?
    /// Names that are not looked up, such as `pages.example:80:192.0.2.1,192.0.2.2`.
    var resolved: [String] = []
}
