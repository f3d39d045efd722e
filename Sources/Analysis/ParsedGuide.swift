import Findings
import Library
import Words

/// One guide, with its strongest words, and what was found in it by itself.
struct ParsedGuide: Sendable {
    let guide: Guide
    let vector: TermVector
    /// Findings from reading its file, and of the checks of single guides.
    let findings: [Finding]
}
