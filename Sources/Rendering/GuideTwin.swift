import Library
import Markdown
import Support

/// A guide's twin: the author's markdown with links that lead on to markdown, and around it what an agent needs.
struct GuideTwin {
    /// The most characters of keywords in the metadata, the author's own first, so that agents that read no more than the start of
    /// a twin learn from the next line which issues it fixes.
    static let mostKeywords = 600
    /// The most characters of the titles of issues there.
    static let mostTitles = 700

    /// The file and what the proof has to know of it.
    let twin: Proof.Twin
    private let writer: TwinWriter
    let edits: [Edit]

    init(_ body: GuideBody, facts: GuideFacts, markdown: ByteWriter, frame: ByteWriter) {
        let library = body.library
        let index = body.index
        let guide = library.guides[index]
        let page = library.pages[index]
        let strings = library.site.strings
        edits = body.twinEdits()
        let edits = edits
        var writer = TwinWriter(
            markdown: markdown, frame: frame,
            profile: TwinProfile(
                library, title: guide.title, summary: guide.summary, updated: guide.updated, page: page),
            noteMark: strings.noteMark)
        writer.heading(1, guide.title)
        writer.quote(guide.summary)
        writer.list(Self.metadata(of: index, library, facts), isTight: false)
        if !facts.agentNotes.isEmpty {
            writer.heading(2, strings[.agentNotes])
            writer.list(facts.agentNotes.map { .text($0) }, isTight: false)
        }
        writer.heading(3, guide.title)
        writer.paragraph(guide.summary)
        let before = writer.blocks
        let body = writer.body { out in
            Relinking.append(guide.document.source.bytes, part: guide.document.body, edits: edits, to: out)
        }
        if !facts.resources.isEmpty {
            writer.paragraph(strings[.resourcesBelow])
            writer.list(
                facts.resources.map {
                    .link(title: $0.title, twin: $0.twin, page: $0.page, note: $0.note)
                }, isTight: true, isAttached: true)
        }
        let related = library.related[index]
        if !related.isEmpty {
            writer.heading(2, strings[.relatedGuides])
            writer.list(
                related.map { entry in
                    let other = library.guides[entry.guide]
                    return .link(
                        title: other.title, twin: library.twins[entry.guide],
                        page: library.pages[entry.guide],
                        note: other.summary)
                }, isTight: false)
        }
        writer.finish()
        self.writer = writer
        twin = Proof.Twin(
            bytes: markdown, start: writer.start, body: body, blocksBefore: before,
            blocksAfter: writer.blocks - before,
            frame: frame)
    }

    /// What a twin says of its guide before all else.
    private static func metadata(of index: Int, _ library: Library, _ facts: GuideFacts) -> [TwinWriter.Item]
    {
        let guide = library.guides[index]
        let addresses = library.addresses
        let strings = library.site.strings
        var metadata: [TwinWriter.Item] = [
            .text(strings.label(.humanPage, addresses.full(library.pages[index]))),
            .text(strings.label(.markdownPage, library.twins[index])),
        ]
        if let category = facts.category {
            metadata.append(.text(strings.label(.category, category.title.text)))
        }
        metadata.append(.text(strings.label(.timeToRead, facts.readingTime)))
        if let updated = guide.updated {
            metadata.append(.text(strings.label(.lastUpdated, updated.description)))
        }
        metadata.append(
            .text(
                strings.label(
                    .relatedKeywords, strings.list(facts.keywords, most: mostKeywords, keepsLast: true))))
        // Agents that read the start alone learn here which problems the rest is about.
        let issues = ListedIssues.titles(of: guide, strings, most: mostTitles)
        if !issues.isEmpty { metadata.append(.text(issues)) }
        metadata.append(.text(strings.label(.guideIndex, addresses.guideIndex)))
        return metadata
    }

    /// The plain form within the file, without its last line end.
    var plainForm: Range<Int> { writer.plainForm }

    /// The first difference of its front matter, read again; nil where it has none, or says what it should.
    var differenceOfFrontMatter: Proof.Difference? { writer.differenceOfFrontMatter }
}
