/// All hosts there are.
package enum Hosts {
    package static let all: [any Host.Type] = [
        NginxHost.self, CaddyHost.self, ApacheHost.self, CloudflareHost.self, NetlifyHost.self,
        GitHubPagesHost.self,
    ]

    /// The endings of the files of rules that builds write beside what they publish.
    package static var endings: [String] {
        all.compactMap { if case .beside(let ending) = $0.rulesPlace { ending } else { nil } }
    }

    package static var names: [String] { all.map { $0.name } }

    package static func named(_ name: String) -> (any Host.Type)? { all.first { $0.name == name } }
}
