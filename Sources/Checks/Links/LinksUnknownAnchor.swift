import Content
import Findings
import Library
import Markdown

/// A link to a heading that its guide does not have.
enum LinksUnknownAnchor: LinkCheck {
    static let check = CheckID.linksUnknownAnchor
    static let finds =
        "A link to a heading that its guide does not have, or to a part that another page of the site does not have."
    static let why =
        "The link leads to the top of a page instead of the part that is meant, and an agent that follows it finds nothing under that name."
    static let examples = [
        Example(
            bad: "See [certificates](⟦tls.md#certificate⟧).", good: "See [certificates](tls.md#certificates)."
        )
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        var found = 0
        return library.findings(self, of: index) { guide, destination, target in
            if case .issue(let id, _) = target, library.issue(named: id) == nil {
                return LinkFault(
                    message: "no issue has the id \(id)",
                    help: "link to the heading of an issue, such as tls.md#certificates")
            }
            if case .page(let path, let suffix) = target {
                guard let fragment = AddressText.fragment(of: suffix), !fragment.isEmpty, fragment != "top",
                    !library.hasAnchor(fragment, ofPage: path)
                else { return nil }
                found += 1
                return fault(path, fragment, destination, library, isShown: found <= AppliedFindings.most)
            }
            guard case .guide(let reached, let suffix) = target,
                let fragment = AddressText.fragment(of: suffix), !fragment.isEmpty, fragment != "top"
            else { return nil }
            let other = library.guides[reached]
            guard other.isReadable, !library.hasAnchor(fragment, of: reached),
                library.anchor(likely: fragment, of: reached) == nil
            else { return nil }
            found += 1
            let near = found > AppliedFindings.most ? nil : near(fragment, of: reached, library)
            let whole = near.map { near in
                AddressText.withoutFragment(destination) + "#" + near
            }
            return LinkFault(
                message: other.slug == guide?.slug
                    ? "no heading of this guide has the anchor #\(fragment)"
                    : "\"\(other.slug)\" has no heading with the anchor #\(fragment)",
                help: near.map { "did you mean #\($0)?" }
                    ?? anchors(of: other),
                replacement: whole.map { ($0, false) })
        }
            + (index.map { inIssues(of: library.guides[$0]) } ?? [])
    }

    /// The finding for a link to a part of a page that the site makes besides guides.
    ///
    /// - Parameter isShown: whether the finding is one of those that are shown; the nearest anchor is looked for only
    ///   then.
    private static func fault(
        _ path: String, _ fragment: String, _ destination: String, _ library: Library, isShown: Bool
    ) -> LinkFault {
        let near = isShown ? library.nearest(to: fragment, among: .parts(ofPage: path)) : nil
        let first = library.parts(ofPage: path).prefix(6).map { "#" + $0 }.joined(separator: ", ")
        return LinkFault(
            message: "\(path) has no anchor #\(fragment)",
            help: near.map { "did you mean #\($0)?" }
                ?? (first.isEmpty ? "link to the page: it has no anchors" : "it has \(first)"),
            replacement: near.map { (AddressText.withoutFragment(destination) + "#" + $0, false) })
    }

    /// The anchor that was probably meant: a near one, or one that is longer or shorter.
    private static func near(_ fragment: String, of index: Int, _ library: Library) -> String? {
        library.nearest(to: fragment, among: .anchors(of: index))
            ?? library.guides[index].document.headings.lazy.map(\.anchor).first {
                $0.hasPrefix(fragment) || fragment.hasPrefix($0)
            }
    }

    /// The first anchors of a guide, for help.
    private static func anchors(of guide: Guide) -> String {
        let first = guide.document.headings.prefix(6).map { "#" + $0.anchor }
        return first.isEmpty ? "it has no headings" : "it has " + first.joined(separator: ", ")
    }

    /// Issues and headings that the front matter tells more of.
    private static func inIssues(of guide: Guide) -> [Finding] {
        let front = guide.frontMatter
        guard !front.issues.isEmpty || !front.headings.isEmpty else { return [] }
        let chained = Set(AddressesRedirectChain.links(guide).map(\.heading))
        let headings = guide.document.headings
        return findings(
            front.issues.map(\.id).filter { !chained.contains($0) },
            among: headings.filter(\.isIssue).map(\.anchor), "no issue of this guide has the id", guide)
            + findings(
                front.headings.map(\.anchor).filter { !chained.contains($0) },
                among: headings.map(\.anchor), "no heading of this guide has the anchor", guide)
    }

    /// One finding for each of some ids that is none of those that are there.
    private static func findings(
        _ ids: [Located], among present: [String], _ message: String, _ guide: Guide
    ) -> [Finding] {
        let known = Set(present)
        let lost = ids.filter { !known.contains($0.text) }
        guard !lost.isEmpty else { return [] }
        let names = Nearest.Names(present)
        return lost.enumerated().map { number, id in
            finding(id, near: number < AppliedFindings.most ? names.match(id.text) : nil, message, guide)
        }
    }

    private static func finding(_ id: Located, near: String?, _ message: String, _ guide: Guide) -> Finding {
        return Finding(
            self, file: guide.file, at: id.location, to: id.end, "\(message) \(id.text)",
            help: near.map { "did you mean \($0)?" } ?? "it is the anchor of the heading",
            fix: near.flatMap { Fix.offered(id, $0) })
    }
}
