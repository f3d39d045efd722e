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
    /// How the configuration of the host includes the file of rules; nil where the host finds it by itself.
    package var naming: Naming?
    /// What to do with rules that were printed, and not written to a file.
    package var saving: String?
    /// What to know besides how the file is named.
    private let more: [String]

    init(files: [File], naming: Naming? = nil, saving: String? = nil, notes: [String]) {
        self.files = files
        self.naming = naming
        self.saving = saving
        more = notes
    }

    /// The line of a host's configuration that names a file of rules.
    package struct Naming: Sendable {
        /// Where it is, such as `in nginx.conf, within http { }`.
        var location: String
        /// What is before and after the file's path in it.
        var start: String
        var end = ""

        func note(_ path: String) -> String {
            let isPlain = path.utf8.allSatisfy { $0 > 32 && !"\"'\\;{}#$".utf8.contains($0) }
            return "Name the file \(location): \(start)\(isPlain ? path : HostedSite.quoted(path))\(end)"
        }
    }

    /// What to know: how to use the rules, and what this host cannot do.
    ///
    /// - Parameter path: where they were written; nil where they were printed.
    package func notes(writtenTo path: String? = nil) -> [String] {
        guard let naming, files.count == 1, let file = files.first else { return more }
        return [naming.note(path ?? file.name)] + more
    }
}
