import Records
import Rendering
import Support

/// What `guides diagnose` found about a domain: each result with the issue of the site that fixes it. Names, answers and
/// sentences with them are hostile text.
package struct DiagnosisReport: Encodable, Sendable {
    /// A result, as all formats show it.
    struct Row: Encodable, Sendable {
        /// Such as `dmarc`.
        var kind: String
        /// The name that was looked at.
        var name: String
        var state: DiagnosisResult.State
        /// The state's own name, such as `dmarc/missing`, where it is an issue.
        var id: String?
        /// Whether mail works as well without it.
        var isOptional: Bool
        /// The title of the site's issue, or what was found in a few words.
        var title: String?
        /// The evidence, in a sentence.
        var detail: String?
        /// What was asked, such as `TXT _dmarc.example.com`, and what DNS answered.
        var question: String?
        var answer: [String]
        /// The title of what to fix first.
        var after: String?
        var steps: [String]
        /// The address of the issue's section, and that of its twin.
        var url: String?
        var markdown: String?

        /// Whether something is to be fixed.
        var isFault: Bool { state == .issue && !isOptional }
    }

    package let domain: String
    /// What was asked, such as `https://dns.example.com/dns-query` or `the system's resolver`.
    let resolver: String
    let results: [Row]

    /// - Parameters:
    ///   - issues: those of a site, by states.
    ///   - origin: what comes before their paths, such as `https://guides.example.com`.
    package init(
        _ diagnosis: Diagnosis, of domain: String, resolver: String, issues: CheckerIssues?, origin: String
    ) throws {
        let states = try RecordRules.shared.states()
        func title(_ id: String) -> String? { issues?.states[id]?.title ?? states[id]?.text }
        self.domain = domain
        self.resolver = resolver
        results = diagnosis.results.filter { $0.state != .pending && $0.state != .skipped }.map { result in
            let issue = result.id.flatMap { issues?.states[$0] }
            return Row(
                kind: result.kind, name: result.name, state: result.state, id: result.id,
                isOptional: result.id.flatMap { states[$0]?.isOptional } ?? false,
                title: result.id.flatMap(title), detail: result.detail, question: result.question,
                answer: result.answer, after: result.after.flatMap(title), steps: issue?.steps ?? [],
                url: issue.map { origin + $0.url }, markdown: issue.map { origin + $0.markdown })
        }
    }

    /// How the command ends: 0 where nothing is to be fixed, 1 where something is, 2 where something could not be asked.
    package var exitCode: Int32 {
        if results.contains(where: \.isFault) { return 1 }
        return results.contains { $0.state == .failed } ? 2 : 0
    }

    package func json() throws -> String { try MachineText.json(self, .readable) }

    /// For a terminal.
    package func text() -> String {
        var out = ""
        for row in results {
            out += "\(row.kind): \(Self.words(row))"
            if let title = row.title { out += ": \(TerminalText.line(title))" }
            out += "\n"
            var lines: [String] = []
            if let detail = row.detail { lines.append(detail) }
            if row.state != .fine, let question = row.question {
                lines.append("asked: \(question)")
                lines += row.answer.isEmpty ? ["answer: nothing"] : row.answer.map { "answer: \($0)" }
            }
            if let after = row.after { lines.append("fix first: \(after)") }
            lines += row.steps.enumerated().map { "\($0 + 1). \($1)" }
            if let url = row.url { lines.append(url) }
            out += lines.map { "    \(TerminalText.line($0))\n" }.joined() + "\n"
        }
        return out + "\(domain), asked of \(resolver): \(summary)\n"
    }

    /// For an assistant.
    package func markdown() -> String {
        var out = "# \(domain)\n\nAsked of \(resolver): \(summary).\n"
        for row in results {
            out += "\n## \(row.kind): \(Self.words(row))\n\n"
            // What other people wrote is shown as code, so that nothing in it is read as markdown.
            if let title = row.title { out += "\(TerminalText.line(title)).\n\n" }
            if let detail = row.detail { out += "- found: \(Self.code(detail))\n" }
            if let question = row.question { out += "- asked: \(Self.code(question))\n" }
            out += row.answer.map { "- answer: \(Self.code($0))\n" }.joined()
            if let after = row.after { out += "- fix first: \(TerminalText.line(after))\n" }
            if let url = row.url, let twin = row.markdown {
                out += "- section: <\(TerminalText.line(url))>\n- as markdown: <\(TerminalText.line(twin))>\n"
            }
            if !row.steps.isEmpty {
                out += "\n" + row.steps.enumerated().map { "\($0 + 1). \(TerminalText.line($1))\n" }.joined()
            }
        }
        return out
    }

    /// Such as `2 issues, 5 fine`.
    private var summary: String {
        func count(_ word: String, _ several: String, _ isMeant: (Row) -> Bool) -> String? {
            let number = results.count(where: isMeant)
            return number == 0 ? nil : "\(number) \(number == 1 ? word : several)"
        }
        let parts = [
            count("issue", "issues") { $0.isFault },
            count("suggestion", "suggestions") { $0.state == .issue && $0.isOptional },
            count("lookup failed", "lookups failed") { $0.state == .failed },
            count("not verified", "not verified") { $0.state == .unverifiable },
            count("fine", "fine") { $0.state == .fine },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func words(_ row: Row) -> String {
        switch row.state {
        case .issue: row.isOptional ? "suggestion" : "issue"
        case .failed: "lookup failed"
        case .unverifiable: "not verified"
        case .fine, .skipped, .pending: row.state.rawValue
        }
    }

    /// A span of code of CommonMark 6.1, whatever the text is.
    private static func code(_ text: String) -> String {
        let line = TerminalText.line(text)
        let longest = line.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        let space = longest > 0 ? " " : ""
        return "\(fence)\(space)\(line)\(space)\(fence)"
    }
}
