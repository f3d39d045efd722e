import Findings
import Library
import Support
import Words

/// Two links of one guide that read the same and lead to different targets.
enum LinksSameText: LinkCheck {
    static let check = CheckID.linksSameText
    static let finds =
        "Two links in one guide with the same text and different targets; a note where they are in different sections."
    static let why =
        "People who hear only the links, from a screen reader, and agents that quote one cannot tell them apart."
    static let examples = [
        Example(
            bad: "See [the guide](tls.md). See also [the guide](⟦spf.md⟧).",
            good: "See [the TLS guide](tls.md). See also [the SPF guide](spf.md).")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index else { return [] }
        let guide = library.guides[index]
        var first: [UInt64: Use] = [:]
        /// The last link with each text.
        var last: [UInt64: Use] = [:]
        /// Of each text that has several targets, the first link that leads elsewhere, how many do, and whether two are in one
        /// section.
        var others: [UInt64: (use: Use, earlier: Use, count: Int, areNear: Bool)] = [:]
        var order: [UInt64] = []
        let headings = guide.document.headings.map(\.location).filter { $0.file == 0 }.sorted()
        for (at, text) in guide.linkTextKeys.enumerated() {
            let link = guide.document.links[at]
            guard !link.isImage, link.kind != .autolink, text != 0 else { continue }
            // A list of a guide's own parts has their names.
            if case .guide(index, let suffix) = library.targets[index][at], !suffix.isEmpty { continue }
            // That one leads nowhere is a finding of its own.
            switch library.targets[index][at] {
            case .unknownGuide, .unknownFile: continue
            default: break
            }
            // That a text says nothing at all is a finding of its own.
            if LinksVagueText.isVague(guide.linkTexts[at]) { continue }
            // An included file counts as one section.
            let section =
                link.location.file == 0
                ? headings.partitionPoint { $0 < link.location } : -Int(link.location.file)
            let use = Use(link: at, target: library.targets[index][at], section: section)
            let before = last.updateValue(use, forKey: text)
            guard let earlier = first[text] else {
                first[text] = use
                continue
            }
            let isNear = before.map { $0.section == section && !$0.isSamePage(as: use) } ?? false
            // Of two in one section the finding names both.
            let isNew = others[text] == nil
            if isNear, let before, others[text]?.areNear != true {
                others[text] = (use, before, others[text]?.count ?? 0, true)
                if isNew { order.append(text) }
            }
            guard earlier.target != use.target else { continue }
            if others[text] == nil { order.append(text) }
            others[text, default: (use, earlier, 0, isNear)].count += 1
        }
        return order.compactMap { text in
            guard let (use, earlier, count, areNear) = others[text] else { return nil }
            var finding = finding(of: use, count: count, after: earlier, in: guide)
            // So many are links of one kind, such as one at each entry of a list.
            if !areNear || count > mostOfOneText { finding.severity = min(finding.severity, .note) }
            return finding
        }
    }

    /// More links with one text than this are meant to have it.
    private static let mostOfOneText = 5

    /// A link with a text that another one has too.
    private struct Use {
        /// Its index in the document's links.
        var link: Int
        var target: LinkTarget
        /// Whether both lead to one page, or to parts of it.
        func isSamePage(as other: Use) -> Bool {
            if case (.guide(let own, _), .guide(let others, _)) = (target, other.target) {
                return own == others
            }
            return target == other.target
        }

        /// How many headings are before it; below 0 for those of included files.
        var section: Int
    }

    /// One finding for all links with a text, at the first that leads elsewhere.
    private static func finding(of use: Use, count: Int, after earlier: Use, in guide: Guide) -> Finding {
        let link = guide.document.links[use.link]
        let first = guide.document.links[earlier.link]
        let more = count > 1 ? ", and \(count - 1, "other link") with this text elsewhere" : ""
        return Finding(
            self, file: guide.file, at: link.location, to: guide.end(of: link),
            "a link with this text, on line \(first.location.line), leads to \(name(first.destination)); this one leads to \(name(link.destination))\(more)",
            help: "make each text say where its link leads")
    }

    /// An address as a message shows it.
    private static func name(_ address: String) -> String {
        MessageText.name(address)
    }
}
