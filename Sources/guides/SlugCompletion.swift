import ArgumentParser
import Content

extension CompletionKind {
    /// The slugs of the site that a command line names with `--site`, or else of this folder.
    static var slugs: CompletionKind {
        .custom { arguments, _, _ in
            let next = arguments.firstIndex(of: "--site").map { $0 + 1 }
            let joined = arguments.last { $0.hasPrefix("--site=") }.map {
                String($0.dropFirst("--site=".count))
            }
            let site = joined ?? next.flatMap { $0 < arguments.count ? arguments[$0] : nil } ?? "."
            let files = (try? ContentTree(site: site))?.guideFiles ?? []
            // A shell expands what it is offered, so a name must be nothing but a slug.
            return files.compactMap { $0.split(separator: "/").last?.dropLast(".md".count) }.map(String.init)
                .filter(Slug.isValid)
        }
    }
}
