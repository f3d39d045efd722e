/// A finding with its source line, as the preview's script reads it.
struct FindingItem: Encodable, Sendable {
    var id: String
    var severity: String
    var file: String
    var line: Int
    var column: Int
    var message: String
    var help: String
    /// The line, or the part of it that matters, and what is under it.
    var source: String
    var caret: String
    /// Its location on the page that is shown; nil for what is not there, such as front matter.
    var anchor: PageAnchor?
    /// The address that opens an editor there.
    var editor: String
    var isFixable: Bool
    /// The page of the guide that it is about, if there is one.
    var page: String?
}
