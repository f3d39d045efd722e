import Markdown
import Support

/// A DNS record of email that a guide shows: in a span of code, or in a block.
struct RecordExample {
    /// Its type, such as `MX`; `TXT` for one that its version tag tells.
    let type: String
    /// The record's value: strings between quotes are joined.
    let bytes: [UInt8]
    /// Where each of its bytes is in `Document.text`, and where it ends.
    let offsets: [Int]
    /// Whether its block says that it is wrong: a fence with `dns bad`.
    let isMarkedAsWrong: Bool
    /// The number of its block of code; nil for a span.
    let block: Int?

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The offset in `Document.text` of one in the record, in units of UTF-16.
    func offset(ofUnit unit: Int) -> Int {
        let text = text
        let index =
            text.utf16.index(text.startIndex, offsetBy: unit, limitedBy: text.endIndex) ?? text.endIndex
        return offsets[min(text.utf8.distance(from: text.startIndex, to: index), offsets.count - 1)]
    }

    /// The language of a fence that holds a zone, and the word after it for records that are wrong on purpose.
    static let language = "dns"
    static let wrong = "bad"

    /// All that a document shows, in order.
    static func all(in document: Document) -> [RecordExample] {
        var examples: [RecordExample] = []
        for run in document.runs where run.context.contains(.code) && !document.isInBlock(run) {
            let whole = document.text[run.text]
            if let start = Self.tag(in: whole, from: whole.startIndex) {
                examples += example(document.text, start..<run.text.upperBound, type: "TXT", false, nil)
            }
        }
        for (number, block) in document.codeBlocks.enumerated() {
            let words = block.info.split(separator: " ")
            let isZone = words.first.map { $0.lowercased() == language } ?? false
            let isWrong = isZone && words.dropFirst().contains { $0 == wrong }
            let text = document.text[block.text]
            let lines = isZone ? ZoneLine.records(of: text) : text.split(separator: 10)
            if let first = lines.first(where: { !$0.isEmpty }), isPolicy(first) {
                let range = first.startIndex..<block.text.upperBound
                examples.append(
                    RecordExample(
                        type: "POLICY", bytes: Array(document.text[range]),
                        offsets: Array(range) + [range.upperBound], isMarkedAsWrong: isWrong, block: number))
                continue
            }
            for line in lines {
                if let start = tag(in: line, from: line.startIndex) {
                    examples += example(document.text, start..<line.endIndex, type: "TXT", isWrong, number)
                } else if isZone, let (type, data) = ZoneLine.typed(line) {
                    examples += example(document.text, data, type: type, isWrong, number)
                }
            }
        }
        return examples
    }

    private static func isPolicy(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "version: STSv1".utf8) || line.starts(with: "version:STSv1".utf8)
    }

    /// The version tags of records: texts that begin with one are meant as that record.
    private static let tags = ["v=spf1", "v=DKIM1", "v=DMARC1", "v=STSv1", "v=TLSRPTv1", "v=BIMI1"]

    /// Where a record begins that its version tag tells: at the start of a text, or of a string between quotes.
    private static func tag(in line: ArraySlice<UInt8>, from start: Int) -> Int? {
        var at = start
        while at < line.endIndex, line[at].isSpaceOrTab { at += 1 }
        if let tag = tags.first(where: { line[at...].starts(with: $0.utf8) }) {
            let end = at + tag.utf8.count
            return end == line.endIndex || !line[end].isASCIILetterOrDigit ? at : nil
        }
        guard let quote = line[at...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        let rest = line[(quote + 1)...]
        return tags.contains { rest.starts(with: $0.utf8) } ? quote : nil
    }

    /// The record of a text; none where that is no more than the tag, which a sentence names.
    private static func example(
        _ text: [UInt8], _ range: Range<Int>, type: String, _ isMarkedAsWrong: Bool, _ block: Int?
    ) -> [RecordExample] {
        let value = type == "TXT" ? ZoneLine.joined(text, range) : ZoneLine.data(text, range)
        let isTagAlone = tags.contains { tag in
            value.bytes.prefix { $0 != UInt8(ascii: ";") && $0 != 32 }.elementsEqual(tag.utf8)
                && value.bytes.dropFirst(tag.utf8.count).allSatisfy { $0 == UInt8(ascii: ";") || $0 == 32 }
        }
        guard !value.bytes.isEmpty, !isTagAlone else { return [] }
        return [
            RecordExample(
                type: type, bytes: value.bytes, offsets: value.offsets, isMarkedAsWrong: isMarkedAsWrong,
                block: block)
        ]
    }
}

extension Document {
    /// Whether a run of code is in a block rather than in a line of text.
    fileprivate func isInBlock(_ run: Run) -> Bool {
        let at = codeBlocks.partitionPoint { $0.text.upperBound <= run.text.lowerBound }
        return codeBlocks.indices.contains(at) && codeBlocks[at].text.contains(run.text.lowerBound)
    }
}
