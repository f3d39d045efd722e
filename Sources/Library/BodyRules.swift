import Content
import Markdown

/// How bodies of a site are read.
package struct BodyRules: Sendable {
    /// The HTML that they may hold.
    let html: AllowedHTML
    /// The values that they may name.
    let values: [String: String]
    /// The files that they may include.
    let includes: IncludedFiles

    package init(_ content: SiteContent) {
        html = content.site.html
        values = content.site.values
        includes = content.includes
    }
}
