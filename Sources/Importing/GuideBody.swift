/// The body of a guide while it is converted: each step takes the lines of the one before. Locations are those of the
/// source throughout.
struct GuideBody: Sendable {
    let file: String
    var lines: [SourceLine]
    var entries: [ImportEntry] = []
    let syntax: BodySyntax
    /// Ids of places that the import writes, which its generator would have numbered where they come twice.
    var madeIDs: Set<String> = []

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
    /// The mark and the count of the open fence.
    private var open: (mark: UInt8, count: Int)?

    /// Whether a block is open after the last line.
    var isOpen: Bool { open != nil }

    /// Takes the next line; true where it is code or a fence.
    mutating func take(_ line: String) -> Bool {
        let text = Fence.withoutContainers(line)
        guard let fence = Fence(text) else { return open != nil }
        guard let current = open else {
            open = (fence.mark, fence.count)
            return true
        }
        if fence.mark == current.mark, fence.count >= current.count, fence.info.isEmpty { open = nil }
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
