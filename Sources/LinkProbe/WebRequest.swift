/// One request for a page; redirects are not followed.
struct WebRequest: Sendable {
    enum Method: Sendable { case head, get }

    var method: Method
    var address: WebAddress
    /// The proxy as the environment names it, such as `http://proxy.example:3128`; empty for none.
    var proxy = ""
    /// Whether it gets a connection of its own.
    var isFresh = false
    /// Cookies that earlier requests of the same attempt were given, in libcurl's own form.
    var cookies: [String] = []
    /// The media types that are wanted, as the header `Accept` has them.
    var accept = "text/html,application/xhtml+xml,*/*;q=0.8"
    /// Whether a body is read, told by its head.
    var wantsBody: @Sendable (WebResponse.Head) -> Bool = { _ in false }
    /// Bytes of the largest body that is read, unpacked.
    var largestBody = 0
    /// Whether the part of a body that came is all that is wanted; asked now and then.
    var isEnough: @Sendable (WebResponse.Head, [UInt8]) -> Bool = { _, _ in false }
}
