/// What services for static sites have in common: headers by path, and redirects.
package enum StaticHosts {
    package typealias Rule = (path: String, headers: [(name: String, value: String)])

    /// Those of all files, of lists and of assets.
    package static func headers(_ site: HostedSite) -> [Rule] {
        [
            ("/*", HostedSite.security.map { ($0.0, $0.1) } + [("Cache-Control", HostedSite.briefly)]),
            ("\(site.folder)/assets/*", [("Cache-Control", HostedSite.forever)]),
        ]
    }

    package static func alternate(_ page: String) -> String {
        "<\(HostedSite.encoded(page)).md>; rel=\"alternate\"; type=\"text/markdown\", \(HostedSite.describedBy)"
    }

    package static func canonical(_ page: String, _ site: HostedSite) -> String {
        "<\(site.addresses.origin)\(HostedSite.encoded(page))>; rel=\"canonical\", \(HostedSite.describedBy)"
    }

    /// A file of rules as several services read it.
    ///
    /// - Parameter detaches: whether a later rule has to take a header away before it sets it again.
    package static func headersFile(_ rules: [Rule], detaches: Bool) -> String {
        var text = "# Made by `guides host`.\n"
        var common: Set<String> = []
        for (path, headers) in rules {
            text += "\(path)\n"
            for (name, value) in headers {
                if detaches, common.contains(name) { text += "  ! \(name)\n" }
                text += "  \(name): \(value)\n"
            }
            if path == "/*" { common = Set(headers.map(\.name)) }
        }
        return text
    }

    /// Redirects, one a line, former addresses first; and how many are left out.
    package static func redirects(_ site: HostedSite, most: Int) -> ([String], Int) {
        let all = site.moved + site.issues
        let lines = all.map { "\(HostedSite.encoded($0.from)) \($0.to) 301\n" }
        return (Array(lines.prefix(most)), max(0, lines.count - most))
    }
}
