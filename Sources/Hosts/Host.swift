import Content

/// A web server, or a service that hosts sites, for which the tool writes rules.
package protocol Host: Sendable {
    /// The host as site.yml names it.
    static var site: SiteHost { get }
    /// Where a build of a site that names the host writes its rules.
    static var rulesPlace: RulesPlace { get }
    static var usage: HostUsage { get }
    /// The rules for one site.
    static func rules(_ site: HostedSite) -> HostRules
    /// The rules as a build publishes them, where `rulesPlace` says that it does.
    static func publishedRules(_ site: HostedSite) -> HostRules
}

/// Where a build writes the rules of a host.
package enum RulesPlace: Sendable {
    /// Among the published files.
    case published
    /// Beside the published folder, under the name of that and this ending: `Public.nginx.conf`.
    case beside(ending: String)
    /// Nowhere, since no build changes them.
    case once
}

extension Host {
    /// The name on the command line and in site.yml, such as `nginx`.
    package static var name: String { site.rawValue }

    package static func publishedRules(_ site: HostedSite) -> HostRules { rules(site) }

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
