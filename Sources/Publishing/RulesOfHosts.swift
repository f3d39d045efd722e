import Analysis
import Content
import Glibc
import Hosts
import Library
import Rendering
import Support

/// The rules of the hosts that site.yml names: of some, files to publish, and of others files in the site's folder.
struct RulesOfHosts: Sendable {
    /// Files to publish, such as `_redirects`.
    private(set) var published: [HostRules.File] = []
    /// Files in the site's folder, such as `nginx.conf`.
    private(set) var beside: [HostRules.File] = []
    private(set) var notices: [String] = []

    /// - Parameters:
    ///   - output: the folder that the site is published into.
    ///   - files: the files that the build makes.
    init(_ library: Library, site: String, output: String, files: [DiskSink.Staged]) {
        guard !library.site.hosts.isEmpty else { return }
        let markdown = files.compactMap { file in file.characters.map { (path: file.path, characters: $0) } }
        let hosted = HostedSite(library, HostedSite.Options(site: site, root: output), markdown: markdown)
        /// What there is already under the name of a file.
        var own = Dictionary(
            files.map { (ExactText($0.path), "is one of the site's own files") },
            uniquingKeysWith: { first, _ in first })
        for host in Hosts.all where library.site.hosts.contains(host.site) {
            switch host.rulesPlace {
            case .published:
                let rules = host.publishedRules(hosted)
                for file in rules.files {
                    if let other = own[ExactText(file.name)] {
                        notices.append(
                            "\(file.name) \(other), so the rules of \(host.name) are not in it; `guides host \(host.name)` prints them"
                        )
                    } else {
                        own[ExactText(file.name)] = "has the rules of \(host.name)"
                        published.append(file)
                    }
                }
                notices += rules.notes
            case .beside(let name):
                beside += host.rules(hosted).files.map { HostRules.File(name: name, text: $0.text) }
            case .once: break
            }
        }
    }

    /// Checks that no file that somebody else wrote has the place of one in the site's folder.
    func refuseOthers(in site: String) throws(DiskError) {
        for file in beside {
            let path = "\(site)/\(file.name)"
            guard let status = Disk.status(path, followsLinks: true) else { continue }
            if status.kind == .file {
                let start = String(decoding: try Disk.read(path).prefix(2000), as: UTF8.self)
                if start.contains("Made by `guides host ") { continue }
            }
            throw DiskError(
                path, "write the rules to", code: EEXIST,
                because:
                    "a file that no build wrote is there. Move it away, or remove `host` from site.yml and print the rules with `guides host`; the published site is unchanged."
            )
        }
    }

    /// Writes the files in the site's folder, and removes those of hosts that it no longer names.
    ///
    /// - Parameter former: the files that the build before this one wrote.
    /// - Returns: the names of the files, with their stamps.
    func write(to site: String, former: [BuildState.Rules]) throws(DiskError) -> [BuildState.Rules] {
        var written: [BuildState.Rules] = []
        for file in beside {
            let path = "\(site)/\(file.name)"
            let bytes = Array(file.text.utf8)
            // A link stays one, and a file that is the same keeps its time.
            let target = Disk.realPath(path) ?? path
            let present = Disk.status(target) == nil ? nil : try Disk.read(target)
            if present != bytes { try Disk.replace(target, with: bytes) }
            written.append(BuildState.Rules(name: file.name, in: site))
        }
        for file in former where !written.contains(where: { $0.name == file.name }) {
            // One that was changed by hand since is somebody's own.
            if file.isUnchanged(in: site) { try Disk.removeFile("\(site)/\(file.name)") }
        }
        return written
    }
}
