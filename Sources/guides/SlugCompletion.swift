import ArgumentParser
import Content

extension CompletionKind {
    /// The slugs of the site that a command line names with `--site`, or else of this folder.
    static var slugs: CompletionKind {
        .custom { arguments, _, _ in
            let option = arguments.firstIndex(of: "--site").map { $0 + 1 }
            let site = option.flatMap { $0 < arguments.count ? arguments[$0] : nil } ?? "."
            let files = (try? ContentTree(site: site))?.guideFiles ?? []
            return files.compactMap { $0.split(separator: "/").last?.dropLast(".md".count) }.map(String.init)
        }
    }
}
