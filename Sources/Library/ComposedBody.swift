import Findings
import Markdown

/// The body of a guide or of an included file, parsed, with what the author's text has to become before it is read for good.
struct ComposedBody {
    /// The body as it is read.
    let document: Document
    /// The author's text and what became of it; nil where nothing did.
    let composition: Composition?
    /// Suppressions that are comments in it, those of included files among them.
    let suppressions: [Suppression]
    /// Marks that stand for nothing, in it and in what it includes.
    let findings: [Finding]
}
