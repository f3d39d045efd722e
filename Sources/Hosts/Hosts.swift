/// All hosts there are.
package enum Hosts {
    package static let all: [any Host.Type] = [
        NginxHost.self, CaddyHost.self, ApacheHost.self, CloudflareHost.self, NetlifyHost.self,
        GitHubPagesHost.self,
    ]

    /// The names of the files of rules that builds write in a site's folder.
    package static var fileNames: [String] {
        all.compactMap { if case .beside(let name) = $0.rulesPlace { name } else { nil } }
    }

    package static var names: [String] { all.map { $0.name } }

    package static func named(_ name: String) -> (any Host.Type)? { all.first { $0.name == name } }
}
