import Markdown

/// A web server, or a service that hosts sites, for which the tool writes rules.
package protocol Host: Sendable {
    /// As the command line names it.
    static var name: String { get }
    /// The rules for one site.
    static func rules(_ site: HostedSite) -> HostRules
}

/// All hosts there are.
package enum Hosts {
    package static let all: [any Host.Type] = [
        NginxHost.self, CaddyHost.self, ApacheHost.self, CloudflareHost.self, NetlifyHost.self,
        GitHubPagesHost.self,
    ]

    package static func named(_ name: String) -> (any Host.Type)? { all.first { $0.name == name } }
}

/// What to give to a host.
package struct HostRules: Sendable {
    /// A file of rules, under the name by which the host knows it.
    package struct File: Sendable {
        package var name: String
        package var text: String
    }

    package var files: [File]
    /// What to do with rules that were printed, and not written to a file.
    package var saving: String?
    /// What to know: how to use them, and what this host cannot do.
    package var notes: [String]
}
