import Findings
import Library
import Words

/// One guide, with its strongest words, and what was found in it by itself.
struct ParsedGuide: Sendable {
    let guide: Guide
    var vector: TermVector
    /// Findings from reading its file, and of the checks of single guides.
    let findings: [Finding]
    /// Where it is in the store of guides; nil where it is not.
    var record: GuideStore.Record?
}
