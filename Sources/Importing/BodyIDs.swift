import Markdown
import Support

/// The ids of a body: no two of its parts may have the same one.
extension GuideBody {
    /// The fragments that links in some lines name, of whichever guide: all that is written after a `#`.
    static func fragments(in lines: [SourceLine]) -> Set<String> {
        var found: Set<String> = []
        for line in lines {
            var rest = line.text.utf8[...]
            while let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
                rest = rest[hash...].dropFirst()
                let id = rest.prefix {
                    $0.isASCIILetterOrDigit || "-_.:%".utf8.contains($0) || $0 >= 128
                }
                guard !id.isEmpty else { continue }
                found.insert(String(Substring(id)))
            }
        }
        return found
    }

    /// The id of `<a id="x"></a>` where a line has nothing else.
    static func anchorAlone(_ line: String) -> String? {
        guard let tag = HTMLTag(line.trimmed), let id = HTMLElements.anchor(tag),
            line.trimmed == HTMLElements.writtenAnchor(id)
        else { return nil }
        return id
    }

    /// Numbers ids that the import writes and that come twice, as the generator did it, and leaves out those of others
    /// that no link could reach: a browser goes to the first part with an id.
    mutating func separateIDs(_ separator: String) {
        let text = MappedText(lines)
        guard let document = text.document() else { return }
        var edits: [MappedText.Edit] = []
        var taken = Set(document.headings.filter { Self.id(in: $0.text) == nil }.map { Anchor.make(from: $0.text) })
        var written: Set<String> = []
        taken.formUnion(document.writtenIDs.map(\.id))
        for heading in document.writtenIDs where !written.insert(heading.id).inserted {
            let new = Self.free(heading.id, separator, &taken)
            edits.append(MappedText.Edit(range: heading.range, text: " {#\(new)}"))
            changed(
                text.number(at: heading.range.lowerBound),
                "another heading has the id `\(MessageWords.short(heading.id))`, so this one is `\(new)`")
        }
        var places: Set<String> = []
        for (range, id) in Self.places(of: document, text) {
            let isMade = madeIDs.contains(id)
            if isMade, taken.contains(id) {
                let new = Self.free(id, separator, &taken)
                edits.append(MappedText.Edit(range: range, text: HTMLElements.writtenAnchor(new)))
            } else if !isMade, !places.insert(id).inserted {
                edits.append(MappedText.Edit(range: range, text: ""))
                changed(
                    text.number(at: range.lowerBound),
                    "the second place with the id `\(MessageWords.short(id))` is left out: links lead to the first")
            } else if isMade {
                taken.insert(id)
            }
        }
        if !edits.isEmpty { lines = text.applying(edits) }
    }

    /// An id with the first number that makes one which is not taken.
    private static func free(_ id: String, _ separator: String, _ taken: inout Set<String>) -> String {
        var number = 1
        while !taken.insert("\(id)\(separator)\(number)").inserted { number += 1 }
        return "\(id)\(separator)\(number)"
    }

    /// The places of a body, `<a id="x"></a>`, each with its bytes.
    private static func places(of document: Document, _ text: MappedText) -> [(range: Range<Int>, id: String)] {
        let bytes = text.source.bytes
        var (found, cursor): ([(range: Range<Int>, id: String)], LocationCursor) = ([], LocationCursor(text.source))
        for piece in document.rawHTML {
            guard let start = cursor.offset(of: piece.location), let whole = text.range(of: piece, at: start)
            else { continue }
            var at = whole.lowerBound
            while at < whole.upperBound {
                guard bytes[at] == UInt8(ascii: "<"), let tag = HTMLTag(bytes[at...]),
                    let id = HTMLElements.anchor(tag)
                else {
                    at += 1
                    continue
                }
                let written = HTMLElements.writtenAnchor(id).utf8
                if bytes[at...].starts(with: written) { found.append((at..<(at + written.count), id)) }
                at += tag.length
            }
        }
        return found
    }
}
