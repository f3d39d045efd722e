import Support

/// Finds bytes and locations of a text by the numbers of its characters, which are looked up in order, as a rule.
struct YAMLCursor {
    private let source: SourceText
    private let range: Range<Int>
    /// Number of characters before it in the range.
    private var index = 0
    /// The byte at which it is.
    private(set) var offset: Int
    private(set) var location: SourceLocation

    init(_ source: SourceText, _ range: Range<Int>) {
        self.source = source
        self.range = range
        offset = range.lowerBound
        location = source.location(of: range.lowerBound)
    }

    /// - Parameter target: the number of a character, from 0.
    mutating func move(to target: Int) {
        if target < index { self = YAMLCursor(source, range) }
        guard target > index else { return }
        var (line, column) = (Int(location.line), Int(location.column))
        // A span of a copy, since one of a property would hold all of `self`.
        let text = source.bytes
        let bytes = text.span
        while index < target, offset < range.upperBound {
            let byte = bytes[offset]
            offset += 1
            while offset < range.upperBound, bytes[offset].isUTF8Continuation { offset += 1 }
            index += 1
            let isReturn = byte == 13 && !(offset < range.upperBound && bytes[offset] == 10)
            if byte == 10 || isReturn { (line, column) = (line + 1, 1) } else { column += 1 }
        }
        location = SourceLocation(line: line, column: column)
    }
}
