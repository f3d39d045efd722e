import Support

/// GitHub Pages: it takes no rules, so there is only what publishes the folder as it is.
enum GitHubPagesHost: Host {
    static let name = "github-pages"

    static let usage = HostUsage(
        saving: "Save the workflow as .github/workflows/publish.yml.",
        notes: [
            "In the settings of the repository, under Pages, choose GitHub Actions as the source.",
            HostUsage.losesNegotiation,
            "Lost: 301 redirects. A small page at each former address, and at the address of each issue, links to the right page.",
            "Lost: the site's own headers, which are those for security, Link, X-Markdown-Tokens, and Cache-Control of a year for assets. GitHub caches all files for ten minutes.",
            "Lost: a markdown page for missing addresses. Everyone gets 404.html.",
        ])

    /// The workflow needs no values of a site, and installs this very version of the tool.
    static func rules(_ site: HostedSite) -> HostRules {
        let workflow = String(decoding: PackageResources.publish_yml, as: UTF8.self)
            .replacing("{version}", with: Version.current)
        return HostRules(files: [HostRules.File(name: "publish.yml", text: workflow)])
    }
}
