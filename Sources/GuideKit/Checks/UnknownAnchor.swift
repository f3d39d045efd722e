import Markdown

/// A link to a heading that its guide does not have.
package enum UnknownAnchor: LibraryCheck {
    package static let id = "links/unknown-anchor"
    package static let severity = Severity.error
    package static let finds = "A link to a heading that its guide does not have."

    package static func run(_ library: Library) -> [Finding] {
        library.findings(self) { guide, target in
            guard case .guide(let index, let suffix) = target,
                let fragment = LinkResolver.fragment(of: suffix), !fragment.isEmpty, fragment != "top"
            else { return nil }
            let other = library.guides[index]
            guard other.isReadable, !other.document.headings.contains(where: { $0.anchor == fragment }),
                !other.document.hasFootnote(fragment)
            else { return nil }
            let anchors = other.document.headings.map(\.anchor)
            let near =
                Nearest.match(fragment, among: anchors)
                ?? anchors.first { $0.hasPrefix(fragment) || fragment.hasPrefix($0) }
            return (
                other.slug == guide.slug
                    ? "no heading of this guide has the anchor #\(fragment)"
                    : "\"\(other.slug)\" has no heading with the anchor #\(fragment)",
                near.map { "did you mean #\($0)?" }
                    ?? (anchors.isEmpty
                        ? "it has no headings" : "it has #\(anchors.prefix(6).joined(separator: ", #"))")
            )
        }
    }
}

extension Document {
    /// Whether `fragment` is the id of one of the footnotes.
    func hasFootnote(_ fragment: String) -> Bool {
        guard fragment.hasPrefix("fn:"), let number = Int(fragment.dropFirst(3)) else { return false }
        return number >= 1 && number <= footnotes
    }
}
