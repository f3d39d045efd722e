import Library
import Markdown
import Support
import Theming

/// The files of a guide's issues: of each a twin, a page for hosts that cannot redirect to the guide's, and its entry in the
/// catalogs.
package struct IssuePages {
    /// Bytes that the twins of one guide's issues may have in all. Each repeats the footnotes and definitions that it
    /// needs, so that thousands of issues with one long footnote would fill the disk.
    package static let most = 20_000_000

    private let library: Library
    private let proof: Proof
    private let markdown = ByteWriter(capacity: 4096)
    private let frame = ByteWriter(capacity: 1024)
    private let body = ByteWriter(capacity: 4096)

    init(_ library: Library, _ proof: Proof) {
        self.library = library
        self.proof = proof
    }

    /// The files of the issues of a guide, with their entries in catalog and search.
    package struct Made {
        package var files: [OutputFile] = []
        var entries: [IssueEntry] = []
        var faults: [PairFault] = []
        /// The words of each issue.
        var texts: [IssueText] = []

        /// The note of each that the search shows.
        var signals: [String] { texts.map { SearchIndex.note($0.signal) } }
    }

    /// The twins with their entries.
    ///
    /// - Parameters:
    ///   - twin: the guide's twin.
    ///   - page: the body of the guide's page, as it was proven.
    func make(_ index: Int, twin: Proof.Twin, edits: [Edit], page: ByteWriter) -> Made {
        let guide = library.guides[index]
        var made = Made()
        let issues = guide.issues
        guard !issues.isEmpty else { return made }
        let references = TwinReferences(twin, of: guide)
        made.texts = IssueText.all(in: page)
        var bytes = 0
        for (number, (issue, text)) in zip(issues, made.texts).enumerated() {
            let own = IssueTwin(
                issue, number: number, of: index, in: library, summary: summary(of: text, guide), guide: twin,
                edits: edits, page: page,
                part: text.html,
                references: references, proof: proof, markdown: markdown, frame: frame)
            bytes += markdown.count
            if bytes > Self.most {
                made.faults.append(.issuesTooLarge(count: issues.count, heading: issue.heading))
                break
            }
            if let difference = own.difference {
                let source = guide.document.source.withLines
                let line = source.lineIndex(of: issue.body.lowerBound) + difference.line - own.bodyLine
                made.faults.append(
                    .different(
                        difference,
                        at: difference.part == .frame
                            ? .start : source.location(of: source.line(max(0, line)).lowerBound)))
            }
            let path = library.addresses.issue(issue.id)
            made.files.append(OutputFile(library.addresses.output(path, ".md"), markdown.bytes))
            made.entries.append(
                IssueCatalog.entry(
                    issue, text, of: index, in: library, isVerified: issue.hasVerifyStep, twin: markdown))
        }
        return made
    }

    /// What an issue is about: what a checker says of it, or what its guide is about.
    private func summary(of text: IssueText, _ guide: Guide) -> String {
        text.signal.isEmpty ? guide.summary : SearchIndex.note(text.signal)
    }

    /// Adds the pages, each with its issue's part of the guide's page.
    ///
    /// - Parameter page: the finished body of the guide's page, with colors and sizes of pictures.
    func addPages(_ index: Int, body page: ByteWriter, _ writer: TemplateFiller, to made: inout Made) {
        guard !made.entries.isEmpty else { return }
        let guide = library.guides[index]
        let issues = guide.issues
        let category = library.categoryWithPage(of: guide)
        let parts = IssueBody.parts(of: page)
        // Issues without a twin have no page.
        for (number, part) in parts.enumerated().prefix(made.entries.count) {
            let issue = issues[number]
            let path = library.addresses.issue(issue.id)
            body.removeAll()
            IssueBody.append(part, of: page, guide: library.pages[index], to: body)
            var values = TemplateFiller.Values(
                .issue, page: path, canonical: library.pages[index], title: issue.heading.text,
                summary: summary(of: made.texts[number], guide), library.addresses)
            values.set(.body, body)
            if let category {
                values.set(.categoryTitle, category.title.text)
                values.set(.categoryURL, library.addresses.category(category.id))
            }
            values.set(.url, "\(library.pages[index])#\(issue.anchor)")
            values.set(.note, guide.title)
            made.files.append(OutputFile(library.addresses.output(path, ".html"), writer.page(values)))
        }
    }
}
