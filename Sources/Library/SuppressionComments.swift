import Findings
import Markdown
import Support

/// The comments in a guide that suppress a finding: `<!-- guides-disable-next links/vague-text: why -->`, alone on a line.
///
/// They are for editors, so neither page nor twin may show them: the guide is read as if their lines were blank.
package struct SuppressionComments {
    package static let mark = "guides-disable-next"

    package private(set) var suppressions: [Suppression] = []
    /// What the twin leaves out: the space that a comment left behind, and its line where another blank line is near.
    package private(set) var edits: [Edit] = []
    /// The file with spaces in place of the comments.
    package private(set) var source: SourceText

    /// - Parameters:
    ///   - document: the guide as it was first read, comments and all.
    ///   - read: reads it again from other bytes.
    package init(_ document: Document, file: String, read: (SourceText) -> Document) {
        source = document.source
        let written = source
        var bytes = source.bytes
        var comments: [(line: Int, range: Range<Int>, check: String, reason: String?)] = []
        for html in document.rawHTML where html.text.contains(Self.mark) {
            let line = Int(html.location.line) - 1
            let range = source.line(line)
            guard let comment = Self.comment(in: bytes, range) else { continue }
            comments.append((line, comment.range, comment.check, comment.reason))
            for index in comment.range { bytes[index] = 32 }
        }
        guard !comments.isEmpty else { return }
        source = SourceText(bytes)
        let blocks = read(source).blocks
        for comment in comments {
            let next = blocks.first { $0.lines.lowerBound > comment.line }
            let lines = next.map { ($0.lines.lowerBound + 1)..<($0.lines.upperBound + 1) }
            let line = Self.whole(source, comment.line)
            suppressions.append(
                Suppression(
                    check: comment.check, reason: comment.reason, file: file,
                    location: source.location(of: comment.range.lowerBound), lines: lines ?? 0..<0,
                    removal: Fix.safe(written, line, "")))
            if let edit = edit(for: comment.line, comment.range, document.body) { edits.append(edit) }
        }
    }

    private static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { $0 == 32 || $0 == 9 }
    }

    /// A line with its line end.
    private static func whole(_ source: SourceText, _ line: Int) -> Range<Int> {
        let start = source.line(line).lowerBound
        let end =
            line + 1 < source.lineStarts.count
            ? Int(source.lineStarts[line + 1]) : source.line(line).upperBound
        return start..<end
    }

    /// What the twin leaves out: the comment's line, and one of two blank lines that would meet without it.
    private func edit(for line: Int, _ comment: Range<Int>, _ body: Range<Int>) -> Edit? {
        let range = source.line(line)
        guard Self.isBlank(source.bytes, range) else {
            // Behind the marks of a quote: the comment with the spaces before it.
            var start = comment.lowerBound
            while start > range.lowerBound, source.bytes[start - 1] == 32 { start -= 1 }
            return Edit(range: start..<range.upperBound, replacement: [])
        }
        func isBlank(_ line: Int) -> Bool? {
            guard source.lineStarts.indices.contains(line) else { return nil }
            let range = source.line(line)
            guard range.lowerBound >= body.lowerBound, range.upperBound <= body.upperBound else { return nil }
            return Self.isBlank(source.bytes, range)
        }
        var gone = Self.whole(source, line)
        switch (isBlank(line - 1), isBlank(line + 1)) {
        case (false?, false?): gone = range
        case (true?, true?), (nil, true?): gone = gone.lowerBound..<Self.whole(source, line + 1).upperBound
        case (_, nil):
            // The last of the body: with the blank lines before it.
            var last = line - 1
            while isBlank(last) == true { last -= 1 }
            gone = (isBlank(last) == nil ? body.lowerBound : source.line(last).upperBound)..<body.upperBound
        default: break
        }
        let inBody = gone.clamped(to: body)
        return inBody.isEmpty ? nil : Edit(range: inBody, replacement: [])
    }

    /// The comment of a line that holds nothing else but the marks of quotes.
    private static func comment(
        in bytes: [UInt8], _ line: Range<Int>
    ) -> (range: Range<Int>, check: String, reason: String?)? {
        let text = String(decoding: bytes[line], as: UTF8.self)
        let inner = text.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        let lead = text.utf8.count - inner.utf8.count
        guard inner.hasPrefix("<!--"), let close = inner.firstRange(of: "-->") else { return nil }
        guard inner[close.upperBound...].allSatisfy({ $0 == " " || $0 == "\t" }) else { return nil }
        let words = inner[inner.index(inner.startIndex, offsetBy: 4)..<close.lowerBound]
            .trimmingPrefix { $0 == " " }
        guard words.hasPrefix(mark) else { return nil }
        let rest = words.dropFirst(mark.count).drop { $0 == " " }
        let check = rest.prefix { $0 != ":" && $0 != " " }
        let reason = rest.dropFirst(check.count).drop { $0 == ":" || $0 == " " }
        let start = line.lowerBound + lead
        let length = inner[..<close.upperBound].utf8.count
        let trimmed = reason.reversed().drop { $0 == " " }.reversed()
        return (start..<(start + length), String(check), trimmed.isEmpty ? nil : String(trimmed))
    }
}
