import Findings
import Library
import Words

/// One guide, with its strongest words, and what was found in it by itself.
struct ParsedGuide: Sendable {
    let guide: Guide
    let vector: TermVector
    /// What was found when its file was read, and by the checks of single guides.
    let findings: [Finding]
}
