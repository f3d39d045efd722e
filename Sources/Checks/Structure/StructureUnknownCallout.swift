import Findings
import Markdown
import Support

/// A quote that begins like a callout but is not one.
enum StructureUnknownCallout: GuideCheck {
    static let check = CheckID.structureUnknownCallout
    static let finds =
        "A quote that begins with `[!…]` and is not a callout: an unknown kind, or text after the marker."
    static let why =
        "Readers and agents see the marker itself, with its brackets."
    static let examples = [
        Example(bad: "> ⟦[!INFO]⟧\n> Ask first.", good: "> [!NOTE]\n> Ask first."),
        Example(bad: "> ⟦[!NOTE]⟧ Ask first.", good: "> [!NOTE]\n> Ask first."),
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.blocks.enumerated().compactMap { index, block -> Finding? in
            guard block.kind == .quote, index + 1 < document.blocks.count,
                document.blocks[index + 1].kind == .paragraph, document.blocks[index + 1].parent == index
            else { return nil }
            let first = document.firstRun(endingAfter: block.text.lowerBound)
            guard first < document.runs.count else { return nil }
            let run = document.runs[first]
            let letters = document.letters(run)
            guard letters.starts(with: "[!".utf8), !run.context.contains(.calloutMarker),
                !run.context.contains(.code),
                let close = letters.prefix(24).firstIndex(of: UInt8(ascii: "]")),
                close > letters.startIndex + 2,
                document.isAsWritten(letters.startIndex..<(close + 1), in: run)
            else { return nil }
            let name = String(decoding: letters[(letters.startIndex + 2)..<close], as: UTF8.self)
            guard name.utf8.allSatisfy({ $0.isASCIILetter || $0 == UInt8(ascii: "-") }) else { return nil }
            let location = document.location(of: 0, in: run)
            let known = Callout.names
            let isKnown = known.contains(name.uppercased())
            let kind = known.first { $0 == name.uppercased() } ?? ForeignBlocks.kinds[name.lowercased()]
            return Finding(
                self, file: context.file, at: location,
                to: document.end(of: letters.startIndex..<(close + 1), from: location),
                isKnown
                    ? "there is text after the marker of this callout"
                    : "no kind of callout is named \(name)",
                help: isKnown
                    ? "start a new line of the quote after [!\(name.uppercased())]"
                    : (kind ?? Nearest.match(name.uppercased(), among: known)).map {
                        "did you mean [!\($0)]?"
                    }
                        ?? "the kinds are \(known.joined(separator: ", "))",
                fix: kind.flatMap {
                    fix($0, run.source.map { $0..<($0 + close + 1 - letters.startIndex) }, document.source)
                })
        }
    }

    /// The marker of a kind, with what is behind it on the next line of the quote.
    private static func fix(_ kind: String, _ marker: Range<Int>?, _ source: SourceText) -> Fix? {
        guard let marker else { return nil }
        let line = source.line(source.lineIndex(of: marker.lowerBound))
        let marks = source.bytes[line.lowerBound..<marker.lowerBound]
        var end = marker.upperBound
        while end < line.upperBound, source.bytes[end].isSpaceOrTab { end += 1 }
        guard marks.allSatisfy({ $0.isSpaceOrTab || ">-*+.)0123456789".utf8.contains($0) }) else {
            return nil
        }
        // The mark of an item is on its first line alone.
        let quote = marks.map { $0.isSpaceOrTab || $0 == UInt8(ascii: ">") ? $0 : 32 }
        let rest = end < line.upperBound ? "\n" + String(decoding: quote, as: UTF8.self) : ""
        return Fix([Fix.Edit(source, marker.lowerBound..<end, "[!\(kind)]" + rest)], isSafe: false)
    }
}
