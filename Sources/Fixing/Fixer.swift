import Content
import Findings
import Glibc
import Support

/// Applies the edits of findings to the files of a site.
package struct Fixer {
    /// The site's folder.
    let site: String

    package init(site: String) { self.site = site }

    /// One file with its edits applied.
    package struct Change: Sendable {
        /// Relative to the site's folder.
        var file: String
        package var before: [UInt8]
        var after: [UInt8]
        /// The findings that it fixes.
        var fixed: [Finding]
    }

    /// The result of applying the fixes of findings.
    package struct Outcome: Sendable {
        package var changes: [Change] = []
        /// Findings whose fix was refused, since another text is at its location than it replaces, or its edits
        /// overlap.
        var refused: [Finding] = []
    }

    /// The changes that the fixes of `findings` make in each file. Of fixes that overlap, the first counts; all edits
    /// of a fix are applied, or none.
    package func changes(_ findings: [Finding]) throws(DiskError) -> Outcome {
        var outcome = Outcome()
        for (file, own) in Dictionary(
            grouping: findings.filter { $0.fix?.name == nil && $0.fix != nil }, by: \.file
        ).sorted(by: {
            $0.key < $1.key
        }) {
            let bytes = try Disk.read("\(site)/\(file)")
            let findings = own.sorted()
            let result = Self.apply(findings.compactMap(\.fix), to: bytes)
            outcome.refused += result.refused.map { findings[$0] }
            if result.bytes != bytes {
                outcome.changes.append(
                    Change(
                        file: file, before: bytes, after: result.bytes,
                        fixed: result.applied.map { findings[$0] }))
            }
        }
        return outcome
    }

    /// The result of applying fixes to one text. Those that neither are applied nor refused overlap another one.
    struct Result {
        var bytes: [UInt8]
        /// The numbers of the fixes that were applied.
        var applied: [Int] = []
        /// The numbers of those that expect another text than is at their locations, or whose own edits overlap.
        var refused: [Int] = []
    }

    /// Applies fixes to a text; of two that overlap the first.
    static func apply(_ fixes: [Fix], to bytes: [UInt8]) -> Result {
        let source = SourceText(bytes)
        var result = Result(bytes: [])
        var taken: [(range: Range<Int>, text: String)] = []
        for (number, fix) in fixes.enumerated() {
            let edits = fix.edits.compactMap { edit -> (range: Range<Int>, text: String)? in
                source.range(of: edit).map { ($0, source.text(of: edit, in: $0)) }
            }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
            let overlap = zip(edits, edits.dropFirst()).contains { $0.range.overlaps($1.range) }
            guard edits.count == fix.edits.count, !edits.isEmpty, !overlap else {
                result.refused.append(number)
                continue
            }
            guard !edits.contains(where: { edit in taken.contains { $0.range.overlaps(edit.range) } }) else {
                continue
            }
            taken += edits
            result.applied.append(number)
        }
        let lineEnd = source.usualLineEnd
        var from = 0
        for edit in taken.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result.bytes += bytes[from..<edit.range.lowerBound]
            for byte in edit.text.utf8 {
                if byte == 10 { result.bytes += lineEnd } else { result.bytes.append(byte) }
            }
            from = edit.range.upperBound
        }
        result.bytes += bytes[from...]
        return result
    }

    /// Writes a file whole, over the one that was read, or leaves it as it is.
    ///
    /// - Throws: when the file was changed meanwhile, or the disk refuses.
    package func write(_ change: Change) throws(DiskError) {
        let named = "\(site)/\(change.file)"
        // A link stays one; what it leads to is written.
        let path = Disk.realPath(named) ?? named
        guard try Disk.read(path) == change.before else {
            throw DiskError(
                path, "fix", code: EBUSY, because: "it has changed in the meantime. Run this again.")
        }
        try Disk.replace(path, with: change.after, keepsRights: true)
    }
}

extension SourceText {
    /// The bytes that an edit replaces; nil where another text is at its locations than it expects.
    fileprivate func range(of edit: Fix.Edit) -> Range<Int>? {
        guard let start = offset(of: edit.start), let end = offset(of: edit.end), start < end else {
            return nil
        }
        let written = LineEnds.unified(Array(bytes[start..<end]))
        if written.elementsEqual(LineEnds.unified(Array(edit.expected.utf8))) { return start..<end }
        // A value of YAML, which may be quoted, and whose white space counts as single spaces.
        func words(_ text: String) -> [[UInt8]] {
            text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
        }
        guard let value = YAML.value(ofScalar: String(decoding: written, as: UTF8.self)) else { return nil }
        return words(value) == words(edit.expected) ? start..<end : nil
    }

    /// The text that an edit writes: in quotes, where it replaces a value in quotes by another value.
    fileprivate func text(of edit: Fix.Edit, in range: Range<Int>) -> String {
        let quotes = "\"'".utf8
        guard quotes.contains(bytes[range.lowerBound]), !quotes.contains(edit.text.utf8.first ?? 34),
            !edit.text.utf8.contains(10),
            !bytes[range].elementsEqual(edit.expected.utf8)
        else { return edit.text }
        let isSingle =
            bytes[range.lowerBound] == UInt8(ascii: "'") && !edit.text.utf8.contains(UInt8(ascii: "'"))
        return isSingle ? "'\(edit.text)'" : YAML.quoted(edit.text)
    }

    /// The end of the first line, LF where there is none: what most programs take for that of all.
    fileprivate var usualLineEnd: [UInt8] {
        let first = lineStarts.count > 1 ? Array(lineEnd(0).utf8) : []
        return first.isEmpty ? [10] : first
    }
}
