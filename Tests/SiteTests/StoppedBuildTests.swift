import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Publishing
@testable import Support

/// A build that ends before any of its steps, then an edit, or none: the next build publishes what a clean one does, leaves
/// nothing of its own lying, and keeps what is not its own.
@Suite(.timeLimit(.minutes(15))) struct StoppedBuildTests {
    private static func guide(_ name: String, _ version: Int) -> String {
        TemporarySite.guide(
            "Guide \(name)", more: "aliases: [former-\(name)]",
            "Version \(version)."
        )
    }

    /// Where a build publishes: in the site's folder or, on a file system of its own, where files have to wait in the output.
    enum Place: String, CaseIterable { case site, otherFileSystem }

    /// What happens after the build that was stopped.
    private enum Next: CaseIterable { case nothing, edit, removal, settings, both }

    private static let mine = [".well-known/security.txt", "mine.txt", "guides/mine.html"]

    /// Each of these tests takes every fourth step.
    @Test(arguments: Place.allCases, 0..<4) func theNextBuildEqualsACleanOne(_ place: Place, _ first: Int)
        async throws
    {
        let stopped = try StoppedBuild()
        let site = try TemporarySite(["kept.md": Self.guide("kept", 0)], templates: false)
        let output =
            place == .site ? site.path + "/Public" : "/dev/shm/guides-\(UUID().uuidString)"
        defer { if place != .site { Disk.removeTree(output) } }
        for file in Self.mine {
            try Disk.makeFolder(try #require(Disk.parent(of: "\(output)/\(file)")))
            try Disk.writeNew(Array("mine".utf8), to: "\(output)/\(file)")
        }
        var (step, ends, names) = (first, 0, ["kept"])
        let options = place == .site ? [] : ["--output", output]
        while ends == 0, step < 400 {
            // Something to write, something to remove and something new.
            let name = "n\(step)"
            try site.write("\(name).md", Self.guide(name, step))
            try site.write("kept.md", Self.guide("kept", step))
            if names.count > 1 { try site.remove("\(names.remove(at: 1)).md") }
            names.append(name)
            if try stopped.run(site.path, before: step + 1, options) { ends += 1 }
            let next = Next.allCases[(step / 4) % Next.allCases.count]
            if next == .edit || next == .both { try site.write("kept.md", Self.guide("kept", -step)) }
            if next == .removal || next == .both { try site.remove("\(names.removeLast()).md") }
            if next == .settings {
                try site.write(
                    "Content/site.yml",
                    TemporarySite.settings.replacing("Test Guides", with: "Guides \(step)"))
            }
            try await Self.holds(site, output, "step \(step), then \(next)")
            step += 4
        }
        #expect(ends == 1 && step > 20, "the build has \(step) steps")
    }

    private static func holds(_ site: TemporarySite, _ output: String, _ comment: Comment) async throws {
        try await site.build { $0.output = output }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let clean = try await AnalyzedSite(options).publishedFiles()
        var found = try files(in: output)
        for file in mine { #expect(found.removeValue(forKey: file) == Array("mine".utf8), comment) }
        found[".gitignore"] = nil
        #expect(Set(found.keys).symmetricDifference(clean.keys).sorted() == [], comment)
        #expect(clean.keys.filter { found[$0] != clean[$0] }.sorted() == [], comment)
        let left = try Disk.names(in: output).filter { $0.hasPrefix(".") && $0 != ".gitignore" }
        #expect(left == [".well-known"], comment)
        let own = try Disk.names(in: site.path + "/.guides")
        #expect(
            own.allSatisfy { name in
                ["lock", ".gitignore"].contains(name)
                    || [".state", ".index", ".store"].contains { name.hasSuffix($0) }
            },
            "\(own), \(comment)")
    }

    /// The very first build of a site, which moves whole folders.
    @Test(arguments: Place.allCases) func aFirstBuildThatWasStopped(_ place: Place) async throws {
        let stopped = try StoppedBuild()
        var (step, ends) = (1, 0)
        while ends == 0, step < 400 {
            let site = try TemporarySite(
                ["kept.md": Self.guide("kept", 0), "gone.md": Self.guide("gone", 0)], templates: false)
            let output =
                place == .site ? site.path + "/Public" : "/dev/shm/guides-\(UUID().uuidString)"
            defer { if place != .site { Disk.removeTree(output) } }
            let options = place == .site ? [] : ["--output", output]
            if try stopped.run(site.path, before: step, options) { ends += 1 }
            try site.remove("gone.md")
            try await site.build { $0.output = output }
            try await Self.holdsFirst(site, output, "step \(step)")
            // Not every step of writing aside, of which there are many alike.
            step += step < 12 ? 1 : 5
        }
        #expect(ends == 1 && step > 20)
    }

    private static func holdsFirst(_ site: TemporarySite, _ output: String, _ comment: Comment) async throws {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let clean = try await AnalyzedSite(options).publishedFiles()
        var found = try files(in: output)
        found[".gitignore"] = nil
        #expect(Set(found.keys).symmetricDifference(clean.keys).sorted() == [], comment)
        #expect(clean.keys.filter { found[$0] != clean[$0] }.sorted() == [], comment)
    }
}
