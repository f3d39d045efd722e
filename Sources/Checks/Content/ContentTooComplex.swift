import Findings

/// A shape of markdown that no parser gets through in time.
enum ContentTooComplex: Check {
    static let check = CheckID.contentTooComplex
    static let finds =
        "A table of hundreds of columns or a hundred thousand cells, hundreds of quotes in quotes, a long definition that is used thousands of times, hundreds of `)` after an address, of `@` without a space, tens of thousands of `@`; or so many issues with so long footnotes that their own pages, which repeat these, have more than 20 MB."
    static let why =
        "The parser would need minutes and gigabytes for it, and hold up the build for everyone."
    static let examples = [
        Example(
            .described, bad: "A table with 2,000 columns and 2,000 rows of one cell.",
            good: "A table that people can read, and a file with all values beside it.")
    ]
}
