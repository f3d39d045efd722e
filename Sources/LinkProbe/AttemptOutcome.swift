/// The outcome of one attempt at a page.
enum AttemptOutcome: Sendable {
    /// A result that another attempt would not change.
    case final(ProbeResult)
    /// A result that may be another next time; a host may have asked to wait before that.
    case again(ProbeResult, after: Duration?)
}
