import Support

/// One parsed body of markdown as a plain value: its HTML with open destinations, and the facts that linking, checks
/// and twins need, each with its location. Nothing of cmark's tree is left in it.
///
/// Offsets count bytes of the whole file, so that a front matter before the body does not shift locations.
package struct Document: Sendable {
    /// The file, front matter and all.
    package internal(set) var source: SourceText
    /// The bytes of `source` that are the body.
    package let body: Range<Int>
    /// The body's HTML, with nothing where a destination belongs.
    package var html: [UInt8] = []
    /// Destinations of links, images and definitions, in the order of the HTML.
    package var links: [Link] = []
    /// Headings, in order.
    package var headings: [Heading] = []
    /// Its issues, in order.
    package var issues: [Issue] = []
    /// The letters of all text and code, one run after the other.
    package var text: [UInt8] = []
    /// Runs of text and code, in order; their letters are in `text`.
    package var runs: [Run] = []
    package var codeBlocks: [CodeBlock] = []
    package var rawHTML: [RawHTML] = []
    /// The bytes of tags that are shown as tags and hold a mark, `{{`, in them or in the text of a summary, in order.
    var tagsWithMarks: [Range<Int>] = []
    /// Places to link to besides headings, in order.
    package var places: [Place] = []
    /// Its blocks, each before those within it.
    package var blocks: [Block] = []
    /// Texts of `links`, one for each that is no definition.
    package var linkTexts: [LinkText] = []
    /// Its reference definitions, in the order of the file.
    package var definitions: [Definition] = []
    /// Its footnotes that no text names, which no page shows. The label has its `^`.
    package internal(set) var unnamedFootnotes: [Definition] = []
    /// Count of the footnotes that are shown at the end.
    package var footnotes = 0

    /// Lets go of what only checks and counts need; what is left is enough to make a page and a twin.
    package mutating func keepOnlyWhatPagesNeed() {
        text = []
        runs = []
        codeBlocks = []
        rawHTML = []
        tagsWithMarks = []
        blocks = []
        linkTexts = []
        definitions = []
        unnamedFootnotes = []
        source.forgetLines()
    }

    /// Whether `fragment` is the id of one of the footnotes, such as `fn:2`.
    package func hasFootnote(_ fragment: String) -> Bool {
        guard fragment.hasPrefix("fn:"), let number = Int(fragment.dropFirst(3)) else { return false }
        return number >= 1 && number <= footnotes
    }
}
