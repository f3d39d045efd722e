import Findings
import Markdown
import Support

/// Suppressions that are comments in a guide: `<!-- guides-disable-next links/vague-text: why -->`, alone on a line.
///
/// They are for editors, so neither page nor twin may show them: the guide is read as if their lines were blank.
struct SuppressionComments {
    static let mark = "guides-disable-next"

    private(set) var suppressions: [Suppression] = []
    /// Edits that the twin needs: each takes out the space that a comment left behind, and its line where another blank line
    /// is near.
    private(set) var edits: [Edit] = []
    /// The file with spaces in place of the comments.
    private(set) var source: SourceText

    /// A comment, as it is in the file.
    private struct Comment {
        /// Its line, from 0.
        var line: Int
        var range: Range<Int>
        var check: String
        var reason: String?
    }

    /// - Parameters:
    ///   - document: the guide as it was first read, comments and all.
    ///   - read: reads it again from other bytes.
    init(_ document: Document, file: String, read: (SourceText) -> Document) {
        let written = document.source
        source = written
        var bytes = written.bytes
        var comments: [Comment] = []
        for html in document.rawHTML where html.text.contains(Self.mark) {
            let line = Int(html.location.line) - 1
            guard let comment = Self.comment(in: bytes, written.line(line), line) else { continue }
            comments.append(comment)
            for index in comment.range { bytes[index] = 32 }
        }
        guard !comments.isEmpty else { return }
        source = SourceText(bytes)
        let blocks = read(source).blocks
        for comment in comments {
            let next = blocks.first { $0.lines.lowerBound > comment.line }
            let lines = next.map { ($0.lines.lowerBound + 1)..<($0.lines.upperBound + 1) }
            suppressions.append(
                Suppression(
                    check: comment.check, reason: comment.reason, file: file,
                    location: source.location(of: comment.range.lowerBound), lines: lines ?? 0..<0,
                    removal: Fix.safe(written, Self.whole(source, comment.line), "")))
            if let edit = edit(for: comment, document.body) { edits.append(edit) }
        }
    }

    private static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy(\.isSpaceOrTab)
    }

    /// A line with its line end.
    private static func whole(_ source: SourceText, _ line: Int) -> Range<Int> {
        let start = source.line(line).lowerBound
        let end =
            line + 1 < source.lineStarts.count
            ? Int(source.lineStarts[line + 1]) : source.line(line).upperBound
        return start..<end
    }

    /// The edit that takes a comment's line out of the twin, and one of two blank lines that would meet without it.
    private func edit(for comment: Comment, _ body: Range<Int>) -> Edit? {
        let line = comment.line
        let range = source.line(line)
        guard Self.isBlank(source.bytes, range) else {
            // Behind the marks of a quote: the comment with the spaces before it.
            var start = comment.range.lowerBound
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
    private static func comment(in bytes: [UInt8], _ range: Range<Int>, _ line: Int) -> Comment? {
        let text = String(decoding: bytes[range], as: UTF8.self)
        let inner = text.drop { $0 == " " || $0 == "\t" || $0 == ">" }
        let start = range.lowerBound + text.utf8.count - inner.utf8.count
        guard inner.hasPrefix("<!--"), let close = inner.firstRange(of: "-->"),
            inner[close.upperBound...].allSatisfy({ $0 == " " || $0 == "\t" })
        else { return nil }
        let words = inner[inner.index(inner.startIndex, offsetBy: 4)..<close.lowerBound]
            .trimmingPrefix { $0 == " " }
        guard words.hasPrefix(mark) else { return nil }
        let after = words.dropFirst(mark.count)
        guard after.first.map({ $0 == " " || $0 == ":" }) ?? true else { return nil }
        let rest = after.drop { $0 == " " }
        let check = rest.prefix { $0 != ":" && $0 != " " }
        let reason = rest.dropFirst(check.count).drop { $0 == ":" || $0 == " " }
        let trimmed = reason.reversed().drop { $0 == " " }.reversed()
        return Comment(
            line: line, range: start..<(start + inner[..<close.upperBound].utf8.count), check: String(check),
            reason: trimmed.isEmpty ? nil : String(trimmed))
    }
}
