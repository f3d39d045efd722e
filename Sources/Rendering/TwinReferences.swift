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
            SourceText(bytes), body: twin.start..<bytes.count, parser: Parser(), out: ByteWriter())
        let definitions = document.definitions.map { definition in
            Reference(
                start: definition.range.lowerBound, label: definition.label,
                text: Self.lifted(bytes[definition.range], of: bytes), names: [])
        }
        let footnotes = document.footnoteDefinitions.map { footnote in
            let text = Self.lifted(bytes[footnote.range], of: bytes)
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

    /// The text of a definition without the marks of quotes and lists that it is in: it is put at the end of a part, where it
    /// is in none.
    private static func lifted(_ definition: ArraySlice<UInt8>, of bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = definition.firstIndex(of: UInt8(ascii: "[")) ?? definition.startIndex
        let line = bytes[..<start].lastIndex(of: 10).map { $0 + 1 } ?? 0
        let marks = bytes[line..<start]
        guard !marks.isEmpty else { return TwinExcerpt.trimmed(definition) }
        let lines = definition[start...].split(separator: 10, omittingEmptySubsequences: false)
        let text = lines[0] + lines.dropFirst().flatMap { [10] + rest(of: $0, behind: marks) }
        return TwinExcerpt.trimmed(text[...])
    }

    /// What is on a line behind the marks of quotes, and the spaces below those of lists, that its block starts with. A line
    /// that goes on with a paragraph may have none of them.
    private static func rest(of line: ArraySlice<UInt8>, behind marks: ArraySlice<UInt8>) -> ArraySlice<UInt8>
    {
        var rest = line
        for mark in marks {
            if mark == UInt8(ascii: ">") {
                let text = rest.drop { $0 == 32 }
                guard text.first == mark else { return rest }
                rest = text.dropFirst()
            } else if rest.first?.isSpaceOrTab ?? false {
                rest = rest.dropFirst()
            }
        }
        return rest
    }

    /// Everything that may be a label, folded.
    private static func labels(in text: ArraySlice<UInt8>) -> Set<String> {
        let bytes = text.span
        return Set(
            Brackets.contents(in: bytes).map { ReferenceLabel.folded(bytes.extracting($0).text) })
    }
}
