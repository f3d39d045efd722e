/// An example of a finding: a bad text and the same thing done well. `guides explain` prints both, and the tests hold
/// the check to them.
package struct Example: Sendable {
    /// The part of a site that the texts of an example are.
    package enum Kind: Sendable, Hashable {
        /// The body of a guide.
        case body
        /// Lines of a guide's front matter, besides title, summary and category.
        case head
        /// A whole file, by its path in the site.
        case file(String)
        /// Something that no text alone can show, such as another site's answer; it is not run as a test.
        case described
    }

    package var kind: Kind
    /// The bad text with the finding's first character behind `⟦` and its last one before `⟧`; there is no `⟧` where a finding
    /// has no end.
    var marked: String
    package var good: String

    /// - Parameter bad: what becomes `marked`.
    package init(_ kind: Kind = .body, bad: String, good: String) {
        self.kind = kind
        marked = bad
        self.good = good
    }

    /// The bad text as an author would write it.
    package var bad: String { marked.replacingBytes("⟦", with: "").replacingBytes("⟧", with: "") }
}
