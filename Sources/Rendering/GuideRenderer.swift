import Library
import Markdown
import Support
import Theming

/// Makes pages and twins of guides, one guide after the other, with the same memory, and proves each pair.
package final class GuideRenderer {
    private let library: Library
    private let writer: TemplateFiller
    private let proof: Proof
    private let parser = Parser()
    /// The page's body, the page, the twin, and what is around the twin's body, each of the present guide.
    private let body = ByteWriter()
    private let page = ByteWriter()
    private let markdown = ByteWriter()
    private let frame = ByteWriter(capacity: 4096)
    private let issues: IssuePages
    /// Whether hosts lead people from issues' addresses on, so that no page has to.
    private let hostsRedirect: Bool
    private var siblings: SiblingLists
    private var colors: CodeColors?
    private var entries: SearchEntryReader?
    /// A change of each guide's twin between its writing and its proof, by which tests spoil it.
    var spoil: ((ByteWriter) -> Void)?

    /// The most characters of a twin that agents read (50,000): they silently cut off a longer one.
    package static let mostCharacters = 50_000

    /// - Parameter words: the words of the search, if it is to find the guides.
    init(library: Library, theme: Theme, words: SearchWords? = nil) {
        self.library = library
        hostsRedirect = library.hostsRedirect
        entries = words.map { SearchEntryReader(library, $0) }
        writer = TemplateFiller(theme)
        proof = Proof(
            parser: parser,
            addresses: ProofAddresses(origin: library.addresses.origin, path: library.addresses.path),
            dialect: library.site.dialect)
        issues = IssuePages(library, proof)
        siblings = SiblingLists(library)
        colors = library.site.codeColors ? CodeColors() : nil
    }

    /// A guide's page and twin. They are in the maker's own memory, until it makes the next pair.
    struct Pair {
        var pagePath: String
        var page: ByteWriter
        var twinPath: String
        var twin: ByteWriter
        /// The plain form within the twin, without its last line end.
        var plainForm: Range<Int>
        /// The files of the guide's issues.
        var issues: IssuePages.Made
        /// What the search index has of it.
        var searched: SearchedGuide
        var faults: [PairFault]

        /// The twin as a part of one file with others: its plain form.
        var twinInFull: [UInt8] { twin.bytes(plainForm) + [10] }
    }

    /// Page, twin and issues of a guide, proven.
    func make(_ index: Int) -> Pair {
        let guide = library.guides[index]
        let path = library.pages[index]
        let facts = GuideFacts(library, index)
        let (texts, difference) = renderAndProve(index, facts, path)
        let twin = texts.twin
        var issues =
            difference == nil
            ? self.issues.make(index, twin: twin, edits: texts.edits, page: body)
            : IssuePages.Made()
        let list = guide.issues
        let searched =
            guide.isListed ? entries?.guide(index, body, list, issues.texts, signals: issues.signals) : nil
        IssueList.insert(
            list, issues.texts, into: body, writer, checker: library.shape.checkerPath?.path)
        FormerAnchors.insert(guide.formerAnchors, into: body)
        colors?.mark(in: body)
        PictureTags(library).mark(index, in: body)
        if !hostsRedirect { self.issues.addPages(index, body: body, writer, to: &issues) }
        page.removeAll()
        GuidePage.append(
            library, index, facts: facts, body: body, siblings: siblings.list(of: index, writer),
            writer: writer, to: page)
        let showsBody = page.holds(body)
        // Hosts tell versions apart by time and size alone, and page and twin have one address.
        if page.count == markdown.count { page.append("\n") }
        var faults = issues.faults
        if !showsBody { faults.append(.bodyMissing) }
        if let difference {
            let lineOfBody = twin.bytes.bytes[..<twin.body.lowerBound].count { $0 == 10 } + 1
            faults.append(
                .different(difference, at: Self.location(of: difference, in: guide, from: lineOfBody)))
        }
        if markdown.count > Self.mostCharacters {
            let count = markdown.characters
            if count > Self.mostCharacters { faults.append(.tooLong(characters: count)) }
        }
        return Pair(
            pagePath: library.addresses.output(path, ".html"), page: page,
            twinPath: library.addresses.output(path, ".md"), twin: markdown, plainForm: texts.plainForm,
            issues: issues, searched: searched ?? SearchedGuide(), faults: faults)
    }

    /// The location in the guide's file of what differs.
    ///
    /// - Parameter lineOfBody: the line of the twin, from 1, on which its body starts.
    static func location(of difference: Proof.Difference, in guide: Guide, from lineOfBody: Int)
        -> SourceLocation
    {
        guard difference.part != .frame else { return .start }
        let source = guide.document.source.withLines
        let line = source.lineIndex(of: guide.document.body.lowerBound) + difference.line - lineOfBody
        return source.location(of: source.line(max(0, line)).lowerBound)
    }

    /// Page and twin, proven to say the same.
    ///
    /// Where the proof refuses them, destinations are looked for again, in a way that takes longer and sees more.
    /// And the brackets of a term link may change what marks around them mean; a term whose link does so stays text,
    /// on both sides.
    private func renderAndProve(_ index: Int, _ facts: GuideFacts, _ path: String) -> (
        GuideTwin, Proof.Difference?
    ) {
        let plain = GuideBody(library: library, index: index)
        let first = renderAndProve(plain, facts, path)
        guard first.1 != nil else { return first }
        let searched = library.guides[index].document.searchDestinations(parser: parser)
        /// The guide with links on these terms; nil where page and twin differ.
        func provenBody(_ terms: [TermLink]) -> GuideBody? {
            for destinations in [nil, searched] {
                let body = GuideBody(library: library, index: index, terms: terms, destinations: destinations)
                if renderAndProve(body, facts, path).1 == nil { return body }
            }
            return nil
        }
        // Where page and twin differ without any link, the terms are not the cause.
        guard var best = provenBody([]) else { return renderAndProve(plain, facts, path) }
        var terms = library.termLinks[index]
        for found in 0...Self.mostRemovedTerms {
            if let all = provenBody(terms) {
                best = all
                break
            }
            guard found < Self.mostRemovedTerms else { break }
            // The first term after whose link page and twin differ.
            let offending = terms.indices.partitionPoint { provenBody(Array(terms[...$0])) != nil }
            guard offending < terms.count else { break }
            terms.remove(at: offending)
        }
        return renderAndProve(best, facts, path)
    }

    /// The most terms that are left as text since their links change the marks around them; with more, no term is
    /// linked.
    private static let mostRemovedTerms = 8

    /// Writes page and twin, and compares them.
    private func renderAndProve(_ content: GuideBody, _ facts: GuideFacts, _ path: String)
        -> (GuideTwin, Proof.Difference?)
    {
        let guide = library.guides[content.index]
        body.removeAll()
        content.appendHTML(to: body)
        let twin = GuideTwin(content, facts: facts, markdown: markdown, frame: frame)
        spoil?(markdown)
        let difference =
            twin.differenceOfFrontMatter
            ?? proof.compareStructure(twin.twin, page: body, address: path, names: BodyNames(guide.document))
            ?? proof.compareSource(
                twin.twin, author: guide.document.source.bytes, body: guide.document.body, edits: twin.edits)
            ?? guide.composition.flatMap {
                proof.compareComposition($0, twin.twin, values: library.site.values)
            }
        return (twin, difference)
    }
}
