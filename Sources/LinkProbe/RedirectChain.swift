/// The redirects that one attempt has followed so far.
struct RedirectChain {
    let start: WebAddress
    private(set) var address: WebAddress
    /// The pages that were requested, as `WebAddress.page`, the first one included.
    private(set) var pages: [String]
    /// Whether every step was a permanent redirect (301, 308), and there was one.
    private(set) var hasMoved = false
    private var isForNow = false
    /// Whether a page moved by itself on the way.
    private(set) var hasRefreshed = false
    /// Cookies that the last answer left, in libcurl's own form.
    var cookies: [String] = []
    /// Pages with the cookies that were sent for them.
    private var seen: Set<[String]>

    init(_ start: WebAddress) {
        self.start = start
        address = start
        pages = [start.page]
        seen = [[start.page]]
    }

    var wasRedirected: Bool { pages.count > 1 }

    /// Takes a step. Returns the chain, such as `a → b → a`, where it loops: a page that is requested again with
    /// other cookies may answer something else.
    mutating func go(to next: WebAddress, isRedirect: Bool, isPermanent: Bool) -> String? {
        pages.append(next.page)
        // A fragment lives on through redirects that name none (RFC 9110 section 10.2.2).
        address = next.fragment == nil ? next.with(fragment: address.fragment) : next
        hasRefreshed = hasRefreshed || !isRedirect
        isForNow = isForNow || !isPermanent
        hasMoved = !isForNow
        guard seen.insert([next.page] + cookies.sorted()).inserted else {
            return pages.map { WebAddress.inText($0) }.joined(separator: " → ")
        }
        return nil
    }
}
