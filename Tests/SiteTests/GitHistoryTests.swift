import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Comparison
@testable import Content
@testable import Publishing
@testable import Support

/// The day of a guide is that of the last commit that changed what a reader can see, in whatever repository it is.
@Suite(.timeLimit(.minutes(15))) struct GitHistoryTests {
    /// Runs a line of shell with git's names and days set.
    private static func git(_ line: String, on day: String = "2025-01-10", in folder: String) throws {
        let words = try shell(
            """
            export GIT_AUTHOR_DATE='\(day)T12:00:00+0000' GIT_COMMITTER_DATE='\(day)T12:00:00+0000' GIT_AUTHOR_NAME=T \
            GIT_AUTHOR_EMAIL=t@example.org GIT_COMMITTER_NAME=T GIT_COMMITTER_EMAIL=t@example.org
            \(line)
            """, in: folder)
        #expect(words.code == 0, "\(line): \(words.error)")
    }

    private static func commit(_ folder: String, on day: String) throws {
        try git("git init -q . ; git add -A && git commit -q --allow-empty -m x", on: day, in: folder)
    }

    private static func days(_ site: String) async throws -> (days: [String: String], notices: [String]) {
        var options = AnalyzedSite.Options()
        options.site = site
        options.keepsState = true
        let reading = try await AnalyzedSite(options)
        let dates = reading.dates
        var days: [String: String] = [:]
        for (file, day) in dates.days { days[String(file.dropFirst("Content/guides/".count))] = "\(day)" }
        return (days, reading.notices)
    }

    /// A site of two guides, committed on 10 January 2025.
    private static func site() throws -> TemporarySite {
        let site = try TemporarySite([
            "ssl.md": TemporarySite.guide("Ssl", "Text.\n\nMore text,\nand more."),
            "other.md": TemporarySite.guide("Other", more: "related: [ssl]", "See [it](ssl.md#top) of ssl."),
        ])
        try commit(site.path, on: "2025-01-10")
        return site
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var what: String
        /// What is done after the first commit, before one on 1 November 2026.
        var change: String
        /// Files whose day is that of the second commit.
        var changed: [String]
        /// All files.
        var files = ["other.md", "ssl.md"]
        var testDescription: String { what }
    }

    static let cases = [
        Case(what: "a move", change: "git mv ssl.md tls.md", changed: [], files: ["other.md", "tls.md"]),
        Case(
            what: "a move into a folder", change: "mkdir in && git mv ssl.md in/tls.md", changed: [],
            files: ["other.md", "in/tls.md"]),
        Case(
            what: "guides rename", change: "TOOL rename ssl tls --site ../.. >&2", changed: [],
            files: ["other.md", "tls.md"]),
        Case(
            what: "guides rename, and another text in a guide that links to it",
            change: "TOOL rename ssl tls --site ../.. >&2; sed -i 's/of ssl/of it/' other.md",
            changed: ["other.md"], files: ["other.md", "tls.md"]),
        Case(
            what: "guides rename, and another text in it",
            change: "TOOL rename ssl tls --site ../.. >&2; echo More. >> tls.md", changed: ["tls.md"],
            files: ["other.md", "tls.md"]),
        Case(
            what: "a move and CR LF", change: "git mv ssl.md tls.md; sed -i 's/$/\\r/' tls.md", changed: [],
            files: ["other.md", "tls.md"]),
        Case(
            what: "a move and a byte order mark at once with one into a folder",
            change: "mkdir in; git mv ssl.md in/tls.md; sed -i '1s/^/\\xEF\\xBB\\xBF/' in/tls.md",
            changed: [],
            files: ["other.md", "in/tls.md"]),
        Case(
            what: "a move into a folder, with the links of the other guide as they are there",
            change: "mkdir in; git mv other.md in/other.md; sed -i 's/(ssl/(..\\/ssl/' in/other.md",
            changed: [],
            files: ["in/other.md", "ssl.md"]),
        Case(
            what: "a move, and a link to another guide",
            change: "git mv ssl.md tls.md; sed -i 's/(ssl.md/(other.md/' other.md", changed: ["other.md"],
            files: ["other.md", "tls.md"]),
        Case(
            what: "guides rename, and another fragment",
            change: "TOOL rename ssl tls --site ../.. >&2; sed -i 's/#top/#end/' other.md",
            changed: ["other.md"],
            files: ["other.md", "tls.md"]),
        Case(
            what: "a move and a word", change: "git mv ssl.md tls.md; sed -i 's/Text/Words/' tls.md",
            changed: ["tls.md"], files: ["other.md", "tls.md"]),
        Case(what: "CR LF", change: "sed -i 's/$/\\r/' *.md", changed: []),
        Case(
            what: "CR", change: "sed -i 's/$/\\r/' *.md; tr -d '\\n' < ssl.md > x; mv x ssl.md", changed: []),
        Case(what: "a byte order mark", change: "sed -i '1s/^/\\xEF\\xBB\\xBF/' ssl.md", changed: []),
        Case(what: "blank lines at the end", change: "echo >> ssl.md; echo >> ssl.md", changed: []),
        Case(
            what: "an alias", change: "sed -i 's/^category:/aliases:\\n  - xyz\\ncategory:/' ssl.md",
            changed: []),
        Case(
            what: "an alias in brackets", change: "sed -i 's/^category:/aliases: [xyz]\\ncategory:/' ssl.md",
            changed: []),
        Case(what: "a word", change: "sed -i 's/Text/Words/' ssl.md", changed: ["ssl.md"]),
        Case(what: "a title", change: "sed -i 's/^title:.*/title: New/' ssl.md", changed: ["ssl.md"]),
        Case(
            what: "two spaces that break a line", change: "sed -i 's/^More text,$/&  /' ssl.md",
            changed: ["ssl.md"]),
        Case(
            what: "two spaces at the end of a paragraph", change: "sed -i 's/^Text.$/&  /' ssl.md",
            changed: []
        ),
        Case(what: "a space before each line end", change: "sed -i '/^---/!s/$/ /' *.md", changed: []),
        Case(
            what: "a tab before each line end, and CR LF",
            change: "sed -i '/^---/!s/$/\\t/; s/$/\\r/' *.md", changed: []),
        Case(
            what: "spaces and a word at once", change: "sed -i 's/^Text.$/Words.  /' ssl.md",
            changed: ["ssl.md"]),
        Case(
            what: "a move and spaces before line ends",
            change: "git mv ssl.md tls.md; sed -i 's/^Text.$/&  /' tls.md", changed: [],
            files: ["other.md", "tls.md"]),
        Case(
            what: "a word and CR LF at once", change: "sed -i 's/Text/Words/; s/$/\\r/' ssl.md",
            changed: ["ssl.md"]),
    ]

    @Test(arguments: cases)
    func commitsThatChangeNoTextDoNotCount(_ test: Case) async throws {
        let site = try Self.site()
        let change = test.change.replacingOccurrences(of: "TOOL", with: tool)
        try Self.git(change, in: site.path + "/Content/guides")
        try Self.commit(site.path, on: "2026-11-01")
        var expected: [String: String] = [:]
        for file in test.files { expected[file] = test.changed.contains(file) ? "2026-11-01" : "2025-01-10" }
        #expect(try await Self.days(site.path).days == expected)
    }

    /// What one clone shows in the place of a commit is no history of the site.
    @Test func replacedCommitsMoveNoDay() async throws {
        let site = try Self.site()
        try Self.git("echo More. >> Content/guides/ssl.md", in: site.path)
        try Self.commit(site.path, on: "2025-02-02")
        try Self.git(
            "git replace HEAD $(git commit-tree -p HEAD^ -m y HEAD^{tree})", on: "2026-11-01", in: site.path)
        #expect(try await Self.days(site.path).days["ssl.md"] == "2025-02-02")
    }

    /// A slug that is a plain word, in all places of a front matter and of a text.
    @Test func aRenameLeavesPlainWordsAlone() async throws {
        let site = try TemporarySite([
            "setup.md": """
            ---
            title: How to do a setup now
            summary: A setup of things, and more about setup.
            category: one
            keywords: [setup]
            ---

            A setup. See setup.md, `setup.md` and setup.
            """,
            "other.md": """
            ---
            title: After setup
            summary: What to do after setup, and much later than that.
            category: one
            related:
              - "setup"
            resources:
              - {guide: setup, note: The setup.}
              - {title: The page, url: https://example.org/guides/setup#end, note: The same.}
            ---

            See [setup](setup.md "setup.md"), [it](s%65tup.md#top), [a](https://example.org/guides/setup),
            https://example.org/guides/setup and <https://example.org/guides/setup?a=b#c>; setup is done.

            [d]: ./setup.md
            """,
        ])
        try Self.commit(site.path, on: "2025-01-10")
        let renamed = try run(["rename", "setup", "start", "--site", site.path])
        #expect(renamed.code == 0, "\(renamed)")
        #expect(try site.read("other.md").contains("title: After setup\n"))
        try Self.commit(site.path, on: "2026-11-01")
        #expect(
            try await Self.days(site.path).days == ["start.md": "2025-01-10", "other.md": "2025-01-10"])
        // A word that somebody changed by hand is another word.
        try Self.git("sed -i 's/After setup/After start/' Content/guides/other.md", in: site.path)
        try Self.commit(site.path, on: "2026-11-02")
        #expect(try await Self.days(site.path).days["other.md"] == "2026-11-02")
    }

    /// Guides that come from another folder of the repository, together or alone, bytes as they were or not, twice.
    @Test(arguments: ["", "; sed -i 's/$/\\r/' Content/guides/*.md"])
    func guidesThatComeFromElsewhereKeepTheirDays(_ change: String) async throws {
        let site = try Self.site()
        try Self.git("echo More. >> Content/guides/ssl.md", in: site.path)
        try Self.commit(site.path, on: "2025-02-02")
        try Self.git("mkdir docs; git mv Content docs/Old", in: site.path)
        try Self.commit(site.path, on: "2025-03-03")
        try Self.git("git mv docs/Old Content\(change)", in: site.path)
        try Self.commit(site.path, on: "2025-04-04")
        #expect(try await Self.days(site.path).days == ["ssl.md": "2025-02-02", "other.md": "2025-01-10"])
        try site.write("../new.md", TemporarySite.guide("New", "Text."))
        try Self.commit(site.path, on: "2025-05-05")
        try Self.git("git mv Content/new.md Content/guides/new.md", in: site.path)
        try Self.commit(site.path, on: "2025-06-06")
        #expect(
            try await Self.days(site.path).days == [
                "ssl.md": "2025-02-02", "other.md": "2025-01-10", "new.md": "2025-05-05",
            ])
    }

    /// Texts that the parser is never given: bytes that are no UTF-8, and a shape that would take minutes.
    @Test(arguments: [
        [0xE9, 0x28, 0x5D, 0x28, 0xFF, 0x29, 0x00, 0xC3],
        Array(("https://example.net/" + String(repeating: ")", count: 100_000)).utf8),
    ])
    func textsThatAreNotParsedAreFollowed(_ text: [UInt8]) async throws {
        let site = try Self.site()
        try site.write("ssl.md", Array(TemporarySite.guide("Ssl", "[a](other.md) ").utf8) + text)
        try Self.commit(site.path, on: "2025-02-02")
        try Self.git(
            "git mv Content/guides/ssl.md Content/guides/tls.md; sed -i 's/$/\\r/' Content/guides/tls.md",
            in: site.path)
        try Self.commit(site.path, on: "2025-03-03")
        #expect(try await Self.days(site.path).days["tls.md"] == "2025-02-02")
    }

    /// The list of folders that git must not leave cannot hold a path with a colon.
    @Test func aColonInThePathLetsGitNotOut() async throws {
        let outer = try Self.site()
        try Self.git("mkdir -p a:b/docs && cp -r Content Templates a:b/docs", in: outer.path)
        try Self.commit(outer.path, on: "2020-01-01")
        let inner = outer.path + "/a:b/docs"
        try Self.commit(inner, on: "2025-01-10")
        #expect(try await Self.days(inner).days["ssl.md"] == "2025-01-10")
        try Self.git("rm -rf .git && mkdir .git", in: inner)
        let found = try await Self.days(inner)
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains("not a git repository") == true, "\(found.notices)")
    }

    /// Many such commits in a row, and a path that another guide had before.
    @Test func pathsAreFollowedFarBack() async throws {
        let site = try Self.site()
        let guides = site.path + "/Content/guides"
        try Self.git("git mv ssl.md tls.md", in: guides)
        try Self.commit(site.path, on: "2025-02-01")
        try site.write("ssl.md", TemporarySite.guide("Another", "Another text."))
        try Self.commit(site.path, on: "2025-03-01")
        for (day, change) in [("2025-04-01", "s/$/\\r/"), ("2025-05-01", "s/\\r$//")] {
            try Self.git("sed -i '\(change)' *.md", in: guides)
            try Self.commit(site.path, on: day)
        }
        #expect(
            try await Self.days(site.path).days
                == ["ssl.md": "2025-03-01", "tls.md": "2025-01-10", "other.md": "2025-01-10"])
    }

    @Test func commitsThatAreListedDoNotCount() async throws {
        let site = try Self.site()
        try Self.git("sed -i 's/Text/Words/' *.md", in: site.path + "/Content/guides")
        try Self.commit(site.path, on: "2026-11-01")
        #expect(try await Self.days(site.path).days["ssl.md"] == "2026-11-01")
        try Self.git(
            "{ echo '# Words'; git rev-parse HEAD; git rev-list --max-parents=0 HEAD; } > .git-blame-ignore-revs",
            in: site.path)
        #expect(try await Self.days(site.path).days["ssl.md"] == "2025-01-10")
    }

    /// Whatever else such a commit does to a guide, what came before it counts.
    @Test(arguments: [
        "sed -i 's/Text/Words/' *.md", "git mv ssl.md tls.md", "RENAME; sed -i 's/Text/Words/' tls.md",
        "RENAME; sed -i 's/^More text,$/&  /' tls.md",
        "RENAME; mkdir in; git mv -f tls.md in/tls.md; sed -i 's/Text/Words/' in/tls.md",
        "RENAME; sed -i 's/^title:.*/title: Tls/; s/and more/or less/' tls.md",
    ])
    func whatListedCommitsDoDoesNotCount(_ change: String) async throws {
        for isListed in [false, true] {
            let site = try Self.site()
            let guides = site.path + "/Content/guides"
            let rename = "'\(tool)' rename ssl tls --site ../.. >&2; git add -A"
            try Self.git(change.replacing("RENAME", with: rename), in: guides)
            try Self.commit(site.path, on: "2026-11-01")
            if isListed { try Self.git("git rev-parse HEAD > .git-blame-ignore-revs", in: site.path) }
            let days = try await Self.days(site.path).days
            #expect(days.count == 2)
            let isMove = change == "git mv ssl.md tls.md"
            let moved = days.first { $0.key.hasSuffix("ssl.md") || $0.key.hasSuffix("tls.md") }
            #expect(moved?.value == (isListed || isMove ? "2025-01-10" : "2026-11-01"), "\(days)")
            // One after it counts.
            try Self.git("sed -i 's/More text/Less text/' \(moved?.key ?? "")", in: guides)
            try Self.commit(site.path, on: "2026-11-02")
            #expect(try await Self.days(site.path).days[moved?.key ?? ""] == "2026-11-02")
        }
    }

    /// The list may have been saved with other line ends and other white space, and with comments.
    @Test(arguments: ["HASH\n", "HASH\r\n", "# x\r\n\r\nHASH # why\r\n", "HASH", "  HASH\n", "HASH\t\n"])
    func theListIsReadHoweverItIsSaved(_ form: String) async throws {
        let site = try Self.site()
        try Self.git("sed -i 's/Text/Words/' *.md", in: site.path + "/Content/guides")
        try Self.commit(site.path, on: "2026-11-01")
        let hash = try shell("git rev-parse HEAD", in: site.path).output.prefix { !$0.isWhitespace }
        try Data(form.replacing("HASH", with: hash).utf8).write(
            to: URL(fileURLWithPath: site.path + "/.git-blame-ignore-revs"))
        #expect(try await Self.days(site.path).days["ssl.md"] == "2025-01-10")
    }

    @Test func theWholeSiteMayBeASubmodule() async throws {
        let site = try Self.site()
        let outer = try TemporarySite()
        try Self.git(
            "git init -q . && git -c protocol.file.allow=always submodule --quiet add '\(site.path)' docs",
            in: outer.path)
        try Self.commit(outer.path, on: "2026-11-01")
        let found = try await Self.days(outer.path + "/docs")
        #expect(found.days == ["ssl.md": "2025-01-10", "other.md": "2025-01-10"] && found.notices == [])
    }

    /// `Content/guides` itself, and a folder within it.
    @Test(arguments: ["", "/more"])
    func guidesMayBeASubmodule(_ folder: String) async throws {
        let inner = try TemporarySite()
        try inner.write("Content/ssl.md", TemporarySite.guide("Ssl", "Text."))
        try Self.git("mv Content/ssl.md . && rm -r Content Templates", in: inner.path)
        try Self.commit(inner.path, on: "2025-01-10")
        try Self.git("echo More. >> ssl.md", in: inner.path)
        try Self.commit(inner.path, on: "2025-06-06")
        let outer = try TemporarySite()
        if !folder.isEmpty { try outer.write("other.md", TemporarySite.guide("Other", "Text.")) }
        func add(_ option: String) throws {
            try Self.git(
                """
                git init -q .; rm -rf .git/modules Content/guides\(folder)
                git -c protocol.file.allow=always submodule --quiet add --force \(option) 'file://\(inner.path)' \
                Content/guides\(folder)
                """, in: outer.path)
            try Self.commit(outer.path, on: "2026-11-01")
        }
        try add("")
        let name = folder.isEmpty ? "ssl.md" : "more/ssl.md"
        let own = folder.isEmpty ? [:] : ["other.md": "2026-11-01"]
        let found = try await Self.days(outer.path)
        #expect(found.days == own.merging([name: "2025-06-06"]) { $1 } && found.notices == [])
        // The state of an earlier commit has the guides of its time.
        try Self.git("git pull -q; echo Most. >> ssl.md", in: outer.path + "/Content/guides" + folder)
        var options = AnalyzedSite.Options()
        options.site = outer.path
        options.keepsState = true
        let changes = try await SiteDiff(since: "HEAD", try await AnalyzedSite(options), options)
        #expect(changes.guides.map(\.page) == ["/guides/ssl"])
        #expect(changes.guides[0].diff.contains("+Most."))
        try Self.git("git rm -q -f Content/guides\(folder)", in: outer.path)
        try add("--depth 1")
        let shallow = try await Self.days(outer.path)
        #expect(shallow.days == own)
        #expect(shallow.notices.count == 1 && shallow.notices[0].contains("shallow"))
        #expect(shallow.notices.allSatisfy { $0.contains("Content/guides" + folder) })
    }

    @Test func aWorkTreeOfAShallowCloneSaysSo() async throws {
        let site = try Self.site()
        try Self.commit(site.path, on: "2025-02-01")
        let other = try TemporarySite()
        try Self.git(
            "git clone -q --depth 1 'file://\(site.path)' c && cd c && git worktree add -q ../w",
            in: other.path)
        let found = try await Self.days(other.path + "/w")
        #expect(found.days == [:] && found.notices.count == 1 && found.notices[0].contains("shallow"))
    }

    /// A commit alone changes no file of a work tree, and still its day shows.
    @Test(arguments: [true, false]) func aWorkTreeFollowsItsCommits(_ logs: Bool) async throws {
        let site = try Self.site()
        let other = try TemporarySite()
        try Self.git(
            "git config core.logAllRefUpdates \(logs); git worktree add -q '\(other.path)/w' -b w",
            in: site.path)
        var build = Build()
        build.options.site = other.path + "/w"
        try Self.git("echo More. >> Content/guides/ssl.md", in: other.path + "/w")
        let guides = other.path + "/w/Content/guides"
        let fingerprint = try #require(Git.repository(of: guides)).fingerprint
        _ = try await build.run()
        let page = other.path + "/w/Public/guides/ssl.html"
        #expect(String(decoding: try Disk.read(page), as: UTF8.self).contains("datetime=\"2025-01-10\""))
        try Self.commit(other.path + "/w", on: "2026-11-01")
        #expect(try #require(Git.repository(of: guides)).fingerprint != fingerprint)
        _ = try await build.run()
        #expect(String(decoding: try Disk.read(page), as: UTF8.self).contains("datetime=\"2026-11-01\""))
    }

    @Test func aRepositoryWithoutCommitsHasNothingToSay() async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try Self.git("git init -q .", in: site.path)
        let found = try await Self.days(site.path)
        #expect(found.days == [:] && found.notices == [])
    }

    /// git's refusals are told, with what to do.
    @Test(.enabled(if: getuid() == 0)) func aRepositoryOfAnotherOwnerIsReported() async throws {
        let site = try Self.site()
        try Self.git("chown -R 12345 .", in: site.path)
        let found = try await Self.days(site.path)
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains("dubious ownership") == true)
        #expect(
            found.notices.first?.contains("git config --global --add safe.directory '\(site.path)'") == true)
    }

    /// Settings of a repository that would hide its commits.
    @Test(arguments: [
        "log.showRoot false", "log.follow true", "i18n.logOutputEncoding UTF-16", "core.worktree /",
        "core.worktree ../Templates", "core.worktree /nowhere", "diff.relative true",
    ])
    func settingsHideNoDay(_ setting: String) async throws {
        let site = try Self.site()
        try Self.git("git config \(setting)", in: site.path)
        let found = try await Self.days(site.path)
        #expect(found.days == ["ssl.md": "2025-01-10", "other.md": "2025-01-10"])
        #expect(found.notices == [])
    }

    /// Makes the newest commit again with another time, whatever that is.
    private static func setTime(_ time: String, in folder: String) throws {
        try git(
            """
            git cat-file commit HEAD | sed 's/^\\(author\\|committer\\) \\(.*>\\) .*/\\1 \\2 \(time)/' > .git/commit
            git reset -q --soft "$(git hash-object -t commit -w --literally .git/commit)"
            """, in: folder)
    }

    /// Days that no calendar of four digits has are no days, and their commits count all the same.
    @Test(arguments: [
        "9223372036854775807 +0000", "253402300800 +0000", "99999999999999999999999 +0000", "x", "",
    ])
    func aCommitWithoutADayGivesNone(_ time: String) async throws {
        let site = try Self.site()
        try Self.git("echo More. >> ssl.md", in: site.path + "/Content/guides")
        try Self.commit(site.path, on: "2025-06-06")
        try Self.setTime(time, in: site.path)
        let expected = ["other.md": "2025-01-10"]
        // What git makes of such a time is a matter of its version: the epoch, or nothing.
        let found = try await Self.days(site.path)
        #expect(found.days == expected || found.days == expected.merging(["ssl.md": "1970-01-01"]) { $1 })
        try Self.git("echo More. >> other.md", in: site.path + "/Content/guides")
        try Self.commit(site.path, on: "2026-11-01")
        #expect(try await Self.days(site.path).days["ssl.md"] == found.days["ssl.md"])
        #expect(try await Self.days(site.path).days["other.md"] == "2026-11-01")
    }

    @Test func theLastDayIsTaken() async throws {
        let site = try Self.site()
        try Self.setTime("253402300799 +0000", in: site.path)
        #expect(try await Self.days(site.path).days["ssl.md"] == "9999-12-31")
    }

    @Test func guidesWithoutAnyDayAreReported() async throws {
        let site = try Self.site()
        try Self.setTime("9223372036854775807 +0000", in: site.path)
        let found = try await Self.days(site.path)
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains(site.path) == true)
        // Guides that are in no commit yet have no day, and nothing is wrong.
        let other = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try Self.git("git init -q . && git add Templates && git commit -q -m x", in: other.path)
        #expect(try await Self.days(other.path).notices == [])
    }

    /// git does not go up from a `.git` that is none into a repository around it.
    @Test func anEmptyGitFolderIsReported() async throws {
        let outer = try Self.site()
        try Self.git("mkdir docs && cp -r Content Templates docs", in: outer.path)
        try Self.commit(outer.path, on: "2020-01-01")
        try Self.git("mkdir docs/.git", in: outer.path)
        let found = try await Self.days(outer.path + "/docs")
        #expect(found.days == [:] && found.notices.count == 1)
        #expect(found.notices.first?.contains("not a git repository") == true, "\(found.notices)")
    }

    /// A line of shell that is meant to be copied holds for any folder.
    @Test(.enabled(if: getuid() == 0)) func aFolderWithAnApostropheIsQuoted() async throws {
        let site = try Self.site()
        try Self.git(
            "mkdir \"it's\" && mv Content Templates .git \"it's\" && chown -R 12345 .", in: site.path)
        let found = try await Self.days(site.path + "/it's")
        #expect(found.notices.first?.hasSuffix("safe.directory '\(site.path)/it'\\''s'") == true, "\(found)")
    }

    /// A hook of git sets variables that lead every git to its own repository.
    @Test func anotherRepositoryInTheEnvironmentIsNotAsked() throws {
        let site = try Self.site()
        let other = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try Self.commit(other.path, on: "2020-01-01")
        let built = try run(
            ["build", "--site", site.path],
            environment: [
                "GIT_DIR": other.path + "/.git", "GIT_WORK_TREE": other.path, "GIT_INDEX_FILE": "/nowhere",
            ])
        #expect(built.code == 0)
        #expect(try site.read("Public/guides/ssl.html").contains("datetime=\"2025-01-10\""))
    }
}
