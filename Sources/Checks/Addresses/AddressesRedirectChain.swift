import Findings
import Library

/// A former id that leads to a former id.
enum AddressesRedirectChain: LibraryCheck {
    static let check = CheckID.addressesRedirectChain
    static let finds = "A former id of something that is itself a former id."
    static let why =
        "A former id can only lead to an existing heading. Through another former id, it leads nowhere."
    static let examples = [
        Example(
            .head,
            bad:
                "headings:\n  - {heading: fix-common-issues, former-ids: [common-issues]}\n  - {heading: ⟦common-issues⟧, former-ids: [known-issues]}",
            good: "headings:\n  - {heading: fix-common-issues, former-ids: [common-issues, known-issues]}")
    ]

    static func run(_ library: Library) -> [Finding] {
        library.guides.flatMap { guide -> [Finding] in
            links(guide).map { heading, now in
                Finding(
                    self, file: guide.file, at: heading.location, to: heading.end,
                    "\"\(heading.text)\" is itself a former id", help: "write \(now)",
                    fix: Fix.safe(heading, now))
            }
        }
    }

    /// Names of headings that are former ids, each with the heading that it leads to in the end.
    static func links(_ guide: Guide) -> [(heading: Located, now: String)] {
        let front = guide.frontMatter
        let entries =
            front.issues.map { ($0.id, $0.formerIDs) } + front.headings.map { ($0.anchor, $0.formerIDs) }
        guard !entries.isEmpty else { return [] }
        let present = Set(guide.document.headings.map(\.anchor))
        let next = Dictionary(
            entries.flatMap { heading, former in former.map { ($0.text, heading.text) } },
            uniquingKeysWith: { first, _ in first })
        return entries.compactMap { heading, _ in
            guard !present.contains(heading.text) else { return nil }
            var name = heading.text
            var seen: Set<String> = []
            while !present.contains(name), seen.insert(name).inserted {
                guard let heading = next[name] else { return nil }
                name = heading
            }
            return present.contains(name) ? (heading, name) : nil
        }
    }
}
