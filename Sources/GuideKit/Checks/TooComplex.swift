import Markdown

/// A shape of markdown that no parser gets through in time.
package enum TooComplex: Check {
    package static let id = "content/too-complex"
    package static let severity = Severity.error
    package static let finds =
        "A table of hundreds of columns or a hundred thousand cells, hundreds of `)` behind an address, of `@` without a space, or tens of thousands of `@`."
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
        return Finding(self, file: file, at: source.place(of: shape.offset), message, help: help)
    }
}
