import Foundation
import Support
import TestSupport
import Testing

/// All that checks domains, with name servers, mail servers and a browser of its own. One after the other: they wait for answers
/// that do not come, and that takes longer beside others.
@Suite(.serialized, .timeLimit(.minutes(15))) struct LookupTests {}

/// The zones of all cases, served once for all suites.
enum ServedZones {
    static let value = Task {
        try await NameServers(
            RecordCase.zones + [NameServers.Zone("lame.zone", "", .lame)], silent: ["silent.example"],
            refused: ["refused.example"],
            cut: [RecordCase.domain(3)])
    }
}

/// What `guides diagnose` printed, as JSON.
struct Diagnosed: Decodable {
    struct Result: Decodable {
        let kind: String
        let name: String
        let state: String
        let id: String?
        let detail: String?
        let answer: [String]
        let after: String?
        let url: String?
        let title: String?
        let steps: [String]

        /// Such as `dmarc/missing` or `dmarc fine`.
        var summary: String { id ?? "\(kind) \(state)" }
    }

    let domain: String
    let results: [Result]

    /// Runs the command, outside of any site unless one is named.
    static func run(_ domain: String, _ arguments: [String], environment: [String: String] = [:]) throws
        -> (code: Int32, report: Diagnosed, error: String)
    {
        let folder = try TemporaryFolder()
        let ran = try TestSupport.run(
            ["diagnose", domain, "--format", "json"] + arguments, in: folder.path, environment: environment)
        guard let report = try? JSONDecoder().decode(Diagnosed.self, from: Data(ran.output.utf8)) else {
            throw Program.Failure("\(domain) \(arguments): \(ran.code) \(ran.output) \(ran.error)")
        }
        return (ran.code, report, ran.error)
    }
}
