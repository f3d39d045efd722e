import Markdown

/// A link to a guide that is still a draft.
package enum DraftTarget: LibraryCheck {
    package static let id = "links/draft-target"
    package static let severity = Severity.error
    package static let finds = "A link, a related guide or a resource that names a draft."

    package static func run(_ library: Library) -> [Finding] {
        let help = "publish that guide first, or take the link out until then"
        let links = library.findings(self) { _, target in
            guard case .draft(let name) = target else { return nil }
            return ("\"\(name)\" is a draft, which is not published", help)
        }
        return links
            + library.guides.flatMap { guide in
                guide.frontMatter.guideNames.filter {
                    library.resolver.drafts.contains($0.text) && library.index(ofSlug: $0.text) == nil
                }
                .map {
                    Finding(
                        self, file: guide.file, at: $0.place,
                        "\"\($0.text)\" is a draft, which is not published",
                        help: help)
                }
            }
    }
}
