import Content
import Support

/// GitHub Pages: it takes no rules, so there is only what publishes the folder as it is.
enum GitHubPagesHost: Host {
    static let site = SiteHost.githubPages
    static let rulesPlace = RulesPlace.once

    /// The site's folder below the root of its repository, such as `docs`; empty at the root, without a repository, and for a
    /// name that YAML or a shell could read as something else.
    private static func folder(of site: String) -> String {
        guard let site = Disk.realPath(site), let root = Git.root(of: site), site.hasPrefix(root + "/") else {
            return ""
        }
        let folder = site.dropFirst(root.count + 1)
        let isPlain = folder.utf8.allSatisfy { $0.isASCIILetterOrDigit || "-_./".utf8.contains($0) }
        return isPlain && !folder.hasPrefix("-") ? String(folder) : ""
    }

    static let usage = HostUsage(
        saving: "Save the workflow as .github/workflows/publish.yml.",
        notes: [
            "In the settings of the repository, under Pages, choose GitHub Actions as the source.",
            HostUsage.losesNegotiation,
            "Lost: 301 redirects. A small page at each former address, and at the address of each issue, links to the right page.",
            "Lost: the site's own headers, which are those for security, Link, X-Markdown-Tokens, and Cache-Control of a year for assets. GitHub caches all files for ten minutes.",
            "Lost: a markdown page for missing addresses. Everyone gets 404.html.",
        ])

    /// The workflow installs this very version of the tool, and starts at the root of the repository.
    static func rules(_ site: HostedSite) -> HostRules {
        let folder = folder(of: site.options.site)
        let workflow = String(decoding: PackageResources.publish_yml, as: UTF8.self)
            .replacingBytes("{version}", with: Version.current)
            .replacingBytes("{site}", with: folder.isEmpty ? "" : " --site \(folder)")
            .replacingBytes("{folder}", with: folder.isEmpty ? "" : folder + "/")
        return HostRules(files: [HostRules.File(name: "publish.yml", text: workflow)])
    }
}
