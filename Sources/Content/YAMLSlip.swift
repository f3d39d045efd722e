import Findings
import Support

/// A slip that people make in YAML, in plain words: a colon in a text without quotes, quotes within quotes, brackets
/// within brackets, a tab, a colon without a space.
struct YAMLSlip {
    /// The byte at which YAML stumbles.
    let offset: Int
    /// The problem, as a sentence without a full stop.
    let message: String
    let help: String
    let fix: Fix?

    /// Finds the mistake that keeps a text from being read.
    ///
    /// - Parameters:
    ///   - failure: why it cannot be read.
    ///   - range: the bytes that were read.
    /// - Returns: a slip without which the text can be read, or fails only further down; nil where there is none that
    ///   is known here.
    package static func find(_ failure: YAML.Failure, in source: SourceText, _ range: Range<Int>) -> YAMLSlip?
    {
        var finder = YAMLSlipFinder(failure, source, range)
        return finder.find()
    }
}

struct YAMLSlipFinder {
    let failure: YAML.Failure
    let source: SourceText
    let range: Range<Int>
    let bytes: [UInt8]
    /// The first line of the text, and the one in which it fails.
    let first: Int
    private let failed: Int
    /// Number of times that the text may still be read.
    private var readings: Int

    /// The parser may notice a slip so many lines below it.
    private static let reach = 3
    /// The most lines of a text that is written over several.
    static let mostLines = 40
    /// The most items of one line that are looked at.
    static let mostItems = 16
    /// The most bytes that are read in all, so that a long text costs no more than seconds.
    private static let mostBytes = 8 << 20

    init(_ failure: YAML.Failure, _ source: SourceText, _ range: Range<Int>) {
        self.failure = failure
        self.source = source
        self.range = range
        bytes = source.bytes
        first = source.lineIndex(of: range.lowerBound)
        failed = Int(failure.location.line) - 1
        readings = max(4, Self.mostBytes / max(1, range.count))
    }

    mutating func find() -> YAMLSlip? {
        var lines = Array(stride(from: failed, through: max(first, failed - Self.reach), by: -1))
        if let slip = ended(lines) { return slip }
        if let slip = indentation(lines) { return slip }
        if let slip = colon(lines) { return slip }
        if let slip = hidden(lines) { return slip }
        if let context = failure.context.map({ Int($0.line) - 1 }), !lines.contains(context) {
            lines.append(context)
        }
        for line in lines {
            var best: (slip: YAMLSlip, until: SourceLocation)?
            for attempt in attempts(line) {
                guard let until = gain([(attempt.range, attempt.text)]),
                    best.map({ until > $0.until }) ?? true
                else { continue }
                best = (attempt.slip, until)
            }
            if let best { return best.slip }
        }
        return nil
    }

    // MARK: Trying it out

    /// Length of the part of a text that can be read with other bytes in places of it.
    ///
    /// - Parameter edits: in order.
    /// - Returns: where it fails then; nil where that is not further down than now. One that can be read fails nowhere.
    mutating func gain(_ edits: [(range: Range<Int>, text: String)]) -> SourceLocation? {
        guard readings > 0 else { return nil }
        readings -= 1
        var changed: [UInt8] = []
        changed.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.utf8.count })
        var copied = 0
        for edit in edits {
            changed += bytes[copied..<edit.range.lowerBound]
            changed += edit.text.utf8
            copied = edit.range.upperBound
        }
        changed += bytes[copied...]
        let end = range.upperBound + changed.count - bytes.count
        do throws(YAML.Failure) {
            // A text without keys fails by that alone.
            if case .scalar = try YAML.read(SourceText(changed), range.lowerBound..<end) { return nil }
            return SourceLocation(line: .max, column: 1)
        } catch {
            var location = error.location
            for edit in edits.reversed() {
                let line = source.location(of: edit.range.upperBound).line
                if line < location.line { break }
                guard line == location.line else { continue }
                let before = String(decoding: bytes[edit.range], as: UTF8.self)
                location.column -= Int32(edit.text.unicodeScalars.count - before.unicodeScalars.count)
            }
            return location > failure.location ? location : nil
        }
    }

    /// Another text for a part of a line, and the slip that it would fix.
    struct Attempt {
        var range: Range<Int>
        var text: String
        var slip: YAMLSlip
    }
}
