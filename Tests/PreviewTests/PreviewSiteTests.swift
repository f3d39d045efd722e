import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import OutputChecks
@testable import Preview
@testable import Rendering
@testable import Support

/// After any series of edits the preview shows and finds what a clean start would.
@Suite(.timeLimit(.minutes(15))) struct PreviewSiteTests {
    @Test(arguments: Seeded.seeds(3))
    func findsWhatACleanStartFinds(seed: UInt64) async throws {
        var random = Seeded(seed)
        let bodies = [
            "Relays and queues of records. See [one](one.md).",
            "A queue. See [it](two.md#part).\n\n## Part\n\nText.",
            "Broken: [x](nowhere.md).", "<b>raw</b> text.", "See [itself](three.md) and [four](four.md).",
            // Only the proof of a pair finds that it is longer than agents read.
            String(repeating: "Text of a very long guide. ", count: 4000),
        ]
        let names = ["one", "two", "three", "four"]
        let folder = try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: names.map {
                    ("\($0).md", TemporarySite.guide("Guide \($0)", bodies[0]))
                }))
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        for step in 0..<25 {
            let name = names.randomElement(using: &random)!
            switch Int.random(in: 0..<8, using: &random) {
            case 0: try Disk.removeFile("\(folder.path)/Content/guides/\(name).md")
            case 1:
                try folder.write("Content/guides/\(name).md", TemporarySite.guide("Title \(step)", bodies[0]))
            case 2: try folder.write("Content/terms.yml", "- {term: Queue, guide: \(name)}\n")
            default:
                let body = bodies.randomElement(using: &random)!
                try folder.write("Content/guides/\(name).md", TemporarySite.guide("Guide \(name)", body))
            }
            await site.update()
            // Now and then the next edit comes before the checks are through.
            if step % 3 != 2 { await site.check() }
            guard step % 3 != 2, let snapshot = site.snapshot else { continue }
            let clean = try await AnalyzedSite(options)
            let comment: Comment = "seed \(seed), step \(step)"
            #expect(snapshot.findings == (try await clean.allFindings(options)), comment)
            let wanted = try await clean.publishedFiles()
            for (path, bytes) in wanted where snapshot.errors.isEmpty {
                let shown = try SiteResponder(snapshot: snapshot).file("/" + path)
                #expect(shown == bytes, "\(comment): \(path)")
            }
        }
    }

    /// A date that changes alone is shown in the twin, and in those of issues.
    @Test func showsAChangedDate() async throws {
        func guide(_ day: String) -> String {
            TemporarySite.guide(
                "One", more: "updated: \(day)",
                "Text.\n\n## Fix Common Issues\n\n### No Record\n\nIt says so.\n\n1. Check it.\n")
        }
        let folder = try TemporarySite(["one.md": guide("2026-11-19")])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        for day in ["2026-11-19", "2026-11-20"] {
            try folder.write("Content/guides/one.md", guide(day))
            await site.update()
            for path in ["/guides/one.md", "/guides/i/no-record.md"] {
                let snapshot = try #require(site.snapshot)
                let shown = try SiteResponder(snapshot: snapshot).file(path)
                #expect(
                    String(decoding: shown ?? [], as: UTF8.self).contains("\n- Updated: \(day)\n"), "\(path)")
            }
        }
    }

    @Test func keepsTheLastGoodVersionOfEachGuide() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide("One", "First version of one. See [two](two.md)."),
            "two.md": TemporarySite.guide("Two", "First version of two. See [one](one.md)."),
        ])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        func shows(_ slug: String) throws -> String {
            let bytes = try site.snapshot.flatMap {
                try SiteResponder(snapshot: $0).file("/guides/\(slug).html")
            }
            return String(decoding: bytes ?? [], as: UTF8.self)
        }
        try folder.write(
            "Content/guides/one.md", TemporarySite.guide("One", "Second version of one: [x](gone.md)."))
        await site.update()
        #expect(try shows("one").contains("First version of one."))
        try folder.write(
            "Content/guides/two.md", TemporarySite.guide("Two", "Second version of two. See [one](one.md)."))
        await site.update()
        #expect(try shows("one").contains("First version of one."))
        #expect(try shows("two").contains("Second version of two."))
        let settings = try folder.read("Content/site.yml")
        try folder.write("Content/site.yml", "name: [")
        try folder.write(
            "Content/guides/two.md", TemporarySite.guide("Two", "Third version of two. See [one](one.md)."))
        await site.update()
        #expect(try shows("two").contains("Second version of two."))
        try folder.write("Content/site.yml", settings)
        try folder.write(
            "Content/guides/one.md", TemporarySite.guide("One", "Third version of one. See [two](two.md)."))
        await site.update()
        #expect(try shows("one").contains("Third version of one."))
        #expect(try shows("two").contains("Third version of two."))
        #expect(site.snapshot?.held.isEmpty == true)

        // A file that is away for a moment, as it is while some programs save.
        try Disk.removeFile(folder.path + "/Content/guides/one.md")
        await site.update()
        #expect(try shows("one") == "")
        try folder.write(
            "Content/guides/one.md", TemporarySite.guide("One", "Fourth version of one: [x](gone.md)."))
        await site.update()
        #expect(try shows("one").contains("Third version of one."))
        try folder.write(
            "Content/guides/one.md", TemporarySite.guide("One", "Third version of one. See [two](two.md)."))
        await site.update()
        #expect(site.snapshot?.missing.isEmpty == true)

        // A folder that is away, and comes back.
        try FileManager.default.moveItem(atPath: folder.path + "/Content", toPath: folder.path + "/Away")
        await site.update()
        #expect(site.snapshot?.failure?.contains("Content") == true)
        #expect(try shows("one").contains("Third version of one."))
        try FileManager.default.moveItem(atPath: folder.path + "/Away", toPath: folder.path + "/Content")
        await site.update()
        #expect(site.snapshot?.failure == nil)
    }

    /// What is saved while the folders cannot be read shows once they can, although no further change is reported.
    @Test func readsEverythingAfterAFailure() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide("One", "First version of one."),
            "two.md": TemporarySite.guide("Two", "First version of two."),
        ])
        // Files that are as young as the clock is coarse are read again in any case.
        try await Task.sleep(for: .milliseconds(150))
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        try FileManager.default.moveItem(atPath: folder.path + "/Content", toPath: folder.path + "/Away")
        await site.update()
        #expect(site.snapshot?.failure != nil)
        try Disk.replace(
            folder.path + "/Away/guides/two.md",
            with: Array(TemporarySite.guide("Two", "Second version of two.").utf8), keepsRights: true)
        try FileManager.default.moveItem(atPath: folder.path + "/Away", toPath: folder.path + "/Content")
        await site.update(FolderWatch.Changes(files: ["Content/guides/one.md"]))
        let shown = try site.snapshot.flatMap { try SiteResponder(snapshot: $0).file("/guides/two.html") }
        #expect(String(decoding: shown ?? [], as: UTF8.self).contains("Second version of two."))
    }

    /// A pair that cannot be proven is held as it last was good, whatever else is saved meanwhile.
    @Test func holdsAPairThatIsNotProven() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide("One", "First version of one."),
            "two.md": TemporarySite.guide("Two", "First version of two."),
        ])
        // A page without its body has nothing to say the same as its twin.
        let page = try folder.read("Templates/guide.mustache")
        try folder.write(
            "Templates/guide.mustache",
            page.replacing("{{{body}}}", with: "{{^resources}}{{{body}}}{{/resources}}"))
        // Templates that are older than the clock is coarse.
        try await Task.sleep(for: .milliseconds(150))
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        func shows(_ slug: String, _ text: String) throws -> Bool {
            let bytes = try site.snapshot.flatMap {
                try SiteResponder(snapshot: $0).file("/guides/\(slug).html")
            }
            return String(decoding: bytes ?? [], as: UTF8.self).contains(text)
        }
        try folder.write(
            "one.md",
            TemporarySite.guide(
                "One", more: "resources: [{guide: two, note: A note of one.}]", "Second version of one."))
        await site.update()
        #expect(site.snapshot?.errors.map(\.id) == ["pair/not-equivalent"])
        #expect(try shows("one", "First version of one."))
        for round in 2...3 {
            try folder.write("two.md", TemporarySite.guide("Two", "Version \(round) of two."))
            await site.update()
            #expect(try shows("one", "First version of one.") && shows("two", "Version \(round) of two."))
            #expect(site.snapshot?.errors.map(\.id) == ["pair/not-equivalent"])
        }
        try folder.write("one.md", TemporarySite.guide("One", "Third version of one."))
        await site.update()
        #expect(try shows("one", "Third version of one."))
        #expect(site.snapshot?.errors.isEmpty == true)
    }

    @Test func provesAPairAgainWhereItChanged() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide("One", "See [two](two.md)."),
            "two.md": TemporarySite.guide("Two", "See [one](one.md)."),
        ])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        func tooLong() async throws -> [String] {
            await site.update()
            await site.check()
            return site.snapshot?.findings?.filter { $0.id == StructureTooLong.id }.map(\.file) ?? ["none"]
        }
        #expect(try await tooLong() == [])
        let long = String(repeating: "A sentence of some length. ", count: 4000)
        try folder.write("Content/guides/one.md", TemporarySite.guide("One", "See [two](two.md). \(long)"))
        #expect(try await tooLong() == ["Content/guides/one.md"])
        try folder.write("Content/guides/two.md", TemporarySite.guide("Two", "See [one](one.md) again."))
        #expect(try await tooLong() == ["Content/guides/one.md"])
        try folder.write("Content/guides/one.md", TemporarySite.guide("One", "See [two](two.md)."))
        #expect(try await tooLong() == [])
    }
}
