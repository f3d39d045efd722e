import Findings
import Library
import Words

/// An issue that leans on text outside it.
package enum AgentsAlone: GuideCheck {
    package static let check = CheckID.agentsAlone
    package static let finds =
        "An issue section that leans on text outside it: \"above\", \"as described earlier\", or an acronym that is spelled out elsewhere alone."
    package static let why =
        "Agents quote sections. What a section needs has to be in it, or be linked."
    package static let examples = [
        Example(
            bad:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add it ⟦as described above.\n2. Run the checker again.",
            good:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add it in the panel of the zone.\n2. Run the checker again."
        )
    ]

    private static let pointers = TermIndex([
        "above", "below", "earlier", "previous section", "next section", "preceding", "aforementioned",
        "as described", "as described above", "as described below", "as mentioned", "as mentioned above",
        "as explained", "see section",
    ])

    package static func run(_ reading: CheckContext) -> [Finding] {
        let document = reading.document
        let expanded = expansions(reading)
        return reading.issues.flatMap { issue -> [Finding] in
            guard let first = issue.blocks.first, let last = issue.blocks.last,
                let tokens = reading.prose.tokens(
                    in: document.blocks[first].text.lowerBound..<document.blocks[last].text.upperBound)
            else { return [] }
            var findings = pointers.matches(in: reading.prose, tokens).filter { match in
                !document.runs[reading.prose.tokens[match.tokens.lowerBound].run].context.contains(.link)
                    && isPointer(match, reading)
            }
            .map { match in
                let first = reading.prose.tokens[match.tokens.lowerBound].text
                let last = reading.prose.tokens[match.tokens.upperBound - 1].text
                let location = document.location(ofText: first.lowerBound)
                return Finding(
                    self, file: reading.file, at: location,
                    to: document.end(of: first.lowerBound..<last.upperBound, from: location),
                    "this section points to text outside it",
                    help: "say it here in a few words, or link to the heading that says it")
            }
            for (name, token) in expanded where !tokens.contains(token) {
                guard
                    let use = tokens.first(where: {
                        document.text[reading.prose.tokens[$0].text].elementsEqual(name.utf8)
                    })
                else { continue }
                findings.append(
                    Finding(
                        self, file: reading.file, at: document.location(of: reading.prose.tokens[use]),
                        "this section uses \(name), which is spelled out elsewhere alone",
                        help: "spell it out here as well, or add it to terms.yml"))
            }
            return findings
        }
    }

    /// "above 4 %" and "below your domain" say where a number or a name is, not a text.
    private static func isPointer(_ match: TermIndex.Match, _ reading: CheckContext) -> Bool {
        guard match.tokens.count == 1, match.tokens.upperBound < reading.prose.tokens.count else {
            return true
        }
        let next = reading.prose.tokens[match.tokens.upperBound]
        let word = String(
            decoding: reading.document.text[reading.prose.tokens[match.tokens.lowerBound].text], as: UTF8.self
        )
        guard ["above", "below", "earlier", "preceding"].contains(word.lowercased()) else { return true }
        return next.startsSentence || next.isApart
    }

    /// Acronyms that the guide spells out, `Long Name (LN)`, and that `terms.yml` does not know.
    private static func expansions(_ reading: CheckContext) -> [(String, Int)] {
        let document = reading.document
        return reading.prose.tokens.indices.compactMap { index in
            let token = reading.prose.tokens[index]
            guard token.text.lowerBound > 0, token.text.upperBound < document.text.count,
                document.text[token.text.lowerBound - 1] == UInt8(ascii: "("),
                document.text[token.text.upperBound] == UInt8(ascii: ")"),
                GuideWords.isAcronym(document.text[token.text])
            else { return nil }
            let name = String(decoding: document.text[token.text], as: UTF8.self)
            return reading.lexicon.forms.phrase(name) == nil ? (name, index) : nil
        }
    }
}
