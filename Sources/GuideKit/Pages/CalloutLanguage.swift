import Markdown

/// The titles of callouts are English words (`Note`, `Warning`). On pages in another language they are marked as such, as
/// the theme marks its own, so that they are read out right.
enum CalloutLanguage {
    /// - Parameter page: the body of a page whose language is another.
    static func mark(in page: ByteBuffer) {
        let title = Array("<p class=\"callout-title\"".utf8)
        let html = page.bytes
        // No text of the page has a `<` that is not escaped.
        var places = html.ranges(of: title)[...]
        guard !places.isEmpty else { return }
        page.removeAll()
        var from = 0
        while let place = places.popFirst() {
            page.append(html[from..<place.upperBound])
            page.append(" lang=\"en\"")
            from = place.upperBound
        }
        page.append(html[from...])
    }
}
