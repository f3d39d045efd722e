import Findings
import Markdown
import Support

/// Suppressions that are comments in a guide: `<!-- guides-disable-next links/vague-text: why -->`, alone on a line.
struct SuppressionComments {
    private static let mark = "guides-disable-next"

    /// All comments of the document.
    let all: [Document.Comment]
    /// For each comment, whether it is a suppression.
    private(set) var areSuppressions: [Bool] = []
    private(set) var suppressions: [Suppression] = []
    /// Comments that look like suppressions and are none.
    private(set) var findings: [Finding] = []

    /// - Parameter document: the text as it was first read, comments and all.
    init(_ document: Document, file: String) {
        all = document.comments
        guard !all.isEmpty else { return }
        let source = document.source
        /// The lines, from 0, on which comments start.
        let lines = all.map { source.lineIndex(of: $0.range.lowerBound) }
        let commented = Set(lines)
        // Blocks of text and lists of them, in the order of their lines.
        let blocks = document.blocks.filter { $0.kind != .html || !commented.contains($0.lines.lowerBound) }
            .map(\.lines).sorted { $0.lowerBound < $1.lowerBound }
        for (comment, line) in zip(all, lines) {
            guard let written = Self.suppression(in: comment, source) else {
                areSuppressions.append(false)
                if let finding = Self.slip(in: comment, source, file) { findings.append(finding) }
                continue
            }
            areSuppressions.append(true)
            let next = blocks.partitionPoint { $0.lowerBound <= line }
            let target = next < blocks.count ? blocks[next] : nil
            let whole =
                source.line(line)
                .lowerBound..<(line + 1 < source.lineStarts.count
                ? Int(source.lineStarts[line + 1]) : source.line(line).upperBound)
            suppressions.append(
                Suppression(
                    check: written.check, reason: written.reason, file: file,
                    location: source.location(of: comment.range.lowerBound),
                    lines: target.map { ($0.lowerBound + 1)..<($0.upperBound + 1) } ?? 0..<0,
                    removal: Fix.safe(source, whole, "")))
        }
    }

    /// Whether a line has what suppressions start with.
    static func isSuppression(_ line: ArraySlice<UInt8>) -> Bool {
        line.firstRange(of: Array(mark.utf8)) != nil
    }

    /// A comment that was surely meant to be a suppression.
    private static func slip(in comment: Document.Comment, _ source: SourceText, _ file: String) -> Finding? {
        guard source.bytes[comment.range].firstRange(of: Array("guides-disable".utf8)) != nil else {
            return nil
        }
        return Finding(
            .checksUnusedSuppression, file: file, at: source.location(of: comment.range.lowerBound),
            "this comment suppresses nothing",
            help:
                "put <!-- guides-disable-next check: reason --> on a line of its own, right above the text that it is about"
        )
    }

    /// The check and the reason of a comment that has its line for itself, but for the marks of quotes.
    private static func suppression(in comment: Document.Comment, _ source: SourceText)
        -> (check: String, reason: String?)?
    {
        guard comment.isAlone, !source.bytes[comment.range].contains(10) else { return nil }
        let inner = String(decoding: source.bytes[comment.range].dropFirst(4).dropLast(3), as: UTF8.self)
        let words = inner.trimmingPrefix { $0 == " " }
        guard words.hasPrefix(mark) else { return nil }
        let after = words.dropFirst(mark.count)
        guard after.first.map({ $0 == " " || $0 == ":" }) ?? true else { return nil }
        let rest = after.drop { $0 == " " }
        let check = rest.prefix { $0 != ":" && $0 != " " }
        let reason = rest.dropFirst(check.count).drop { $0 == ":" || $0 == " " }
        let trimmed = reason.reversed().drop { $0 == " " }.reversed()
        return (String(check), trimmed.isEmpty ? nil : String(trimmed))
    }
}
