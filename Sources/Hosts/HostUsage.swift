/// Use of a host's rules, and limits of the host, the same for every site.
package struct HostUsage: Sendable {
    /// The line with which the host includes the file of rules; nil where the host finds it by itself.
    var inclusion: Inclusion?
    /// A sentence on rules that were printed, and not written to a file.
    var saving: String?
    /// Sentences on everything else.
    var notes: [String]

    /// The line of a host's configuration that names a file of rules, such as `include /srv/guides.conf;`.
    struct Inclusion: Sendable {
        /// The place to add the line, such as `to nginx.conf, within http { }`.
        var location: String
        /// Its text before and after the file's path.
        var start: String
        var end = ""

        func note(_ path: String) -> String {
            let isPlain = path.utf8.allSatisfy { $0 > 32 && !"\"'\\;{}#$".utf8.contains($0) }
            return
                "Add this line \(location): \(start)\(isPlain ? path : RuleText.quoted(path).text)\(end)"
        }
    }

    // MARK: Notes of several hosts

    static func comparesFiles(_ host: String) -> String {
        "\(host) tells versions of a file apart by time and size: publish with a tool that keeps or renews the times of files, such as rsync -t."
    }

    package static let servesPlainHTTP =
        "These rules are for plain HTTP. For HTTPS, give --certificate and --key."
    static let losesNegotiation =
        "Lost: markdown at a page's own address. Agents find it at the address with .md, which the head of each page names and llms.txt lists."
    static let losesTokens =
        "Lost: the header X-Markdown-Tokens. The numbers are in sitemap.md and issues.json."
}
