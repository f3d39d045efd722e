/// The body of a guide while it is converted: each step takes the lines of the one before. Locations are those of the
/// source throughout.
struct GuideBody: Sendable {
    let file: String
    var lines: [SourceLine]
    var entries: [ImportEntry] = []
    let syntax: BodySyntax
    /// Ids of places that the import writes, which its generator would have numbered where they come twice.
    var madeIDs: Set<String> = []
    /// The caption of the figure that is the line at hand, until it is a line of its own.
    var caption: String?
    /// Files of markdown that it includes wholly, each on a line of its own: their lines have the number of that line.
    var includes: [(line: Int, file: String)] = []

    init(file: String, lines: [SourceLine], syntax: BodySyntax) {
        self.file = file
        self.lines = lines
        self.syntax = syntax
    }

    mutating func carried(_ line: Int, _ what: String) {
        entries.append(ImportEntry(.carried, file, line, what))
    }
    mutating func changed(_ line: Int, _ what: String) {
        entries.append(ImportEntry(.changed, file, line, what))
    }
    mutating func left(_ line: Int, _ what: String) { entries.append(ImportEntry(.left, file, line, what)) }

    /// For each line, whether it is of a fenced block of code: its text, or its fences.
    var codeLines: [Bool] {
        var fence = FenceState()
        return lines.map { fence.take($0.text) }
    }
}

/// Tells, line after line, what is in a fenced block of code (CommonMark section 4.5).
struct FenceState: Sendable {
    private struct Open {
        var mark: UInt8
        var count: Int
        /// Columns before it, marks of lists and quotes among them.
        var columns: Int
        var isQuoted: Bool

        var closing: String {
            String(repeating: " ", count: columns)
                + String(repeating: Character(Unicode.Scalar(mark)), count: count)
        }
    }

    private var open: Open?

    /// Whether a block is open after the last line.
    var isOpen: Bool { open != nil }

    /// Ends the open block before a line that is not indented as far as what the block is in, such as a list or a tab.
    ///
    /// - Returns: the fence that would have closed it; nil where the block goes on, or none is open.
    mutating func end(before line: String) -> String? {
        guard let current = open, !current.isQuoted, !line.isBlank, line.indent < current.columns - 3 else {
            return nil
        }
        open = nil
        return current.closing
    }

    /// The fence that would close the open block; nil where none is open, and in a quote, which ends it.
    var closing: String? { open.flatMap { $0.isQuoted ? nil : $0.closing } }

    /// Takes the next line; true where it is code or a fence.
    mutating func take(_ line: String) -> Bool {
        _ = end(before: line)
        let text = Fence.withoutContainers(line)
        guard let fence = Fence(text) else { return open != nil }
        let lead = line[..<text.startIndex]
        let columns = lead.utf8.reduce(0) { $0 + ($1 == 9 ? 4 - $0 % 4 : 1) }
        guard let current = open else {
            let isQuoted = lead.utf8.contains(UInt8(ascii: ">"))
            open = Open(mark: fence.mark, count: fence.count, columns: columns, isQuoted: isQuoted)
            return true
        }
        // One that is indented further is code.
        if fence.mark == current.mark, fence.count >= current.count, fence.info.isEmpty,
            columns <= current.columns + 3
        {
            open = nil
        }
        return true
    }
}

/// The line that opens or closes a fenced block of code.
struct Fence: Sendable {
    var mark: UInt8
    var count: Int
    /// The text after the marks.
    var info: String

    /// - Parameter text: without white space at its start.
    init?(_ text: some StringProtocol) {
        guard let mark = text.utf8.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
            return nil
        }
        count = text.utf8.prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        self.mark = mark
        info = String(text.dropFirst(count)).trimmed
        if mark == UInt8(ascii: "`"), info.utf8.contains(mark) { return nil }
    }

    /// A line without white space, marks of quotes, and one mark of a list at its start.
    static func withoutContainers(_ line: String) -> Substring {
        var rest = line[...]
        func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" } }
        skipSpace()
        while rest.utf8.first == UInt8(ascii: ">") {
            rest = rest.dropFirst()
            skipSpace()
        }
        let marks = rest.utf8.prefix { $0.isASCIIDigit || "-*+.)".utf8.contains($0) }
        if !marks.isEmpty, marks.count <= 4, rest.utf8.dropFirst(marks.count).first == 32,
            marks.count == 1 || marks.last == UInt8(ascii: ".") || marks.last == UInt8(ascii: ")")
        {
            rest = rest[marks.endIndex...]
            skipSpace()
        }
        return rest
    }
}
