import Findings

/// A related guide that is in the list twice, or the guide itself.
enum LinksDuplicateRelated: GuideCheck {
    static let check = CheckID.linksDuplicateRelated
    static let finds =
        "A slug that `related` lists twice, or the slug of the guide itself."
    static let why =
        "It takes the place of a guide that a reader could use."
    static let examples = [
        Example(.head, bad: "related: [tls, spf, ⟦tls⟧]", good: "related: [tls, spf]"),
        Example(.head, bad: "related: [tls, ⟦example⟧]", good: "related: [tls]"),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        var seen: Set<String> = []
        return context.frontMatter.related.compactMap { slug in
            let isOwn = slug.text == context.slug
            guard !seen.insert(slug.text).inserted || isOwn else { return nil }
            return Finding(
                self, file: context.file, at: slug.location, to: slug.end,
                isOwn ? "this guide names itself" : "\"\(slug.text)\" is listed twice",
                help: "take it out",
                fix: ListItem.removal(of: slug, in: context.document.source).map { Fix([$0], isSafe: true) })
        }
    }
}
