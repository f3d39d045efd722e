import Findings

/// A step too long to be done while it is read.
enum StructureLongStep: GuideCheck {
    static let check = CheckID.structureLongStep
    static let finds =
        "A step of more than 60 words."
    static let why =
        "Readers read a step, do it, and come back for the next one. A long step is several in one."
    static let examples = [
        Example(
            bad:
                "1. ⟦word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word.",
            good: "1. Do one thing.\n2. Then the next.")
    ]

    /// More words than this make several steps.
    static let most = 60

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        guard document.blocks.contains(where: { $0.kind == .list && $0.number >= 0 }) else { return [] }
        var findings: [Finding] = []
        for (index, block) in document.blocks.enumerated() where block.kind == .item {
            guard let list = block.parent, document.blocks[list].number >= 0 else { continue }
            let count = context.prose.count(in: block.text)
            guard count > most else { continue }
            let first = context.prose.first(in: block.text)
            findings.append(
                Finding(
                    self, file: context.file,
                    at: first.map { document.location(of: context.prose.tokens[$0]) }
                        ?? context.document.location(ofBlock: index),
                    "this step has \(count) words", help: "split it into steps of at most \(most) words"))
        }
        return findings
    }
}
