import Content
import Findings
import Glibc
import Support

/// The findings that a user asked for: those of some checks, in some files.
package struct FindingSelection: Sendable {
    /// Ids and groups, such as `links/self` and `keywords`; empty for all.
    let checks: Set<String>
    /// Files and folders relative to the site, such as `Content/guides/tls.md`; empty for all.
    let files: Set<String>
    /// A line for each file that no check looks at, such as `README.md is not checked: …`.
    package private(set) var notices: [String] = []

    /// - Parameters:
    ///   - only: ids and groups; what else is among them names files, since files may follow ids on a command line.
    ///   - files: files and folders, relative to the present folder or to the site.
    ///   - site: the site's folder.
    /// - Throws: where a file is not in the site.
    package init(only: [String], files: [String], site: String) throws(DiskError) {
        let ids = only.filter(CheckID.isName)
        let root = Disk.realPath(site) ?? site
        var named: Set<String> = []
        var isWhole = false
        for file in files + only.filter({ !ids.contains($0) }) {
            let paths = [file, "\(site)/\(file)"].flatMap { [Self.place($0), Disk.realPath($0)] }.compactMap {
                $0
            }
            // Links of a guide lead from its folder, which standard input does not have.
            if paths.isEmpty, file == "-" {
                throw DiskError(
                    file, "check", code: EINVAL,
                    because: "guides checks files of the site, not standard input. Name one of them.")
            }
            guard !paths.isEmpty else { throw DiskError(file, "check", code: ENOENT) }
            if paths.contains(root) {
                isWhole = true
                continue
            }
            guard let path = paths.first(where: { $0.hasPrefix(root + "/") })?.dropFirst(root.count + 1)
            else {
                throw DiskError(
                    file, "check", code: EINVAL,
                    because: "it is not in the site's folder. Use --site to name the site that it belongs to."
                )
            }
            if !ContentTree.parts.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) {
                notices.append(
                    "\(file) is not checked; guides checks only files in \(ContentTree.parts.joined(separator: " and "))"
                )
            }
            named.insert(String(path))
        }
        checks = Set(ids.map(CheckID.presentName))
        self.files = isWhole ? [] : named
    }

    /// The absolute path of a file, without links among its folders. The file itself may be a link: findings name it, and
    /// not what it leads to.
    private static func place(_ path: String) -> String? {
        guard Disk.realPath(path) != nil, let name = path.split(separator: "/").last,
            ![".", ".."].contains(name)
        else { return nil }
        let folder = path.dropLast(path.reversed().prefix { $0 == "/" }.count + name.count)
        return Disk.realPath(folder.isEmpty ? "." : String(folder)).map { "\($0)/\(name)" }
    }

    /// A notice for each check that is named as it was called before, such as `a/b is called a/c now`.
    package static func notices(only: [String]) -> [String] {
        only.filter { CheckID.presentName(of: $0) != $0 }.map {
            "\($0) is now called \(CheckID.presentName(of: $0))"
        }
    }

    /// A complaint about the first of `only` that is neither a check, a group nor a file; nil where there is none.
    package static func error(only: [String], site: String) -> String? {
        for name in only where !CheckID.isName(name) {
            let isFile = [name, "\(site)/\(name)"].contains { Disk.status($0, followsLinks: true) != nil }
            if isFile { continue }
            let near = Nearest.match(name, among: CheckID.names)
            return
                "no check is named \(name)\(near.map { "; did you mean \($0)?" } ?? "; `guides checks` lists them")"
        }
        return nil
    }

    /// Whether a finding is one of the selection.
    package func covers(_ finding: Finding) -> Bool {
        let ofChecks = checks.isEmpty || checks.contains(finding.id) || checks.contains(finding.group)
        if finding.check.stopsOthers {
            return ofChecks || checks.contains { CheckID.named($0)?.group == finding.group }
        }
        return ofChecks
            && (files.isEmpty || files.contains(finding.file)
                || files.contains { finding.file.hasPrefix($0 + "/") })
    }

    /// Whether a finding's fix may be applied: one that is surely right, or one that a named check suggests.
    func mayFix(_ finding: Finding) -> Bool {
        guard let fix = finding.fix, covers(finding) else { return false }
        return fix.isSafe || !checks.isEmpty
    }
}
