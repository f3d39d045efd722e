import Findings
import Library
import Support
import Words

/// Two links of one guide that read the same and lead to different targets.
enum LinksSameText: LinkCheck {
    static let check = CheckID.linksSameText
    static let finds =
        "Two links in one guide with the same text and different targets."
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
        var first: [Int: Use] = [:]
        /// Of each text that has several targets, the first link that leads elsewhere, and how many do.
        var others: [Int: (use: Use, count: Int)] = [:]
        var order: [Int] = []
        for (at, text) in guide.linkTextKeys.enumerated() {
            let link = guide.document.links[at]
            guard !link.isImage, link.kind != .autolink, text != 0 else { continue }
            let use = Use(link: at, target: library.targets[index][at])
            guard let earlier = first[text] else {
                first[text] = use
                continue
            }
            guard earlier.target != use.target else { continue }
            if others[text] == nil { order.append(text) }
            others[text, default: (use, 0)].count += 1
        }
        return order.compactMap { text in
            guard let earlier = first[text], let (use, count) = others[text] else { return nil }
            return finding(of: use, count: count, after: earlier, in: guide)
        }
    }

    /// A link with a text that another one has too.
    private struct Use {
        /// Its index in the document's links.
        var link: Int
        var target: LinkTarget
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
