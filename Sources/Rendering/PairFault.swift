import Markdown

/// A fault of a guide's files, once they are made.
package enum PairFault: Sendable {
    /// A twin, or that of an issue, that says something else than its page. `bodyLine` is the line of the twin, from 1,
    /// on which its body starts; `firstLine` that of the guide on which the same text starts.
    case different(Proof.Difference, bodyLine: Int, firstLine: Int)
    /// A page that does not hold the body that the twin was compared with.
    case bodyMissing
    /// A twin that is longer than agents read.
    case tooLong(characters: Int)
    /// Twins of issues that are too large in all; the first one too many has this heading.
    case issuesTooLarge(count: Int, heading: Document.Heading)
}
