import Findings
import Support

/// Every file that a site's `Content/` and `Templates/` hold, with its stamp but without its bytes.
package struct ContentTree: Sendable {
    /// A file and its stamp.
    package struct File: Sendable, Hashable {
        /// Relative to the site's folder, with `/` between the parts.
        package var path: String
        package var stamp: Disk.Stamp

        package init(path: String, stamp: Disk.Stamp) {
            self.path = path
            self.stamp = stamp
        }

        // Two files may have names that are equal strings: their accents are written in different ways.
        package static func == (a: File, b: File) -> Bool {
            a.stamp == b.stamp && a.path.utf8.elementsEqual(b.path.utf8)
        }
    }

    /// Sorted by path.
    package private(set) var files: [File] = []
    /// Findings about files and folders that cannot be read or published.
    package private(set) var findings: [Finding] = []
    /// Folders within `Content/guides` that are git repositories of their own, such as submodules.
    private(set) var repositories: [String] = []
    /// Files that start with a dot and that servers are meant to have, so that their author may think that they are
    /// published.
    private(set) var hidden: [String] = []
    /// Whether a file is a link to another one, which changes it without being touched.
    private var hasLinks = false

    package static let content = "Content"
    package static let guides = "Content/guides"
    package static let templates = "Templates"
    /// The folders of a site that it is made of.
    package static let parts = [content, templates]

    /// The path of a file relative to `Content/guides`, such as `mail/spf.md`; nil for a file that is elsewhere.
    ///
    /// - Parameter file: relative to the site's folder.
    package static func pathInGuides(of file: String) -> String? {
        let prefix = guides + "/"
        return file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : nil
    }

    /// Whether a file is there that may be read.
    func holds(_ path: String) -> Bool {
        let position = files.partitionPoint { $0.path.precedesInBytes(path) }
        return position < files.count && files[position].path == path
    }

    /// The files of guides, relative to the site's folder.
    package var guideFiles: [String] {
        files.lazy.map(\.path).filter { $0.hasPrefix(Self.guides + "/") && $0.hasSuffix(".md") }
    }

    /// Looks through the folders of the site in `folder`.
    ///
    /// Names that start with a dot or end with `~` are an editor's own and passed over. A link counts as the file it
    /// leads to when that is in the same folder of the site; any other is a finding.
    ///
    /// - Throws: where the folder holds no site.
    package init(site folder: String) throws(NoSite) {
        for part in Self.parts {
            guard let status = Disk.status("\(folder)/\(part)", followsLinks: true), status.kind == .folder
            else {
                // Without templates a site looks as the tool's own theme does.
                if part == Self.templates, Disk.status("\(folder)/\(part)", followsLinks: true) == nil {
                    continue
                }
                throw NoSite(folder, lacks: part)
            }
            let root = Disk.realPath("\(folder)/\(part)") ?? "\(folder)/\(part)"
            walk(part, root: root, site: folder)
        }
        files.sort { $0.path.precedesInBytes($1.path) }
    }

    /// - Parameter files: sorted by path.
    init(_ files: [File]) { self.files = files }

    /// A check that a folder holds a site.
    package static func requireSite(in folder: String) throws(NoSite) {
        guard Disk.status("\(folder)/\(content)", followsLinks: true)?.kind == .folder else {
            throw NoSite(folder, lacks: content)
        }
    }

    /// The tree after some of its files changed, without a look at the others; nil where only a whole look will tell:
    /// what changed is no plain file, or is in a folder that is new.
    ///
    /// - Parameter paths: relative to the site's folder.
    package func updated(_ paths: Set<String>, site: String) -> ContentTree? {
        guard findings.isEmpty, !hasLinks else { return nil }
        var tree = self
        for path in paths.sorted() {
            let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }
            // An editor's own files are passed over.
            if names.contains(where: { $0.hasPrefix(".") || $0.hasSuffix("~") }) { continue }
            guard names.allSatisfy({ Self.isName(String($0)) }) else { return nil }
            let position = tree.files.partitionPoint { $0.path.precedesInBytes(path) }
            let isKnown = position < tree.files.count && tree.files[position].path == path
            switch Disk.status("\(site)/\(path)") {
            case nil:
                // What is gone and was no file was a folder, or a link to nothing.
                guard isKnown else { continue }
                tree.files.remove(at: position)
            case let status? where status.kind == .file:
                let file = File(path: path, stamp: status.stamp)
                if isKnown { tree.files[position] = file } else { tree.files.insert(file, at: position) }
            default: return nil
            }
        }
        return tree
    }

    /// Whether a name can be part of an address: it is text without controls, and does not begin with a mark that joins
    /// with the slash before it.
    package static func isName(_ name: String) -> Bool {
        InvisibleText.find(in: Array(name.utf8)).isEmpty && !name.utf8.contains { 9...13 ~= $0 }
            && !name.unicodeScalars.contains("\u{FFFD}") && "/\(name)".first == "/"
    }

    /// The first of some folders, each in the one before it, that is a link out of the folder of guides; nil where none is.
    package static func folder(in folders: [String], leadingOutOf guides: String) -> String? {
        guard let root = Disk.realPath(guides) else { return nil }
        var path = guides
        for folder in folders {
            path += "/\(folder)"
            guard let real = Disk.realPath(path) else { return nil }
            if !real.hasPrefix(root + "/") { return folder }
        }
        return nil
    }

    /// Whether this very file is in it, as it was when it was last written.
    func has(_ file: File) -> Bool {
        let position = files.partitionPoint { $0.path.precedesInBytes(file.path) }
        return position < files.count && files[position] == file
    }

    private static let namesForServers: Set<String> = [
        ".htaccess", ".htpasswd", ".user.ini", ".well-known", ".nojekyll",
    ]

    /// Notices about files that are left out, and about a site without any guide.
    package var notices: [String] {
        let start =
            guideFiles.isEmpty && findings.isEmpty
            ? ["\(Self.guides)/ has no guide yet; run `guides new SLUG` to write one"] : []
        return start
            + hidden.map { path in
                let name = path.split(separator: "/").last.map(String.init) ?? path
                return
                    "\(path) is not published, since its name starts with a dot. Put it in the published folder itself, such as "
                    + "Public/\(name): a build leaves it alone there"
            }
    }

    private mutating func walk(_ path: String, root: String, site: String) {
        let names: [String]
        do throws(DiskError) {
            names = try Disk.names(in: "\(site)/\(path)")
        } catch {
            report(path, "this folder cannot be read: \(error.reason)", "give this user the right to read it")
            return
        }
        if names.contains(".git"), path.hasPrefix(Self.guides + "/") { repositories.append(path) }
        hidden += names.filter(Self.namesForServers.contains).map { "\(path)/\($0)" }
        for name in names where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let inner = "\(path)/\(name)"
            guard Self.isName(name) else {
                report(
                    inner, "the file's name has a character that no address can have", "rename the file")
                continue
            }
            guard let status = Disk.status("\(site)/\(inner)") else { continue }
            switch status.kind {
            case .file: files.append(File(path: inner, stamp: status.stamp))
            case .folder: walk(inner, root: root, site: site)
            case .link: follow(inner, root: root, site: site)
            case .other:
                report(inner, "this is neither a file nor a folder", "move it out of the site's folders")
            }
        }
    }

    private mutating func follow(_ path: String, root: String, site: String) {
        guard let target = Disk.realPath("\(site)/\(path)") else {
            report(path, "this symbolic link points to nothing", "remove it, or put the file where it points")
            return
        }
        guard target.hasPrefix(root + "/") else {
            report(
                path, "this symbolic link points out of the site's folder",
                "replace it with a copy of the file: nothing from outside is published")
            return
        }
        guard let status = Disk.status(target), status.kind == .file else {
            report(path, "this symbolic link points to a folder", "put the folder itself here")
            return
        }
        files.append(File(path: path, stamp: status.stamp))
        hasLinks = true
    }

    private mutating func report(_ path: String, _ message: String, _ help: String) {
        findings.append(Finding(.contentUnreadable, file: path, at: .start, message, help: help))
    }
}
