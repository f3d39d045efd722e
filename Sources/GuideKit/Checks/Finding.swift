import Markdown

/// How much a finding weighs: an error stops the build, a warning does not, a note is for the writer.
package enum Severity: String, Sendable, Comparable, CaseIterable {
    case note, warning, error

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// Something a check has found, where, and what to do about it.
package struct Finding: Sendable, Hashable {
    /// The check's id, such as `links/unknown-guide`.
    package var id: String
    package var severity: Severity
    /// The file, relative to the site's folder.
    package var file: String
    package var place: Place
    /// What is wrong, as a sentence without a full stop.
    package var message: String
    /// What to do about it; empty where the message says it all.
    package var help: String

    package init(
        _ check: any Check.Type, file: String, at place: Place, _ message: String, help: String = "",
        severity: Severity? = nil
    ) {
        id = check.id
        self.severity = severity ?? check.severity
        self.file = file
        self.place = place
        self.message = message
        self.help = help
    }
}

extension Finding: Comparable {
    /// By file, place and id, so that a report reads from top to bottom.
    package static func < (a: Finding, b: Finding) -> Bool {
        if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
        if a.place != b.place { return a.place < b.place }
        return (a.id, a.message) < (b.id, b.message)
    }
}
