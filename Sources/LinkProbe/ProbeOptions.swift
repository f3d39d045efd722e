/// Options of asking other sites.
package struct ProbeOptions: Sendable {
    /// Requests to one host at a time, and in all.
    var perHost = 2
    /// Requests in all at a time.
    var inAll = 32
    /// Between the starts of two requests to one host.
    var pause = Duration.milliseconds(250)
    /// Number of times that a page is requested when it fails in a way that may pass.
    var tries = 3
    /// Before the second try; twice that before the third, each with some jitter.
    var retryPause = Duration.seconds(2)
    /// The most time for one try.
    var tryTime = Duration.seconds(20)
    /// The most time for all requests to one host.
    var hostTime = Duration.seconds(120)
    /// The longest that a host may ask to wait with `Retry-After`.
    var longestWait = Duration.seconds(60)
    /// The most redirects that are followed from one address.
    var redirects = 10
    /// Time after which a run saves what it learned so far.
    var savePause = Duration.seconds(5)
    /// Of a body no more is read than this.
    var largestBody = 2 << 20
    /// The name of the client, for those who run the hosts.
    var userAgent =
        "guides-link-check/1.0 (checks the links of a documentation site, once a week a page)"
    /// Whether loopback, private and other addresses that are not public may be contacted: for tests.
    package var allowsPrivate = false
    /// The proxies of the environment.
    package var proxy = Proxy()
    /// Certificates to trust in place of the system's, in PEM: for tests.
    var trusted: String?
    /// Names with the addresses that they lead to, such as `pages.example:80:192.0.2.1,192.0.2.2`: for tests.
    var resolved: [String] = []

    package init() {}
}
