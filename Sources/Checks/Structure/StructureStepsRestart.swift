import Findings
import Support

/// Steps whose numbers start again because something unindented is between them.
enum StructureStepsRestart: GuideCheck {
    static let check = CheckID.structureStepsRestart
    static let finds =
        "An ordered list broken by unindented code, so that its numbers start again at 1."
    static let why =
        "A reader told to go to step 4 finds two first steps and no fourth."
    static let examples = [
        Example(
            bad: "1. Run this:\n\n⟦```sh\ndig example.com\n```\n\n1. Read the answer.",
            good: "1. Run this:\n\n   ```sh\n   dig example.com\n   ```\n\n1. Read the answer.")
    ]

    static func run(_ context: CheckContext) -> [Finding] {
        let blocks = context.document.blocks
        let lists = blocks.count { $0.kind == .list && $0.number >= 0 }
        guard lists > 1 else { return [] }
        var findings: [Finding] = []
        // For the document and each block that holds others, the last two of them.
        var recent = [(before: Int, middle: Int)](repeating: (-1, -1), count: blocks.count + 1)
        for after in blocks.indices where blocks[after].kind != .item {
            let parent = (blocks[after].parent ?? -1) + 1
            let (before, middle) = recent[parent]
            recent[parent] = (middle, after)
            guard before >= 0 else { continue }
            guard blocks[before].kind == .list, blocks[before].number >= 0, blocks[after].kind == .list,
                blocks[after].number >= 0, breaks(middle, after, context)
            else { continue }
            findings.append(
                Finding(
                    self, file: context.file, at: context.document.location(ofBlock: middle),
                    "this breaks the list, and its numbers start again below",
                    help: "indent it as far as the text of the step above",
                    fix: indent(middle, below: before, context)))
        }
        return findings
    }

    /// Whether code between two ordered lists belongs to the last step of the first: the second starts at 1 again. A paragraph
    /// there introduces the second list.
    private static func breaks(_ middle: Int, _ after: Int, _ context: CheckContext) -> Bool {
        let blocks = context.document.blocks
        return blocks[middle].kind == .code && blocks[after].number == 1
    }

    private static func indent(_ block: Int, below list: Int, _ context: CheckContext) -> Fix? {
        let source = context.document.source
        let blocks = context.document.blocks
        guard blocks[block].parent == nil, let item = context.document.items(of: list).last else {
            return nil
        }
        let line = source.bytes[source.line(blocks[item].lines.lowerBound)]
        let digits = line.prefix(while: \.isASCIIDigit)
        let mark = line.dropFirst(digits.count + 1).prefix { $0 == 32 }
        guard !digits.isEmpty, (1...4).contains(mark.count) else { return nil }
        let margin = String(repeating: " ", count: digits.count + 1 + mark.count)
        let edits = blocks[block].lines.filter { line in
            !source.bytes[source.line(line)].allSatisfy { $0 == 32 }
        }
        .map { line in
            let start = source.line(line).lowerBound
            let first = start..<(start + source.width(at: start))
            return Fix.Edit(
                source, first, margin + String(decoding: source.bytes[first], as: UTF8.self))
        }
        return Fix(edits, isSafe: true)
    }
}
