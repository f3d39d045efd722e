import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Comparison
@testable import Content
@testable import Publishing
@testable import Support

/// Days come from the repository that a site is in, whatever kind it is, and from no other.
@Suite(.timeLimit(.minutes(15))) struct GitRepositoryTests {
    /// The list of folders that git must not leave cannot hold a path with a colon.
    @Test func aColonInThePathLetsGitNotOut() async throws {
        let outer = try GitSite.site()
        try GitSite.git("mkdir -p a:b/docs && cp -r Content Templates a:b/docs", in: outer.path)
        try GitSite.commit(outer.path, on: "2020-01-01")
        let inner = outer.path + "/a:b/docs"
        try GitSite.commit(inner, on: "2025-01-10")
        #expect(try await GitSite.days(inner).days["ssl.md"] == "2025-01-10")
        try GitSite.git("rm -rf .git && mkdir .git", in: inner)
        let found = try await GitSite.days(inner)
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains("not a git repository") == true, "\(found.notices)")
    }

    @Test func theWholeSiteMayBeASubmodule() async throws {
        let site = try GitSite.site()
        let outer = try TemporarySite()
        try GitSite.git(
            "git init -q . && git -c protocol.file.allow=always submodule --quiet add '\(site.path)' docs",
            in: outer.path)
        try GitSite.commit(outer.path, on: "2026-11-01")
        let found = try await GitSite.days(outer.path + "/docs")
        #expect(found.days == ["ssl.md": "2025-01-10", "other.md": "2025-01-10"] && found.notices == [])
    }

    /// `Content/guides` itself, and a folder within it.
    @Test(arguments: ["", "/more"])
    func guidesMayBeASubmodule(_ folder: String) async throws {
        let inner = try TemporarySite()
        try inner.write("Content/ssl.md", TemporarySite.guide("Ssl", "Text."))
        try GitSite.git("mv Content/ssl.md . && rm -r Content Templates", in: inner.path)
        try GitSite.commit(inner.path, on: "2025-01-10")
        try GitSite.git("echo More. >> ssl.md", in: inner.path)
        try GitSite.commit(inner.path, on: "2025-06-06")
        let outer = try TemporarySite()
        if !folder.isEmpty { try outer.write("other.md", TemporarySite.guide("Other", "Text.")) }
        func add(_ option: String) throws {
            try GitSite.git(
                """
                git init -q .; rm -rf .git/modules Content/guides\(folder)
                git -c protocol.file.allow=always submodule --quiet add --force \(option) 'file://\(inner.path)' \
                Content/guides\(folder)
                """, in: outer.path)
            try GitSite.commit(outer.path, on: "2026-11-01")
        }
        try add("")
        let name = folder.isEmpty ? "ssl.md" : "more/ssl.md"
        let own = folder.isEmpty ? [:] : ["other.md": "2026-11-01"]
        let found = try await GitSite.days(outer.path)
        #expect(found.days == own.merging([name: "2025-06-06"]) { $1 } && found.notices == [])
        // The state of an earlier commit has the guides of its time.
        try GitSite.git("git pull -q; echo Most. >> ssl.md", in: outer.path + "/Content/guides" + folder)
        var options = AnalyzedSite.Options()
        options.site = outer.path
        options.keepsState = true
        let changes = try await SiteDiff(since: "HEAD", try await AnalyzedSite(options), options)
        #expect(changes.guides.map(\.page) == ["/guides/ssl"])
        #expect(changes.guides[0].diff.contains("+Most."))
        // So it has where the submodule is at another commit by now, and where the outer repository says so too.
        try GitSite.commit(outer.path + "/Content/guides" + folder, on: "2026-11-02")
        for base in ["HEAD", "HEAD~1"] {
            let moved = try await SiteDiff(since: base, try await AnalyzedSite(options), options)
            #expect(moved.guides.map(\.page) == ["/guides/ssl"] && moved.guides[0].diff.contains("+Most."))
            if base == "HEAD" { try GitSite.commit(outer.path, on: "2026-11-03") }
        }
        try GitSite.git("git rm -q -f Content/guides\(folder)", in: outer.path)
        try add("--depth 1")
        let shallow = try await GitSite.days(outer.path)
        #expect(shallow.days == own)
        #expect(shallow.notices.count == 1 && shallow.notices[0].contains("shallow"))
        #expect(shallow.notices.allSatisfy { $0.contains("Content/guides" + folder) })
    }

    @Test func aWorkTreeOfAShallowCloneSaysSo() async throws {
        let site = try GitSite.site()
        try GitSite.commit(site.path, on: "2025-02-01")
        let other = try TemporarySite()
        try GitSite.git(
            "git clone -q --depth 1 'file://\(site.path)' c && cd c && git worktree add -q ../w",
            in: other.path)
        let found = try await GitSite.days(other.path + "/w")
        #expect(found.days == [:] && found.notices.count == 1 && found.notices[0].contains("shallow"))
    }

    /// A commit alone changes no file of a work tree, and still its day shows.
    @Test(arguments: [true, false]) func aWorkTreeFollowsItsCommits(_ logs: Bool) async throws {
        let site = try GitSite.site()
        let other = try TemporarySite()
        try GitSite.git(
            "git config core.logAllRefUpdates \(logs); git worktree add -q '\(other.path)/w' -b w",
            in: site.path)
        var build = Build()
        build.options.site = other.path + "/w"
        try GitSite.git("echo More. >> Content/guides/ssl.md", in: other.path + "/w")
        let guides = other.path + "/w/Content/guides"
        let fingerprint = try #require(Git.repository(of: guides)).fingerprint
        _ = try await build.run()
        let page = other.path + "/w/Public/guides/ssl.html"
        #expect(String(decoding: try Disk.read(page), as: UTF8.self).contains(">Updated 10 January 2025.<"))
        try GitSite.commit(other.path + "/w", on: "2026-11-01")
        #expect(try #require(Git.repository(of: guides)).fingerprint != fingerprint)
        _ = try await build.run()
        #expect(String(decoding: try Disk.read(page), as: UTF8.self).contains(">Updated 1 November 2026.<"))
    }

    @Test func aRepositoryWithoutCommitsHasNothingToSay() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try GitSite.git("git init -q .", in: site.path)
        let found = try await GitSite.days(site.path)
        #expect(found.days == [:] && found.notices == [])
    }

    /// git's refusals are told, with what to do.
    @Test(.enabled(if: getuid() == 0)) func aRepositoryOfAnotherOwnerIsReported() async throws {
        let site = try GitSite.site()
        try GitSite.git("chown -R 12345 .", in: site.path)
        let found = try await GitSite.days(site.path)
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains("dubious ownership") == true)
        #expect(
            found.notices.first?.contains("git config --global --add safe.directory '\(site.path)'") == true)
    }

    /// Users may trust a folder in any of the ways that git knows; CI often does it by the environment.
    @Test(.enabled(if: getuid() == 0), arguments: ["variables", "parameters", "global", "home"])
    func trustOfTheUserIsTaken(_ way: String) throws {
        let site = try GitSite.site()
        let home = try TemporaryFolder()
        try GitSite.git("chown -R 12345 .", in: site.path)
        let settings = "[safe]\n\tdirectory = \(site.path)\n"
        try Disk.writeNew(Array(settings.utf8), to: home.path + "/.gitconfig")
        let environment: [String: String] =
            switch way {
            case "variables":
                [
                    "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
                    "GIT_CONFIG_VALUE_0": site.path,
                ]
            case "parameters": ["GIT_CONFIG_PARAMETERS": "'safe.directory'='\(site.path)'"]
            case "global": ["GIT_CONFIG_GLOBAL": home.path + "/.gitconfig"]
            default: ["HOME": home.path]
            }
        let built = try run(["build", "--site", site.path], environment: environment)
        #expect(built.code == 0, "\(built)")
        #expect(try site.read("Public/guides/ssl.html").contains(">Updated 10 January 2025.<"), "\(built)")
    }

    /// Settings of a repository that would hide its commits.
    @Test(arguments: [
        "log.showRoot false", "log.follow true", "i18n.logOutputEncoding UTF-16", "core.worktree /",
        "core.worktree ../Templates", "core.worktree /nowhere", "diff.relative true",
    ])
    func settingsHideNoDay(_ setting: String) async throws {
        let site = try GitSite.site()
        try GitSite.git("git config \(setting)", in: site.path)
        let found = try await GitSite.days(site.path)
        #expect(found.days == ["ssl.md": "2025-01-10", "other.md": "2025-01-10"])
        #expect(found.notices == [])
    }

    /// git does not go up from a `.git` that is none into a repository around it.
    @Test func anEmptyGitFolderIsReported() async throws {
        let outer = try GitSite.site()
        try GitSite.git("mkdir docs && cp -r Content Templates docs", in: outer.path)
        try GitSite.commit(outer.path, on: "2020-01-01")
        try GitSite.git("mkdir docs/.git", in: outer.path)
        let found = try await GitSite.days(outer.path + "/docs")
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains("not a git repository") == true, "\(found.notices)")
    }

    /// A line of shell that is meant to be copied holds for any folder.
    @Test(.enabled(if: getuid() == 0)) func aFolderWithAnApostropheIsQuoted() async throws {
        let site = try GitSite.site()
        try GitSite.git(
            "mkdir \"it's\" && mv Content Templates .git \"it's\" && chown -R 12345 .", in: site.path)
        let found = try await GitSite.days(site.path + "/it's")
        #expect(found.notices.first?.hasSuffix("safe.directory '\(site.path)/it'\\''s'") == true, "\(found)")
    }

    /// A hook of git sets variables that lead every git to its own repository.
    @Test func anotherRepositoryInTheEnvironmentIsNotAsked() throws {
        let site = try GitSite.site()
        let other = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try GitSite.commit(other.path, on: "2020-01-01")
        let built = try run(
            ["build", "--site", site.path],
            environment: [
                "GIT_DIR": other.path + "/.git", "GIT_WORK_TREE": other.path, "GIT_INDEX_FILE": "/nowhere",
            ])
        #expect(built.code == 0)
        #expect(try site.read("Public/guides/ssl.html").contains(">Updated 10 January 2025.<"))
    }
}
