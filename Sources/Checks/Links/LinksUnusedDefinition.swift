import Findings
import Markdown

/// A reference definition that no link uses, or a footnote that no text names.
enum LinksUnusedDefinition: GuideCheck {
    static let check = CheckID.linksUnusedDefinition
    static let finds =
        "Reference definitions that no link uses, reported once per guide. A footnote that nothing refers to is an error."
    static let why =
        "Agents read it in the twin, but no reader sees it."
    static let examples = [
        Example(bad: "Text.\n\n⟦[there]: tls.md⟧", good: "See [the guide][there].\n\n[there]: tls.md"),
        Example(bad: "Text.\n\n⟦[^1]:⟧ A note.", good: "Text.[^1]\n\n[^1]: A note."),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        let footnotes = document.unnamedFootnotes.map { note in
            Finding(
                self, file: context.file, at: note.location,
                to: document.source.location(of: note.range.upperBound),
                "nothing refers to the footnote [\(note.label)]",
                help: "refer to it where it belongs, or remove it", severity: .error)
        }
        guard !document.definitions.isEmpty else { return footnotes }
        let used = labels(in: document)
        // Authors of templates leave many: one finding tells of all of them.
        let unused = document.definitions.filter { !used.contains($0.label) }
        guard let definition = unused.first else { return footnotes }
        let edits = unused.compactMap { removal(of: $0, in: document) }
        return footnotes + [
            Finding(
                self, file: context.file, at: definition.location,
                to: document.source.location(of: definition.range.upperBound),
                "no link uses \"\(definition.label)\""
                    + (unused.count > 1 ? ", nor \(unused.count - 1) more of the definitions" : ""),
                help: unused.count > 1 ? "use them or remove them" : "use it or remove it",
                fix: edits.isEmpty ? nil : Fix(edits, isSafe: true))
        ]
    }

    /// The edit that takes a definition out; nil where something else is on its lines.
    private static func removal(of definition: Document.Definition, in document: Document) -> Fix.Edit? {
        let first = document.source.lineIndex(of: definition.range.lowerBound)
        let last = document.source.lineIndex(of: definition.range.upperBound)
        // Whole lines, where nothing else is on them.
        let isWhole =
            document.source.line(first).lowerBound == definition.range.lowerBound
            && document.source.line(last).upperBound == definition.range.upperBound
        let after =
            last + 1 < document.source.lineStarts.count
            ? Int(document.source.lineStarts[last + 1]) : document.source.bytes.count
        return isWhole ? Fix.Edit(document.source, definition.range.lowerBound..<after, "") : nil
    }

    /// All that is in brackets outside the definitions' own labels: more than what links use, never less.
    private static func labels(in document: Document) -> Set<String> {
        let bytes = document.source.bytes
        let starts = Set(document.definitions.map(\.range.lowerBound))
        // Nothing much longer than the longest label can be one of them.
        let longest = 16 + 2 * (document.definitions.map(\.label.utf8.count).max() ?? 0)
        var labels: Set<String> = []
        var open: [Int] = []
        for index in document.body {
            switch bytes[index] {
            case UInt8(ascii: "["): open.append(index)
            case UInt8(ascii: "]"):
                guard let start = open.popLast(), !starts.contains(start), index - start < longest else {
                    continue
                }
                labels.insert(
                    ReferenceLabel.folded(String(decoding: bytes[(start + 1)..<index], as: UTF8.self)))
            default: break
            }
        }
        return labels
    }
}
