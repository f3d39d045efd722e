extension LinkCache {
    /// The state of a page. The raw values are those of the file, and end the ids of the checks that tell of them.
    enum State: String, Codable, Sendable {
        case ok, moved, gone
        /// It lets no program in.
        case blocked = "walled"
        /// It did not answer, or not in a way that says whether the page is there.
        case inconclusive = "unsure"
        /// It answers, but probably with something else than what was meant.
        case soft404 = "suspect"

        /// Whether the page was there, and was what was meant.
        var isGood: Bool { self == .ok || self == .moved }
    }

    /// The facts that are kept of one page. Days are those of UTC, as `2026-11-24`.
    struct Entry: Codable, Sendable, Equatable {
        var state: State
        /// The HTTP status of the last answer; 0 where none came.
        var status: Int
        /// The address that redirects led to, as `WebAddress.text`; nil where it is the page's own.
        var finalURL: String?
        /// The day on which the page was last there; nil where it never was.
        var lastGood: String?
        /// The day on which it was last requested.
        var lastTried: String
        /// The day since which it has failed on every run; nil while it does not.
        var firstFailed: String?
        /// The day on which it was first gone since it was last well; nil while it was not. A page that only failed is
        /// not gone.
        var firstGone: String?
        /// Anchors that the page was seen to have.
        var anchors: [String]?
        /// The title that the page had when it was last there.
        var title: String?
        /// The day on which a person looked.
        var seen: String?
    }
}
