import Content
import Findings
import Library
import Markdown
import Support
import Words

/// A link from a guide to itself that names no part of it.
enum LinksSelf: LinkCheck {
    static let check = CheckID.linksSelf
    static let finds =
        "A guide that links to itself without an anchor, with another text than its title; a note in a list or a table that several guides may have."
    static let why =
        "The link reloads the page that the reader is on."
    static let examples = [
        Example(bad: "See [this guide](⟦example.md⟧).", good: "See [the steps](#steps).\n\n## Steps\n\nText.")
    ]

    static func run(_ library: Library, of index: Int?) -> [Finding] {
        // A definition that no link uses leads nobody anywhere.
        lazy var unused = index.map { unusedDestinations(of: library.guides[$0].document.links) } ?? []
        let found = library.findings(self, of: index) { guide, destination, target in
            guard case .guide(let other, let suffix) = target, library.guides[other].slug == guide?.slug,
                suffix.isEmpty, !unused.contains(destination)
            else { return nil }
            return LinkFault(
                message: "this guide links to itself", help: "link to one of its headings, or remove the link"
            )
        }
        guard let index, !found.isEmpty else { return found }
        // A list of guides that each of them has names them all, and so does a text that several include.
        let guide = library.guides[index]
        let title = FoldedWord(guide.title)
        let named = Set(
            zip(guide.document.links, guide.linkTexts).lazy.filter { $0.1 == title }.map(\.0.location))
        let source = guide.written
        let uses = usesOfDefinitions(among: guide.document.links)
        return found.filter { $0.file == guide.file && !named.contains($0.location) }.map { finding in
            var finding = finding
            if (uses[finding.location] ?? [finding.location]).allSatisfy({ isInList($0, source) }) {
                finding.severity = min(finding.severity, .note)
            }
            return finding
        }
    }

    /// For the location of each definition, those of the links that name it.
    private static func usesOfDefinitions(among links: [Document.Link]) -> [SourceLocation: [SourceLocation]]
    {
        let references = Dictionary(grouping: links.lazy.filter { $0.kind == .reference }, by: \.destination)
        return Dictionary(
            links.lazy.filter { $0.kind == .definition }.map {
                ($0.location, references[$0.destination, default: []].map(\.location))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a link starts an item of a list, or is in a row of a table: several guides may have the same list.
    private static func isInList(_ location: SourceLocation, _ source: SourceText) -> Bool {
        guard let offset = source.offset(of: location) else { return false }
        let line = source.bytes[source.line(source.lineIndex(of: offset))].drop(while: \.isSpaceOrTab)
        if line.first == UInt8(ascii: "|") { return true }
        let text = line.drop { "-*+.)0123456789".utf8.contains($0) }
        return text.count < line.count && text.first.map(\.isSpaceOrTab) ?? false
            && text.first { !$0.isSpaceOrTab && !"*_".utf8.contains($0) } == UInt8(ascii: "[")
    }

    /// Destinations of definitions that no link has.
    private static func unusedDestinations(of links: [Document.Link]) -> Set<String> {
        Set(links.lazy.filter { $0.kind == .definition }.map(\.destination))
            .subtracting(links.lazy.filter { $0.kind != .definition }.map(\.destination))
    }
}
