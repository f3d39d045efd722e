import Theming

/// Page and twin of a guide in memory, proven, with the files of its issues.
package struct RenderedGuide: Sendable {
    let page: OutputFile
    package let twin: OutputFile
    package let issues: IssuePages.Made
    /// Faults of the pair.
    package let faults: [PairFault]

    init(_ made: GuideRenderer.Pair) {
        page = OutputFile(made.pagePath, made.page.bytes)
        twin = OutputFile(made.twinPath, made.twin.bytes)
        issues = made.issues
        faults = made.faults
    }
}
