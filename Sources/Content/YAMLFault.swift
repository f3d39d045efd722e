import Findings
import Support

/// Why a front matter or a settings file cannot be read, in words that its author understands.
enum YAMLFault {
    /// A guide that does not open with `---`, or never closes it.
    static func finding(_ split: FrontMatterSplit, in source: SourceText, file: String) -> Finding {
        if let yaml = split.isUnclosed ? split.yaml : source.line(0),
            let conflict = ConflictMarks.finding(in: source, yaml, file: file)
        {
            return conflict
        }
        if split.isUnclosed {
            return Finding(
                .contentNoFrontMatter, file: file, at: .start, "the front matter that starts here never ends",
                help: "write a line `---` after its last key")
        }
        return Finding(
            .contentNoFrontMatter, file: file, at: .start, "the guide does not start with front matter",
            help: "start the file with a line `---`, then title, summary and category, then a line `---`",
            fix: isOpenOnly(source)
                ? Fix.safe(
                    source, source.line(0),
                    "---\n" + String(decoding: source.bytes[source.line(0)], as: UTF8.self)) : nil)
    }

    /// Whether a front matter is at the file's start that has all but its first line.
    private static func isOpenOnly(_ source: SourceText) -> Bool {
        guard !source.bytes.starts(with: FrontMatterSplit.byteOrderMark) else { return false }
        for index in source.lineStarts.indices {
            let line = source.bytes[source.line(index)]
            if line.elementsEqual("---".utf8) { return index > 0 }
            let key = line.prefix { $0.isASCIILowercase || $0 == UInt8(ascii: "-") }
            let isKey = !key.isEmpty && line.dropFirst(key.count).first == UInt8(ascii: ":")
            let isInner = line.first == 32 && index > 0
            guard isKey || isInner else { return false }
        }
        return false
    }

    /// Why a YAML text cannot be read: a merge conflict, which explains the rest, then the slips that people make, then
    /// what libyaml stumbles over.
    ///
    /// - Parameter range: the bytes that were read.
    static func finding(
        _ failure: YAML.Failure, in source: SourceText, _ range: Range<Int>, file: String
    ) -> Finding {
        if let conflict = ConflictMarks.finding(in: source, range, file: file) { return conflict }
        if [.syntax, .mark].contains(failure.cause), let slip = YAMLSlip.find(failure, in: source, range) {
            let location = source.location(of: slip.offset)
            let isMark = failure.cause == .mark && location == failure.location
            return Finding(
                .contentNoFrontMatter, file: file, at: location, isMark ? failure.message : slip.message,
                help: slip.help,
                fix: slip.fix)
        }
        guard failure.cause == .syntax, failure.help.isEmpty else {
            return Finding(
                .contentNoFrontMatter, file: file, at: failure.location, failure.message, help: failure.help,
                fix: failure.fix)
        }
        let words = YAMLProblem.words(for: failure.message)
        return Finding(
            .contentNoFrontMatter, file: file, at: failure.location, words.message, help: words.help)
    }
}
