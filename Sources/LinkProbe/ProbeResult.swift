/// The result of asking for one page.
struct ProbeResult: Sendable {
    /// The outcome, with a reason for reports where it is not good, such as `answers 404`.
    enum Kind: Sendable, Equatable {
        /// The page is there.
        case ok
        /// It answers, but probably with something else than what was meant.
        case soft404(String)
        /// It lets no program in.
        case blocked(String)
        /// It did not answer this time.
        case inconclusive(String)
        /// It is not there.
        case gone(String)
        /// Its certificate does not hold.
        case badCertificate(String)
        /// It was not requested, since its host is not public.
        case refused(String)
    }

    var kind: Kind
    /// The status of the last answer; 0 where none came.
    var status: Int
    /// The address that redirects led to, as `WebAddress.text`, with the fragment that a redirect named; the page's own
    /// where there were none.
    var finalURL: String
    /// Whether every redirect on the way was a permanent one (301, 308), and there was one.
    var hasMoved: Bool
    /// The page's title, where it was read, on one line.
    var title: String?
    /// Of the anchors that were asked for, those that the page does not have; nil where that is unknown, since its body
    /// was not read, or not to its end, or its encoding is unknown.
    var missingAnchors: Set<String>?
    /// Number of times that the page was requested.
    var tries: Int

    init(
        _ kind: Kind, status: Int = 0, finalURL: String, hasMoved: Bool = false, title: String? = nil,
        missingAnchors: Set<String>? = nil, tries: Int = 1
    ) {
        self.kind = kind
        self.status = status
        self.finalURL = finalURL
        self.hasMoved = hasMoved
        self.title = title
        self.missingAnchors = missingAnchors
        self.tries = tries
    }
}
