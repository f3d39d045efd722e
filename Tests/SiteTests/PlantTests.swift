import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Comparison
@testable import Content
@testable import Findings
@testable import Fixing
@testable import OutputChecks
@testable import Rendering
@testable import Support

/// The proof that the checks see: faults of each kind are planted in the real content, at random places, and each has
/// to be found at its line, by its check, and by no other.
@Suite(.timeLimit(.minutes(15))) struct PlantTests {
    /// Checks that other tests prove: a pair differs only when the tool itself is wrong, see `ProofTests`.
    static let elsewhere: Set<String> = [
        "pair/not-equivalent", "links/broken-picture", "links/large-picture",
    ]

    /// The real content in a folder of its own, without the templates' history.
    private static func copy() throws -> (site: TemporarySite, files: [String: String]) {
        let site = try TemporarySite.ofRepository()
        var files: [String: String] = [:]
        for path in ["Content/site.yml", "Content/terms.yml"] { files[path] = try site.read(path) }
        for name in try Disk.names(in: site.path + "/Content/guides") where name.hasSuffix(".md") {
            files["Content/guides/\(name)"] = try site.read("Content/guides/\(name)")
        }
        // A plant that changes issues would leave states of the checker without one.
        let settings = try site.read("Content/site.yml").split(
            separator: "\n", omittingEmptySubsequences: false)
        files["Content/site.yml"] = settings.map { $0.hasPrefix("checker: ") ? "records: true" : $0 }
            .joined(separator: "\n")
        try site.write("Content/site.yml", files["Content/site.yml"] ?? "")
        // What is planted moves what is found; the plant of the search brings queries of its own.
        try site.remove("Content/queries.yml")
        return (site, files)
    }

    /// - Parameter former: the reading before a fault was planted. What did not change is taken over from it, which
    ///   `IncrementalTests` holds to be the same as reading all of it again.
    private static func read(_ site: TemporarySite, after former: AnalyzedSite? = nil) async throws
        -> (AnalyzedSite, [Finding])
    {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        options.today = Day("2026-11-24")
        options.keepsState = true
        let reading = try await AnalyzedSite(try ContentTree(site: site.path), options, after: former)
        guard let former, let changed = reading.changedPairs(since: former),
            Disk.status(site.path + "/Content/queries.yml") == nil
        else {
            return (reading, try await reading.allFindings(options))
        }
        let guides = try await Rendering(reading, jobs: 1).guides(changed, to: DiscardingSink())
        var outputs = OutputFindings()
        for (index, guide) in zip(changed, guides) {
            outputs.add(guide.faults, of: reading.library.guides[index])
        }
        return (reading, reading.apply(to: try await reading.allChecks(jobs: 1), outputs))
    }

    /// A copy that was read, without a fault.
    private struct Ready: Sendable {
        var site: TemporarySite
        var files: [String: String]
        var then: AnalyzedSite
        var since: Baseline
    }

    /// Copies that no plant is in: reading all of the content takes longer than all that comes after it. One in which a plant
    /// failed does not come back.
    private static let ready = Mutex<[Ready]>([])

    private static func takeReady() async throws -> Ready {
        if let ready = ready.withLock({ $0.popLast() }) { return ready }
        let (site, files) = try copy()
        let (then, before) = try await read(site)
        return Ready(
            site: site, files: files, then: then, since: Baseline(then, before, site: site.path))
    }

    @Test func theContentHasNoFinding() async throws {
        let site = try Self.copy().site
        try site.write(
            "Content/queries.yml",
            try String(contentsOfFile: repository + "/Content/queries.yml", encoding: .utf8))
        #expect(try await Self.read(site).1 == [])
    }

    @Test func everyCheckIsPlanted() {
        let planted = Set(Plant.all.map(\.id)).union(Self.elsewhere).union(Checks.ofWeb.map { $0.id })
        #expect(planted == Set(CheckCatalog.all.map { $0.id }))
    }

    /// How the file with a fault was saved, from one seed to the next.
    private static let forms: [Place?] = [nil, .carriageReturns, .noLastLineEnd, .byteOrderMark]

    @Test(arguments: Plant.all)
    func isFoundAtItsLineAndNothingElseIs(_ plant: Plant) async throws {
        let ready = try await Self.takeReady()
        let (site, files, then, since) = (ready.site, ready.files, ready.then, ready.since)
        // Half of the forms and places of a plant in each run; `make series` has all of them.
        let first = plant.id.utf8.reduce(0) { $0 &+ Int($1) }
        for round in Seeded.seeds(2) {
            let number = (first + Int(round)) % 12
            let seed = plant.id.utf8.reduce(round) { $0 &* 31 &+ UInt64($1) }
            var draft = Draft(files: files, random: Seeded(seed), number: number)
            let planted = plant.make(&draft)
            // The place of an empty guide is its last line, so it is saved as it is.
            let form = plant.id == "content/empty-guide" ? nil : Self.forms[number % Self.forms.count]
            for (file, text) in draft.files where files[file] != text {
                try site.write(file, file == planted.file ? form?.file(text) ?? text : text)
            }
            for (file, bytes) in draft.bytes { try site.write(file, bytes) }
            let (now, all) = try await Self.read(site, after: then)
            // What nothing in the present shows is found beside the past.
            let needsPast = all.isEmpty
            let found = needsPast ? since.newFindings(among: all, in: now, site: site.path).findings : all
            let text =
                draft.files[planted.file].map { _ in draft.lines(planted.file)[planted.line - 1].suffix(120) }
                ?? ""
            #expect(
                found.map { "\($0.file):\($0.location.line) \($0.id)" } == [
                    "\(planted.file):\(planted.line) \(plant.id)"
                ],
                "number \(number), seed \(seed): \(text) \(found.map(\.message))")
            // Its fix, safe or offered, leaves neither the finding nor another one.
            if let fix = found.first?.fix, found.count == 1 {
                let before = try site.read(planted.file)
                let fixed = Fixer.apply([fix], to: Array(before.utf8)).bytes
                try site.write(planted.file, fixed)
                if form == .carriageReturns {
                    let ends = fixed.indices.filter { fixed[$0] == 10 && ($0 == 0 || fixed[$0 - 1] != 13) }
                    #expect(ends == [], "number \(number), seed \(seed): line ends are mixed")
                }
                let (then, all) = try await Self.read(site, after: now)
                let left = needsPast ? since.newFindings(among: all, in: then, site: site.path).findings : all
                #expect(
                    left.map(\.id) == [],
                    "fixed, number \(number), seed \(seed): \(text) \(fix.edits.map(\.text)) \(left.map(\.message))"
                )
                try site.write(planted.file, before)
            }
            for (file, text) in draft.files where files[file] != text {
                if let former = files[file] {
                    try site.write(file, former)
                } else if file.hasPrefix("Templates/") {
                    try site.write(file, try String(contentsOfFile: repository + "/" + file, encoding: .utf8))
                } else {
                    try site.remove(file)
                }
            }
            for file in draft.bytes.keys { try site.remove(file) }
        }
        Self.ready.withLock { $0.append(ready) }
    }
}
