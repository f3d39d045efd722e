import Markdown

/// `llms-full.txt`: all twins in one file, for agents that would rather fetch once; left out where it would be large.
enum LLMSFull {
    /// Bytes beyond which it is left out; `llms.txt` says so.
    static let most = 2_000_000

    static func make(_ library: Library, _ twins: Twins) -> [OutputFile] {
        guard let texts = twins.texts else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(0) { $0 + $1.count + 1 })
        var labels = LabelSet()
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(10) }
            bytes += labels.unique(text)
        }
        return [OutputFile("llms-full.txt", bytes)]
    }
}

/// The labels of reference definitions and footnotes of several documents that are read as one: in one document the first
/// definition of a label counts for all of it (CommonMark section 4.7), so that a later guide's `[x]` would lead to the
/// page of an earlier guide's `[x]`.
struct LabelSet {
    private var taken: Set<String> = []
    private let parser = Parser()
    private let buffer = ByteBuffer()

    /// A document with labels that none before it has: `[x]: a.md` and `[text][x]` become `[x-2]: a.md` and
    /// `[text][x-2]`. It says the same as before.
    mutating func unique(_ text: [UInt8]) -> [UInt8] {
        let marks = Array("]:".utf8)
        guard text.indices.dropLast().contains(where: { text[$0...].starts(with: marks) }) else {
            return text
        }
        let document = Document(SourceText(text), body: 0..<text.count, parser: parser, out: buffer)
        var renamed: [String: String] = [:]
        for label in Self.labels(of: document) where !taken.insert(label).inserted {
            var number = 2
            while !taken.insert("\(label)-\(number)").inserted { number += 1 }
            renamed[label] = "\(label)-\(number)"
        }
        return renamed.isEmpty ? text : Self.rewritten(document, renamed)
    }

    /// The labels that a document defines, each once, folded; those of footnotes with their `^`.
    private static func labels(of document: Document) -> [String] {
        var seen: Set<String> = []
        var labels = document.definitions.map(\.label)
        for block in document.blocks where block.kind == .footnote {
            let line = document.source.bytes[document.source.line(block.lines.lowerBound)]
            guard let open = line.firstIndex(of: UInt8(ascii: "[")),
                let close = line[open...].firstIndex(of: UInt8(ascii: "]"))
            else { continue }
            labels.append(Document.label(String(decoding: line[(open + 1)..<close], as: UTF8.self)))
        }
        return labels.filter { seen.insert($0).inserted }
    }

    /// The document with other labels, everywhere but in code.
    private static func rewritten(_ document: Document, _ renamed: [String: String]) -> [UInt8] {
        let bytes = document.source.bytes
        let code = document.codeBytes
        var edits: [Edit] = []
        var open: [Int] = []
        var next = code.startIndex
        for index in bytes.indices {
            while next < code.endIndex, code[next].upperBound <= index { next += 1 }
            if next < code.endIndex, code[next].contains(index) { continue }
            if index > 0, bytes[index - 1] == UInt8(ascii: "\\") { continue }
            switch bytes[index] {
            case UInt8(ascii: "["): open.append(index)
            case UInt8(ascii: "]"):
                guard let start = open.popLast(), index - start < 1000,
                    let name = renamed[
                        Document.label(String(decoding: bytes[(start + 1)..<index], as: UTF8.self))]
                else { continue }
                let after = index + 1 < bytes.count ? bytes[index + 1] : 0
                if after == UInt8(ascii: "(") { continue }
                let isLabel =
                    name.hasPrefix("^") || after == UInt8(ascii: ":")
                    || (start > 0 && bytes[start - 1] == UInt8(ascii: "]"))
                if isLabel {
                    edits.append(Edit(range: (start + 1)..<index, replacement: Array(name.utf8)))
                } else if after == UInt8(ascii: "["), index + 2 < bytes.count,
                    bytes[index + 2] == UInt8(ascii: "]")
                {
                    edits.append(Edit(range: (index + 2)..<(index + 2), replacement: Array(name.utf8)))
                } else if after != UInt8(ascii: "[") {
                    edits.append(Edit(range: (index + 1)..<(index + 1), replacement: Array("[\(name)]".utf8)))
                }
            default: break
            }
        }
        let out = ByteBuffer(capacity: bytes.count + 256)
        Relinking.append(bytes, part: 0..<bytes.count, edits: edits, to: out)
        return out.bytes
    }
}

extension Document {
    /// Where code is in the file, in order: marks in it are no marks.
    fileprivate var codeBytes: [Range<Int>] {
        runs.compactMap { run in
            guard run.context.contains(.code), let start = run.source else { return nil }
            return start..<(start + run.text.count)
        }.sorted { $0.lowerBound < $1.lowerBound }
    }
}

/// What lists say of the twins of all guides.
struct Twins: Sendable {
    /// How many characters each has.
    var characters: [Int]
    /// The twins themselves, where all of them fit into one file.
    let texts: [[UInt8]]?

    /// - Parameter kept: the twins, where they may fit into one file.
    init(characters: [Int], kept: [[UInt8]]?) {
        self.characters = characters
        texts = kept.flatMap { $0.reduce(0) { $0 + $1.count + 1 } <= LLMSFull.most ? $0 : nil }
    }

    /// Whether the twins of a library may fit into one file: none is shorter than its source's body.
    static func mayFit(_ library: Library) -> Bool {
        library.guides.reduce(0) { $0 + $1.document.body.count } <= LLMSFull.most
    }
}
