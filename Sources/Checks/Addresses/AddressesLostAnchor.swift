import Content
import Findings
import Library

/// A heading that was published, and whose id the page has no more.
enum AddressesLostAnchor: LibraryCheck {
    static let check = CheckID.addressesLostAnchor
    static let finds =
        "An anchor in the history of addresses (`Content/addresses.txt`) that its page no longer has, as a heading or as a former id, or that now leads to another heading with the same text; an error if it was an issue’s."
    static let why =
        "Links to it now lead to the top of the page, and a tool that sends people to an issue sends them to the wrong place."
    static let examples = [
        Example(
            .described, bad: "The heading \"Certificates\" becomes \"Certificates and Keys\".",
            good:
                "The same, with `headings: [{heading: certificates-and-keys, former-ids: [certificates]}]` in the front matter."
        )
    ]

    static func run(_ library: Library) -> [Finding] {
        let history = library.addressHistory
        guard !history.entries.isEmpty else { return [] }
        let guides = library.addresses.page("")
        let published = Set(history.entries.lazy.filter { $0.anchor == nil }.map(\.address))
        let issues = Set(library.guides.flatMap { $0.issues.flatMap(\.names) })
        /// Pages besides guides that have parts, by their paths.
        let otherPages = Dictionary(
            library.otherPages.filter { !$0.parts.isEmpty }.map { ($0.path, $0) },
            uniquingKeysWith: { first, _ in first })
        var successors = Successors(library)
        /// A page has an anchor under each of its names.
        var reported: Set<String> = []
        return MovedAnchors(library).findings
            + history.entries.compactMap { entry in
                guard let anchor = entry.anchor.map(String.init) else { return nil }
                if let page = otherPages[String(entry.page)],
                    !page.parts.contains(where: { $0.anchor == anchor })
                {
                    return finding(anchor, of: page)
                }
                guard entry.page.hasPrefix(guides),
                    let index = library.resolver.guide(named: String(entry.page.dropFirst(guides.count))),
                    library.guides[index].isReadable, !library.hasAnchor(anchor, of: index),
                    reported.insert("\(index)#\(anchor)").inserted
                else { return nil }
                let wasIssue = published.contains(library.addresses.issue(anchor))
                // That the issue itself is gone is reported once, by `issues/renamed`.
                if wasIssue, !issues.contains(anchor) { return nil }
                // Successors are looked for only for findings that are shown.
                let near =
                    reported.count > mostSuccessors
                    ? nil : successors.successor(of: anchor, section: entry.title, in: index)
                return finding(anchor, of: library.guides[index], successor: near, wasIssue: wasIssue)
            }
    }

    private static func finding(_ anchor: String, of page: PublishedPage) -> Finding {
        Finding(
            self, file: Term.file, at: .start,
            "the anchor #\(anchor) of the \(page.title.lowercased()) was published and is gone",
            help: "restore its term; to give it up, remove it from \(AddressHistory.file)")
    }

    /// - Parameter near: the anchor that seems to have taken its place.
    private static func finding(
        _ anchor: String, of guide: Guide, successor near: String?, wasIssue: Bool
    ) -> Finding {
        let heading = near.flatMap { near in guide.document.headings.first { $0.anchor == near } }
        return Finding(
            self, file: guide.file, at: heading?.location ?? guide.frontMatter.title.location,
            "the anchor #\(anchor) was published and is gone",
            help:
                "name it as a former id of the heading that took its place: `headings: [\(Self.entry(near ?? "…", anchor))]`; to give it up, remove it from \(AddressHistory.file)",
            severity: wasIssue ? .error : .warning,
            fix: heading.flatMap { heading in
                Fix.following(
                    anchor, to: heading.anchor,
                    entries: guide.frontMatter.headings.map { ($0.anchor, $0.formerIDs) },
                    key: "headings",
                    name: "heading", of: guide)
            })
    }

    /// The most lost anchors for which a successor is looked for.
    private static let mostSuccessors = 100

    private static func entry(_ heading: String, _ former: String) -> String {
        "{heading: \(heading), former-ids: [\(former)]}"
    }

    /// Anchors that seem to have taken the place of lost ones.
    private struct Successors {
        private let library: Library
        private let recorded: Set<String>
        /// Anchors of headings that were never published, by guide.
        private var unpublished: [Int: [String]] = [:]

        init(_ library: Library) {
            self.library = library
            recorded = Set(library.addressHistory.entries.lazy.map(\.address))
        }

        /// An anchor near to the lost one, or the only one that was never published.
        ///
        /// - Parameter section: the section that had the lost anchor, such as `Linux > Setup`, where there were several of its
        ///   text: its successor is in the same section.
        mutating func successor(of anchor: String, section: String, in index: Int) -> String? {
            var new = unpublishedAnchors(of: index)
            if let end = section.ranges(of: " > ").last?.lowerBound {
                let outer = section[..<end]
                let (names, headings) = (
                    library.guides[index].document.sectionNames, library.guides[index].document.headings
                )
                let inside = Set(
                    zip(names, headings).filter { $0.0.hasPrefix(outer + " > ") }.map(\.1.anchor))
                new = new.filter(inside.contains)
                return new.count == 1 ? new[0] : nil
            }
            if let near = library.nearest(to: anchor, among: .anchors(of: index)),
                new.contains(near) || Self.withoutNumber(near) != Self.withoutNumber(anchor)
            {
                return near
            }
            return new.first { $0.hasPrefix(anchor) || anchor.hasPrefix($0) }
                ?? (new.count == 1 ? new[0] : nil)
        }

        /// An anchor without the number of one of several headings: `setup` of `setup-1`. Another number is another section.
        private static func withoutNumber(_ anchor: String) -> Substring {
            let digits = anchor.utf8.reversed().prefix(while: \.isASCIIDigit).count
            let rest = anchor.dropLast(digits)
            return digits > 0 && rest.utf8.last == UInt8(ascii: "-") ? rest.dropLast() : anchor[...]
        }

        private mutating func unpublishedAnchors(of index: Int) -> [String] {
            if let known = unpublished[index] { return known }
            let page = library.pages[index]
            let new = library.guides[index].document.headings.map(\.anchor).filter {
                !recorded.contains("\(page)#\($0)")
            }
            unpublished[index] = new
            return new
        }
    }
}
