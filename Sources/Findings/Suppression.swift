import Support

/// A finding that is known and let pass, with the reason: in `site.yml`, by check and path, for any number of findings;
/// or in a guide, in a comment right before the block that it is about, for one.
package struct Suppression: Sendable, Hashable {
    /// The id of a check, or a group of checks.
    var check: String
    /// The file, or a folder with all in it, relative to the site.
    var path: String
    /// The path as it is written in `site.yml`.
    package private(set) var writtenPath: Located?
    /// Nil or empty where the author gave none; then it suppresses nothing.
    var reason: String?
    /// The file of the suppression itself, and its location there.
    var file: String
    var location: SourceLocation
    /// The lines, from 1, in which the one finding has to be; nil where the whole path is meant.
    var lines: Range<Int>?
    /// The edit that removes it from its file.
    var removal: Fix?

    /// One in `site.yml`.
    package init(check: Located, path: Located, reason: String?, file: String) {
        self.check = CheckID.presentName(of: check.text)
        self.path = path.text.hasSuffix("/") ? String(path.text.dropLast()) : path.text
        writtenPath = path
        self.reason = reason
        self.file = file
        location = check.location
    }

    /// One in a guide.
    package init(
        check: String, reason: String?, file: String, location: SourceLocation, lines: Range<Int>,
        removal: Fix
    ) {
        self.check = CheckID.presentName(of: check)
        path = file
        self.reason = reason
        self.file = file
        self.location = location
        self.lines = lines
        self.removal = removal
    }

    /// The key by which a suppression of `site.yml` is matched with findings.
    private struct Scope: Hashable {
        var check: Substring
        var path: Substring
    }

    /// All that a suppression of a finding can name: its id or group, its file or a folder that it is in.
    private static func subjects(of finding: Finding) -> [Scope] {
        let file = finding.file
        let folders = file.indices.lazy.filter { file[$0] == "/" }.map { file[..<$0] }
        return ([file[...]] + folders).flatMap { path in
            [finding.id, finding.group].map { Scope(check: $0[...], path: path) }
        }
    }

    private var hasReason: Bool { !(reason ?? "").isEmpty }

    /// The findings that nothing suppresses, and what is wrong with the suppressions themselves.
    package static func apply(
        _ suppressions: [Suppression], to findings: [Finding], ran: (String) -> Bool
    ) -> (kept: [Finding], about: [Finding]) {
        guard !suppressions.isEmpty else { return (findings, []) }
        var used = [Bool](repeating: false, count: suppressions.count)
        // A finding is held against few of ten thousand. Of `site.yml`, the first suppression of what is named counts.
        // Comments are in the order of their lines, without those that ended above and those that suppress something
        // already.
        var comments: [Scope: ArraySlice<Int>] = [:]
        var bySubject: [Scope: Int] = [:]
        for (index, suppression) in suppressions.enumerated() where suppression.hasReason {
            let subject = Scope(check: suppression.check[...], path: suppression.path[...])
            if suppression.lines != nil {
                comments[subject, default: []].append(index)
            } else if bySubject[subject] == nil {
                bySubject[subject] = index
            }
        }
        func start(_ index: Int) -> Int { suppressions[index].lines?.lowerBound ?? 0 }
        for subject in comments.keys { comments[subject]?.sort { (start($0), $0) < (start($1), $1) } }
        /// Takes the first comment that suppresses a finding; findings come by their locations.
        func takeComment(_ finding: Finding) -> Int? {
            let line = Int(finding.location.line)
            var best: (subject: Scope, index: Int)?
            for check in [finding.id, finding.group] {
                let subject = Scope(check: check[...], path: finding.file[...])
                while let first = comments[subject]?.first, suppressions[first].lines?.upperBound ?? 0 <= line
                {
                    comments[subject]?.removeFirst()
                }
                guard let first = comments[subject]?.first, start(first) <= line else { continue }
                if let best, (start(best.index), best.index) < (start(first), first) { continue }
                best = (subject, first)
            }
            guard let best else { return nil }
            comments[best.subject]?.removeFirst()
            return best.index
        }
        let kept = findings.sorted().filter { finding in
            guard !finding.check.isAlwaysError else { return true }
            let index = takeComment(finding) ?? subjects(of: finding).compactMap { bySubject[$0] }.min()
            guard let index else { return true }
            used[index] = true
            return false
        }
        var about: [Finding] = []
        for (index, suppression) in suppressions.enumerated() {
            if !suppression.hasReason {
                about.append(suppression.withoutReason)
            } else if !used[index], ran(suppression.check) {
                about.append(suppression.unused)
            }
        }
        return (kept, about)
    }

    /// The finding for a suppression that suppressed nothing.
    private var unused: Finding {
        guard CheckID.isName(check) else {
            let near = Nearest.match(check, among: CheckID.names)
            return Finding(
                .checksUnusedSuppression, file: file, at: location,
                check.isEmpty
                    ? "this suppression names no check" : "no check is named `\(MessageText.name(check))`",
                help: near.map { "did you mean `\($0)`?" } ?? "`guides checks` lists them")
        }
        guard CheckID.named(check)?.isAlwaysError != true else {
            return Finding(
                .checksUnusedSuppression, file: file, at: location,
                "`\(check)` is an error that cannot be suppressed", help: "remove this suppression")
        }
        return Finding(
            .checksUnusedSuppression, file: file, at: location,
            "this suppression is no longer needed: \(check) finds nothing here",
            help: "remove the suppression",
            fix: removal)
    }

    // It has no fix: the author meant something by it, which only the author can write down.
    private var withoutReason: Finding {
        let help =
            if lines == nil {
                "add the reason: `reason: …`"
            } else if check.isEmpty {
                "name the check, then give the reason after a colon: links/vague-text: …"
            } else {
                "give the reason after a colon: \(check): …"
            }
        return Finding(
            .checksSuppressionWithoutReason, file: file, at: location,
            "this suppression gives no reason, so it suppresses nothing", help: help)
    }
}

extension Suppression: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(check)
        writer.write(path)
        writer.write(writtenPath)
        writer.write(reason)
        writer.write(file)
        writer.write(location)
        writer.write(lines != nil)
        if let lines { writer.write(lines) }
        writer.write(removal)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        check = try reader.text()
        path = try reader.text()
        writtenPath = try reader.optional()
        reason = try reader.optional()
        file = try reader.text()
        location = try reader.value()
        lines = try reader.flag() ? try reader.range() : nil
        removal = try reader.optional()
    }
}
