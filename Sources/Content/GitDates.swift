import Support

/// When each guide was last changed, as git knows it: the day of `updated` for guides that name none.
///
/// A commit counts where it changed what a reader can see. Moving a file, other line ends, an alias more, and the new name
/// of a guide in links to it do not count, and neither do commits that `.git-blame-ignore-revs` lists.
package struct GitDates: Sendable {
    private(set) var days: [String: Day] = [:]
    /// The files whose dates were read.
    private var requested: Set<String> = []
    /// Things the user has to know, such as a clone without history.
    package private(set) var notices: [String] = []

    package init() {}

    /// Guides whose history is in one repository.
    package struct Source {
        var git: Git
        /// The commit from which to look back, `HEAD` or an id.
        var revision: String
        /// Their folder, relative to the site's, such as `Content/guides`.
        var folder: String
        /// `folder` relative to the repository; empty for the repository itself.
        var path: String
        /// The guides' files, relative to the site's folder.
        var files: [String] = []

        /// A guide's file, relative to the repository.
        func path(of file: String) -> String {
            (path.isEmpty ? "" : path + "/") + file.dropFirst(folder.utf8.count + 1)
        }
    }

    /// The repositories of a site's guides: the one that `Content/guides` is in, and those within that folder, such as
    /// submodules. Of a site in no repository there are none.
    package static func sources(_ tree: ContentTree, site: String) -> [Source] {
        ([ContentTree.guides] + tree.repositories).compactMap { folder -> Source? in
            guard let path = Disk.realPath("\(site)/\(folder)"), let git = Git.repository(of: path) else {
                return nil
            }
            let inner =
                path == git.root ? "" : String(path.dropFirst(git.root == "/" ? 1 : git.root.utf8.count + 1))
            return Source(git: git, revision: "HEAD", folder: folder, path: inner)
        }
    }

    /// Gives each guide's file to the repository that it is in: that of the longest folder.
    private static func share(_ files: [String], among sources: [Source]) -> [Source] {
        var sources = sources
        let order = sources.indices.sorted { sources[$0].folder.utf8.count > sources[$1].folder.utf8.count }
        for file in files {
            if let owner = order.first(where: { file.hasPrefix(sources[$0].folder + "/") }) {
                sources[owner].files.append(file)
            }
        }
        return sources
    }

    /// Whether the dates of all these files were read.
    func covers(_ files: [String]) -> Bool { files.allSatisfy(requested.contains) }

    /// A value that changes whenever a commit is made in a repository of the site's guides, or another branch is checked out.
    package static func fingerprint(_ sources: [Source]) -> [Disk.Stamp] {
        sources.flatMap(\.git.fingerprint)
    }

    /// Asks git once for each repository. A shallow clone would give false days, so it gives none, and a notice.
    ///
    /// - Parameter files: the guides' files, relative to the site's folder.
    package static func read(_ files: [String], in sources: [Source]) -> GitDates {
        var dates = GitDates()
        dates.requested = Set(files)
        for source in share(files, among: sources) where !source.files.isEmpty { dates.add(source) }
        return dates
    }

    private mutating func add(_ source: Source) {
        do {
            guard try !source.git.isShallow() else {
                notices.append(
                    "the clone in \(source.git.root) is shallow, so the dates of the last changes are unknown; fetch the "
                        + "whole history (git fetch --unshallow) or write `updated` into the guides")
                return
            }
            guard try source.revision != "HEAD" || source.git.hasCommits() else { return }
            var history = try GitHistory(source)
            let found = history.days()
            days.merge(found) { $1 }
            guard found.isEmpty else { return }
            let there = try source.git.files(in: source.path, at: source.revision)
            guard source.files.contains(where: { there.contains(source.path(of: $0)) }) else { return }
            notices.append(
                "git reports no date for any guide in \(source.git.root), though its commits have them; run git log there to "
                    + "see why, or write `updated` into the guides")
        } catch Git.Failure.notInstalled {
            notices.append("git is not installed, so the dates of the last changes are unknown")
        } catch Git.Failure.refused(let reason, _) {
            let advice =
                reason.contains("dubious ownership")
                ? "if you trust that folder, run: git config --global --add safe.directory \(ShellWord.quoted(source.git.root))"
                : "run git log there to see why, or write `updated` into the guides"
            notices.append(
                "git does not show the history of \(source.git.root) (\(reason)), so the dates of the last changes are "
                    + "unknown; \(advice)")
        } catch {
            notices.append(
                "the history of \(source.git.root) cannot be read, so the dates of the last changes are unknown: \(error)"
            )
        }
    }

    /// The day on which a file, relative to the site's folder, was last changed.
    package func day(of file: String) -> Day? { days[file] }
}
