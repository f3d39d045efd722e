import Markdown
import Support

/// The labels of reference definitions and footnotes of several documents that are read as one: in one document the
/// first definition of a label counts for all of it (CommonMark section 4.7), so that one guide's `[x]` would lead to
/// the page of another guide's `[x]`, whether that other `[x]` is a reference or plain text.
struct LabelSet {
    /// For each document that has to be written with other labels: those labels, and what they become.
    private var renamed: [Int: [String: String]] = [:]
    private let parser = Parser()
    private let buffer = ByteWriter()

    /// - Parameter texts: the documents, in the order in which they are read.
    init(_ texts: [[UInt8]]) {
        // How many documents have a label in brackets, and how many of them define it.
        var useCounts: [String: Int] = [:]
        var definitionCounts: [String: Int] = [:]
        var defined: [(text: Int, labels: [String])] = []
        for (index, text) in texts.enumerated() {
            let labels = Self.bracketed(in: text)
            for label in labels { useCounts[label, default: 0] += 1 }
            guard Self.mayDefine(text) else { continue }
            let own = Self.labels(of: document(text))
            for label in own { definitionCounts[label, default: 0] += 1 }
            defined.append((index, own))
        }
        var kept: Set<String> = []
        var numbers: [String: Int] = [:]
        for (index, labels) in defined {
            for label in labels where useCounts[label, default: 0] > 1 {
                // Where each document that has the label defines it, the others get another one, and the first keeps
                // it.
                if useCounts[label] == definitionCounts[label], kept.insert(label).inserted { continue }
                var number = numbers[label, default: 2]
                while useCounts["\(label)-\(number)"] != nil { number += 1 }
                useCounts["\(label)-\(number)"] = 1
                numbers[label] = number + 1
                renamed[index, default: [:]][label] = "\(label)-\(number)"
            }
        }
    }

    /// A document with labels that no other one has: `[x]: a.md` and `[text][x]` become `[x-2]: a.md` and
    /// `[text][x-2]`. It says the same as before.
    ///
    /// - Parameter index: which of the documents it is.
    func unique(_ text: [UInt8], at index: Int) -> [UInt8] {
        renamed[index].map { Self.rewritten(document(text), $0) } ?? text
    }

    private func document(_ text: [UInt8]) -> Document {
        Document(SourceText(text), body: 0..<text.count, parser: parser, out: buffer)
    }

    /// Whether a document can have a definition at all.
    private static func mayDefine(_ text: [UInt8]) -> Bool {
        text.indices.dropLast().contains {
            text[$0] == UInt8(ascii: "]") && text[$0 + 1] == UInt8(ascii: ":")
        }
    }

    /// The labels that a document defines, each once, folded; those of footnotes with their `^`.
    private static func labels(of document: Document) -> [String] {
        var seen: Set<String> = []
        let labels = document.definitions.map(\.label) + document.footnoteDefinitions.map(\.label)
        return labels.filter { seen.insert($0).inserted }
    }

    /// All that could be a label in a text, folded, but for the texts of inline links.
    private static func bracketed(in text: [UInt8]) -> Set<String> {
        let bytes = text.span
        var labels: Set<String> = []
        for label in Brackets.contents(in: bytes)
        where !Brackets.isInlineLink(at: label.upperBound + 1, in: bytes) {
            labels.insert(ReferenceLabel.folded(bytes.extracting(label).text))
        }
        return labels
    }

    /// The document with other labels, everywhere but in code.
    private static func rewritten(_ document: Document, _ renamed: [String: String]) -> [UInt8] {
        let bytes = document.source.bytes
        let code = document.codeBytes
        let inline = Set(
            document.links.lazy.filter { $0.kind == .inline }.compactMap { $0.range?.lowerBound })
        func isInlineLink(_ index: Int) -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else { return false }
            let start = bytes[(index + 1)...].firstIndex { $0 > 32 && $0 != UInt8(ascii: "<") } ?? bytes.count
            return inline.contains(start) || Brackets.isInlineLink(at: index, in: bytes.span)
        }
        var edits: [Edit] = []
        var next = code.startIndex
        for label in Brackets.contents(in: bytes.span) {
            while next < code.endIndex, code[next].upperBound <= label.lowerBound { next += 1 }
            if next < code.endIndex, code[next].contains(label.lowerBound) { continue }
            let after = label.upperBound + 1
            guard let name = renamed[ReferenceLabel.folded(String(decoding: bytes[label], as: UTF8.self))],
                !isInlineLink(after)
            else { continue }
            let next = after < bytes.count ? bytes[after] : 0
            let isLabel =
                name.hasPrefix("^") || next == UInt8(ascii: ":")
                || (label.lowerBound > 1 && bytes[label.lowerBound - 2] == UInt8(ascii: "]"))
            if isLabel {
                edits.append(Edit(range: label, replacement: Array(name.utf8)))
            } else if next == UInt8(ascii: "["), after + 1 < bytes.count,
                bytes[after + 1] == UInt8(ascii: "]")
            {
                edits.append(Edit(range: (after + 1)..<(after + 1), replacement: Array(name.utf8)))
            } else if next != UInt8(ascii: "[") {
                edits.append(Edit(range: after..<after, replacement: Array("[\(name)]".utf8)))
            }
        }
        let out = ByteWriter(capacity: bytes.count + 256)
        Relinking.append(bytes, part: 0..<bytes.count, edits: edits, to: out)
        return out.bytes
    }
}
