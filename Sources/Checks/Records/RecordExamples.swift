import Findings
import Markdown
import Records
import Script

/// The records that a guide shows, each with what is wrong with it.
struct RecordExamples {
    private let context: CheckContext
    private let found: [(example: RecordExample, faults: RecordFaults)]
    /// What the rules could not read.
    private var failures: [(RecordExample, Script.Failure)] = []

    /// - Parameter context: a guide; nothing is looked for where the site does not ask for it.
    init(_ context: CheckContext) {
        self.context = context
        var found: [(RecordExample, RecordFaults)] = []
        for example in context.site.holdsRecords ? RecordExample.all(in: context.document) : [] {
            do throws(Script.Failure) {
                let kind =
                    example.type == "POLICY"
                    ? "mta-sts-policy" : try RecordRules.shared.kind(of: example.text, type: example.type)
                guard let kind else { continue }
                found.append(
                    (example, try RecordRules.shared.parse(example.text, as: kind, isExample: true)))
            } catch {
                failures.append((example, error))
            }
        }
        self.found = found
    }

    /// A finding for each fault of records that are not wrong on purpose.
    func findings(
        _ check: any Check.Type, _ faults: KeyPath<RecordFaults, [RecordFaults.Fault]>
    ) -> [Finding] {
        let document = context.document
        func finding(_ example: RecordExample, _ start: Int, _ end: Int, _ text: String) -> Finding {
            let location = document.location(ofText: example.offset(ofUnit: start))
            return Finding(
                check, file: context.file(of: location), at: location,
                to: document.location(ofText: example.offset(ofUnit: max(start + 1, end))), text,
                help: example.block == nil
                    ? "correct it; a record that is wrong on purpose goes into a fence with `dns bad`"
                    : "correct it, or write `dns bad` after the fence if it is wrong on purpose")
        }
        let wrong = found.filter { !$0.example.isMarkedAsWrong }.flatMap { example, all in
            all[keyPath: faults].filter { !$0.isNote }.map {
                finding(example, $0.start, $0.end, $0.phrase)
            }
        }
        return wrong + failures.map { finding($0, 0, 0, "the record could not be read: \($1)") }
    }

    /// The blocks that say that they are wrong and are right, each with the number of its records.
    var rightBlocks: [(block: Document.CodeBlock, records: Int)] {
        let marked = Dictionary(grouping: found.filter(\.example.isMarkedAsWrong)) { $0.example.block }
        return marked.compactMap { number, records in
            let isWrong = records.contains { !$0.faults.faults.isEmpty || !$0.faults.limits.isEmpty }
            return number.flatMap { isWrong ? nil : (context.document.codeBlocks[$0], records.count) }
        }
        .sorted { $0.0.location < $1.0.location }
    }
}

extension RecordFaults.Fault {
    /// The sentence, as findings have them: without a capital and a full stop.
    fileprivate var phrase: String {
        let isName = text.dropFirst().first?.isUppercase ?? false
        let start = isName ? String(text.prefix(1)) : text.prefix(1).lowercased()
        return start + text.dropFirst().dropLast(text.hasSuffix(".") ? 1 : 0)
    }
}
