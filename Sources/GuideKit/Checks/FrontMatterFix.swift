import Markdown

extension Fix {
    /// Adds an entry to a list of a guide's front matter, which may be absent; nil where the list is written in a way
    /// that leaves no plain spot for it.
    static func adding(_ entry: String, to key: String, of guide: Guide) -> Fix? {
        let source = SourceText(guide.document.source.bytes)
        guard let yaml = FrontMatterSplit(source).yaml else { return nil }
        let closing = source.lineIndex(of: yaml.upperBound)
        func text(_ line: Int) -> ArraySlice<UInt8> { source.bytes[source.line(line)] }
        func insert(_ line: Int, _ column: Int, _ text: String) -> Fix {
            let place = Place(line: line + 1, column: column)
            return Fix.offered(place, place, text)
        }
        guard let list = (1..<closing).first(where: { text($0).starts(with: "\(key):".utf8) }) else {
            return insert(closing, 1, "\(key):\n  - \(entry)\n")
        }
        let value = text(list).dropFirst(key.utf8.count + 1).drop { $0 == 32 }
        if value.first == UInt8(ascii: "[") {
            let column = value.startIndex - source.line(list).lowerBound + 2
            let isEmpty = value.dropFirst().first { $0 != 32 } == UInt8(ascii: "]")
            return insert(list, column, isEmpty ? entry : entry + ", ")
        }
        guard value.isEmpty, list + 1 < closing else { return nil }
        let indent = text(list + 1).prefix { $0 == 32 }
        guard text(list + 1).dropFirst(indent.count).starts(with: "- ".utf8) else { return nil }
        return insert(list + 1, 1, String(decoding: indent, as: UTF8.self) + "- \(entry)\n")
    }
}
