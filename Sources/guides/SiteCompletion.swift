import ArgumentParser
import Content
import Support

/// Names in the site that a command line is about. A shell expands what it is offered, so each name is one that a shell
/// takes as it is.
extension CompletionKind {
    /// The slugs of guides.
    static var slugs: CompletionKind {
        .custom { arguments, _, _ in
            let site = CompletionKind.site(in: arguments)
            let files = (try? ContentTree(site: site))?.guideFiles ?? []
            let naming = Site.naming(inFolder: site)
            return files.compactMap(ContentTree.pathInGuides).map(naming.slug(of:)).filter(naming.isValid)
        }
    }

    /// The ids of categories.
    static var categories: CompletionKind {
        .custom { arguments, _, _ in
            let site = CompletionKind.site(in: arguments)
            return Site.categories(inFolder: site).map(\.id).filter(Slug.isValid)
        }
    }

    /// The branches and tags of the repository that the site is in.
    static var revisions: CompletionKind {
        .custom { arguments, _, _ in
            let git = Git.repository(of: CompletionKind.site(in: arguments))
            let names = (try? git?.branchesAndTags()) ?? []
            return names.filter { ShellWord.path($0) == $0 }
        }
    }

    /// The folder that a command line names with `--site`, or else this one.
    private static func site(in arguments: [String]) -> String {
        let next = arguments.firstIndex(of: "--site").map { $0 + 1 }
        let joined = arguments.last { $0.hasPrefix("--site=") }.map { String($0.dropFirst("--site=".count)) }
        return joined ?? next.flatMap { $0 < arguments.count ? arguments[$0] : nil } ?? "."
    }
}
