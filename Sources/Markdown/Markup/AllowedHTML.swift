/// The HTML that guides may hold, since markdown cannot say it. All other HTML is shown as text, and is a finding.
package struct AllowedHTML: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A kind of HTML that guides may hold, as `site.yml` names it.
    package enum Kind: String, Sendable, CaseIterable {
        /// `<br>`
        case br
        /// `<sub>`
        case sub
        /// `<sup>`
        case sup
        /// `<kbd>`
        case kbd
        /// `<mark>`
        case mark
        /// `<abbr title="…">`
        case abbr
        /// `<details>` with `<summary>`
        case details
        /// `<a id="…">` or `<a name="…">`: a place to link to
        case anchor = "a"
        /// `<!-- … -->`, which neither page nor twin has
        case comments

        /// This kind alone.
        package var html: AllowedHTML {
            AllowedHTML(rawValue: 1 << (Self.allCases.firstIndex(of: self) ?? 15))
        }
    }

    package init(_ kinds: [Kind]) { self.init(kinds.map(\.html)) }

    /// All that can be allowed, as it is where a site does not say otherwise.
    package static let all = AllowedHTML(Kind.allCases)
    /// Comments alone.
    package static let comments = Kind.comments.html
}
