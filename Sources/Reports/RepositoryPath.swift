import Support

/// The path from the root of a repository to a site in it, for reports that name files by the repository's paths.
package enum RepositoryPath {
    /// The path with a slash at its end, such as `docs/site/`; empty where the site is the root, or in no repository.
    ///
    /// - Parameters:
    ///   - site: the site's folder.
    ///   - environment: that of the process; in a workflow of GitHub it names the folder of the repository.
    package static func prefix(ofSite site: String, environment: [String: String]) -> String {
        guard let root = Disk.realPath(site) else { return "" }
        let workspace = environment["GITHUB_WORKSPACE"].flatMap(Disk.realPath)
        let repository = workspace ?? Git.root(of: site)
        guard let repository, root.hasPrefix(repository + "/") else { return "" }
        return String(root.dropFirst(repository.count + 1)) + "/"
    }
}
