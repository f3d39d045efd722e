/// Options of asking other sites.
package struct ProbeOptions: Sendable {
    /// Requests to one host at a time, and in all.
    var perHost = 2
    var inAll = 32
    /// Between the starts of two requests to one host.
    var pause = Duration.milliseconds(250)
    /// How often a page is asked for when it fails in a way that may pass.
    var tries = 3
    /// Before the second try; twice that before the third, each with some jitter.
    var retryPause = Duration.seconds(2)
    /// For one try, and for all that is asked of one host.
    var tryTime = Duration.seconds(20)
    var hostTime = Duration.seconds(120)
    /// The longest that a host may ask to wait with `Retry-After`.
    var longestWait = Duration.seconds(60)
    var redirects = 10
    /// How long a run may go on before what it learned is saved.
    var savePause = Duration.seconds(5)
    /// Of a body no more is read than this.
    var largestBody = 2 << 20
    /// Says who asks, and how to reach somebody.
    var userAgent =
        "guides-link-check/1.0 (checks the links of a documentation site, once a week a page)"
    /// Whether loopback, private and other addresses may be asked that not everybody can reach: for tests.
    package var allowsPrivate = false
    /// The proxies of the environment.
    package var proxy = Proxy()
    /// Certificates to trust in place of the system's, in PEM: for tests.
    var trusted: String?
    /// Names with the addresses that they lead to, such as `pages.example:80:192.0.2.1,192.0.2.2`: for tests.
    var resolved: [String] = []

    package init() {}
}
