import Content
import Library
import Markdown
import Support
import Words

/// One guide as checks see it: its front matter and the whole of its parsed body.
package struct CheckContext: Sendable {
    let slug: String
    let file: String
    let frontMatter: FrontMatter
    /// The files that locations in it name, its own first; empty where it is read as it is.
    let includes: [String]
    let site: Site
    let lexicon: Lexicon
    /// The day of the run, for what falls due.
    let today: Day?
    let text: GuideProse
    /// Locations of its title (0) and its own keywords (from 1) in the prose.
    let keywords: [TermIndex.Match]

    package init(_ guide: Guide, _ text: GuideProse, site: Site, lexicon: Lexicon, today: Day?) {
        slug = guide.slug
        file = guide.file
        frontMatter = guide.frontMatter
        includes = guide.composition?.files ?? []
        self.text = text
        self.site = site
        self.lexicon = lexicon
        self.today = today
        keywords = TermIndex([frontMatter.title.text] + frontMatter.keywords.map(\.text)).matches(
            in: text.prose)
    }

    /// The file that a location names.
    func file(of location: SourceLocation) -> String {
        includes.indices.contains(Int(location.file)) ? includes[Int(location.file)] : file
    }

    var document: Document { text.document }
    /// The words of its prose.
    var prose: Prose { text.prose }
    /// Locations of the site's terms in the prose.
    var terms: [TermIndex.Match] { text.terms }
    /// Its parts, in order.
    var sections: [Section] { text.sections }
    /// The parts that are issues.
    var issues: [Section] { text.issues }
    /// For each issue the word at which its last step starts, where that step verifies nothing.
    var unverifiedSteps: [Int?] { text.unverifiedSteps }
}
