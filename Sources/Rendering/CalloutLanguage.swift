import Support

/// The titles of callouts are English words (`Note`, `Warning`). On pages in another language they are marked as such,
/// as the theme marks its own, so that they are read out right.
enum CalloutLanguage {
    /// - Parameter page: the body of a page whose language is another.
    static func mark(in page: ByteWriter) {
        let html = page.bytes
        var from = 0
        // No text of the page has a `<` that is not escaped.
        let title: StaticString = "<p class=\"callout-title\""
        while let found = html.span.position(of: title, in: from..<html.count) {
            if from == 0 { page.removeAll() }
            let end = found + title.utf8CodeUnitCount
            page.append(html[from..<end])
            page.append(" lang=\"en\"")
            from = end
        }
        if from > 0 { page.append(html[from...]) }
    }
}
