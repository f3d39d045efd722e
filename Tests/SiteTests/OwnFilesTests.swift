import Foundation
import TestSupport
import Testing

@testable import Publishing
@testable import Rendering
@testable import Support
@testable import Theming

/// A build knows what earlier ones wrote, however its folders are named, and touches nothing else on the disk.
@Suite(.timeLimit(.minutes(15))) struct OwnFilesTests {
    private static func site() throws -> TemporarySite {
        try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "See [b](b.md)."),
            "b.md": TemporarySite.guide("Beta", "See [a](a.md)."),
        ])
    }

    /// How the first and the second build name the folder, seen from the site's; `@` is the site's folder, `^` a link
    /// to it.
    static let spellings: [([String], [String])] = [
        ([], []), (["--site", "."], []), (["--site", "@"], []), ([], ["--site", "@"]),
        (["--output", "Public"], []),
        ([], ["--output", "./Public/"]), (["--output", "x/../Public"], ["--output", "@//Public"]),
        (["--output", "new/deep/out"], ["--output", "@/new/deep/../deep/out"]),
        (["--output", "../BASE/Public"], []), (["--site", "^"], ["--site", "@"]),
        ([], ["--output", "^/Public"]),
        (["--output", "linked/out"], ["--output", "real/out"]),
    ]

    @Test(arguments: spellings, [false, true])
    func aRemovedGuideIsUnpublished(_ spelling: ([String], [String]), isThere: Bool) throws {
        let site = try Self.site()
        let link = site.path + "-link"
        symlink(site.path, link)
        defer { Disk.removeTree(link) }
        try Disk.makeFolder(site.path + "/real")
        symlink("real", site.path + "/linked")
        func build(_ arguments: [String]) throws {
            let arguments = arguments.map { word in
                word.replacing("@", with: site.path).replacing("^", with: link)
                    .replacing("BASE", with: site.path.split(separator: "/").last!)
            }
            let result = try run(["build"] + arguments, in: site.path)
            #expect(result.code == 0, "\(result)")
        }
        let output =
            spelling.0.contains("new/deep/out")
            ? "new/deep/out" : spelling.0.contains("linked/out") ? "real/out" : "Public"
        // Whether the folder was there before the first build.
        if isThere { try Disk.makeFolder("\(site.path)/\(output)") }
        try build(spelling.0)
        let location = "\(site.path)/\(output)/guides/b.html"
        #expect(Disk.status(location) != nil)
        try site.write("a.md", TemporarySite.guide("Alpha", "Text."))
        try site.remove("b.md")
        try build(spelling.1)
        #expect(Disk.status(location) == nil)
        #expect(try Disk.names(in: site.path + "/.guides").filter { $0.hasSuffix(".state") }.count == 1)
    }

    @Test func aFolderThatWasRemovedIsKnownAgain() throws {
        let site = try Self.site()
        _ = try run(["build"], in: site.path)
        Disk.removeTree(site.path + "/Public")
        _ = try run(["build"], in: site.path)
        try site.write("a.md", TemporarySite.guide("Alpha", "Text."))
        try site.remove("b.md")
        _ = try run(["build"], in: site.path)
        #expect(Disk.status(site.path + "/Public/guides/b.html") == nil)
        #expect(Disk.status(site.path + "/Public/guides/a.html") != nil)
    }

    /// A state from elsewhere, such as a poisoned cache of CI, names files that no build wrote.
    @Test(arguments: [
        "../precious", "../../precious", "/precious", "", "guides/../../precious", "guides//x", "./precious",
        ".gitignore",
        ".git/config", "guides/.htaccess", "guides/..", "guides/", "a\u{0}b",
        "guides/..\u{301}/../../precious",
    ])
    func aStateNamesNothingOutside(_ path: String) async throws {
        let site = try Self.site()
        try await site.build()
        let precious = site.path + "/precious"
        for location in [precious, site.path + "/Public/.gitignore", site.path + "/Public/precious"] {
            try Disk.writeNew(Array("mine".utf8), to: location)
        }
        let statePath = BuildState.path(site: site.path, output: site.path + "/Public")
        var state = try #require(BuildState.load(statePath))
        state.outputs.append((path, nil))
        try state.save(statePath)
        #expect(BuildState.load(statePath) == nil)
        try site.write("a.md", TemporarySite.guide("Alpha", "Other. See [b](b.md)."))
        #expect(try await site.build().removed == 0)
        for location in [precious, site.path + "/Public/.gitignore", site.path + "/Public/precious"] {
            #expect(Disk.status(location) != nil, "\(location)")
        }
    }

    /// A folder of the output that is a link out of it is neither written into, nor read, nor emptied.
    @Test(arguments: ["guides", "guides/i", "guides/assets/search"])
    func linksLeadNowhere(_ folder: String) async throws {
        let text = TemporarySite.guide(
            "Alpha",
            "See [b](b.md).\n\n## Fix Common Issues\n\n### No Record\n\nNone.\n\n1. Publish one, then check that it is there."
        )
        let site = try Self.site()
        try site.write("a.md", text)
        try await site.build()
        let elsewhere = site.path + "-elsewhere"
        defer { Disk.removeTree(elsewhere) }
        let location = "\(site.path)/Public/\(folder)"
        try Disk.move(location, to: elsewhere)
        symlink(elsewhere, location)
        let before = try files(in: elsewhere)
        try site.write("a.md", text.replacing("None.", with: "Some other text."))
        let error = await #expect(throws: DiskError.self) { try await site.build() }
        #expect(
            error?.description.contains("is a symbolic link out of the output folder. Remove the link.")
                == true)
        #expect(try files(in: elsewhere) == before)
        // Files that are no longer made are not removed there either.
        var build = Build()
        build.options.site = site.path
        for guide in ["a.md", "b.md"] { try site.remove(guide) }
        try site.write("c.md", TemporarySite.guide("Gamma", "Text."))
        _ = try? await build.run()
        #expect(try files(in: elsewhere) == before)
        // A link within the output is the publisher's own business.
        try Disk.removeFile(location)
        try Disk.move(elsewhere, to: site.path + "/Public/other")
        symlink(site.path + "/Public/other", location)
        #expect(try await !site.build().hasErrors)
    }

    /// Links at a file's place are replaced, and what they lead to stays.
    @Test func aLinkAtAFilesPlaceIsReplaced() async throws {
        let site = try Self.site()
        try await site.build()
        let page = site.path + "/Public/guides/a.html"
        try Disk.writeNew(Array("mine".utf8), to: site.path + "/mine")
        try Disk.removeFile(page)
        symlink(site.path + "/mine", page)
        try await site.build()
        #expect(Disk.status(page)?.kind == .file)
        #expect(try Disk.read(site.path + "/mine") == Array("mine".utf8))
    }

    /// Two sites cannot publish into one folder at once: the second is refused before it moves a file.
    @Test func twoSitesDoNotShareAFolderAtOnce() async throws {
        let (one, two) = (try Self.site(), try Self.site())
        let output = one.path + "/out"
        try await one.build { $0.output = output }
        let before = try one.published("out")
        try two.write("a.md", TemporarySite.guide("Another", "See [b](b.md)."))
        do {
            let lock = try BuildLock(output: output)
            defer { lock.unlock() }
            let error = await #expect(throws: DiskError.self) {
                try await two.build { $0.output = output + "/." }
            }
            #expect(error?.description.contains("Give each site its own --output") == true)
            #expect(try one.published("out") == before)
        }
        #expect(try await !two.build { $0.output = output }.hasErrors)
    }

    /// A site from a stranger may bring a `.guides` that leads anywhere.
    @Test(arguments: [true, false]) func aLinkForTheOwnFilesIsRefused(isThere: Bool) async throws {
        let site = try Self.site()
        let outside = site.path + "-outside"
        defer { Disk.removeTree(outside) }
        if isThere {
            try Disk.makeFolder(outside + "/guides-staging")
            try Disk.writeNew(Array("x".utf8), to: outside + "/guides-staging/precious")
        }
        symlink(outside, site.path + "/.guides")
        let error = await #expect(throws: DiskError.self) { try await site.build() }
        #expect(error?.description.contains("Remove the link") == true)
        #expect(Disk.status(site.path + "/Public") == nil)
        if isThere {
            #expect(try Disk.names(in: outside) == ["guides-staging"])
            #expect(try Disk.names(in: outside + "/guides-staging") == ["precious"])
        } else {
            #expect(Disk.status(outside) == nil)
        }
    }

    /// What a killed build leaves is not in the folder that is uploaded.
    @Test func filesWaitBesideTheState() async throws {
        let site = try Self.site()
        try await site.build()
        do {
            let sink = try DiskSink(output: site.path + "/Public", site: site.path)
            _ = try sink.take(OutputFile("x.html", Array("x".utf8)))
            #expect(try Disk.names(in: site.path + "/Public").allSatisfy { !$0.hasPrefix(".") })
            #expect(try Disk.names(in: site.path + "/.guides/guides-staging").count == 1)
        }
        #expect(try Disk.names(in: site.path + "/.guides").allSatisfy { $0 != "guides-staging" })
        // As an earlier version left it.
        try site.write("Public/.guides-staging/1", "x")
        try site.write("a.md", TemporarySite.guide("Alpha", "Other. See [b](b.md)."))
        try await site.build()
        #expect(Disk.status(site.path + "/Public/.guides-staging") == nil)
    }

    /// On another file system they wait in the folder itself, since a move in one step needs that.
    @Test func filesWaitThereOnAnotherFileSystem() async throws {
        let site = try Self.site()
        let output = "/dev/shm/guides-\(UUID().uuidString)"
        defer { Disk.removeTree(output) }
        try await site.build { $0.output = output }
        let index = output + "/guides/assets/search"
        let before = Set(try Disk.names(in: index))
        try site.write("a.md", TemporarySite.guide("Alpha", "Other. See [b](b.md)."))
        let report = try await site.build { $0.output = output }
        // Files of the search index are named after what they hold.
        let gone = before.subtracting(try Disk.names(in: index))
        #expect(report.written > 0 && report.removed == gone.count)
        #expect(try Disk.names(in: output).allSatisfy { !$0.hasPrefix(".") })
    }
}
