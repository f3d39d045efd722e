import Foundation
import TestSupport
import Testing

@testable import Publishing
@testable import Support

/// Nothing is lost: not the published site when a build fails, nor anything that the build did not write.
@Suite(.timeLimit(.minutes(15))) struct PublishingTests {
    static func site() throws -> TemporarySite {
        try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", more: "aliases: [former]", "See [b](b.md)."),
            "b.md": TemporarySite.guide("Beta", category: "two", "Text."), "img/i.png": TemporarySite.picture,
        ])
    }

    static func stamps(_ site: TemporarySite) throws -> [String: Disk.Stamp] {
        Dictionary(
            uniqueKeysWithValues: try site.published().keys.map {
                ($0, Disk.status("\(site.path)/Public/\($0)")!.stamp)
            })
    }

    @Test func errorsLeaveThePublishedSite() async throws {
        let site = try Self.site()
        try await site.build()
        let before = try Self.stamps(site)
        try site.write("a.md", TemporarySite.guide("Alpha", "See [b](nowhere.md)."))
        try site.remove("b.md")
        let report = try await site.build()
        #expect(report.hasErrors)
        #expect(try Self.stamps(site) == before)
    }

    @Test func unchangedFilesKeepTheirTimes() async throws {
        let site = try Self.site()
        let first = try await site.build()
        let before = try Self.stamps(site)
        #expect(first.written == before.count && first.unchanged == 0)
        let second = try await site.build()
        #expect(second.written == 0 && second.unchanged == before.count && second.removed == 0)
        #expect(second.guides == first.guides && second.links == first.links)
        try site.write("b.md", TemporarySite.guide("Beta", category: "two", "Other text."))
        let third = try await site.build()
        let after = try Self.stamps(site)
        // What the search has of the text is in files that are named after what they hold.
        let changed = before.keys.filter { before[$0] != after[$0] && !$0.hasPrefix("guides/assets/search/") }
        #expect(
            Set(changed) == [
                "guides/b.html", "guides/b.md", "guides/search.json", "llms-full.txt", "sitemap.md",
            ])
        #expect(third.written == 6)
    }

    /// Without its memory, the tool compares bytes instead; the result is the same.
    @Test(arguments: ["gone", "empty", "cut short", "foreign", "flipped"])
    func brokenStateCostsTimeNotTruth(_ fault: String) async throws {
        let site = try Self.site()
        try await site.build()
        let before = try Self.stamps(site)
        let name = try #require(try Disk.names(in: site.path + "/.guides").first { $0.hasSuffix(".state") })
        let path = "\(site.path)/.guides/\(name)"
        var bytes = try Disk.read(path)
        try Disk.removeFile(path)
        switch fault {
        case "empty": bytes = []
        case "cut short": bytes.removeLast(bytes.count / 2)
        case "foreign": bytes = Array("something else that is longer than a digest would be, by far".utf8)
        case "flipped": bytes[40] ^= 1
        default: break
        }
        if fault != "gone" { try Disk.writeNew(bytes, to: path) }
        let report = try await site.build()
        #expect(report.written == 0)
        #expect(try Self.stamps(site) == before)
    }

    @Test func removesItsOwnFilesAndNoOthers() async throws {
        let site = try Self.site()
        try site.write("Public/mine.txt", "mine")
        try site.write("Public/guides/mine.html", "mine")
        try site.write("Public/guides/img/mine.png", "mine")
        try await site.build()
        try site.remove("b.md")
        try site.remove("img/i.png")
        try site.write("a.md", TemporarySite.guide("Alpha", "Text."))
        let report = try await site.build()
        // Guide, category, alias: each with its twin; the image; and the four files of the search index as they were.
        #expect(report.removed == 11)
        let left = try site.published()
        for mine in ["mine.txt", "guides/mine.html", "guides/img/mine.png"] {
            #expect(left[mine] == Array("mine".utf8))
        }
        for gone in [
            "guides/b.html", "guides/b.md", "guides/former.html", "guides/categories/two.md",
            "guides/img/i.png",
        ] {
            #expect(left[gone] == nil)
        }
        #expect(Disk.status(site.path + "/Public/guides/img") != nil)
    }

    /// What somebody put where the site's own files belong stays, as long as it can be told from them.
    @Test func aFileOfAnotherOwnerIsNotReplaced() async throws {
        let site = try Self.site()
        try await site.build()
        let before = try site.published()
        for path in ["404.html", "guides/c.html", "llms-full.txt"] {
            let own = before[path]
            try site.write("Public/\(path)", "mine")
            try site.write("c.md", TemporarySite.guide("Gamma", "See [a](a.md)."))
            guard own == nil else {
                // One that a build wrote is the tool's own, no matter who changed it since.
                try await site.build()
                #expect(try site.published()[path] != Array("mine".utf8))
                try site.remove("c.md")
                try await site.build()
                continue
            }
            let error = await #expect(throws: DiskError.self) { try await site.build() }
            #expect(error?.description.contains("that no build wrote") == true)
            #expect(try site.published()[path] == Array("mine".utf8))
            try site.remove("Public/\(path)")
            try await site.build()
            try site.remove("c.md")
            try await site.build()
        }
    }

    /// Where nothing is known of earlier builds, what is written over is named.
    @Test func aFirstBuildSaysWhatItWritesOver() async throws {
        let site = try Self.site()
        try site.write("Public/404.html", "mine")
        try site.write("Public/llms.txt", "mine")
        let report = try await site.build()
        #expect(
            report.notices.count == 1 && report.notices[0].contains("404.html, llms.txt."),
            "\(report.notices)")
        #expect(try await site.build().notices == [])
        Disk.removeTree(site.path + "/.guides")
        #expect(try await site.build().notices == [])
    }

    /// A page goes with its guide, and a notice tells anyone who changed it by hand.
    @Test func aRemovedFileThatWasChangedIsReported() async throws {
        let site = try Self.site()
        try await site.build()
        try site.write("Public/guides/b.md", "edited")
        try site.write("a.md", TemporarySite.guide("Alpha", "Text."))
        try site.remove("b.md")
        let report = try await site.build()
        #expect(
            report.notices.count == 1 && report.notices[0].contains("Public/guides/b.md"), "\(report.notices)"
        )
        #expect(try site.published()["guides/b.md"] == nil)
        for _ in 0..<2 { #expect(try await site.build().notices == []) }
    }

    /// No spelling of the output leads into the sources, also through folders that are not there.
    @Test(arguments: [
        "Content", "Public/../Content", "nope/../Content", "nope/../lnk", "Content/new", "Content/guides/new",
        "lnk/new",
        "nope/../Templates", "nope/../.guides", ".git", ".git/x",
    ])
    func theSourcesAreNoOutput(_ output: String) async throws {
        let site = try Self.site()
        try site.write("Templates/footer.mustache", "<footer></footer>\n")
        mkdir(site.path + "/.git", 0o755)
        symlink("Content", site.path + "/lnk")
        let before = try site.read("Content/guides/a.md")
        let result = try run(["build", "--site", site.path, "--output", "\(site.path)/\(output)"])
        #expect(result.code == 2 && result.error.contains("holds the sources. Name"), "\(result)")
        #expect(try site.read("Content/guides/a.md") == before)
        #expect(Disk.status(site.path + "/Content/new") == nil)
    }

    /// A folder where any file belongs is seen before anything is put in place.
    @Test(arguments: [
        "guides/a.md", "guides/issues.json", "guides/issues.sarif", "llms-full.txt", "404.html",
    ])
    func aFolderAtThePathOfAFileStopsAll(_ path: String) async throws {
        let site = try Self.site()
        try await site.build()
        try site.remove("Public/\(path)")
        try site.write("Public/\(path)/mine.txt", "mine")
        try site.write(
            "a.md",
            TemporarySite.guide(
                "Alpha",
                "Other text. See [b](b.md).\n\n## Fix Common Issues\n\n### No Record\n\nNone.\n\n1. Run it."))
        let before = try site.published()
        let error = await #expect(throws: DiskError.self) { try await site.build() }
        #expect(
            error?.description.contains("there is a folder in its place") == true,
            "\(String(describing: error))")
        #expect(try site.published() == before)
    }

    /// A folder of that name that somebody else made.
    @Test func aStagingFolderOfAnotherOwnerStays() async throws {
        let site = try Self.site()
        let file = "mine.txt"
        for name in [file, "1"] { try site.write("Public/.guides-staging/\(name)", "mine") }
        try await site.build()
        try site.write("a.md", TemporarySite.guide("Alpha", "Other. See [b](b.md)."))
        try await site.build()
        #expect(try site.read("Public/.guides-staging/\(file)") == "mine")
        #expect(try Disk.names(in: site.path + "/Public").filter { $0.hasPrefix(".") } == [".guides-staging"])
    }

    @Test(arguments: ["out", "out/", "out/a", "out/a/b"]) func aLinkToNothingIsNamed(_ output: String) throws
    {
        let site = try Self.site()
        symlink("nowhere/at/all", site.path + "/out")
        let result = try run(["build", "--site", site.path, "--output", "\(site.path)/\(output)"])
        #expect(
            result.code == 2 && result.error.contains("link to something that does not exist"), "\(result)")
        #expect(
            result.error.contains("\(site.path)/out:") && !result.error.contains("Check the path"),
            "\(result.error)")
    }

    @Test func changedOutputIsRepaired() async throws {
        let site = try Self.site()
        try await site.build()
        let before = try site.published()
        try site.write("Public/guides/a.html", "broken")
        try site.remove("Public/llms.txt")
        try await site.build()
        #expect(try site.published() == before)
    }

    @Test func refusesToWriteOverAFolder() async throws {
        let site = try Self.site()
        try site.write("Public/guides/a.html/mine.txt", "mine")
        await #expect(throws: DiskError.self) { try await site.build() }
        #expect(try site.published() == ["guides/a.html/mine.txt": Array("mine".utf8)])
    }

    /// No folder of the published site stays behind empty, however deep it was, and none goes that still holds a file.
    @Test(
        arguments: ["new/x.png", "new/deep/x.png", "new/deep/er/x.png"], ["", "new/y.png", "new/deep/y.png"])
    func emptyFoldersGo(_ file: String, kept: String) async throws {
        let site = try Self.site()
        if !kept.isEmpty { try site.write("Content/guides/\(kept)", "x") }
        try await site.build()
        let before = try site.published()
        try site.write("Content/guides/\(file)", "x")
        try await site.build()
        #expect(try site.published()["guides/\(file)"] != nil)
        try site.remove("Content/guides/\(file)")
        try await site.build()
        #expect(try site.published() == before)
    }

    /// Whichever file is the first that the disk has no room for: the state, a page, its twin or a list.
    @Test(arguments: [1, 4, 16, 64, 256]) func aFullDiskLeavesThePublishedSite(_ limit: Int) async throws {
        let site = try Self.site()
        try await site.build()
        let before = try site.published()
        let long = String(repeating: "Changed, see [b](b.md). ", count: 10_000)
        try site.write("a.md", TemporarySite.guide("Alpha", long))
        // A limit on the size of files acts like a disk that is full: the next byte is refused.
        let result = try shell("ulimit -f \(limit); trap '' XFSZ; '\(tool)' build --site '\(site.path)'")
        #expect(result.code == 2, "\(result.error)")
        #expect(result.error.contains("cannot write"))
        #expect(try site.published() == before)
        #expect(try Disk.names(in: site.path + "/Public").allSatisfy { !$0.hasPrefix(".guides") })
        try await site.build()
        #expect(try site.published()["guides/a.html"]?.count ?? 0 > long.utf8.count)
    }

    /// Two builds of one input are the same, whatever surrounds them.
    @Test func buildsAreDeterministic() async throws {
        let fixture = repository + "/Tests/Fixtures/site"
        var results: [[String: [UInt8]]] = []
        let surroundings: [([String], [String: String])] = [
            (["--jobs", "1"], ["TZ": "UTC", "LC_ALL": "C"]),
            (["--jobs", "2"], ["TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8"]),
            (
                ["--jobs", "7"],
                ["TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]
            ),
        ]
        for (index, (arguments, environment)) in surroundings.enumerated() {
            let folder = try TemporaryFolder()
            let copy = folder.path + String(repeating: "/deep", count: index)
            try copyTree(fixture, to: copy, reversed: index == 1)
            try copyTree(repository + "/Templates", to: copy + "/Templates", reversed: index == 2)
            let result = try run(
                ["build", "--site", index == 2 ? "." : copy] + arguments, in: copy, environment: environment)
            #expect(result.code == 0, "\(result.error)")
            results.append(try files(in: copy + "/Public"))
        }
        #expect(results[0].count > 20)
        #expect(results[0] == results[1] && results[1] == results[2])
    }

    /// Builds are killed at random moments; what is published is always whole, and the next build repairs the rest.
    @Test func survivesBeingKilled() async throws {
        var guides: [String: String] = [:]
        func text(_ index: Int, _ version: Int) -> String {
            TemporarySite.guide(
                "Guide \(index)", "Version \(version). " + String(repeating: "Words of a guide. ", count: 300)
            )
        }
        for index in 0..<120 { guides["g\(index).md"] = text(index, 0) }
        let site = try TemporarySite(guides)
        #expect(try run(["build", "--site", site.path]).code == 0)
        let old = try site.published()
        for index in 0..<120 { try site.write("g\(index).md", text(index, 1)) }
        let folder = try TemporaryFolder()
        let fresh = folder.path
        let clock = ContinuousClock()
        var result: Program.Result?
        let time = try clock.measure { result = try run(["build", "--site", site.path, "--output", fresh]) }
        #expect(result?.code == 0)
        let new = try files(in: fresh)

        var random = Seeded(99)
        var stopped = 0
        for _ in 0..<40 {
            // Another program ends it, since this one may have no thread left for that in time.
            let seconds = time / .seconds(1) * Double.random(in: 0.01...1, using: &random)
            let build = try Program.run(
                ["timeout", "--signal=KILL", "\(seconds)", tool, "build", "--site", site.path])
            if build.code != 0 { stopped += 1 }
            for (path, bytes) in try site.published() where !path.hasPrefix(DiskSink.stagingName) {
                #expect(
                    bytes == old[path] || bytes == new[path],
                    "\(path) is neither the old file nor the new one")
            }
            // Back to the old state of affairs now and then, so that each round has work to do.
            if try site.published()["guides/g119.html"] == new["guides/g119.html"] {
                for index in 0..<120 { try site.write("g\(index).md", text(index, 0)) }
                #expect(try run(["build", "--site", site.path]).code == 0)
                for index in 0..<120 { try site.write("g\(index).md", text(index, 1)) }
            }
        }
        #expect(stopped > 5, "only \(stopped) builds were stopped in their course")
        #expect(try run(["build", "--site", site.path]).code == 0)
        #expect(try site.published() == new)
    }

    @Test func twoBuildsDoNotMeet() async throws {
        let site = try Self.site()
        try Disk.makeFolder(site.path + "/.guides")
        let lock = try BuildLock(site.path + "/.guides/lock")
        await #expect(throws: DiskError.self) { try await site.build() }
        lock.unlock()
        #expect(try await !site.build().hasErrors)
    }
}

/// Copies a folder file by file, so that the disk holds them in another order.
func copyTree(_ from: String, to target: String, reversed: Bool = false) throws {
    try Disk.makeFolder(target)
    let names = try Disk.names(in: from)
    for name in reversed ? names.reversed() : names where name != "Public" && name != ".guides" {
        switch Disk.status("\(from)/\(name)")?.kind {
        case .folder: try copyTree("\(from)/\(name)", to: "\(target)/\(name)", reversed: reversed)
        case .file: try Disk.writeNew(try Disk.read("\(from)/\(name)"), to: "\(target)/\(name)")
        default: break
        }
    }
}
