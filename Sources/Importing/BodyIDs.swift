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
        let bytes = Array(line.trimmed.utf8)
        guard let place = place(at: 0, bytes), place.range.upperBound == bytes.count else { return nil }
        return place.id
    }

    /// A place without text, `<a id="x"></a>`, that starts at a byte.
    private static func place(at offset: Int, _ bytes: [UInt8]) -> (range: Range<Int>, id: String)? {
        guard bytes[offset...].starts(with: "<a".utf8), let tag = HTMLTag(bytes[offset...]), !tag.isClosing,
            let id = HTMLElements.anchor(tag)
        else { return nil }
        let end = offset + tag.length
        if bytes[end...].starts(with: "</a>".utf8) { return (offset..<(end + 4), id) }
        return tag.isClosed ? (offset..<end, id) : nil
    }

    /// Numbers ids that the import writes and that come twice, as the generator did it, and leaves out those of others
    /// that no link could reach: a browser goes to the first part with an id.
    mutating func separateIDs(_ separator: String) {
        let text = MappedText(lines)
        guard let document = text.document(), !document.places.isEmpty || !document.writtenIDs.isEmpty else {
            return
        }
        let combines = syntax.contains(.combinedTabIDs)
        var edits: [MappedText.Edit] = []
        var taken = Set(document.headings.map(Self.id(of:)))
        var written: Set<String> = []
        for heading in document.writtenIDs where !written.insert(heading.id).inserted {
            let new = Self.free(heading.id, separator, &taken)
            edits.append(MappedText.Edit(range: heading.range, text: " {#\(new)}"))
            changed(
                text.number(at: heading.range.lowerBound),
                "another heading has the id `\(MessageWords.short(heading.id))`, so this one is `\(new)`")
        }
        var places: Set<String> = []
        var headings = document.headings[...]
        var above: String?
        for place in Self.places(text) {
            if madeIDs.contains(place.id) {
                let line = text.source.lineIndex(of: place.range.lowerBound) + 1
                while combines, let next = headings.first, next.location.line < line {
                    above = Self.id(of: next)
                    headings = headings.dropFirst()
                }
                let own = above.map { "\($0)-\(place.id)" } ?? place.id
                let new = taken.insert(own).inserted ? own : Self.free(own, separator, &taken)
                guard new != place.id else { continue }
                edits.append(MappedText.Edit(range: place.range, text: HTMLElements.writtenAnchor(new)))
            } else if !places.insert(place.id).inserted {
                edits.append(MappedText.Edit(range: place.range, text: ""))
                changed(
                    text.number(at: place.range.lowerBound),
                    "the second place with the id `\(MessageWords.short(place.id))` is left out: links lead to the first"
                )
            }
        }
        if !edits.isEmpty { lines = text.applying(edits) }
    }

    private static func id(of heading: Document.Heading) -> String {
        id(in: heading.text) ?? Anchor.make(from: heading.text)
    }

    /// An id with the first number that makes one which is not taken.
    private static func free(_ id: String, _ separator: String, _ taken: inout Set<String>) -> String {
        var number = 1
        while !taken.insert("\(id)\(separator)\(number)").inserted { number += 1 }
        return "\(id)\(separator)\(number)"
    }

    /// The places of a body, each with its bytes.
    private static func places(_ text: MappedText) -> [(range: Range<Int>, id: String)] {
        // Where places are no HTML that may stay, they are among the raw HTML, and those in comments and code are not.
        let others = AllowedHTML(AllowedHTML.Kind.allCases.filter { $0 != .anchor })
        var found: [(range: Range<Int>, id: String)] = []
        var cursor = LocationCursor(text.source)
        for piece in text.document(others)?.rawHTML ?? [] {
            guard let start = cursor.offset(of: piece.location), let whole = text.range(of: piece, at: start)
            else { continue }
            for offset in whole where text.source.bytes[offset] == UInt8(ascii: "<") {
                if let place = place(at: offset, text.source.bytes) { found.append(place) }
            }
        }
        return found
    }
}
