/// A page to ask for.
struct ProbePage: Sendable, Hashable {
    /// Its address without a fragment, such as `https://example.org/a`.
    var url: String
    /// The anchors that links to it name.
    var anchors: Set<String>

    init(url: String, anchors: Set<String> = []) {
        self.url = url
        self.anchors = anchors
    }
}
