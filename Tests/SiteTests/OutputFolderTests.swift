import Foundation
import TestSupport
import Testing

@testable import Publishing
@testable import Support

/// A site that is published into several folders: what a build knows of one says nothing of the others.
@Suite(.timeLimit(.minutes(15))) struct OutputFolderTests {
    /// The first folder and the second one, below the site's.
    static let pairs: [(String, String)] = [
        ("Public", "Other"), ("Public", "Public2"), ("Public", "public"), ("Public", "Public.old"),
        ("Public", "a/Public"), ("a/Public", "b/Public"), ("out/a", "out/b"), ("out a", "out b"),
        ("caf\u{E9}", "cafe\u{301}"), ("Public", "Pub lic"), ("Public", "Public\u{A0}"), ("one", "linked"),
        ("Public", "../BASE-beside"),
    ]

    private static func site() throws -> TemporarySite {
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide("Alpha", "See [b](b.md)."),
                "b.md": TemporarySite.guide("Beta", "See [a](a.md)."),
            ], templates: false)
        try Disk.makeFolder(site.path + "/real")
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/linked", withDestinationPath: "real")
        return site
    }

    /// The names of states, which are of folders.
    private static func states(_ site: TemporarySite) throws -> [String] {
        try Disk.names(in: site.path + "/.guides").filter { $0.hasSuffix(".state") }
    }

    @Test(arguments: pairs) func eachFolderIsKnownByItself(_ names: (String, String)) async throws {
        let site = try Self.site()
        let base = try #require(site.path.split(separator: "/").last)
        let (first, second) = (
            "\(site.path)/\(names.0)", "\(site.path)/\(names.1.replacing("BASE", with: base))"
        )
        defer { if names.1.hasPrefix("..") { Disk.removeTree(second) } }
        // What somebody else has in the second folder, under names that the first build writes.
        let others = ["404.html", "guides/a.html", "guides/b.html", "guides/mine.html"]
        for path in others {
            let location = "\(second)/\(path)"
            try Disk.makeFolder(try #require(Disk.parent(of: location)))
            try Disk.writeNew(Array("mine".utf8), to: location)
        }
        try await site.build { $0.output = first }
        let published = try files(in: first)
        try site.remove("b.md")
        try site.write("a.md", TemporarySite.guide("Alpha", "Text."))
        let report = try await site.build { $0.output = second }
        // What it writes over is told of, and what it never wrote stays.
        #expect(report.removed == 0 && report.notices.count == 1, "\(report.notices)")
        #expect(report.notices.first?.contains("404.html, guides/a.html.") == true, "\(report.notices)")
        for path in ["guides/b.html", "guides/mine.html"] {
            #expect(try Disk.read("\(second)/\(path)") == Array("mine".utf8), "\(path)")
        }
        #expect(try files(in: first) == published, "the first folder is left alone")
        #expect(try Self.states(site).count == 2)

        // The first folder is known as before: what is gone goes, and the rest is new.
        let again = try await site.build { $0.output = first }
        #expect(again.removed > 0 && again.notices == [], "\(again.notices)")
        let clean = try TemporaryFolder()
        try await site.build { $0.output = clean.path }
        #expect(try files(in: first) == (try files(in: clean.path)))
        // The second one is up to date, by its own state.
        let last = try await site.build { $0.output = second }
        #expect(last.written == 0 && last.removed == 0)
    }

    /// One folder has one state, however it is named and from wherever.
    @Test(arguments: [
        "Public/", "./Public", "real/../Public", "Public/../Public", "Public/.", "/Public", "new/../Public",
    ])
    func oneFolderHasOneState(_ spelling: String) async throws {
        let site = try Self.site()
        let own = BuildState.path(site: site.path, output: site.path + "/Public")
        #expect(BuildState.path(site: site.path, output: "\(site.path)/\(spelling)") == own)
        try await site.build()
        #expect(BuildState.path(site: site.path, output: "\(site.path)/\(spelling)") == own)
        let again = try await site.build { $0.output = "\(site.path)/\(spelling)" }
        #expect(again.written == 0 && again.unchanged > 0)
        #expect(try Self.states(site).count == 1)
    }
}
