import Support

/// Writes tables. A table holds no other.
struct TableWriter {
    private var isInBody = false
    /// The column of the next cell.
    private var column = 0

    mutating func enterTable(_ out: ByteWriter) {
        isInBody = false
        // Readability keeps a table with many links where a class says that it is content.
        out.append("<div class=\"table content\"><table class=\"content\">\n")
    }

    func exitTable(_ out: ByteWriter) {
        if isInBody { out.append("</tbody>\n") }
        out.append("</table></div>\n")
    }

    mutating func enterRow(_ row: Node, _ out: ByteWriter) {
        column = 0
        if row.isHeaderRow {
            out.append("<thead>\n<tr>\n")
        } else {
            if !isInBody { out.append("<tbody>\n") }
            isInBody = true
            out.append("<tr>\n")
        }
    }

    func exitRow(_ row: Node, _ out: ByteWriter) {
        out.append(row.isHeaderRow ? "</tr>\n</thead>\n" : "</tr>\n")
    }

    mutating func enterCell(_ cell: Node, _ out: ByteWriter) {
        out.append(cell.parent?.isHeaderRow == true ? "<th" : "<td")
        switch cell.parent?.parent?.alignment(ofColumn: column) {
        case UInt8(ascii: "l"): out.append(" class=\"left\"")
        case UInt8(ascii: "c"): out.append(" class=\"center\"")
        case UInt8(ascii: "r"): out.append(" class=\"right\"")
        default: break
        }
        out.append(">")
        column += 1
    }

    func exitCell(_ cell: Node, _ out: ByteWriter) {
        out.append(cell.parent?.isHeaderRow == true ? "</th>\n" : "</td>\n")
    }
}
