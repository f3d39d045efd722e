import Findings
import Markdown
import Support

/// Syntax for what the page cannot show: definition lists, formulas, diagrams.
enum StructureShownAsText: GuideCheck {
    static let check = CheckID.structureShownAsText
    static let finds =
        "Definition lists, formulas between `$$` or `$`, and fences of diagrams or formulas: they are shown as text."
    static let why =
        "Readers see the source of a diagram or a formula instead of what it draws."
    static let examples = [
        Example(bad: "⟦```mermaid\ngraph TD; A-->B;\n```", good: "The client asks A, and A asks B."),
        Example(bad: "SPF\n⟦: A record.", good: "- **SPF**: A record."),
        Example(bad: "⟦$$x^2$$", good: "The square of x."),
        Example(bad: "It takes ⟦$n^2$ steps.", good: "It takes `n^2` steps."),
    ]

    /// Languages of fences that other tools draw.
    private static let drawn: Set<String> = [
        "mermaid", "plantuml", "puml", "graphviz", "d2", "math", "katex", "asciimath", "chart",
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        var findings = document.codeBlocks.compactMap { code -> Finding? in
            let language = code.info.prefix { !$0.isWhitespace && $0 != "{" }
            guard code.isFenced, drawn.contains(language.lowercased()) else { return nil }
            return Finding(
                self, file: context.file, at: code.location,
                "a fence of \(MessageText.name(String(language))) is shown as text, not drawn",
                help: "say it in words, or add a picture: ![what it shows](file.svg)")
        }
        let text = document.text
        var list = DefinitionList()
        for run in document.runs where !run.context.contains(.code) {
            let letters = text[run.text]
            if let finding = definition(letters, run, context), list.isFirst(run) { findings.append(finding) }
            list.pass(run)
        }
        return findings
            + Formulas.find(in: document).map { formula in
                Finding(
                    self, file: context.file, at: formula.location,
                    "a formula between `\(formula.mark)` is shown as text",
                    help:
                        "put it between backticks, say it in words, or add a picture with a text that says it"
                )
            }
    }

    /// Tells the first definition of a list from the others: one finding is enough for all of them.
    private struct DefinitionList {
        /// The line on which the block starts that was passed last.
        private var line = 0
        /// How many blocks have started since the last definition.
        private var blocks = Int.max

        /// Whether more is between a definition and the one before than the next term, in its paragraph or one of its own.
        mutating func isFirst(_ run: Document.Run) -> Bool {
            defer { (blocks, line) = (0, run.line) }
            // Of the blocks that have started since, the last is the definition's own where it has its term with it.
            return blocks > 1
        }

        mutating func pass(_ run: Document.Run) {
            if run.line != line, blocks < Int.max { blocks += 1 }
            line = run.line
        }
    }

    /// A line that defines the term on the line above it: `: A record.`
    private static func definition(_ letters: ArraySlice<UInt8>, _ run: Document.Run, _ context: CheckContext)
        -> Finding?
    {
        let isDefinition =
            run.context.isDisjoint(with: [.joined, .heading, .table, .link, .calloutMarker])
            && letters.first == UInt8(ascii: ":") && letters.dropFirst().first == 32
            && letters.dropFirst(2).contains { $0 > 32 }
        guard isDefinition else { return nil }
        return Finding(
            self, file: context.file, at: context.document.location(of: 0, in: run),
            "a definition list is shown as text",
            help: "write a list: - **Term**: definition")
    }
}
