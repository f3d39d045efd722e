import Library
import Markdown
import Support

/// Reference definitions and footnotes of a guide's twin, which its parts may name.
struct TwinReferences {
    private struct Reference {
        /// Its first byte in the twin.
        var start: Int
        var label: String
        var text: ArraySlice<UInt8>
        /// Labels that it may name itself.
        var names: Set<String>
    }

    private let references: [String: Reference]

    /// Nil where the guide has none.
    init?(_ twin: Proof.Twin, of guide: Guide) {
        guard guide.document.footnotes > 0 || guide.document.links.contains(where: { $0.kind == .definition })
        else { return nil }
        let bytes = twin.bytes.bytes
        let document = Document(
            SourceText(bytes), body: 0..<bytes.count, parser: Parser(), out: ByteWriter())
        let definitions = document.definitions.map { definition in
            Reference(
                start: definition.range.lowerBound, label: definition.label,
                text: TwinExcerpt.trimmed(bytes[definition.range]), names: [])
        }
        let footnotes = document.footnoteDefinitions.map { footnote in
            let text = TwinExcerpt.trimmed(bytes[footnote.range])
            return Reference(
                start: footnote.range.lowerBound, label: footnote.label, text: text,
                names: Self.labels(in: text))
        }
        // Of two with one label the first counts.
        references = Dictionary(
            (definitions + footnotes).map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// References that a part names and that are outside it, in the order of the twin.
    func needed(by part: ArraySlice<UInt8>, outside: Range<Int>) -> [ArraySlice<UInt8>] {
        var found: [String: Reference] = [:]
        var wanted = Self.labels(in: part)
        // A footnote may name another one.
        while let label = wanted.popFirst() {
            guard found[label] == nil, let reference = references[label] else { continue }
            found[label] = reference
            wanted.formUnion(reference.names)
        }
        return found.values.filter { !outside.contains($0.start) }.sorted { $0.start < $1.start }.map(\.text)
    }

    /// Everything that may be a label, folded.
    private static func labels(in text: ArraySlice<UInt8>) -> Set<String> {
        let bytes = text.span
        return Set(
            Brackets.contents(in: bytes).map { ReferenceLabel.folded(bytes.extracting($0).text) })
    }
}
