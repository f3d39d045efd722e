import Support

/// Headers and media types with which every host serves a site.
package enum ServingPolicy {
    /// The `Cache-Control` of pages, twins and lists, which change with each publication: a few minutes, then ask
    /// again.
    static let pageCaching = "public, max-age=300, must-revalidate"
    /// The `Cache-Control` of markdown at a page's address: no cache that ignores `Vary` may hand it to a browser.
    static let negotiatedCaching = "private, no-cache"
    /// The `Cache-Control` of files whose name changes with their content.
    static let assetCaching = "public, max-age=31536000, immutable"

    /// Only the site's own files may run, and no site may frame it. Structured data is no script.
    ///
    /// - Parameter resolver: an address that scripts may ask besides; nil for none.
    package static func contentSecurityPolicy(asking resolver: String? = nil) -> String {
        "default-src 'none'; style-src 'self'; img-src 'self' https: data:; font-src 'self'; script-src 'self'; "
            + "connect-src 'self'\(resolver.map { " \($0)" } ?? ""); manifest-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'"
    }
    /// The header of that policy.
    static let policyHeader = "Content-Security-Policy"
    /// Headers of every answer, for the security of readers.
    package static let securityHeaders = [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin"),
        (policyHeader, contentSecurityPolicy()),
    ]
    /// The link to the list for agents, for the header `Link` (RFC 8288).
    package static let describedBy = "</llms.txt>; rel=\"describedby\""

    /// Media types by the ending of a file's name, with their charset where they are text.
    static let mediaTypes: [(ending: String, type: String)] = MediaTypes.all.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value) }

    /// Media types worth compressing, without charset.
    static let compressible = [
        "text/html", "text/markdown", "text/plain", "text/css", "text/javascript", "text/csv",
        "application/json", "application/schema+json", "application/sarif+json", "application/xml",
        "application/atom+xml", "image/svg+xml",
    ]

    /// A pattern of paths whose files are not worth compressing, such as `\.(?:gif|png)$`.
    static var incompressible: String {
        let endings = mediaTypes.filter { type in
            !compressible.contains(String(type.type.prefix { $0 != ";" }))
        }
        return "\\.(?:\(endings.map(\.ending).joined(separator: "|")))$"
    }
}
