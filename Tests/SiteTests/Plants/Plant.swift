import TestSupport
import Testing

/// Where a fault was planted: the file, and its line from 1.
struct Planted {
    var file: String
    var line: Int
}

/// How faults of one kind are planted.
struct Plant: Sendable, CustomTestStringConvertible {
    var id: String
    var make: @Sendable (inout Draft) -> Planted
    var testDescription: String { id }
    init(_ id: String, _ make: @escaping @Sendable (inout Draft) -> Planted) {
        self.id = id
        self.make = make
    }

    static let all =
        ofContent + ofLinks + ofAddresses + ofKeywords + ofStructure + ofIssues + ofAgents + ofLanguage
        + ofRecords

    static let words = [
        "harbor", "lantern", "meadow", "orchard", "pebble", "quarry", "ribbon", "saddle", "timber", "violet",
    ]

    /// A keyword with its terms as they are spelled in prose.
    static func spelled(_ keyword: String) -> String {
        keyword.split(separator: " ").map { names[$0.lowercased()] ?? String($0) }.joined(separator: " ")
    }

    /// The names in capitals that the real terms have, by how they are written in keywords.
    private static let names: [String: String] = {
        let text = (try? String(contentsOfFile: repository + "/Content/terms.yml", encoding: .utf8)) ?? ""
        let words = text.split { $0.isWhitespace || "[],:".contains($0) }.map(String.init)
        let names = words.filter { $0.count { $0.isUppercase } >= 2 && $0 == $0.uppercased() }
        return Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }()
}
