/// A part of a report, with its destination.
package enum ReportPiece: Sendable, Equatable {
    /// Words for people on standard output, which end their line: `3 guides, 10 links: no findings`.
    case words(String)
    /// Words for people on standard error, which end their line.
    case aside(String)
    /// A finding as `FindingText` shows it, which may have colours of its own, and an empty line, on standard output.
    case finding(String)
    /// Bytes for programs on standard output.
    case data(String)
    /// A unified diff on standard output, byte for byte.
    case diff(String)
    /// A text to add at the end of a file.
    case appendix(String, path: String)
}
