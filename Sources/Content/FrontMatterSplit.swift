import Support

/// A guide's file, cut into front matter and body.
package struct FrontMatterSplit {
    /// The front matter's bytes, without its fences; nil where there is none.
    package var yaml: Range<Int>?
    /// The bytes after it, without blank lines at either end.
    var body: Range<Int>

    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Cuts at the first line `---` after an opening one. Where none closes, `yaml` runs to the end and the body is
    /// empty.
    package init(_ source: SourceText) {
        let bytes = source.bytes
        let start = bytes.starts(with: Self.byteOrderMark) ? 3 : 0
        guard Self.isFence(bytes, start..<source.line(0).upperBound) else {
            body = Self.trimmed(source, from: start, line: 0)
            return
        }
        for line in 1..<max(source.lineStarts.count, 1) where Self.isFence(bytes, source.line(line)) {
            yaml = Int(source.lineStarts[1])..<Int(source.lineStarts[line])
            let next = line + 1
            body = Self.trimmed(
                source, from: next < source.lineStarts.count ? Int(source.lineStarts[next]) : bytes.count,
                line: next)
            return
        }
        let from = source.lineStarts.count > 1 ? Int(source.lineStarts[1]) : bytes.count
        yaml = from..<bytes.count
        body = bytes.count..<bytes.count
        isUnclosed = true
    }

    /// Whether an opening fence has no closing one.
    var isUnclosed = false

    private static func isFence(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1].isSpaceOrTab { end -= 1 }
        return bytes[line.lowerBound..<end].elementsEqual("---".utf8)
    }

    private static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        bytes[line].allSatisfy(\.isSpaceOrTab)
    }

    /// From the first line with text to the end of the last one.
    static func trimmed(_ source: SourceText, from start: Int, line: Int) -> Range<Int> {
        var first = line
        while first < source.lineStarts.count, isBlank(source.bytes, source.line(first)) { first += 1 }
        guard first < source.lineStarts.count else { return source.bytes.count..<source.bytes.count }
        var last = source.lineStarts.count - 1
        while last > first, isBlank(source.bytes, source.line(last)) { last -= 1 }
        return max(start, Int(source.lineStarts[first]))..<source.line(last).upperBound
    }
}
