import Markdown

/// An item of a YAML list, and how to be rid of it.
enum ListItem {
    /// The edit that takes an item out of its list, with its line or its comma; nil where it stands in another way.
    static func removal(of item: Placed, in source: SourceText) -> Fix.Edit? {
        guard let end = item.end, end.line == item.place.line else { return nil }
        let line = source.line(Int(item.place.line) - 1)
        let text = String(decoding: source.bytes[line], as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        let from = Int(item.place.column) - 1
        let to = Int(end.column) - 1
        guard from <= to, to <= scalars.count else { return nil }
        func place(_ column: Int) -> Place { Place(line: Int(item.place.line), column: column + 1) }
        let before = scalars[..<from].lastIndex { $0 != " " }
        switch before.map({ scalars[$0] }) {
        case ",": return Fix.Edit(place(before ?? from), place(to), "")
        case "-":
            guard scalars[..<(before ?? 0)].allSatisfy({ $0 == " " }),
                scalars[to...].allSatisfy({ $0 == " " })
            else { return nil }
            return Fix.Edit(place(0), Place(line: Int(item.place.line) + 1, column: 1), "")
        case "[":
            // The first of several: with the comma behind it.
            guard let after = scalars[to...].firstIndex(where: { $0 != " " }) else { return nil }
            guard scalars[after] == "," else { return Fix.Edit(place(from), place(to), "") }
            let next = scalars[(after + 1)...].firstIndex { $0 != " " } ?? scalars.count
            return Fix.Edit(place(from), place(next), "")
        default: return nil
        }
    }
}
