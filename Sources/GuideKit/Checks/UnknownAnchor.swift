import Markdown

/// A link to a heading that its guide does not have.
package enum UnknownAnchor: LinkCheck {
    package static let id = "links/unknown-anchor"
    package static let severity = Severity.error
    package static let finds = "A link to a heading that its guide does not have."
    package static let why =
        "The link leads to the top of a page instead of the part that is meant, and an agent that follows it finds nothing under that name."
    package static let examples = [
        Example(
            bad: "See [certificates](⟦tls.md#certificate).", good: "See [certificates](tls.md#certificates).")
    ]

    package static func run(_ library: Library, of index: Int?) -> [Finding] {
        // For each guide that links lead to, its anchors, made ready for near names once.
        var known: [Int: Nearest.Names] = [:]
        var found = 0
        return library.findings(self, of: index) { guide, destination, target in
            if case .issue(let id, _) = target, library.issue(named: id) == nil {
                return LinkFault(
                    message: "no issue has the id \(id)",
                    help: "link to the heading of an issue, such as tls.md#certificates")
            }
            guard case .guide(let reached, let suffix) = target,
                let fragment = LinkResolver.fragment(of: suffix), !fragment.isEmpty, fragment != "top"
            else { return nil }
            let other = library.guides[reached]
            guard other.isReadable, !other.hasAnchor(fragment) else { return nil }
            let anchors = other.document.headings.map(\.anchor)
            guard !anchors.contains(where: { $0.lowercased() == fragment.lowercased() }) else { return nil }
            let names = known[reached] ?? Nearest.Names(anchors)
            known[reached] = names
            found += 1
            let near =
                found > Checks.most
                ? nil
                : names.match(fragment) ?? anchors.first { $0.hasPrefix(fragment) || fragment.hasPrefix($0) }
            let whole = near.map { near in
                LinkResolver.withoutFragment(destination) + "#" + near
            }
            return LinkFault(
                message: other.slug == guide?.slug
                    ? "no heading of this guide has the anchor #\(fragment)"
                    : "\"\(other.slug)\" has no heading with the anchor #\(fragment)",
                help: near.map { "did you mean #\($0)?" }
                    ?? (anchors.isEmpty
                        ? "it has no headings" : "it has #\(anchors.prefix(6).joined(separator: ", #"))"),
                replacement: whole.map { ($0, false) })
        }
            + (index.map { inIssues(of: library.guides[$0]) } ?? [])
    }

    /// Issues and headings that the front matter tells more of.
    private static func inIssues(of guide: Guide) -> [Finding] {
        let front = guide.frontMatter
        guard !front.issues.isEmpty || !front.headings.isEmpty else { return [] }
        let anchors = guide.document.headings.map(\.anchor)
        let ids = guide.document.headings.filter(\.isIssue).map(\.anchor)
        let chained = RedirectChain.links(guide).map(\.heading)
        return front.issues.filter { !ids.contains($0.id.text) && !chained.contains($0.id) }.map {
            finding($0.id, among: ids, "no issue of this guide has the id", guide)
        }
            + front.headings.filter { !anchors.contains($0.anchor.text) && !chained.contains($0.anchor) }.map
        {
            finding($0.anchor, among: anchors, "no heading of this guide has the anchor", guide)
        }
    }

    private static func finding(_ id: Placed, among ids: [String], _ message: String, _ guide: Guide)
        -> Finding
    {
        let near = Nearest.match(id.text, among: ids)
        return Finding(
            self, file: guide.file, at: id.place, to: id.end, "\(message) \(id.text)",
            help: near.map { "did you mean \($0)?" } ?? "it is the anchor of the heading",
            fix: near.flatMap { Fix.offered(id, $0) })
    }
}

extension Guide {
    /// Whether its page has an element with this id: a heading or a footnote.
    func hasAnchor(_ fragment: String) -> Bool {
        document.headings.contains { $0.anchor == fragment } || document.hasFootnote(fragment)
            || formerAnchors.contains { $0.former.text == fragment }
    }
}

extension Document {
    /// Whether `fragment` is the id of one of the footnotes.
    func hasFootnote(_ fragment: String) -> Bool {
        guard fragment.hasPrefix("fn:"), let number = Int(fragment.dropFirst(3)) else { return false }
        return number >= 1 && number <= footnotes
    }
}
