import Library
import Markdown
import Support

/// The twin of one issue, at an address of its own: the issue's part of the guide's twin, with the way up.
struct IssueTwin {
    /// Written into the buffer that it was given.
    let markdown: ByteWriter
    /// The first difference from the issue's part of the page; nil where the two are a pair.
    let difference: Proof.Difference?
    /// The line of `markdown`, from 1, on which the part starts.
    let bodyLine: Int

    /// Count of the blocks before the part: a heading, a list of addresses, and the guide's summary. None holds a blank
    /// line.
    static let blocksInHead = 3

    /// - Parameters:
    ///   - number: its index among the guide's issues.
    ///   - summary: what a checker says of it, for front matter.
    ///   - guide: the finished twin of the guide, and what it has otherwise than the author's file.
    ///   - page: the body of the guide's page, and which part of it is the issue's.
    ///   - references: definitions and footnotes of the guide's twin, where it has any.
    init(
        _ issue: Issue, number: Int, of index: Int, in library: Library, summary: String,
        guide twin: Proof.Twin,
        edits: [Edit],
        page: ByteWriter, part: Range<Int>, references: TwinReferences?, proof: Proof, markdown: ByteWriter,
        frame: ByteWriter
    ) {
        let addresses = library.addresses
        let guide = library.guides[index]
        let strings = library.site.strings
        self.markdown = markdown
        var writer = TwinWriter(
            markdown: markdown, frame: frame,
            profile: TwinProfile(
                library, title: issue.heading.text, summary: summary, updated: guide.updated,
                page: addresses.issue(issue.id)), noteMark: strings.noteMark)
        writer.heading(1, issue.heading.text)
        var metadata: [TwinWriter.Item] = [
            // Links, since an id may hold marks that a bare address would have to escape.
            .link(
                title: strings[.humanPage],
                twin: "\(addresses.full(library.pages[index]))#\(issue.anchor)", page: "#\(issue.anchor)",
                note: ""),
            .link(
                title: strings[.markdownPage], twin: "\(addresses.full(addresses.issue(issue.id))).md",
                page: addresses.issue(issue.id), note: ""),
            .link(
                title: guide.title, twin: library.twins[index], page: library.pages[index],
                note: strings[.partOfGuide]),
        ]
        if let updated = guide.updated {
            metadata.append(.text(strings.label(.lastUpdated, updated.description)))
        }
        metadata.append(.text(strings.label(.guideIndex, addresses.guideIndex)))
        writer.list(metadata, isTight: true)
        // What the guide is about; and a list that opens the part stays apart from the list above.
        writer.quote(guide.summary)
        bodyLine = markdown.bytes.count { $0 == 10 } + 3
        let start = Self.offset(of: issue.body.lowerBound, in: twin, guide, edits)
        let end = Self.offset(of: issue.body.upperBound, in: twin, guide, edits)
        let excerpt = TwinExcerpt.trimmed(twin.bytes.bytes(start..<max(start, end))[...])
        let before = writer.blocks
        _ = writer.body { $0.append(excerpt) }
        for definition in references?.needed(by: excerpt, outside: start..<end) ?? [] {
            _ = writer.body { $0.append(definition) }
        }
        let beforeEnd = writer.blocks
        writer.finish()
        difference =
            writer.differenceOfFrontMatter
            ?? proof.compareIssue(
                markdown, start: writer.start, blocksBefore: before, blocksAfter: writer.blocks - beforeEnd,
                frame: frame, page: page, part: part, address: library.pages[index],
                names: BodyNames(guide.document, ofIssue: number)
            )
    }

    /// The offset in the twin of a byte of the guide's file.
    private static func offset(of written: Int, in twin: Proof.Twin, _ guide: Guide, _ edits: [Edit]) -> Int {
        var offset = twin.body.lowerBound + written - guide.document.body.lowerBound
        for edit in edits {
            // What is put in right here belongs before the offset: the end of a term's link at the end of a section.
            guard edit.range.lowerBound < written || edit.range.isEmpty && edit.range.lowerBound == written
            else {
                break
            }
            // An offset within bytes that were replaced is after what is there now.
            offset += edit.replacement.count - (min(edit.range.upperBound, written) - edit.range.lowerBound)
        }
        return min(max(offset, twin.body.lowerBound), twin.body.upperBound)
    }
}
