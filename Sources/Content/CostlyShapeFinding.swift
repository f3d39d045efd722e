import Findings
import Markdown
import Support

extension CostlyShape {
    /// Why a guide with this shape is not read any further.
    package func finding(in source: SourceText, file: String) -> Finding {
        let (message, help) =
            switch kind {
            case .columns(let count):
                (
                    "this table has \(count) columns; the limit is \(Self.mostColumns)",
                    "split it, or put the values into a file beside the guide"
                )
            case .cells(let count):
                (
                    "this table has room for \(count) cells; the limit is \(Self.mostCells)",
                    "split it, or put the values into a file beside the guide"
                )
            case .mails(let count):
                (
                    "this guide has \(count) `@`; the limit is \(Self.mostMails)",
                    "put a list of mail addresses into a file beside the guide"
                )
            case .definition(let length, let uses):
                (
                    "this definition has at least \(length) bytes and may be used \(uses) times",
                    "shorten its address or its title: both are written out for each use"
                )
            case .quotes(let count):
                (
                    "this line starts with \(count) `>`, each of which may open a quote; the limit is \(Self.mostQuotes)",
                    "remove some `>`, or put the line in a code block"
                )
            case .openImages(let count):
                (
                    "more than \(count) images begin here and do not end",
                    "close each `![` with its `](…)`, or put the text between backticks"
                )
            case .signs(let sign, let count):
                (
                    "there are more than \(count) `\(sign)` here without a space",
                    "put spaces between them, or put the text between backticks on lines of its own"
                )
            }
        return Finding(.contentTooComplex, file: file, at: source.location(of: offset), message, help: help)
    }
}
