import Support

/// One parsed body of markdown as a plain value: its HTML with open destinations, and the facts that linking, checks
/// and twins need, each with its location. Nothing of cmark's tree is left in it.
///
/// Offsets count bytes of the whole file, so that a front matter before the body does not shift locations.
package struct Document: Sendable {
    /// The file, front matter and all.
    package internal(set) var source: SourceText {
        get { isSourceHeld ? heldSource : stored?.source ?? heldSource }
        set { heldSource = newValue }
    }
    var heldSource: SourceText
    /// Whether the source is in memory though the HTML may not be.
    private var isSourceHeld = false
    /// The bytes of `source` that are the body.
    package let body: Range<Int>
    /// The body's HTML, with nothing where a destination belongs.
    package internal(set) var html: [UInt8] {
        get { stored?.html ?? heldHTML }
        set { heldHTML = newValue }
    }
    private var heldHTML: [UInt8] = []
    /// Where source and HTML are, if they are not held in memory.
    package private(set) var stored: StoredTexts?
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

    /// Puts source and HTML into a store; nil where it refuses them, which its `failure` tells then.
    package func texts(in store: any ByteStore) -> StoredTexts? {
        StoredTexts(source: source.bytes, html: html, in: store)
    }

    /// The same document with source and HTML in a store instead of memory.
    ///
    /// - Parameter holdsSource: whether the source stays in memory.
    package func kept(in texts: StoredTexts, holdsSource: Bool) -> Document {
        var document = self
        if !holdsSource { document.heldSource = SourceText([]) }
        document.isSourceHeld = holdsSource
        document.heldHTML = []
        document.stored = texts
        return document
    }

    /// Whether `fragment` is the id of one of the footnotes, such as `fn:2`.
    package func hasFootnote(_ fragment: String) -> Bool {
        guard fragment.hasPrefix("fn:"), let number = Int(fragment.dropFirst(3)) else { return false }
        return number >= 1 && number <= footnotes
    }
}

extension Document {
    /// Writes the facts that are left once it keeps only what pages need, without source and HTML.
    package func writeFacts(to writer: inout BinaryWriter) {
        writer.write(body)
        writer.write(links)
        writer.write(headings)
        writer.write(issues)
        writer.write(places)
        writer.write(small: footnotes)
    }

    /// Reads what `writeFacts` wrote.
    ///
    /// - Parameters:
    ///   - texts: its source and HTML.
    ///   - source: its source, where that is held in memory.
    package init(
        factsFrom reader: inout BinaryReader, _ texts: StoredTexts, source: SourceText?
    ) throws(BinaryReader.Broken) {
        heldSource = source ?? SourceText([])
        isSourceHeld = source != nil
        stored = texts
        body = try reader.range()
        links = try reader.list()
        headings = try reader.list()
        issues = try reader.list()
        places = try reader.list()
        footnotes = try reader.small()
        guard body.upperBound <= source?.bytes.count ?? texts.sourceLength,
            issues.allSatisfy({ headings.indices.contains($0.heading) })
        else { throw BinaryReader.Broken() }
    }
}
