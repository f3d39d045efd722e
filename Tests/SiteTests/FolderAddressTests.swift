import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Publishing
@testable import Starter
@testable import Support

/// Sites whose folders are part of addresses: what moves, what is written, and what is lost on the way.
@Suite(.timeLimit(.minutes(15))) struct FolderAddressTests {
    private static let settings = TemporarySite.settings + "addresses: folders\n"

    private static func site(_ files: [String: String]) throws -> TemporarySite {
        try TemporarySite(["Content/site.yml": settings].merging(files) { $1 })
    }

    private static func options(_ site: TemporarySite) -> AnalyzedSite.Options {
        var options = AnalyzedSite.Options()
        options.site = site.path
        return options
    }

    @Test(arguments: [
        ("a.md", "a", "a"), ("a/b.md", "b", "a/b"), ("a/index.md", "index", "a"),
        ("index.md", "index", "index"), ("a/b/index.md", "index", "a/b"),
        ("a/indexes.md", "indexes", "a/indexes"),
        ("a/b/c/d.md", "d", "a/b/c/d"), ("é/b.md", "b", "é/b"),
    ])
    func filesGiveSlugs(_ path: String, _ flat: String, _ folders: String) {
        #expect(Naming().slug(of: path) == flat)
        #expect(Naming(form: .folders).slug(of: path) == folders)
    }

    @Test(arguments: [
        ("a", true, true), ("a-b", true, true), ("a/b", true, true), ("A", false, true), ("a_b", false, true),
        ("_a", false, true), ("v1.2", false, true), ("a/B.c", false, true), ("", false, false),
        ("/a", false, false), ("a/", false, false), ("a//b", false, false), ("a b", false, false),
        (".a", false, false), ("a/.b", false, false), ("a.", false, false), ("a.md", false, false),
        ("a.MD", false, false), ("a.html", false, false), ("a/b.html/c", false, false), ("-a", false, false),
        ("a--b", false, false), ("a%", false, false), ("a#b", false, false), ("a?b", false, false),
        ("é", false, false), ("\u{212A}", false, false), ("..", false, false), ("a/../b", false, false),
    ])
    func namesAreValidOrNot(_ slug: String, _ plain: Bool, _ kept: Bool) {
        #expect(Naming(form: .folders).isValid(slug) == plain)
        #expect(Naming(form: .folders, letters: .kept).isValid(slug) == kept)
        let hasFolder = slug.contains("/")
        #expect(Naming(letters: .kept).isValid(slug) == (kept && !hasFolder))
    }

    private static let linked = [
        "a/one.md": TemporarySite.guide(
            "One",
            "See [two](deep/two.md#x), [three](../b/three.md), ![dot](dot.svg), [me](#y).\n\n## Y\n\nText."),
        "a/deep/two.md": TemporarySite.guide(
            "Two", "See [one](../one.md), [again][r], /guides/a/one.\n\n[r]: ../one.md\n\n## X\n\nText."),
        "b/three.md": TemporarySite.guide(
            "Three", more: "related: [a/one]", "See [one](../a/one.md) and [at](/guides/a/one#y)."),
        "a/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        "Content/terms.yml": "- {term: One, guide: a/one}\n",
        "Content/queries.yml": "- {query: one, finds: a/one}\n",
    ]

    /// A guide that moves to another folder takes its links along, and all that leads to it follows.
    @Test(arguments: [("a/one", "b/new"), ("a/one", "one"), ("a/one", "a/deep/er/one"), ("a/one", "a/two")])
    func renamingMovesBetweenFolders(_ old: String, _ new: String) async throws {
        let site = try Self.site(Self.linked)
        let before = try await site.build { $0.records = true }
        #expect(before.findings.filter { $0.severity == .error } == [])
        let report = try await Rename(Self.options(site)).run(old, to: new)
        #expect(report.to == "Content/guides/\(new).md" && report.failures == [])
        let after = try await site.build { $0.records = true }
        #expect(after.findings.filter { $0.severity != .note } == [])
        let published = try site.published()
        #expect(published["guides/\(new).html"] != nil && published["guides/\(old).html"] != nil)
        let page = String(decoding: published["guides/\(new).html"] ?? [], as: UTF8.self)
        for address in ["/guides/a/deep/two#x", "/guides/b/three", "/guides/a/dot.svg", "\"#y\""] {
            #expect(page.contains(address), "\(address)")
        }
        #expect(
            String(decoding: published["guides/\(old).html"] ?? [], as: UTF8.self).contains("/guides/\(new)"))
        #expect(try site.read("b/three.md").contains("related: [\(new)]"))
        #expect(try site.read("Content/terms.yml").contains("guide: \(new)"))
        #expect(try site.read("Content/queries.yml").contains("finds: \(new)"))
    }

    @Test func renamingLeadsNotOutOfTheSite() async throws {
        let other = try TemporaryFolder()
        let site = try Self.site(Self.linked)
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/Content/guides/out", withDestinationPath: other.path)
        await #expect(throws: Rename.Refusal.self) {
            try await Rename(Self.options(site)).run("a/one", to: "out/one")
        }
        #expect(try Disk.names(in: other.path) == [])
        #expect(try site.read("a/one.md") == Self.linked["a/one.md"])
    }

    /// An index stays one.
    @Test func renamingMovesFolders() async throws {
        let site = try Self.site([
            "a/index.md": TemporarySite.guide("One", "See [two](two.md)."),
            "a/two.md": TemporarySite.guide("Two", "See [one](index.md)."),
        ])
        let report = try await Rename(Self.options(site)).run("a", to: "b/c")
        #expect(report.to == "Content/guides/b/c/index.md")
        #expect(try site.read("b/c/index.md").contains("[two](../../a/two.md)"))
        #expect(try site.read("a/two.md").contains("[one](../b/c/index.md)"))
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// Names that no address has are renamed, and lead on from where another tool may have had them.
    @Test(arguments: [
        ("Old_Name", "old-name", "aliases:\n  - /guides/Old_Name"),
        ("v1.2", "v1-2", "aliases:\n  - /guides/v1.2"),
        ("Mail/SPF", "mail/spf", "aliases:\n  - /guides/Mail/SPF"),
        ("a b", "a-b", "aliases:\n  - /guides/a%20b"),
    ])
    func badNamesAreRenamed(_ old: String, _ new: String, _ alias: String) async throws {
        let link = old.replacing(" ", with: "%20")
        let site = try Self.site([
            "\(old).md": TemporarySite.guide("One", "See [two](\(old.contains("/") ? "../" : "")two.md)."),
            "two.md": TemporarySite.guide("Two", "See [one](\(link).md) and [again](/guides/\(link))."),
        ])
        let bad = try await site.build().findings.filter { $0.severity == .error }
        #expect(bad.map(\.id) == ["content/bad-slug"])
        #expect(bad.first?.help.contains(" \(new)`") == true)
        let report = try await Rename(Self.options(site)).run(old, to: new)
        #expect(report.failures == [])
        #expect(try site.read("\(new).md").contains(alias))
        #expect(try site.read("two.md").contains("[one](\(new).md) and [again](\(new).md)"))
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
    }

    /// A site that begins to count folders loses no address once what is found is done.
    @Test func oldAddressesOfAFlatSiteLeadOn() async throws {
        let site = try Self.site(Self.linked)
        try site.write("Content/site.yml", TemporarySite.settings)
        for file in ["b/three.md", "Content/terms.yml", "Content/queries.yml"] {
            try site.write(
                file,
                try site.read(file).replacing("related: [a/one]", with: "").replacing(
                    ": a/one", with: ": one"
                ).replacing("/guides/a/one", with: "../a/one.md"))
        }
        #expect(!(try await site.build { $0.records = true }).hasErrors)
        try site.write("Content/site.yml", Self.settings)
        let lost = try await site.build().findings.filter { $0.id == "addresses/lost-page" }
        #expect(
            lost.map(\.file).sorted() == [
                "Content/guides/a/deep/two.md", "Content/guides/a/one.md", "Content/guides/b/three.md",
            ])
        for finding in lost {
            let fix = try #require(finding.fix)
            let result = Fixer.apply([fix], to: try Disk.read("\(site.path)/\(finding.file)"))
            try site.write(finding.file, result.bytes)
        }
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error }.map(\.id) == [])
        #expect(try site.published()["guides/one.html"] != nil)
    }

    /// Each alias with its path, its other spellings and the file that leads on.
    @Test(
        arguments: [
            ("old", "/guides/old", [], "guides/old"), ("a/old", "/guides/a/old", [], "guides/a/old"),
            ("/guides/old", "/guides/old", ["/guides/old/"], "guides/old"),
            ("/docs/a", "/docs/a", ["/docs/a/"], "docs/a"),
            ("/docs/a/", "/docs/a", ["/docs/a/"], "docs/a/index"),
            ("/docs/a.html", "/docs/a", ["/docs/a.html"], "docs/a"), ("/docs/a.md", "/docs/a", [], "docs/a"),
            ("/docs/a/index.html", "/docs/a", ["/docs/a/", "/docs/a/index.html"], "docs/a/index"),
            ("/docs/a/index", "/docs/a", ["/docs/a/", "/docs/a/index"], "docs/a/index"),
            ("/docs/a.php", "/docs/a.php", [], "docs/a.php"),
            ("/docs/v1.2/a", "/docs/v1.2/a", ["/docs/v1.2/a/"], "docs/v1.2/a"),
            ("/a.txt/b", "/a.txt/b", ["/a.txt/b/"], nil),
            ("/docs/%C3%A9%20a", "/docs/é a", ["/docs/é a/"], "docs/é a"),
            ("/docs/a.md.html", "/docs/a", ["/docs/a.md.html"], nil), ("/a", "/a", ["/a/"], "a"),
        ] as [(String, String, [String], String?)])
    func aliasesAreReadAsHostsDo(_ text: String, _ path: String, _ spellings: [String], _ output: String?)
        throws
    {
        let addresses = Addresses(origin: "https://example.org", path: "/guides")
        let alias = try Alias(Located(text: text, location: .start), addresses, Naming())
        #expect(
            alias.path == path && alias.spellings.sorted() == spellings.sorted() && alias.output == output,
            "\(alias)")
    }

    /// Marks that mean something to a host are in no alias, nor is anything that ends its line or its quotes.
    @Test func aliasesHaveFewMarks() {
        let addresses = Addresses(origin: "https://example.org", path: "/guides")
        let marks = Set("-._~+,=@()!&' /")
        for byte in UInt8(0)..<128 {
            let mark = Character(Unicode.Scalar(byte))
            let isAllowed = mark.isLetter || mark.isNumber || marks.contains(mark)
            for text in ["/docs/a\(mark)b", "/docs/a%\(String(Int(byte) + 256, radix: 16).suffix(2))b"] {
                let alias = try? Alias(Located(text: text, location: .start), addresses, Naming())
                // An escaped slash is no slash.
                #expect((alias != nil) == (isAllowed && !(mark == "/" && text.contains("%"))), "\(text)")
            }
        }
    }

    @Test(arguments: [
        ("a", true), (String(repeating: "a", count: 100), true), (String(repeating: "a", count: 101), false),
    ])
    func partsOfSlugsAreShort(_ name: String, _ isValid: Bool) {
        #expect(Naming(form: .folders).isValid("x/\(name)/y") == isValid)
    }

    @Test(arguments: [(500, 200, true), (501, 200, false), (400, 201, false)])
    func aliasesAreShort(_ count: Int, _ name: Int, _ isValid: Bool) {
        var text = ""
        while text.utf8.count < count {
            text += "/" + String(repeating: "a", count: min(name, count - text.utf8.count - 1))
        }
        let addresses = Addresses(origin: "https://example.org", path: "/guides")
        let alias = try? Alias(Located(text: text, location: .start), addresses, Naming())
        #expect((alias != nil) == isValid)
    }

    /// The note on a site that lists no other paths names those that most links lead to.
    @Test(arguments: 1...4) func soManyPathsAreNamed(_ count: Int) async throws {
        let links = (0..<count).flatMap { number in
            (0...number).map { "[a\(number)\($0)](/p\(number)/\($0))" }
        }
        let site = try TemporarySite(["a.md": TemporarySite.guide("A", links.joined(separator: " "))])
        let note = try #require(try await site.build().findings.first { $0.id == "links/outside-site" })
        let named = (max(0, count - 3)..<count).reversed().map { "/p\($0)/*" }
        #expect(note.help.hasSuffix("`elsewhere: [\(named.joined(separator: ", "))]`"), "\(note.help)")
        #expect(note.severity == .note && note.file == "Content/guides/a.md")
    }

    /// A guide that moves from folder to folder leaves nothing behind, and a build that goes on is one from scratch.
    @Test func buildsFollowAMove() async throws {
        let site = try Self.site(Self.linked)
        _ = try await site.build()
        for (from, to) in [("a/one", "b/one"), ("b/one", "b/deep/one"), ("b/deep/one", "a/one")] {
            let text = try site.read("\(from).md")
            try site.remove("\(from).md")
            try site.write("\(to).md", text)
            try site.write("b/three.md", TemporarySite.guide("Three", "See [one](/guides/\(to))."))
            try site.write(
                "a/deep/two.md", TemporarySite.guide("Two", "See [one](/guides/\(to)).\n\n## X\n\nText."))
            try site.write("\(to).md", TemporarySite.guide("One", "See [two](/guides/a/deep/two)."))
            try site.write("Content/terms.yml", "- {term: One, guide: \(to)}\n")
            try site.write("Content/queries.yml", "- {query: one, finds: \(to)}\n")
            let report = try await site.build()
            #expect(report.findings.filter { $0.severity == .error } == [], "\(to)")
            let published = try site.published()
            #expect(published["guides/\(to).html"] != nil && published["guides/\(from).html"] == nil)
            _ = try await site.build { $0.output = site.path + "/Clean" }
            #expect(try site.published("Clean") == published)
            Disk.removeTree(site.path + "/Clean")
        }
    }

    /// Where a file was, a folder can be, and the other way round.
    @Test func guidesBecomeFolders() async throws {
        let site = try Self.site(["a.md": TemporarySite.guide("One", "Text.")])
        _ = try await site.build()
        try site.remove("a.md")
        try site.write("a/index.md", TemporarySite.guide("One", "See [two](two.md)."))
        try site.write("a/two.md", TemporarySite.guide("Two", "See [one](index.md)."))
        let report = try await site.build()
        #expect(!report.hasErrors)
        #expect(
            try site.published().keys.filter { $0.hasPrefix("guides/a") && !$0.contains("assets") }.sorted()
                == [
                    "guides/a.html", "guides/a.md", "guides/a/two.html", "guides/a/two.md",
                ])
    }

    @Test(arguments: [
        ("mail/spf", "Content/guides/mail/spf.md", "Spf"),
        ("mail/index", "Content/guides/mail/index.md", "Mail"),
    ])
    func newGuidesGoIntoFolders(_ name: String, _ file: String, _ title: String) async throws {
        let site = try Self.site([:])
        #expect(
            try await NewGuide(name, title: nil, category: nil).write(
                Self.options(site), today: Day("2026-11-20")!) == file)
        #expect(try site.read(file).contains("title: \(title)\n"))
    }
}
