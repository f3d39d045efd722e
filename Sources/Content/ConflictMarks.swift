import Findings
import Support

/// The lines that git writes around the versions of a conflict that it cannot resolve.
package enum ConflictMarks {
    /// The first mark of a conflict in a YAML text that cannot be read; none where all are `=======`, which may
    /// underline a heading.
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

    package static func finding(at offset: Int, in source: SourceText, file: String) -> Finding {
        Finding(
            .contentMergeConflict, file: file, at: source.location(of: offset),
            "this line belongs to an unresolved merge conflict",
            help: "keep the version that is right, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`")
    }

    /// A line that git writes around the versions of a conflict.
    package enum Mark: CaseIterable {
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
    package static func mark(_ source: SourceText, _ line: Range<Int>) -> Mark? {
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
