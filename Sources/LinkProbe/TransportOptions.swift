/// Options for all requests of one transport.
struct TransportOptions: Sendable {
    var userAgent: String
    /// For one request, from its start to its end.
    var time: Duration
    /// Whether addresses may be asked that not everybody can reach.
    var allowsPrivate: Bool
    /// Certificates to trust in place of the system's, in PEM.
    var trusted: String?
    /// Names that are not looked up, such as `pages.example:80:192.0.2.1,192.0.2.2`.
    var resolved: [String] = []
}
