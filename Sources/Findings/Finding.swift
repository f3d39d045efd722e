import Support

/// Weight of a finding: an error stops the build, a warning does not, a note is for the writer.
package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// Something a check has found, where, and what to do about it.
package struct Finding: Sendable, Hashable {
    /// The check that found it.
    package var check: CheckID
    package var severity: Severity
    /// The file, relative to the site's folder.
    package var file: String
    /// The first character that it is about.
    package var location: SourceLocation
    /// Right after the last character that it is about; nil where that is not known.
    package var end: SourceLocation?
    /// The problem, as a sentence without a full stop.
    package var message: String
    /// The way to fix it; empty where the message says it all.
    package var help: String
    /// What fixes it.
    package var fix: Fix?

    package init(
        _ check: CheckID, file: String, at location: SourceLocation, to end: SourceLocation? = nil,
        _ message: String,
        help: String = "", severity: Severity? = nil, fix: Fix? = nil
    ) {
        self.check = check
        self.severity = severity ?? check.severity
        self.file = file
        self.location = location
        self.end = end
        // An address that a text names may hold a password, and reports go where the text does not.
        self.message = Passwords.masked(message)
        self.help = Passwords.masked(help)
        self.fix = fix
    }

    /// The finding in the file that its location names.
    ///
    /// - Parameter files: the files that a text was put together from, its own first; empty for a text of one file.
    package func inFile(of files: [String]) -> Finding {
        let number = Int(location.file)
        guard
            number > 0 || end?.file ?? 0 > 0
                || fix?.edits.contains(where: { $0.start.file != $0.end.file }) == true
        else { return self }
        var moved = self
        if files.indices.contains(number) { moved.file = files[number] }
        moved.location.file = 0
        if let end, end.file == location.file {
            moved.end?.file = 0
        } else {
            moved.end = nil
        }
        moved.fix = fix.flatMap { fix in
            guard fix.edits.allSatisfy({ $0.start.file == location.file && $0.end.file == location.file })
            else {
                return nil
            }
            var fix = fix
            for index in fix.edits.indices {
                fix.edits[index].start.file = 0
                fix.edits[index].end.file = 0
            }
            return fix
        }
        return moved
    }

    /// The fix as reports have it: none that writes an address with a password.
    package var reportedFix: Fix? {
        fix.flatMap { fix in
            fix.edits.allSatisfy { Passwords.masked($0.text) == $0.text } ? fix : nil
        }
    }

    /// The check's name, such as `links/unknown-guide`.
    package var id: String { check.name }
    /// The part of the id before its slash.
    package var group: String { check.group }
}

/// Edits that fix a finding, all of them or none; or another name for the guide, which moves its file.
package struct Fix: Sendable, Hashable {
    /// A replacement of the characters from `start` up to `end`, both locations in the finding's file. It never only
    /// inserts: what stays is part of what is replaced, so that `Fixer` can tell whether the location is the right one.
    package struct Edit: Sendable, Hashable {
        package var start: SourceLocation
        package var end: SourceLocation
        /// The new text. A line end in it is `\n`; the file's own is written.
        package var text: String
        /// The text to replace, such as `othr`: the text itself, or a YAML value that reads so, such as `"othr"`.
        package var expected: String

        package init(
            _ start: SourceLocation, _ end: SourceLocation, _ text: String, replacing expected: String
        ) {
            self.start = start
            self.end = end
            self.text = text
            self.expected = expected
        }

        /// Replaces some bytes of a text that was read.
        ///
        /// - Parameter range: of `source`; not empty.
        package init(_ source: SourceText, _ range: Range<Int>, _ text: String) {
            self.init(
                source.location(of: range.lowerBound), source.location(of: range.upperBound), text,
                replacing: String(decoding: source.bytes[range], as: UTF8.self))
        }

        /// Replaces a value of a YAML text; nil where its end is not known.
        package init?(_ placed: Located, _ text: String) {
            guard let end = placed.end else { return nil }
            self.init(placed.location, end, text, replacing: placed.text)
        }
    }

    package var edits: [Edit]
    /// The slug that the guide is to have, such as `bad-name`; nil where the edits are the fix.
    package private(set) var name: String?
    /// Whether it surely says what the author meant: then `--fix` applies it; else only when its check is named.
    package var isSafe: Bool

    package init(_ edits: [Edit], isSafe: Bool) {
        self.edits = edits
        self.isSafe = isSafe
    }

    /// Another slug for the guide. It waits until its check is named, since the address changes with it.
    package init(renamingTo name: String) {
        edits = []
        isSafe = false
        self.name = name
    }

    /// One replacement that is safe.
    package static func safe(
        _ start: SourceLocation, _ end: SourceLocation, _ text: String, replacing expected: String
    ) -> Fix {
        Fix([Edit(start, end, text, replacing: expected)], isSafe: true)
    }

    /// One replacement of some bytes that is safe.
    package static func safe(_ source: SourceText, _ range: Range<Int>, _ text: String) -> Fix {
        Fix([Edit(source, range, text)], isSafe: true)
    }

    /// One replacement of a YAML value that is safe; nil where its end is not known.
    package static func safe(_ placed: Located, _ text: String) -> Fix? {
        Edit(placed, text).map { Fix([$0], isSafe: true) }
    }

    /// One replacement of a YAML value that is offered; nil where its end is not known.
    package static func offered(_ placed: Located, _ text: String) -> Fix? {
        Edit(placed, text).map { Fix([$0], isSafe: false) }
    }
}

extension Finding: Comparable {
    /// By file, location and id, so that a report reads from top to bottom.
    package static func < (a: Finding, b: Finding) -> Bool {
        if a.file != b.file { return a.file.precedesInBytes(b.file) }
        if a.location != b.location { return a.location < b.location }
        return (a.id, a.message) < (b.id, b.message)
    }
}

extension [Finding] {
    /// The most findings of one check about one file that are made at all.
    private static var mostMade: Int { 20_000 }

    /// No more than are made.
    package var limited: [Finding] { Array(prefix(Self.mostMade)) }
}

extension Finding: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(check.name)
        writer.write(severity.rawValue)
        writer.write(file)
        writer.write(location)
        writer.write(end)
        writer.write(message)
        writer.write(help)
        writer.write(fix)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        guard let check = CheckID.named(try reader.text()),
            let severity = Severity(rawValue: try reader.text())
        else { throw BinaryReader.Broken() }
        self.init(
            check, file: try reader.text(), at: try reader.value(), to: try reader.optional(),
            try reader.text(), help: try reader.text(), severity: severity, fix: try reader.optional())
    }
}

extension Fix: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(edits)
        writer.write(name)
        writer.write(isSafe)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        edits = try reader.list()
        name = try reader.optional()
        isSafe = try reader.flag()
    }
}

extension Fix.Edit: BinaryCodable {
    package func write(to writer: inout BinaryWriter) {
        writer.write(start)
        writer.write(end)
        writer.write(text)
        writer.write(expected)
    }

    package init(from reader: inout BinaryReader) throws(BinaryReader.Broken) {
        self.init(
            try reader.value(), try reader.value(), try reader.text(), replacing: try reader.text())
    }
}
