/// A line of the table with which an import ends: what became of something in the source.
package struct ImportEntry: Sendable, Hashable, Encodable {
    /// What became of it.
    package enum Outcome: String, Sendable, Encodable, CaseIterable {
        /// It is in the site as it was, or as the site writes the same.
        case carried
        /// It is in the site in another form, from which a reader may notice a difference.
        case changed
        /// It is not in the site, or is there as the source has it and means nothing: a person has to look.
        case left
    }

    package var outcome: Outcome
    /// Relative to the imported folder.
    package var file: String
    /// From 1; 1 also for what is about the whole file.
    package var line: Int
    /// A sentence without a full stop, such as `an admonition became a callout`.
    package var what: String

    init(_ outcome: Outcome, _ file: String, _ line: Int = 1, _ what: String) {
        self.outcome = outcome
        self.file = file
        self.line = max(1, line)
        self.what = what
    }
}

/// Why a folder cannot be imported, with what to do.
package struct CannotImport: Error, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
