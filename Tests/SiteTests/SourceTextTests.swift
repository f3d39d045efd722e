import Testing

@testable import Support

/// Lines, columns and offsets of a file.
@Suite(.timeLimit(.minutes(15))) struct SourceTextTests {
    /// Places and offsets are each other's inverse, with each kind of line end, on short lines and on long ones.
    @Test(arguments: ["\n", "\r\n", "\r"]) func placesAndOffsetsAgree(_ end: String) {
        let lines = [
            "", "é中a", "", String(repeating: "😀a", count: 700), "x" + String(repeating: "é", count: 512),
            "last",
        ]
        let source = SourceText(Array(lines.joined(separator: end).utf8))
        #expect(source.lineStarts.count == lines.count)
        for (index, line) in lines.enumerated() {
            let range = source.line(index)
            #expect(source.bytes[range].elementsEqual(line.utf8))
            #expect(source.lineEnd(index) == (index + 1 < lines.count ? end : ""))
            var offset = range.lowerBound
            for (column, scalar) in line.unicodeScalars.enumerated() {
                let place = SourceLocation(line: index + 1, column: column + 1)
                #expect(source.location(of: offset) == place && source.offset(of: place) == offset)
                #expect(source.width(at: offset) == UTF8.width(scalar))
                offset += UTF8.width(scalar)
            }
            #expect(source.offset(of: source.location(of: range.upperBound)) == range.upperBound)
            let beyond = SourceLocation(line: index + 1, column: line.unicodeScalars.count + 2)
            #expect(source.offset(of: beyond) == nil)
        }
        #expect(
            String(decoding: LineEnds.unified(source.bytes), as: UTF8.self) == lines.joined(separator: "\n"))
        #expect(source.offset(of: SourceLocation(line: lines.count + 1, column: 1)) == source.bytes.count)
        #expect(source.offset(of: SourceLocation(line: lines.count + 2, column: 1)) == nil)
    }
}
