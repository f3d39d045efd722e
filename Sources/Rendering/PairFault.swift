import Markdown
import Support

/// A fault of a guide's files, once they are made.
package enum PairFault: Sendable {
    /// A twin, or that of an issue, that says something else than its page, with the location in the guide.
    case different(Proof.Difference, at: SourceLocation)
    /// A page that does not hold the body that the twin was compared with.
    case bodyMissing
    /// A twin that is longer than agents read.
    case tooLong(characters: Int)
    /// Twins of issues that are too large in all; the first one too many has this heading.
    case issuesTooLarge(count: Int, heading: Document.Heading)
}
