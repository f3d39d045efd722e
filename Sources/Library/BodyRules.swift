import Content
import Markdown

/// How bodies of a site are read.
package struct BodyRules: Sendable {
    let dialect: Dialect
    /// Words by which the last step of an issue tells that it verifies.
    let verify: VerifyingWords
    /// The values that they may name.
    let values: [String: String]
    /// The files that they may include.
    let includes: IncludedFiles

    package init(_ content: SiteContent) {
        dialect = content.site.dialect
        verify = VerifyingWords(content.site.strings.sections.verify)
        values = content.site.values
        includes = content.includes
    }
}
