import Content
import Findings

/// A fault of a query of `queries.yml`, or of the search that has to answer it.
package enum QueryFault: Sendable {
    /// Its answers are not among the first results, which have these titles.
    case missed(Query, found: [String])
    /// An answer that names a guide by a former slug.
    case moved(Located, to: String)
    /// An answer that is, or is in, a guide which is not listed.
    case unlisted(Located)
    /// An answer that names nothing; with a name that was probably meant.
    case unknown(Located, near: String?)
    /// The ranking script cannot be run.
    case broken(String)

    /// Whether the query is as it should be, and the search does not answer it.
    package var isMiss: Bool { if case .missed = self { true } else { false } }
}
