import Records
import Support

extension DiagnosisReport {
    /// The issues as a log of SARIF 2.1.0 (OASIS), each at the name of a record as its logical location (section 3.33).
    package func sarif() throws -> String {
        let rows = results.filter { $0.state == .issue }
        let ids = Set(rows.compactMap(\.id)).sorted()
        let states = try RecordRules.shared.states()
        let rules = ids.map { id in
            let text = states[id]?.text ?? id
            let row = rows.first { $0.id == id }
            return SARIFLog.Rule(
                id: id, shortDescription: SARIFLog.Text(text: text),
                fullDescription: SARIFLog.Text(text: TerminalText.line(row?.title ?? text)),
                help: SARIFLog.Text(
                    text: row?.steps.isEmpty == false
                        ? (row?.steps ?? []).map(TerminalText.line).joined(separator: "\n") : text),
                helpUri: row?.url,
                defaultConfiguration: SARIFLog.Rule.Configuration(
                    level: states[id]?.isOptional == true ? "note" : "error"))
        }
        let found = rows.map { row in
            SARIFLog.Result(
                ruleId: row.id ?? "", ruleIndex: row.id.flatMap { ids.firstIndex(of: $0) } ?? 0,
                level: row.isOptional ? "note" : "error",
                message: SARIFLog.Text(text: TerminalText.line(row.detail ?? row.title ?? "")),
                locations: [
                    SARIFLog.Location(
                        logicalLocations: [
                            SARIFLog.Logical(fullyQualifiedName: row.name, kind: "resource")
                        ])
                ],
                partialFingerprints: ["guidesRecord/v1": "\(row.id ?? "") \(row.name)"])
        }
        return try SARIFLog(rules: rules, results: found).text() + "\n"
    }
}
