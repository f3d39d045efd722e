/// A page to ask for.
package struct ProbePage: Sendable, Hashable {
    /// Its address without a fragment, such as `https://example.org/a`.
    package var url: String
    /// The anchors that links to it name.
    package var anchors: Set<String>

    package init(url: String, anchors: Set<String> = []) {
        self.url = url
        self.anchors = anchors
    }
}
