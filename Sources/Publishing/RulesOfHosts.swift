import Analysis
import Content
import Glibc
import Hosts
import Library
import Rendering
import Support

/// The rules of the hosts that site.yml names: of some, files to publish, and of others files beside those.
struct RulesOfHosts: Sendable {
    /// Files to publish, such as `_redirects`.
    private(set) var published: [HostRules.File] = []
    /// Files beside the output folder, each under the ending of its name, such as `nginx.conf`.
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
        var own: [ExactText: String] = [:]
        for host in Hosts.all where library.site.hosts.contains(host.site) {
            switch host.rulesPlace {
            case .published:
                let rules = host.publishedRules(hosted)
                for file in rules.files {
                    let isOwn = files.contains { $0.path.utf8.elementsEqual(file.name.utf8) }
                    if let other = isOwn ? "is one of the site's own files" : own[ExactText(file.name)] {
                        notices.append(
                            "\(file.name) \(other), so the rules of \(host.name) are not in it; `guides host \(host.name)` prints them"
                        )
                    } else {
                        own[ExactText(file.name)] = "has the rules of \(host.name)"
                        published.append(file)
                    }
                }
                notices += rules.notes
            case .beside(let ending):
                let rules = host.rules(hosted)
                beside += rules.files.map { HostRules.File(name: ending, text: $0.text) }
                // That they are for plain HTTP is so with every build, and no news.
                notices += rules.notes.filter { $0 != HostUsage.servesPlainHTTP }
            case .once: break
            }
        }
    }

    /// Checks that nothing that somebody else made is in the place of a file beside the output folder.
    func refuseOthers(beside output: String) throws(DiskError) {
        for file in beside {
            let path = BuildState.Rules.path(beside: output, ending: file.name)
            guard let status = Disk.status(path) else { continue }
            if status.kind == .file {
                var start = ""
                try Disk.FileReader(path).read(0..<min(2000, Int(status.stamp.size))) {
                    start = String(decoding: $0, as: UTF8.self)
                }
                if start.contains("Made by `guides host ") { continue }
            }
            throw DiskError(
                path, "write the rules to", code: EEXIST,
                because:
                    "what is there was not written by a build. Move it away, or remove `host` from site.yml; the published site is unchanged."
            )
        }
    }

    /// Writes the files beside the output folder, and removes those of hosts that the site no longer names.
    ///
    /// - Parameter former: the files that the build before this one wrote.
    /// - Returns: the files that are there now.
    func write(beside output: String, former: [BuildState.Rules]) throws(DiskError) -> [BuildState.Rules] {
        var written: [BuildState.Rules] = []
        for file in beside {
            let path = BuildState.Rules.path(beside: output, ending: file.name)
            let bytes = Array(file.text.utf8)
            // A file that is the same keeps its time.
            let present = Disk.status(path) == nil ? nil : try Disk.read(path)
            if present != bytes { try Disk.replace(path, with: bytes) }
            written.append(BuildState.Rules(ending: file.name, beside: output))
        }
        for file in former where !written.contains(where: { $0.ending == file.ending }) {
            // One that was changed by hand since is somebody's own.
            guard file.isUnchanged(beside: output) else { continue }
            try Disk.removeFile(BuildState.Rules.path(beside: output, ending: file.ending))
        }
        return written
    }
}
