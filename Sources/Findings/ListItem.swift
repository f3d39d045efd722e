import Support

/// Removal of an item from a YAML list.
package enum ListItem {
    /// The edit that takes an item out of its list, with its line or its comma; nil where it is written in another way.
    package static func removal(of item: Located, in source: SourceText) -> Fix.Edit? {
        guard let end = item.end, end.line == item.location.line else { return nil }
        let line = source.line(Int(item.location.line) - 1)
        let text = String(decoding: source.bytes[line], as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        let from = Int(item.location.column) - 1
        let to = Int(end.column) - 1
        guard from <= to, to <= scalars.count else { return nil }
        func location(_ column: Int) -> SourceLocation {
            SourceLocation(line: Int(item.location.line), column: column + 1)
        }
        /// Takes out some characters of the line, which hold the item.
        func taking(_ columns: Range<Int>, throughLineEnd: Bool = false) -> Fix.Edit {
            var written = String.UnicodeScalarView()
            written.append(contentsOf: scalars[columns])
            let number = Int(item.location.line)
            let end =
                throughLineEnd ? SourceLocation(line: number + 1, column: 1) : location(columns.upperBound)
            return Fix.Edit(
                location(columns.lowerBound), end, "",
                replacing: String(written) + (throughLineEnd ? source.lineEnd(number - 1) : ""))
        }
        let before = scalars[..<from].lastIndex { $0 != " " }
        switch before.map({ scalars[$0] }) {
        case ",": return taking((before ?? from)..<to)
        case "-":
            guard scalars[..<(before ?? 0)].allSatisfy({ $0 == " " }),
                scalars[to...].allSatisfy({ $0 == " " })
            else { return nil }
            return taking(0..<scalars.count, throughLineEnd: true)
        case "[":
            // The first of several: with the comma after it.
            guard let after = scalars[to...].firstIndex(where: { $0 != " " }) else { return nil }
            guard scalars[after] == "," else { return taking(from..<to) }
            let next = scalars[(after + 1)...].firstIndex { $0 != " " } ?? scalars.count
            return taking(from..<next)
        default: return nil
        }
    }
}
