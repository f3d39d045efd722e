import Checks
import Findings

/// Every check there is, with its documentation.
package enum CheckCatalog {
    /// Checks of outputs, which need the files that a build makes.
    private static let ofOutputs: [any Check.Type] = [
        PairNotEquivalent.self, StructureTooLong.self, SearchMissed.self, AgentsUnlisted.self,
    ]

    /// Every check, by id.
    package static let all: [any Check.Type] = (Checks.all + ofOutputs).sorted { $0.id < $1.id }

    /// The check with this id, present or former.
    package static func named(_ id: String) -> (any Check.Type)? { byID[CheckID.presentName(of: id)] }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}
