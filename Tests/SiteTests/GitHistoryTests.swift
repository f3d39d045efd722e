import Foundation
import TestSupport
import Testing

@testable import Support

/// The day of a guide is that of the last commit that changed what a reader can see.
@Suite(.timeLimit(.minutes(15))) struct GitHistoryTests {
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
        Case(
            what: "an alias as the last key", change: "sed -i '6i aliases: [xyz]' ssl.md", changed: []),
        Case(
            what: "an alias as the last key, and another summary",
            change: "sed -i '6i aliases: [xyz]' ssl.md; sed -i 's/is about/is for/' ssl.md",
            changed: ["ssl.md"]),
        Case(
            what: "guides rename of the last of three related guides",
            change:
                "sed -i 's/\\[ssl\\]/[one, \"two\", ssl]/' other.md; git commit -qam y; TOOL rename ssl tls --site ../.. >&2",
            changed: [], files: ["other.md", "tls.md"]),
        Case(
            what: "a move to a name with a space, letters beyond ASCII and signs, and CR LF",
            change: "git mv ssl.md \"zür'ich #1.md\"; sed -i 's/$/\\r/' z*.md", changed: [],
            files: ["other.md", "zür'ich #1.md"]),
        Case(
            what: "a move from a folder beside that of the guides, whose name starts so, and CR LF",
            change:
                "mkdir ../guides-old; git mv ssl.md ../guides-old/; git commit -qm y; git mv ../guides-old/ssl.md .; sed -i 's/$/\\r/' ssl.md",
            changed: []),
        Case(
            what: "two guides of one text that move at once, with CR LF",
            change:
                "cp ssl.md two.md; git add -A; git commit -qm y; mkdir in; git mv ssl.md two.md in; sed -i 's/$/\\r/' in/*.md",
            changed: [], files: ["other.md", "in/ssl.md", "in/two.md"]),
        Case(
            what: "one of two guides of one text that moves, and a word in the other",
            change:
                "cp ssl.md two.md; git add -A; git commit -qm y; mkdir in; git mv two.md in; sed -i 's/$/\\r/' in/*.md; echo More. >> ssl.md",
            changed: ["ssl.md"], files: ["other.md", "ssl.md", "in/two.md"]),
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
        let site = try GitSite.site()
        let change = test.change.replacingOccurrences(of: "TOOL", with: tool)
        try GitSite.git(change, in: site.path + "/Content/guides")
        try GitSite.commit(site.path, on: "2026-11-01")
        var expected: [String: String] = [:]
        for file in test.files { expected[file] = test.changed.contains(file) ? "2026-11-01" : "2025-01-10" }
        #expect(try await GitSite.days(site.path).days == expected)
    }

    /// What one clone shows in the place of a commit is no history of the site.
    @Test func replacedCommitsMoveNoDay() async throws {
        let site = try GitSite.site()
        try GitSite.git("echo More. >> Content/guides/ssl.md", in: site.path)
        try GitSite.commit(site.path, on: "2025-02-02")
        try GitSite.git(
            "git replace HEAD $(git commit-tree -p HEAD^ -m y HEAD^{tree})", on: "2026-11-01", in: site.path)
        #expect(try await GitSite.days(site.path).days["ssl.md"] == "2025-02-02")
    }

    /// A rename counts for no guide that links there, also once the renamed one was edited.
    @Test(arguments: [0, 1, 3]) func aRenameStaysWithoutADay(_ edits: Int) async throws {
        let site = try GitSite.site()
        let renamed = try run(["rename", "ssl", "tls", "--site", site.path])
        #expect(renamed.code == 0, "\(renamed)")
        try GitSite.commit(site.path, on: "2025-02-10")
        for number in 0..<edits {
            try site.write("tls.md", try site.read("tls.md") + "Sentence \(number).\n")
            try GitSite.commit(site.path, on: "2025-03-1\(number)")
        }
        let days = try await GitSite.days(site.path).days
        #expect(days["other.md"] == "2025-01-10", "\(days)")
        #expect(days["tls.md"] == (edits == 0 ? "2025-01-10" : "2025-03-1\(edits - 1)"))
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
        try GitSite.commit(site.path, on: "2025-01-10")
        let renamed = try run(["rename", "setup", "start", "--site", site.path])
        #expect(renamed.code == 0, "\(renamed)")
        #expect(try site.read("other.md").contains("title: After setup\n"))
        try GitSite.commit(site.path, on: "2026-11-01")
        #expect(
            try await GitSite.days(site.path).days == ["start.md": "2025-01-10", "other.md": "2025-01-10"])
        // A word that somebody changed by hand is another word.
        try GitSite.git("sed -i 's/After setup/After start/' Content/guides/other.md", in: site.path)
        try GitSite.commit(site.path, on: "2026-11-02")
        #expect(try await GitSite.days(site.path).days["other.md"] == "2026-11-02")
    }

    /// Guides that come from another folder of the repository, together or alone, bytes as they were or not, twice.
    @Test(arguments: ["", "; sed -i 's/$/\\r/' Content/guides/*.md"])
    func guidesThatComeFromElsewhereKeepTheirDays(_ change: String) async throws {
        let site = try GitSite.site()
        try GitSite.git("echo More. >> Content/guides/ssl.md", in: site.path)
        try GitSite.commit(site.path, on: "2025-02-02")
        try GitSite.git("mkdir docs; git mv Content docs/Old", in: site.path)
        try GitSite.commit(site.path, on: "2025-03-03")
        try GitSite.git("git mv docs/Old Content\(change)", in: site.path)
        try GitSite.commit(site.path, on: "2025-04-04")
        #expect(try await GitSite.days(site.path).days == ["ssl.md": "2025-02-02", "other.md": "2025-01-10"])
        try site.write("../new.md", TemporarySite.guide("New", "Text."))
        try GitSite.commit(site.path, on: "2025-05-05")
        try GitSite.git("git mv Content/new.md Content/guides/new.md", in: site.path)
        try GitSite.commit(site.path, on: "2025-06-06")
        #expect(
            try await GitSite.days(site.path).days == [
                "ssl.md": "2025-02-02", "other.md": "2025-01-10", "new.md": "2025-05-05",
            ])
    }

    /// Texts that the parser is never given: bytes that are no UTF-8, and a shape that would take minutes.
    @Test(arguments: [
        [0xE9, 0x28, 0x5D, 0x28, 0xFF, 0x29, 0x00, 0xC3],
        Array(("https://example.net/" + String(repeating: ")", count: 100_000)).utf8),
    ])
    func textsThatAreNotParsedAreFollowed(_ text: [UInt8]) async throws {
        let site = try GitSite.site()
        try site.write("ssl.md", Array(TemporarySite.guide("Ssl", "[a](other.md) ").utf8) + text)
        try GitSite.commit(site.path, on: "2025-02-02")
        try GitSite.git(
            "git mv Content/guides/ssl.md Content/guides/tls.md; sed -i 's/$/\\r/' Content/guides/tls.md",
            in: site.path)
        try GitSite.commit(site.path, on: "2025-03-03")
        #expect(try await GitSite.days(site.path).days["tls.md"] == "2025-02-02")
    }

    /// Many such commits in a row, and a path that another guide had before.
    @Test func pathsAreFollowedFarBack() async throws {
        let site = try GitSite.site()
        let guides = site.path + "/Content/guides"
        try GitSite.git("git mv ssl.md tls.md", in: guides)
        try GitSite.commit(site.path, on: "2025-02-01")
        try site.write("ssl.md", TemporarySite.guide("Another", "Another text."))
        try GitSite.commit(site.path, on: "2025-03-01")
        for (day, change) in [("2025-04-01", "s/$/\\r/"), ("2025-05-01", "s/\\r$//")] {
            try GitSite.git("sed -i '\(change)' *.md", in: guides)
            try GitSite.commit(site.path, on: day)
        }
        #expect(
            try await GitSite.days(site.path).days
                == ["ssl.md": "2025-03-01", "tls.md": "2025-01-10", "other.md": "2025-01-10"])
    }

    @Test func commitsThatAreListedDoNotCount() async throws {
        let site = try GitSite.site()
        try GitSite.git("sed -i 's/Text/Words/' *.md", in: site.path + "/Content/guides")
        try GitSite.commit(site.path, on: "2026-11-01")
        #expect(try await GitSite.days(site.path).days["ssl.md"] == "2026-11-01")
        try GitSite.git(
            "{ echo '# Words'; git rev-parse HEAD; git rev-list --max-parents=0 HEAD; } > .git-blame-ignore-revs",
            in: site.path)
        #expect(try await GitSite.days(site.path).days["ssl.md"] == "2025-01-10")
    }

    /// Whatever else a commit that is listed does to a guide, what came before it counts.
    @Test(arguments: [
        "sed -i 's/Text/Words/' *.md", "git mv ssl.md tls.md", "RENAME; sed -i 's/Text/Words/' tls.md",
        "RENAME; sed -i 's/^More text,$/&  /' tls.md",
        "RENAME; mkdir in; git mv -f tls.md in/tls.md; sed -i 's/Text/Words/' in/tls.md",
        "RENAME; sed -i 's/^title:.*/title: Tls/; s/and more/or less/' tls.md",
    ])
    func whatListedCommitsDoDoesNotCount(_ change: String) async throws {
        for isListed in [false, true] {
            let site = try GitSite.site()
            let guides = site.path + "/Content/guides"
            let rename = "'\(tool)' rename ssl tls --site ../.. >&2; git add -A"
            try GitSite.git(change.replacing("RENAME", with: rename), in: guides)
            try GitSite.commit(site.path, on: "2026-11-01")
            if isListed { try GitSite.git("git rev-parse HEAD > .git-blame-ignore-revs", in: site.path) }
            let days = try await GitSite.days(site.path).days
            #expect(days.count == 2)
            let isMove = change == "git mv ssl.md tls.md"
            let moved = days.first { $0.key.hasSuffix("ssl.md") || $0.key.hasSuffix("tls.md") }
            #expect(moved?.value == (isListed || isMove ? "2025-01-10" : "2026-11-01"), "\(days)")
            // One after it counts.
            try GitSite.git("sed -i 's/More text/Less text/' \(moved?.key ?? "")", in: guides)
            try GitSite.commit(site.path, on: "2026-11-02")
            #expect(try await GitSite.days(site.path).days[moved?.key ?? ""] == "2026-11-02")
        }
    }

    /// The list may have been saved with other line ends and other white space, and with comments.
    @Test(arguments: ["HASH\n", "HASH\r\n", "# x\r\n\r\nHASH # why\r\n", "HASH", "  HASH\n", "HASH\t\n"])
    func theListIsReadHoweverItIsSaved(_ form: String) async throws {
        let site = try GitSite.site()
        try GitSite.git("sed -i 's/Text/Words/' *.md", in: site.path + "/Content/guides")
        try GitSite.commit(site.path, on: "2026-11-01")
        let hash = try shell("git rev-parse HEAD", in: site.path).output.prefix { !$0.isWhitespace }
        try Data(form.replacing("HASH", with: hash).utf8).write(
            to: URL(fileURLWithPath: site.path + "/.git-blame-ignore-revs"))
        #expect(try await GitSite.days(site.path).days["ssl.md"] == "2025-01-10")
    }
}
