import Content
import Findings

/// A conflict that git left in a file and that is not resolved.
enum ContentMergeConflict: GuideCheck {
    static let check = CheckID.contentMergeConflict
    static let finds =
        "Lines of an unresolved merge conflict (`<<<<<<<`, `=======`, `>>>>>>>`) in a guide, outside code, or in settings."
    static let why =
        "Both versions would be published, one after the other, with the marks between them."
    static let examples = [
        Example(
            bad: "One.\n\n⟦<<<<<<< HEAD\nTwo.\n=======\nThree.\n>>>>>>> other\n\nFour.",
            good: "One.\n\nThree.\n\nFour.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        let source = document.source
        // In the front matter too: within quotes, a conflict over several lines can be read.
        guard
            (0..<source.lineStarts.count).contains(where: {
                ConflictMarks.mark(source, source.line($0)) == .ours
            })
        else { return [] }
        var code = document.codeBytes[...]
        var findings: [Finding] = []
        var start: Int?
        var isHalfway = false
        for line in source.lineStarts.indices {
            let range = source.line(line)
            guard let mark = ConflictMarks.mark(source, range) else { continue }
            code = code.drop { $0.upperBound <= range.lowerBound }
            // A fence that one of the versions opens makes code of the other lines; the first one tells.
            if start == nil, let next = code.first, next.contains(range.lowerBound) { continue }
            switch mark {
            case .ours: (start, isHalfway) = (range.lowerBound, false)
            case .base: break
            case .middle: isHalfway = start != nil
            case .theirs:
                if let start, isHalfway {
                    findings.append(ConflictMarks.finding(at: start, in: source, file: context.file))
                }
                (start, isHalfway) = (nil, false)
            }
        }
        return findings
    }
}
