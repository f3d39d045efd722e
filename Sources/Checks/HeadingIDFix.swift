import Findings
import Library
import Markdown
import Support

extension Fix {
    /// The fix that writes an id behind a heading, `## Title {#id}`; nil where its line has no plain end.
    static func giving(_ id: String, to heading: Document.Heading, of guide: Guide) -> Fix? {
        guard heading.location.file == 0, !heading.hasWrittenID else { return nil }
        let source = guide.written
        guard let start = source.offset(of: heading.location) else { return nil }
        let index = source.lineIndex(of: start)
        let line = source.line(index)
        let marks = source.bytes[line.lowerBound..<start]
        let text = source.bytes[start..<line.upperBound]
        guard let last = text.lastIndex(where: { !$0.isSpaceOrTab }), source.bytes[last] != UInt8(ascii: "#"),
            marks.contains(UInt8(ascii: "#")) || isUnderline(source, index + 1)
        else { return nil }
        let written = String(decoding: source.bytes[start...last], as: UTF8.self)
        return Fix([Edit(source, start..<(last + 1), "\(written) {#\(id)}")], isSafe: false)
    }

    /// Whether a line underlines the one above it.
    private static func isUnderline(_ source: SourceText, _ line: Int) -> Bool {
        let text = source.bytes[source.line(line)].drop(while: \.isSpaceOrTab)
        guard let first = text.first, "=-".utf8.contains(first) else { return false }
        return text.allSatisfy { $0 == first || $0.isSpaceOrTab }
    }
}
