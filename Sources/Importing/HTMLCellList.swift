/// A list of HTML in a cell of a table of markdown, which has no lists: a line for each item, with its mark.
struct HTMLCellList: Sendable {
    static let names: Set<String> = ["ul", "ol", "li"]

    /// Counters of the lists that are open; nil for one without numbers.
    private var open: [Int?] = []

    /// The most lists within each other.
    private static let deepest = 10

    /// What is written for a tag.
    ///
    /// - Parameter startsCell: whether nothing is before it in its cell.
    mutating func text(for tag: HTMLTag, _ name: String, startsCell: Bool) -> String {
        if startsCell, !tag.isClosing, name != "li" { open = [] }
        guard name == "li" else {
            if tag.isClosing {
                _ = open.popLast()
            } else if open.count < Self.deepest {
                open.append(name == "ol" ? 1 : nil)
            }
            return ""
        }
        if tag.isClosing { return "" }
        var mark = "•"
        if let number = open.last ?? nil {
            mark = "\(number)."
            open[open.count - 1] = number + 1
        }
        return (startsCell ? "" : "<br>") + (HTMLElements.place(tag) ?? "") + mark + " "
    }
}
