import Content
import Findings
import Markdown
import Support
import Words

/// Parses the bodies of guides, one after the other, with the same memory, and takes their facts.
package final class GuideReader {
    private let lexicon: Lexicon
    private let composer: BodyComposer
    private let verify: VerifyingWords
    private var counter: TermCounter
    private let store: (any ByteStore)?

    /// - Parameters:
    ///   - keepsWords: whether to keep, of each guide, which words it has, see `TermVector.words`.
    ///   - store: keeps sources and HTML of guides instead of the memory.
    package init(
        _ lexicon: Lexicon, _ rules: BodyRules, keepsWords: Bool, store: (any ByteStore)? = nil
    ) {
        self.store = store
        self.lexicon = lexicon
        verify = rules.verify
        composer = BodyComposer(rules, parser: Parser(), buffer: ByteWriter())
        counter = TermCounter(keepsWords: keepsWords)
    }

    /// A guide with all that is dropped once its checks have run.
    package struct Parsed {
        package let guide: Guide
        /// The weighted words of the guide, which are needed until related guides are found.
        package let vector: TermVector
        /// The whole of its body; nil where the file could not be read as a guide.
        package let text: GuideProse?
        /// Findings about what its text was to include.
        package let findings: [Finding]
    }

    /// - Parameter committed: the day of the guide's last change, as git knows it.
    package func read(_ source: SiteContent.GuideSource, committed: Day?) -> Parsed {
        let body = composer.body(
            source.source, source.body, file: source.file, isReadable: source.isReadable)
        let prose = Prose(body.document)
        let vector = counter.vector(of: prose, title: source.frontMatter.title.text)
        let text = source.isReadable ? GuideProse(body.document, prose, lexicon, verify) : nil
        let words = text.map { GuideWords(source.frontMatter, $0, lexicon) } ?? GuideWords()
        let texts = source.isReadable ? store.flatMap { body.document.texts(in: $0) } : nil
        let guide = Guide(source, body, prose, lexicon, words: words, committed: committed, texts: texts)
        return Parsed(guide: guide, vector: vector, text: text, findings: body.findings)
    }
}
