import Content
import Findings
import Markdown
import Support
import Words

/// One guide as the rest of the tool knows it: what its front matter says, and the facts of its body.
///
/// Nothing in it ever changes; it is a class so that handing one on costs one count instead of thirty.
package final class Guide: Sendable {
    /// The name in addresses, such as `mta-sts`.
    package let slug: String
    /// Relative to the site's folder.
    package let file: String
    /// The folder of its file, relative to `Content/guides`; empty at the top.
    package let folder: String
    package let frontMatter: FrontMatter
    /// Its body, for twin and page. Words and runs are dropped once they were read.
    package let document: Document
    /// The terms and titles that its prose names.
    package let mentions: Mentions
    /// How many words of its body a reader reads.
    let readingWords: Int
    /// Stands for its title where other guides' texts name it.
    package let titleKey: UInt64
    /// The words of its summary, sorted, each once.
    package let summaryWords: [UInt64]
    /// False where the file could not be read as a guide; then nothing more is asked of it.
    package let isReadable: Bool
    /// The day of its last change: its own word for it, else git's.
    package let updated: Day?

    /// Suppressions that are comments in it.
    package let suppressions: [Suppression]
    /// Its file and what became of it before it was read; nil where it was read as it is.
    package let composition: Composition?
    /// Facts about its words for checks of the whole library.
    package let words: GuideWords

    /// - Parameters:
    ///   - source: the file that the guide is in.
    ///   - parsed: its body.
    ///   - prose: the words of its body.
    ///   - committed: the day of its last change, as git knows it.
    ///   - texts: where source and HTML of its document are kept; nil for in memory.
    init(
        _ source: SiteContent.GuideSource, _ parsed: ComposedBody, _ prose: Prose, _ lexicon: Lexicon,
        words: GuideWords,
        committed: Day?, texts: StoredTexts?
    ) {
        slug = source.slug
        file = source.file
        folder = source.pathInGuides.split(separator: "/").dropLast().joined(separator: "/")
        frontMatter = source.frontMatter
        updated = source.frontMatter.updated ?? committed
        isReadable = source.isReadable
        suppressions = parsed.suppressions
        composition = parsed.composition
        mentions = Mentions(parsed.document, prose, lexicon)
        readingWords = prose.readingWords
        self.words = words
        titleKey = TermIndex.linkKey(of: frontMatter.title.text)
        summaryWords = Set(Words.all(in: frontMatter.summary.text).map(\.key)).sorted()
        var document = parsed.document
        linkTexts = document.linkTexts.map { text in
            FoldedWord(text.alternative.map { Array($0.utf8)[...] } ?? document.text[text.letters])
        }
        linkTextKeys = document.linkTexts.map { text in
            Self.key(of: text.alternative.map { Array($0.utf8)[...] } ?? document.text[text.letters])
        }
        document.keepOnlyWhatPagesNeed()
        let isComposed = composition != nil
        self.document = texts.map { document.kept(in: $0, holdsSource: isComposed) } ?? document
        var anchors = BinaryWriter()
        anchors.write(small: document.footnotes)
        anchors.write(isReadable)
        anchors.write(document.ids)
        for heading in document.headings { anchors.write(heading.isNumbered) }
        for (former, _) in frontMatter.formerAnchors(of: document) { anchors.write(former.text) }
        anchorsKey = anchors.bytes.checksum
    }

    /// Writes what `init(factsFrom:)` reads: all but source and HTML of its document.
    package func writeFacts(to writer: inout BinaryWriter) {
        writer.write(slug)
        writer.write(file)
        writer.write(folder)
        writer.write(frontMatter)
        writer.write(composition)
        document.writeFacts(to: &writer)
        writer.write(mentions)
        writer.write(small: readingWords)
        writer.write(titleKey)
        writer.write(summaryWords)
        writer.write(updated)
        writer.write(suppressions)
        writer.write(words)
        writer.write(linkTexts)
        writer.write(linkTextKeys)
        writer.write(anchorsKey)
    }

    /// Reads a guide that `writeFacts` wrote.
    ///
    /// - Parameter texts: source and HTML of its document.
    package init(factsFrom reader: inout BinaryReader, _ texts: StoredTexts) throws(BinaryReader.Broken) {
        slug = try reader.text()
        file = try reader.text()
        folder = try reader.text()
        frontMatter = try reader.value()
        composition = try reader.optional()
        document = try Document(factsFrom: &reader, texts, source: composition?.source)
        mentions = try reader.value()
        readingWords = try reader.small()
        titleKey = try reader.number()
        summaryWords = try reader.list()
        updated = try reader.optional()
        suppressions = try reader.list()
        words = try reader.value()
        linkTexts = try reader.list()
        linkTextKeys = try reader.list()
        anchorsKey = try reader.number()
        isReadable = true
    }

    /// For each of the document's links but definitions, the words that a reader sees of it, folded.
    package let linkTexts: [FoldedWord]

    /// For each of the document's links but definitions, equal keys for texts that differ in letter case and white space alone;
    /// 0 for one without letters.
    package let linkTextKeys: [UInt64]

    private static func key(of text: ArraySlice<UInt8>) -> UInt64 {
        let words = text.split { $0.isSpaceOrTab || $0 == 10 }
        guard !words.isEmpty else { return 0 }
        var folded = BinaryWriter()
        for word in words { folded.write(String(decoding: word, as: UTF8.self).lowercased()) }
        return max(1, folded.bytes.checksum)
    }

    /// Tells it from all others that were parsed.
    package let identity = Identity.next()

    /// Equal for two states of a guide with the same anchors.
    package let anchorsKey: UInt64

    /// The files that its text is put together from, its own first, relative to the site's folder.
    package var files: [String] { composition?.files ?? [file] }

    /// Its body, parsed once more for what was dropped.
    ///
    /// - Parameter html: the HTML that guides may hold.
    package func parsedAgain(_ html: AllowedHTML, parser: Parser, out: ByteWriter) -> Document {
        Document(
            document.source.withLines, body: document.body, parser: parser, out: out,
            dialect: Dialect(html: html),
            ids: composition?.ids ?? [:])
    }

    /// Its file as it is on the disk, but for line ends.
    package var written: SourceText { composition?.written ?? document.source.withLines }

    /// The path of its file relative to `Content/guides`, such as `mail/spf.md`.
    package var pathInGuides: String { ContentTree.pathInGuides(of: file) ?? file }
    /// The last part of its slug, such as `spf` of `mail/spf`.
    package var lastName: String {
        slug.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? slug
    }
    /// Whether lists name it, as the author wants it.
    package var isListed: Bool { frontMatter.isListed }
    /// Its title; its slug as long as the file gives it none, so that lists of the preview name it.
    package var title: String { frontMatter.title.text.isEmpty ? slug : frontMatter.title.text }
    package var summary: String { frontMatter.summary.text }
}
