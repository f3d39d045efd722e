import Foundation
import TestSupport
import Testing

@testable import Support

/// A build that is killed anywhere on its way, then an edit: the next build publishes what a clean one does, and what is
/// gone is gone.
@Suite(.timeLimit(.minutes(15))) struct KilledBuildTests {
    private static func guide(_ name: String, _ version: Int) -> String {
        TemporarySite.guide(
            "Guide \(name)",
            "Version \(version).\n\n## Fix Common Issues\n\n### Record \(name) Missing\n\nNo `TXT` record.\n\n1. Add it.\n2. Run the checker again."
        )
    }

    @Test(arguments: Seeded.seeds(1)) func whatIsGoneIsGone(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        var names = (0..<60).map { "g\($0)" }
        let site = try TemporarySite(
            Dictionary(uniqueKeysWithValues: names.map { ("\($0).md", Self.guide($0, 0)) }))
        let clock = ContinuousClock()
        // Of the last build that came to its end, since other tests take more of the machine at one time than at another.
        var code: Int32 = -1
        var time = try clock.measure { code = try run(["build", "--site", site.path]).code }
        #expect(code == 0)
        var killed = 0
        for round in 1...8 {
            // Something to write, something to remove and something new, before the build that is killed and after it.
            for half in 0...1 {
                let gone = names.remove(at: Int.random(in: names.indices, using: &random))
                try site.remove("\(gone).md")
                let new = "n\(round)-\(half)"
                names.append(new)
                try site.write("\(new).md", Self.guide(new, round))
                let changed = names[Int.random(in: names.indices, using: &random)]
                try site.write("\(changed).md", Self.guide(changed, round))
                guard half == 0 else { continue }
                // Another program ends it, since this one may have no thread left for that in time.
                let seconds = time / .seconds(1) * Double.random(in: 0.05...1, using: &random)
                let build = try Program.run(
                    ["timeout", "--signal=KILL", "\(seconds)", tool, "build", "--site", site.path])
                if build.code != 0 { killed += 1 }
            }
            time = try clock.measure { code = try run(["build", "--site", site.path]).code }
            #expect(code == 0)
            let clean = try TemporaryFolder()
            #expect(try run(["build", "--site", site.path, "--output", clean.path]).code == 0)
            let (found, expected) = (try site.published(), try files(in: clean.path))
            #expect(Set(found.keys) == Set(expected.keys), "seed \(seed), round \(round)")
            #expect(found == expected, "seed \(seed), round \(round)")
        }
        #expect(killed > 0, "seed \(seed): no build was killed")
    }
}
