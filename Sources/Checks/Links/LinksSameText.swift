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
        var findings: [Finding] = []
        let guide = library.guides[index]
        var first: [FoldedWord: (target: LinkTarget, location: SourceLocation)] = [:]
        for (at, text) in guide.linkTexts.enumerated() {
            let link = guide.document.links[at]
            let target = library.targets[index][at]
            guard !link.isImage, link.kind != .autolink, text.count > 0 else { continue }
            guard let earlier = first[text] else {
                first[text] = (target, link.location)
                continue
            }
            guard earlier.target != target else { continue }
            findings.append(
                Finding(
                    self, file: guide.file, at: link.location, to: guide.end(of: link),
                    "a link with this text, on line \(earlier.location.line), leads somewhere else",
                    help: "make each text say where its link leads"))
        }
        return findings
    }
}
