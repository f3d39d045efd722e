import Content
import Library
import Support

/// Inputs of the checks of links of one guide: the guide, the shape of the site, and the answers to what the checks ask about
/// other guides and pages.
struct LinkCheckKey: Hashable, Sendable {
    private let guide: Int
    /// Tells where each link leads, and the names of guides and files.
    private let shape: Int
    /// For each link that leads to a picture or a part of something, in the order of links.
    private let answers: [Answer]

    private enum Answer: Hashable {
        /// The anchors of a guide, by their key.
        case anchors(UInt64)
        /// The guide that has an issue, and the anchor there.
        case issue(guide: Int, anchor: ExactText)
        case noIssue
        case pictures([Picture])
        /// The page has the part.
        case part
        /// The page does not have the part; its parts are offered instead.
        case noPart(of: [ExactText])
    }

    init(of index: Int, in library: Library) {
        guide = library.guides[index].identity
        shape = library.shapeIdentity
        let targets = library.targets[index] + library.resourceTargets[index].map(\.target)
        answers = targets.compactMap { Self.answer(for: $0, in: library) }
    }

    private static func answer(for target: LinkTarget, in library: Library) -> Answer? {
        switch target {
        case .guide(let other, let suffix):
            guard AddressText.fragment(of: suffix) != nil else { return nil }
            return .anchors(library.guides[other].anchorsKey)
        case .issue(let id, _):
            guard let issue = library.issue(named: id) else { return .noIssue }
            return .issue(guide: issue.guide, anchor: ExactText(issue.anchor))
        case .page(let path, let suffix):
            guard let fragment = AddressText.fragment(of: suffix) else { return nil }
            if library.hasAnchor(fragment, ofPage: path) { return .part }
            return .noPart(of: library.parts(ofPage: path).map(ExactText.init))
        case .file:
            let pictures = library.pictures(of: target).map(\.picture)
            return pictures.isEmpty ? nil : .pictures(pictures)
        default: return nil
        }
    }
}
