import Markdown

/// Finds the value that people write without quotes and YAML cannot read so, such as `title: Sending: The Basics`: with
/// quotes around it the text can be read, or fails only further down.
struct YAMLQuoting {
    /// The bytes of the value, in the text.
    let value: Range<Int>
    /// The byte at which YAML stumbles.
    let stumble: Int
    /// The value in quotes.
    let quoted: String
    /// What is wrong with it, as a sentence without a full stop.
    let reason: String

    /// - Parameters:
    ///   - failure: why the text cannot be read.
    ///   - range: the bytes that were read.
    init?(_ failure: YAML.Failure, in source: SourceText, _ range: Range<Int>) {
        guard failure.isSyntax else { return nil }
        let failed = Int(failure.place.line) - 1
        let first = source.lineIndex(of: range.lowerBound)
        // The parser may notice a slip a line or two below it.
        for line in stride(from: failed, through: max(first, failed - 3), by: -1) {
            for value in Self.values(in: source, line) where Self.helps(value, line, source, range) {
                self.value = value
                quoted = Self.quoted(source.bytes[value])
                (stumble, reason) = Self.stumble(in: source.bytes, value)
                return
            }
        }
        return nil
    }

    /// Whether a text can be read, or fails only below a line, with quotes around a value of that line.
    private static func helps(_ value: Range<Int>, _ line: Int, _ source: SourceText, _ range: Range<Int>)
        -> Bool
    {
        var bytes = source.bytes
        let text = Array(quoted(bytes[value]).utf8)
        bytes.replaceSubrange(value, with: text)
        do throws(YAML.Failure) {
            _ = try YAML.read(
                SourceText(bytes), range.lowerBound..<(range.upperBound + text.count - value.count))
            return true
        } catch {
            return Int(error.place.line) - 1 > line + 3
        }
    }

    /// What may be the value of a line: all behind its key or the mark of its item; of a list in brackets, an item that
    /// ` #` cuts.
    private static func values(in source: SourceText, _ line: Int) -> [Range<Int>] {
        let bytes = source.bytes
        let range = source.line(line)
        var start = range.lowerBound
        func skipSpaces() { while start < range.upperBound, bytes[start] == 32 { start += 1 } }
        skipSpaces()
        while start + 1 < range.upperBound, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == 32 {
            start += 1
            skipSpaces()
        }
        let key = bytes[start..<range.upperBound].prefix {
            $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        if !key.isEmpty, key.endIndex + 1 < range.upperBound, bytes[key.endIndex] == UInt8(ascii: ":"),
            bytes[key.endIndex + 1] == 32
        {
            start = key.endIndex + 1
            skipSpaces()
        }
        // Without a key or the mark of an item, quotes would only make one text of everything.
        guard bytes[range.lowerBound..<start].contains(where: { $0 != 32 }) else { return [] }
        var end = range.upperBound
        while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        guard start < end else { return [] }
        var values: [Range<Int>] = []
        if let cut = bytes[start..<end].indices.first(where: {
            bytes[$0] == 32 && $0 + 1 < end && bytes[$0 + 1] == UInt8(ascii: "#")
        }), bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{") {
            let separators = Array("[{,".utf8)
            var from = cut
            while from > start, !separators.contains(bytes[from - 1]) { from -= 1 }
            while from < cut, bytes[from] == 32 { from += 1 }
            // In a map, what follows the key of the item.
            let name = bytes[from..<cut].prefix { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") }
            if bytes[start] == UInt8(ascii: "{"), name.endIndex + 1 < cut,
                bytes[name.endIndex] == UInt8(ascii: ":"),
                bytes[name.endIndex + 1] == 32
            {
                from = name.endIndex + 2
                while from < cut, bytes[from] == 32 { from += 1 }
            }
            let to = bytes[cut..<end].firstIndex { ",]}".utf8.contains($0) } ?? end
            if from < to { values.append(from..<to) }
        }
        // A map in braces is no text; a list in brackets is one only where something follows it.
        let isMap = bytes[start] == UInt8(ascii: "{") && bytes[end - 1] == UInt8(ascii: "}")
        let isList = bytes[start] == UInt8(ascii: "[") && bytes[end - 1] == UInt8(ascii: "]")
        if !isMap, !isList { values.append(start..<end) }
        return values
    }

    private static func quoted(_ value: ArraySlice<UInt8>) -> String {
        YAML.quoted(String(decoding: value, as: UTF8.self))
    }

    private static func stumble(in bytes: [UInt8], _ value: Range<Int>) -> (Int, String) {
        let colon = value.first { index in
            bytes[index] == UInt8(ascii: ":") && (index + 1 == value.upperBound || bytes[index + 1] == 32)
        }
        let cut = value.first {
            bytes[$0] == 32 && $0 + 1 < value.upperBound && bytes[$0 + 1] == UInt8(ascii: "#")
        }
        if let cut, cut < colon ?? .max { return (cut, "YAML reads a comment from ` #` on") }
        if let colon { return (colon, "YAML reads the text before this colon as a key") }
        let first = String(decoding: bytes[value].prefix(1), as: UTF8.self)
        return (value.lowerBound, "a text that starts with `\(first)` means something else in YAML")
    }
}
