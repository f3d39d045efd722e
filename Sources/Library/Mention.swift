import Markdown
import Support
import Words

/// A mention of a term that can become a link.
package struct Mention: Sendable {
    package let location: SourceLocation
    // Those of all guides are kept at once, so numbers are kept small.
    private let smallTerm: Int32
    private let smallSource: Range<UInt32>
    private let smallHTML: Range<UInt32>

    /// The number of its term.
    package var term: Int { Int(smallTerm) }
    /// Its bytes, in the file.
    package var source: Range<Int> { Int(smallSource.lowerBound)..<Int(smallSource.upperBound) }
    /// The range in the HTML with open destinations.
    package var html: Range<Int> { Int(smallHTML.lowerBound)..<Int(smallHTML.upperBound) }

    /// Text in which no term is linked.
    private static let otherText: Document.Run.Context = [.heading, .link, .code, .footnote]

    /// A mention in prose outside headings and links, a whole word also where hyphens and dots bind, and written in the file
    /// as it reads; nil for any other.
    ///
    /// - Parameter tokens: its words in `prose`, all of one run.
    init?(of term: Int, _ tokens: Range<Int>, _ prose: Prose, _ document: Document) {
        let (first, last) = (prose.tokens[tokens.lowerBound], prose.tokens[tokens.upperBound - 1])
        let text = first.text.lowerBound..<last.text.upperBound
        let run = document.runs[first.run]
        guard run.context.isDisjoint(with: Self.otherText),
            let start = document.sourceOffset(of: text.lowerBound - run.text.lowerBound, in: run)
        else { return nil }
        let source = start..<(start + text.count)
        let bytes = document.source.bytes
        guard source.upperBound <= document.body.upperBound, bytes[source] == document.text[text],
            source.lowerBound == document.body.lowerBound || !Self.binds(bytes[source.lowerBound - 1])
                || Self.endsPunctuation(bytes, source.lowerBound)
        else { return nil }
        if source.upperBound < bytes.count {
            let next = bytes[source.upperBound]
            if next == UInt8(ascii: ".") {
                if source.upperBound + 1 < bytes.count, Self.isLetterOrDigit(bytes[source.upperBound + 1]),
                    !Words.isHighPunctuation(bytes.span, source.upperBound + 1)
                {
                    return nil
                }
            } else if Self.binds(next), next != UInt8(ascii: "]"), next != UInt8(ascii: "!"),
                !Words.isHighPunctuation(bytes.span, source.upperBound)
            {
                return nil
            }
        }
        guard Self.keepsMarks(bytes, around: source, within: document.body) else { return nil }
        let html = run.html + document.escapedLength(run.text.lowerBound..<text.lowerBound)
        location = document.source.location(of: source.lowerBound)
        smallTerm = Int32(term)
        smallSource = UInt32(source.lowerBound)..<UInt32(source.upperBound)
        smallHTML = UInt32(html)..<UInt32(html + document.escapedLength(text))
    }

    /// Whether marks of emphasis that touch a mention stay marks once a bracket is there instead of a letter: such
    /// a mark needs a space or punctuation on its other side (CommonMark section 6.4, flanking).
    private static func keepsMarks(_ bytes: [UInt8], around mention: Range<Int>, within body: Range<Int>)
        -> Bool
    {
        func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~") }
        var before = mention.lowerBound
        while before > body.lowerBound, isMark(bytes[before - 1]) { before -= 1 }
        if before < mention.lowerBound, before > body.lowerBound, isLetterOrDigit(bytes[before - 1]),
            !separates(bytes, bytes[..<before].lastIndex { !$0.isUTF8Continuation } ?? 0)
        {
            return false
        }
        var after = mention.upperBound
        while after < body.upperBound, isMark(bytes[after]) { after += 1 }
        return after == mention.upperBound || after == body.upperBound || !isLetterOrDigit(bytes[after])
            || separates(bytes, after)
    }

    /// Whether the character beyond ASCII that starts at `index` is punctuation or a space to markdown (CommonMark
    /// section 2.1): Unicode's categories P and Zs. Signs such as `°` and `€` are none.
    private static func separates(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard let scalar = String(decoding: bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first
        else {
            return false
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .spaceSeparator:
            return true
        default: return false
        }
    }

    /// Whether the character that ends before `end` is punctuation or space beyond ASCII.
    private static func endsPunctuation(_ bytes: [UInt8], _ end: Int) -> Bool {
        let start = bytes[..<end].lastIndex { !$0.isUTF8Continuation } ?? 0
        return Words.isHighPunctuation(bytes.span, start)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte >= 128 || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    /// Whether a byte next to a mention makes it part of a longer name, or would make its brackets mean something
    /// else.
    private static func binds(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "@"),
            UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "!"), UInt8(ascii: "]"), UInt8(ascii: "="):
            return true
        default: return isLetterOrDigit(byte)
        }
    }
}

extension Document {
    /// How long a piece of the text is once it is written as HTML.
    fileprivate func escapedLength(_ range: Range<Int>) -> Int {
        var length = range.count
        for byte in text[range] {
            switch byte {
            case UInt8(ascii: "&"): length += 4
            case UInt8(ascii: "<"), UInt8(ascii: ">"): length += 3
            case UInt8(ascii: "\""): length += 5
            default: break
            }
        }
        return length
    }
}

extension Mention: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(location)
        writer.write(smallTerm)
        writer.write(source)
        writer.write(html)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        location = try reader.value()
        smallTerm = try reader.value()
        let (source, html) = (try reader.range32(), try reader.range32())
        smallSource = UInt32(source.lowerBound)..<UInt32(source.upperBound)
        smallHTML = UInt32(html.lowerBound)..<UInt32(html.upperBound)
    }
}
