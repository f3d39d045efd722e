import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Findings
@testable import Publishing
@testable import Support

/// A build that takes over what the one before it made publishes and says what a clean build does.
@Suite(.timeLimit(.minutes(15))) struct StoredBuildTests {
    /// Builds of one site, one after the other, each held to a clean one.
    private struct HeldBuild {
        let site: TemporarySite
        var options = AnalyzedSite.Options()
        /// Numbers of guides that were taken over without being parsed, and without their files being made.
        private(set) var unparsed = 0
        private(set) var unrendered = 0
        /// Errors that kept a build from being published.
        private(set) var refused: [Finding] = []

        init(_ site: TemporarySite) {
            self.site = site
            options.site = site.path
            options.today = Day("2026-11-28")
        }

        private func build(into output: String? = nil) async throws -> Build.Report {
            var build = Build()
            build.options = options
            build.output = output
            return try await build.run()
        }

        mutating func follow(_ comment: Comment) async throws {
            // Files as young as the clock is coarse are read again in any case.
            try await Task.sleep(for: .milliseconds(110))
            let report = try await build()
            let folder = try TemporaryFolder()
            let clean = try await build(into: folder.path)
            #expect(report.findings == clean.findings, comment)
            #expect(report.guides == clean.guides && report.links == clean.links, comment)
            unparsed += report.guides - report.parsed
            guard !clean.hasErrors else {
                refused += clean.findings.filter { $0.severity == .error }
                return
            }
            unrendered += report.guides - report.rendered
            let (found, expected) = (try site.published(), try files(in: folder.path))
            #expect(found.keys.sorted() == expected.keys.sorted(), comment)
            #expect(expected.keys.filter { found[$0] != expected[$0] }.sorted() == [], comment)
        }
    }

    @Test(arguments: EditedSiteTests.Part.allCases)
    func eachEditEqualsACleanBuild(_ part: EditedSiteTests.Part) async throws {
        var held = HeldBuild(try SiteEdits.site())
        for edit in part.edits {
            try edit.apply(to: held.site)
            try await held.follow("\(edit)")
        }
        // Each guide depends on the settings.
        #expect(
            part == .settings || held.unparsed > 10 && held.unrendered > 5,
            "\(held.unparsed), \(held.unrendered)")
    }

    @Test(arguments: Seeded.seeds(2)) func anySeriesEqualsACleanBuild(seed: UInt64) async throws {
        var random = Seeded(seed)
        var held = HeldBuild(try SiteEdits.site())
        let edits = SiteEdits.ofFrontMatter + SiteEdits.ofSettings + SiteEdits.ofLists
        for step in 0..<40 {
            let edit = edits.randomElement(using: &random)!
            try edit.apply(to: held.site)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: held.options.withDrafts.toggle()
            case 1: held.options.today = Day(["2026-11-26", "2026-12-03"].randomElement(using: &random)!)
            case 2: held.options.baseURL = held.options.baseURL == nil ? "https://base.example" : nil
            case 3: held.options.jobs = held.options.jobs == 1 ? 2 : 1
            default: break
            }
            try await held.follow("seed \(seed), step \(step): \(edit.name)")
        }
    }

    private static let names = (0..<12).map { "guide-\($0).md" }

    private static func text(of number: Int) -> String {
        """
        See [it](\(names[(number + 1) % 12])).

        ## Fix Common Issues

        ### Record \(number) Is Missing

        The checker saw no record \(number).

        1. Add the record.
        2. Run the checker again.
        """
    }

    private static func guides() throws -> TemporarySite {
        try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: names.enumerated().map { number, name in
                    (name, TemporarySite.guide("Guide \(number)", text(of: number)))
                }))
    }

    @Test func parsesAndMakesOnlyWhatChanged() async throws {
        let site = try Self.guides()
        var build = Build()
        build.options.site = site.path
        try await Task.sleep(for: .milliseconds(110))
        let first = try await build.run()
        #expect(first.parsed == 12 && first.rendered == 12)
        try site.write("guide-3.md", try site.read("guide-3.md") + "\nMore.\n")
        try await Task.sleep(for: .milliseconds(110))
        let second = try await build.run()
        #expect(second.parsed == 1 && second.rendered == 1)
        // A file that somebody changed is made again.
        try Disk.replace("\(site.path)/Public/guides/guide-5.html", with: Array("Mine.".utf8))
        let third = try await build.run()
        #expect(third.rendered == 1 && third.written == 1)
    }

    /// A guide that is put together from several texts is kept as any other, as long as the texts are what they were.
    @Test func keepsGuidesOfSeveralTexts() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "Text."),
            "b.md": TemporarySite.guide(
                "Beta",
                "Ask {{value: host}}.\n\n{{include: part.md}}\n\n<!-- A note. -->\n\n## Steps {#ways}\n\nSee [a](a.md)."
            ),
            "c.md": TemporarySite.guide("Gamma", "> {{include: part.md}}\n\nSee [b](b.md#ways)."),
            "Content/includes/part.md": "Some of it: {{value: host}}.\n\n### More {#more}\n\nAnd more.\n",
        ])
        try site.write(
            "Content/site.yml",
            "values: {host: mail.example.org}\nhtml: [comments]\n" + TemporarySite.settings)
        var held = HeldBuild(site)
        try await held.follow("first")
        #expect(held.unparsed == 0)
        try site.write("a.md", TemporarySite.guide("Alpha", "Other text."))
        try await held.follow("another guide")
        #expect(held.unparsed == 2 && held.unrendered == 2)
        try site.write("Content/includes/part.md", "Other.\n")
        try await held.follow("the included file")
        #expect(held.unparsed == 3 && held.unrendered == 3)
    }

    @Test func aStoreGoesWithItsFolder() async throws {
        let site = try Self.guides()
        func stores() throws -> Int {
            try Disk.names(in: "\(site.path)/.guides").count {
                $0.hasSuffix(".store") || $0.hasSuffix(".index")
            }
        }
        var build = Build()
        build.options.site = site.path
        // Templates that are older than the clock is coarse.
        try await Task.sleep(for: .milliseconds(110))
        do {
            let folder = try TemporaryFolder()
            build.output = folder.path
            _ = try await build.run()
            #expect(try stores() == 2)
        }
        build.output = nil
        _ = try await build.run()
        #expect(try stores() == 2)
        try site.write("guide-3.md", try site.read("guide-3.md") + "\nMore.\n")
        #expect(try await build.run().rendered == 1)
    }

    /// What others decide about the files of a guide, though none of them is shown on its page.
    @Test(arguments: ["Content/guides/_redirects", "old.md"]) func followsWhatOthersDecide(_ file: String)
        async throws
    {
        let issue =
            "Text.\n\n## Fix Common Issues\n\n### No Record\n\nNone.\n\n1. Add it.\n2. Check it again."
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: "resources: [{title: Before, url: 'https://example.org/new', note: More.}]",
                issue),
            "b.md": TemporarySite.guide("Beta", more: "aliases: [new]", "Text."),
        ])
        try site.write(
            "Content/site.yml",
            TemporarySite.settings + "path: /\nhost: netlify\nfiles: {allow: [host]}\n")
        var held = HeldBuild(site)
        try await held.follow("first")
        // From then on issues have pages, or the resource leads elsewhere.
        try site.write(
            file,
            file == "old.md"
                ? TemporarySite.guide("New", more: "aliases: [new]", "Text.") : "/x /y 301\n")
        if file == "old.md" { try site.write("b.md", TemporarySite.guide("Beta", "Text.")) }
        try await held.follow("\(file)")
        try site.remove(file)
        try site.write("b.md", TemporarySite.guide("Beta", more: "aliases: [new]", "Text."))
        try await held.follow("without \(file)")
        #expect(held.refused == [])
    }

    /// Ways in which the files of a store may be other than they were written.
    enum Damage: CaseIterable, Sendable {
        case gone, cut, empty, longer, zeros, foreign, oneByte

        func apply(_ path: String, _ random: inout Seeded) throws {
            var bytes = try Disk.read(path)
            guard bytes.count > 1 else { return }
            switch self {
            case .gone: return try Disk.removeFile(path)
            case .cut: bytes = Array(bytes[..<Int.random(in: 1..<bytes.count, using: &random)])
            case .empty: bytes = []
            case .longer: bytes += Array(repeating: 7, count: 100)
            case .zeros:
                let start = Int.random(in: 0..<bytes.count, using: &random)
                for index in start..<min(bytes.count, start + 64) { bytes[index] = 0 }
            case .foreign: bytes = Array("Something else.".utf8) + bytes
            case .oneByte: bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1
            }
            // In its place, so that it is the same file to the system.
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(bytes))
            try file.close()
        }
    }

    @Test(arguments: Damage.allCases, [".index", ".store"])
    func damageCostsNoMoreThanTime(_ damage: Damage, _ ending: String) async throws {
        var random = Seeded(1)
        let site = try Self.guides()
        var held = HeldBuild(site)
        try await held.follow("first")
        for round in 0..<12 {
            for name in try Disk.names(in: "\(site.path)/.guides") where name.hasSuffix(ending) {
                try damage.apply("\(site.path)/.guides/\(name)", &random)
            }
            let file = Self.names[round]
            // Its neighbor is made again from what the store has of it, and it itself from its file.
            try site.write(
                file, TemporarySite.guide("Other \(round)", "See [it](\(Self.names[(round + 1) % 12]))."))
            try await held.follow("\(damage), \(ending), round \(round)")
        }
    }
}
