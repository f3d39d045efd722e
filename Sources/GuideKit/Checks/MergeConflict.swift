import Markdown

/// A conflict that git left in a file and nobody resolved.
package enum MergeConflict: GuideCheck {
    package static let id = "content/merge-conflict"
    package static let severity = Severity.error
    package static let finds =
        "Lines of an unresolved merge conflict (`<<<<<<<`, `=======`, `>>>>>>>`) in a guide, outside code, or in settings."
    package static let why =
        "Both versions would be published, one after the other, with the marks between them."
    package static let examples = [
        Example(
            bad: "One.\n\n⟦<<<<<<< HEAD\nTwo.\n=======\nThree.\n>>>>>>> other\n\nFour.",
            good: "One.\n\nThree.\n\nFour.")
    ]

    package static func run(_ reading: CheckContext) -> [Finding] {
        let document = reading.document
        let source = document.source
        // In the front matter too: within quotes, a conflict over several lines can be read.
        guard (0..<source.lineStarts.count).contains(where: { mark(source, source.line($0)) == .ours })
        else { return [] }
        var code = document.codeBytes[...]
        var findings: [Finding] = []
        var start: Int?
        var isHalfway = false
        for line in source.lineStarts.indices {
            let range = source.line(line)
            guard let mark = mark(source, range) else { continue }
            code = code.drop { $0.upperBound <= range.lowerBound }
            // A fence that one of the versions opens makes code of the other lines; the first one tells.
            if start == nil, let next = code.first, next.contains(range.lowerBound) { continue }
            switch mark {
            case .ours: (start, isHalfway) = (range.lowerBound, false)
            case .base: break
            case .middle: isHalfway = start != nil
            case .theirs:
                if let start, isHalfway {
                    findings.append(finding(at: start, in: source, file: reading.file))
                }
                (start, isHalfway) = (nil, false)
            }
        }
        return findings
    }

    /// The first mark of a conflict in a YAML text that cannot be read; none where all are `=======`, which may underline
    /// a heading.
    ///
    /// - Parameter range: the bytes that were read.
    static func finding(in source: SourceText, _ range: Range<Int>, file: String) -> Finding? {
        guard !range.isEmpty else { return nil }
        var first: Int?
        for line in source.lineIndex(of: range.lowerBound)..<source.lineStarts.count {
            let bytes = source.line(line).clamped(to: range)
            guard bytes.lowerBound < range.upperBound else { return nil }
            guard let mark = mark(source, bytes) else { continue }
            first = first ?? bytes.lowerBound
            if mark == .ours || mark == .theirs, let first {
                return finding(at: first, in: source, file: file)
            }
        }
        return nil
    }

    private static func finding(at offset: Int, in source: SourceText, file: String) -> Finding {
        Finding(
            self, file: file, at: source.location(of: offset),
            "this line belongs to a merge conflict that is not resolved",
            help: "keep the version that is right, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`")
    }

    /// A line that git writes around the versions of a conflict.
    private enum Mark: CaseIterable {
        case ours, base, middle, theirs

        var sign: UInt8 {
            switch self {
            case .ours: UInt8(ascii: "<")
            case .base: UInt8(ascii: "|")
            case .middle: UInt8(ascii: "=")
            case .theirs: UInt8(ascii: ">")
            }
        }
    }

    /// Seven signs, alone or with a name after a space; the line between two versions has none.
    private static func mark(_ source: SourceText, _ line: Range<Int>) -> Mark? {
        let bytes = source.bytes
        guard line.count >= 7, let mark = Mark.allCases.first(where: { $0.sign == bytes[line.lowerBound] })
        else { return nil }
        let signs = line.lowerBound..<(line.lowerBound + 7)
        guard bytes[signs].allSatisfy({ $0 == mark.sign }) else { return nil }
        let rest = bytes[signs.upperBound..<line.upperBound]
        let isAlone = rest.allSatisfy { [9, 13, 32].contains($0) }
        return isAlone || mark != .middle && rest.first == 32 ? mark : nil
    }
}
