import Support

/// Headers by path, as services for static sites have them in common.
enum StaticHosts {
    typealias Header = (name: String, value: String)
    /// Headers of a path, or of all paths that a `*` at its end stands for.
    typealias Rule = (path: String, headers: [Header])

    /// The path of all files.
    static let everything = "/*"
    static let security: [Header] = ServingPolicy.securityHeaders.map { ($0.0, $0.1) }

    static func assets(_ site: HostedSite) -> Rule {
        ("\(site.folder)/assets/*", [("Cache-Control", ServingPolicy.assetCaching)])
    }

    /// The header with which a page names its twin.
    static func alternate(_ page: String) -> Header {
        let twin =
            "<\(PercentEncoding.encode(page, .location)).md>; rel=\"alternate\"; type=\"text/markdown\""
        return ("Link", "\(twin), \(ServingPolicy.describedBy)")
    }

    /// The header with which a page's twin names the page.
    static func canonical(_ page: String, _ site: HostedSite) -> Header {
        let address =
            "<\(site.addresses.origin)\(PercentEncoding.encode(page, .location))>; rel=\"canonical\""
        return ("Link", "\(address), \(ServingPolicy.describedBy)")
    }
}
