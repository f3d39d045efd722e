import Content
import Library
import Markdown
import Support
import Words

/// One guide as checks see it: its front matter and the whole of its parsed body.
package struct CheckContext: Sendable {
    package let slug: String
    package let file: String
    package let frontMatter: FrontMatter
    package let site: Site
    package let lexicon: Lexicon
    /// The day of the run, for what falls due.
    package let today: Day?
    package let text: GuideProse
    /// Where its title (0) and its own keywords (from 1) are in the prose.
    package let keywords: [TermIndex.Match]

    package init(_ guide: Guide, _ text: GuideProse, site: Site, lexicon: Lexicon, today: Day?) {
        slug = guide.slug
        file = guide.file
        frontMatter = guide.frontMatter
        self.text = text
        self.site = site
        self.lexicon = lexicon
        self.today = today
        keywords = TermIndex([frontMatter.title.text] + frontMatter.keywords.map(\.text)).matches(
            in: text.prose)
    }

    package var document: Document { text.document }
    /// The words of its prose.
    package var prose: Prose { text.prose }
    /// Where terms of the site are in the prose.
    package var terms: [TermIndex.Match] { text.terms }
    /// Its parts, in order.
    package var sections: [Section] { text.sections }
    /// The parts that are issues.
    package var issues: [Section] { text.issues }
    /// For each issue the word at which its last step starts, where that step verifies nothing.
    package var unverifiedSteps: [Int?] { text.unverifiedSteps }
}
