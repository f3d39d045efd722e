extension Document {
    /// A block of the document.
    package struct Block: Sendable {
        /// The kind of a block, as in CommonMark and its extensions for tables and footnotes.
        package enum Kind: UInt8, Sendable {
            case heading, paragraph, list, item, code, quote, table, html, rule, footnote
        }

        package var kind: Kind
        /// The level of a heading; the first number of an ordered list, -1 of any other.
        package var number: Int
        /// The block that holds it; nil at the top.
        package var parent: Int?
        /// Its lines in the file, from 0.
        package var lines: Range<Int>
        /// Its letters, in `Document.text`.
        package var text: Range<Int>
        /// In a table, how many columns it has.
        package var columns = 0
    }
}
