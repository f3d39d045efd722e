/// All hosts there are.
package enum Hosts {
    static let all: [any Host.Type] = [
        NginxHost.self, CaddyHost.self, ApacheHost.self, CloudflareHost.self, NetlifyHost.self,
        GitHubPagesHost.self,
    ]

    package static var names: [String] { all.map { $0.name } }

    package static func named(_ name: String) -> (any Host.Type)? { all.first { $0.name == name } }
}
