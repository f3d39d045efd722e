import Markdown
import Words

extension Prose {
    /// The words of a document.
    package init(_ document: Document) {
        var tokens: [Token] = []
        tokens.reserveCapacity(document.text.count / 4)
        var readingWords = 0
        // The byte after the last word, while what follows may still belong to that word.
        var open: Int?
        // The byte after the last word of prose, and the line on which its block starts.
        var end = 0
        var line = -1
        let letters = document.text
        let text = letters.span
        for (index, run) in document.runs.enumerated() where !run.context.contains(.calloutMarker) {
            if !run.context.contains(.joined) { open = nil }
            let isProse = !run.context.contains(.code)
            let isInHeading = run.context.contains(.heading)
            let start = run.text.lowerBound
            // Runs of one block follow each other over a soft line break; cells of a table do not.
            var goesOn =
                run.context.contains(.joined) || (run.line == line && !run.context.contains(.table))
            Words.forEach(in: text.extracting(run.text)) { word in
                let range = (start + word.range.lowerBound)..<(start + word.range.upperBound)
                if open.map({ Words.binds(text, $0..<range.lowerBound) }) != true { readingWords += 1 }
                open = range.upperBound
                guard isProse else { return }
                let gap = goesOn ? Gap(text, min(end, range.lowerBound)..<range.lowerBound) : .sentence
                tokens.append(Token(word, text: range, run: index, isInHeading: isInHeading, after: gap))
                goesOn = true
                end = range.upperBound
                line = run.line
            }
        }
        self.init(tokens, in: letters, readingWords: readingWords)
    }
}
