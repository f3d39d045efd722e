import Testing

@testable import GuideKit

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

    static let all = ofContent + ofLinks + ofAddresses + ofKeywords + ofStructure + ofIssues + ofAgents

    static let words = [
        "harbour", "lantern", "meadow", "orchard", "pebble", "quarry", "ribbon", "saddle", "timber", "violet",
    ]

    /// A keyword with its terms as they are spelled in prose.
    static func spelled(_ keyword: String) -> String {
        ["mta-sts", "spf", "smtp", "dns", "ptr", "starttls"].reduce(keyword) {
            $0.replacing($1, with: $1.uppercased())
        }
    }
}
