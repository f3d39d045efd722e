import Content
import Findings
import Markdown
import Support
import Words

/// One guide as the rest of the tool knows it: what its front matter says, and the facts of its body.
///
/// Nothing in it ever changes; it is a class so that handing one on costs one count instead of thirty.
package final class Guide: Sendable {
    package let slug: String
    /// Relative to the site's folder.
    package let file: String
    /// The folder of its file, relative to `Content/guides`; empty at the top.
    package let folder: String
    package let frontMatter: FrontMatter
    /// Its body, for twin and page. Words and runs are dropped once they were read.
    package let document: Document
    package let subject: Mentions
    /// By which other guides' texts name it.
    package let titleKey: UInt64
    /// The words of its summary, sorted, each once.
    package let summaryWords: [UInt64]
    /// False where the file could not be read as a guide; then nothing more is asked of it.
    package let isReadable: Bool
    /// The day of its last change: its own word for it, else git's.
    package let updated: Day?

    /// Suppressions that are comments in it.
    package let suppressions: [Suppression]
    /// Edits that take the comments out of its twin.
    package let suppressionEdits: [Edit]
    /// Its bytes as they are in the file, where comments were read as blank; else nil.
    package let written: [UInt8]?
    /// What checks of the whole library have to know of its words.
    package let words: GuideWords

    /// - Parameters:
    ///   - source: the file that the guide is in.
    ///   - parsed: its body, with all words.
    ///   - committed: the day of its last change, as git knows it.
    package init(
        _ source: SiteContent.GuideSource, _ parsed: ParsedBody, subject: Mentions, words: GuideWords,
        committed: Day?
    ) {
        slug = source.slug
        file = source.file
        folder = source.file.dropFirst(ContentTree.guides.count + 1).split(separator: "/").dropLast()
            .joined(separator: "/")
        frontMatter = source.frontMatter
        updated = source.frontMatter.updated ?? committed
        isReadable = source.isReadable
        suppressions = parsed.suppressions
        suppressionEdits = parsed.suppressionEdits
        written = parsed.written
        self.subject = subject
        self.words = words
        titleKey = Vocabulary.key(ofTitle: frontMatter.title.text)
        summaryWords = Set(Words.all(in: frontMatter.summary.text).map(\.key)).sorted()
        var document = parsed.document
        linkTexts = document.linkTexts.map { text in
            Words.letters(of: text.alternative.map { Array($0.utf8)[...] } ?? document.text[text.letters])
        }
        document.keepOnlyWhatPagesNeed()
        self.document = document
    }

    /// For each of the document's links but definitions, the words that a reader sees of it, folded.
    package let linkTexts: [Words.Letters]

    /// Whether links into another state of this guide lead where they led.
    package func hasAnchors(of other: Guide) -> Bool {
        document.footnotes == other.document.footnotes && isReadable == other.isReadable
            && document.headings.map(\.text) == other.document.headings.map(\.text)
            && formerAnchors.map(\.former.text) == other.formerAnchors.map(\.former.text)
    }

    package var title: String { frontMatter.title.text }
    package var summary: String { frontMatter.summary.text }
}
