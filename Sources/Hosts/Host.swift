/// A web server, or a service that hosts sites, for which the tool writes rules.
package protocol Host: Sendable {
    /// The name on the command line, such as `nginx`.
    static var name: String { get }
    static var usage: HostUsage { get }
    /// The rules for one site.
    static func rules(_ site: HostedSite) -> HostRules
}

extension Host {
    /// Notes on rules, one sentence each: their use, and limits of this host.
    ///
    /// - Parameter path: where they were written; nil where they were printed.
    package static func notes(on rules: HostRules, writtenTo path: String? = nil) -> [String] {
        let saving = path == nil ? usage.saving : nil
        let name = path ?? rules.files.first?.name
        let inclusion = name.flatMap { usage.inclusion?.note($0) }
        return [saving, inclusion].compactMap { $0 } + usage.notes + rules.notes
    }
}
