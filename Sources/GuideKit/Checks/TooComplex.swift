import Markdown

/// A shape of markdown that no parser gets through in time.
package enum TooComplex: Check {
    package static let id = "content/too-complex"
    package static let severity = Severity.error
    package static let finds =
        "A table of hundreds of columns or a hundred thousand cells, hundreds of quotes in quotes, a long definition that is used thousands of times, hundreds of `)` after an address, of `@` without a space, tens of thousands of `@`; or so many issues with so long footnotes that their own pages, which repeat these, have more than 20 MB."
    package static let why =
        "The parser would need minutes and gigabytes for it, and hold up the build for everyone."
    package static let examples = [
        Example(
            .story, bad: "A table with 2,000 columns and 2,000 rows of one cell.",
            good: "A table that people can read, and a file with all values beside it.")
    ]

    static func finding(_ shape: CostlyShape, in source: SourceText, file: String) -> Finding {
        let (message, help) =
            switch shape.kind {
            case .columns(let count):
                (
                    "this table has \(count) columns, where \(CostlyShape.mostColumns) are the most",
                    "split it, or put the values into a file beside the guide"
                )
            case .cells(let count):
                (
                    "this table has room for \(count) cells, where \(CostlyShape.mostCells) are the most",
                    "split it, or put the values into a file beside the guide"
                )
            case .mails(let count):
                (
                    "this guide has \(count) `@`, where \(CostlyShape.mostMails) are the most",
                    "put a list of mail addresses into a file beside the guide"
                )
            case .definition(let length, let uses):
                (
                    "this definition has at least \(length) bytes and may be used \(uses) times",
                    "shorten its address or its title: both are written out for each use"
                )
            case .quotes(let count):
                (
                    "this line starts with \(count) `>`, each of which may open a quote; \(CostlyShape.mostQuotes) are the most",
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
        return Finding(self, file: file, at: source.location(of: shape.offset), message, help: help)
    }

    /// - Parameters:
    ///   - count: how many issues the guide has.
    ///   - heading: the issue whose twin is one too many.
    static func finding(of count: Int, at heading: Document.Heading, _ file: String) -> Finding {
        Finding(
            self, file: file, at: heading.location,
            "the markdown pages of the \(count) issues of this guide have more than \(IssuePages.most / 1_000_000) MB in all",
            help:
                "each repeats the guide's summary and the footnotes and definitions that it uses: shorten those, or split the guide"
        )
    }
}
