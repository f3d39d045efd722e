import Markdown
import Words

extension Prose {
    /// The words of a document.
    ///
    /// - Parameter runs: for each run of the document, its words.
    package init(_ document: Document, words: UnsafeBufferPointer<Words.Word>, runs: [Range<Int>]) {
        var tokens: [Token] = []
        tokens.reserveCapacity(words.count)
        document.text.withUnsafeBufferPointer { text in
            var end = 0
            var line = -1
            for (index, run) in document.runs.enumerated() where index < runs.count {
                for at in runs[index] {
                    let word = words[at]
                    let start = run.text.lowerBound + word.range.lowerBound
                    // Runs of one block follow each other over a soft line break; cells of a table do not.
                    let goesOn =
                        at > runs[index].lowerBound || run.context.contains(.joined)
                        || (run.line == line && !run.context.contains(.table))
                    let gap = Self.gap(UnsafeBufferPointer(rebasing: text[min(end, start)..<start]))
                    tokens.append(
                        Token(
                            folded: word.folded, isPlural: word.isPlural,
                            text: start..<(run.text.lowerBound + word.range.upperBound),
                            run: index, isApart: !goesOn || gap.parts, startsSentence: !goesOn || gap.ends))
                    end = run.text.lowerBound + word.range.upperBound
                }
                if !runs[index].isEmpty { line = run.line }
            }
        }
        self.init(tokens)
    }
}
