import Findings
import Library

/// A guide that links to one target again and again.
enum LinksCrowded: LinkCheck {
    static let check = CheckID.linksCrowded
    static let finds =
        "A target that a guide links to more than three times."
    static let why =
        "If everything is linked, no link stands out. The first one is enough."
    static let examples = [
        Example(
            bad: "[TLS one](tls.md), [TLS two](tls.md), [TLS three](tls.md), [TLS four](⟦tls.md⟧).",
            good: "[TLS](tls.md), and TLS again.")
    ]

    /// More links than this to one target are too many.
    static let most = 3

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        guard let index else { return [] }
        var findings: [Finding] = []
        let guide = library.guides[index]
        var counts: [LinkTarget: Int] = [:]
        for (link, target) in zip(guide.document.links, library.targets[index])
        where link.kind != .definition && !link.isImage {
            switch target {
            case .guide, .page, .file, .elsewhere: break
            default: continue
            }
            counts[target, default: 0] += 1
            guard counts[target] == most + 1 else { continue }
            findings.append(
                Finding(
                    self, file: guide.file, at: link.location, to: guide.end(of: link),
                    "this is the fourth link in this guide to the same target",
                    help: "keep the first, and any that readers need much further down"))
        }
        return findings
    }
}
