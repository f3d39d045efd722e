import Findings
import Library

/// An issue that leans on text outside it.
package enum AgentsAlone: GuideCheck {
    package static let check = CheckID.agentsAlone
    package static let finds =
        "An issue’s section that depends on text outside it: \"above\", \"as described earlier\", or an acronym that is spelled out only elsewhere."
    package static let why =
        "Agents quote single sections, so whatever a section needs has to be in it or linked from it."
    package static let examples = [
        Example(
            bad:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add it ⟦as described above⟧.\n2. Run the checker again.",
            good:
                "## Fix Common Issues\n\n### Missing Record\n\nThe checker found no `TXT` record.\n\n1. Add it in the panel of the zone.\n2. Run the checker again."
        )
    ]

    package static func run(_ context: CheckContext) -> [Finding] {
        context.text.outsideReferences.map { reference in
            switch reference.kind {
            case .pointer:
                Finding(
                    self, file: context.file, at: reference.location, to: reference.end, message(reference),
                    help: "say it here in a few words, or link to the heading that says it")
            case .acronym:
                Finding(
                    self, file: context.file, at: reference.location, message(reference),
                    help: "spell it out here as well, or add it to terms.yml")
            }
        }
    }

    /// The message about a part of an issue, in findings and in the preview.
    package static func message(_ reference: OutsideReference) -> String {
        switch reference.kind {
        case .pointer: "this section points to text outside it"
        case .acronym(let name): "this section uses \(name), which is spelled out only elsewhere"
        }
    }
}
