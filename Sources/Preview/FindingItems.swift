import Analysis
import Findings
import Library
import Reports
import Support

/// Makes items of findings, with lines of the site's files as they were read.
struct FindingItems {
    private let library: Library
    private let editor: EditorLink
    private var lines: SourceLines

    init(_ reading: AnalyzedSite, editor: EditorLink) {
        library = reading.library
        self.editor = editor
        lines = SourceLines(site: reading.site, reading)
    }

    mutating func item(_ finding: Finding, at anchor: PageAnchor? = nil) -> FindingItem {
        let (line, column) = (Int(finding.location.line), Int(finding.location.column))
        let scalars = lines.scalars(line, of: finding.file)
        let excerpt = SourceExcerpt(of: scalars, around: column - 1)
        let width = TerminalText.line(excerpt.before).count
        let caret =
            scalars.isEmpty
            ? ""
            : String(repeating: " ", count: width)
                + excerpt.underline(finding)
        return FindingItem(
            id: finding.id, severity: finding.severity.rawValue, file: finding.file, line: line,
            column: column, message: TerminalText.line(finding.message),
            help: TerminalText.line(finding.help), source: TerminalText.line(excerpt.text), caret: caret,
            anchor: anchor, editor: editor.address(finding.file, line, column),
            isFixable: finding.fix?.isSafe ?? false,
            page: library.index(ofFile: finding.file).map { library.pages[$0] })
    }
}
