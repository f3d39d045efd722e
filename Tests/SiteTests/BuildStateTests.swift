import TestSupport
import Testing

@testable import Content
@testable import Publishing
@testable import Support

/// The state of a build comes from a cache that others may have written: it names nothing that a build does not publish.
@Suite(.timeLimit(.minutes(15))) struct BuildStateTests {
    @Test(arguments: [
        ("a.html", true), ("guides/a.html", true), ("guides/a.b.md", true), ("größe/a", true), ("", false),
        ("/a", false),
        ("a/", false), ("a//b", false), (".", false), ("..", false), ("../a", false), ("a/../b", false),
        ("a/./b", false),
        (".well-known/x", false), ("a/.git/config", false), (".htaccess", false), ("a\u{1}", false),
        ("a\nb", false),
        ("a\u{7F}b", false),
    ])
    func namesOnlyWhatIsPublished(_ path: String, _ isOutput: Bool) throws {
        #expect(BuildState.isOutput(path) == isOutput)
    }

    /// A file as young as the build may have been saved once more at the same moment, so it is read again.
    @Test(arguments: [
        (-1, false), (0, false), (99_999_999, false), (100_000_000, true), (1_000_000_000, true),
    ])
    func whatIsAsYoungAsTheBuildIsReadAgain(_ age: Int64, _ isSure: Bool) throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")], templates: false)
        let tree = try ContentTree(site: site.path)
        let newest = try #require(tree.files.map { max($0.stamp.modified, $0.stamp.changed) }.max())
        var state = BuildState()
        state.key = "options"
        state.inputs = tree.files
        state.started = newest + age
        #expect(state.matches(tree, key: "options") == isSure)
        #expect(!state.matches(tree, key: "other options"))
        state.inputs.removeLast()
        #expect(!state.matches(tree, key: "options"))
    }

    /// Folders in which files of a killed build wait go with the next build; somebody else's stay, whatever they are called.
    @Test(arguments: [
        (".guides-staging", [".made-by-guides"], false),
        (".guides-staging-2", [".made-by-guides", "1"], false),
        (".guides-staging", [".made-by-guides", "guides"], false),
        (".guides-staging", ["1", "2", "spool"], false),
        (".guides-staging", ["1", "notes.txt"], true), (".guides-staging-2", ["1"], true),
        (".guides-staging", [], true),
        (".guides-staging-mine", ["a.md"], true), (".other", [".made-by-guides"], true),
    ])
    func whatAKilledBuildLeftGoes(_ folder: String, _ names: [String], _ stays: Bool) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try Disk.makeFolder(site.path + "/Public/\(folder)")
        for name in names { try site.write("Public/\(folder)/\(name)", "x") }
        #expect(try await !site.build().hasErrors)
        let left = try Disk.names(in: site.path + "/Public").filter { $0.hasPrefix(".") }
        #expect(left == (stays ? [folder] : []))
        if stays { #expect(try Disk.names(in: site.path + "/Public/\(folder)") == names) }
    }

    /// Addresses are recorded whenever it is asked for, though nothing else changed.
    @Test func recordsAfterAPlainBuild() throws {
        let (one, two) = (try Self.site(), try Self.site())
        for options in [[], ["--record"], ["--record"]] {
            #expect(try run(["build", "--site", one.path] + options).code == 0)
        }
        #expect(try run(["build", "--site", two.path, "--record"]).code == 0)
        let recorded = try one.read("Content/addresses.txt")
        #expect(try recorded == two.read("Content/addresses.txt") && recorded.contains("/guides/a\n"))
    }

    /// What a build has to say of the site's folder it says once, each time.
    @Test func saysEachNoticeOnce() throws {
        let site = try Self.site()
        try site.write("Content/guides/.htaccess", "x")
        for round in 1...3 {
            let built = try run(["build", "--site", site.path])
            let notices = (built.output + built.error).components(separatedBy: ".htaccess is not published")
            #expect(built.code == 0 && notices.count == 2, "round \(round): \(built)")
        }
        try site.remove("Content/guides/.htaccess")
        let built = try run(["build", "--site", site.path])
        #expect(!(built.output + built.error).contains("is not published"))
    }

    private static func site() throws -> TemporarySite {
        try TemporarySite(["a.md": TemporarySite.guide("Alpha", more: "aliases: [old-alpha]", "Text.")])
    }
}
