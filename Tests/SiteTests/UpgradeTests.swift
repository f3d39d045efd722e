import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Publishing
@testable import Rendering
@testable import Support

/// A site that an earlier version published keeps working: the repository's own as it was at commit 64548b1, with its
/// templates and with the history of addresses that this version recorded for it.
///
/// A later version may find more in it, but it tells the author what to do: each error that is new has a safe fix, or a line
/// under "Migration" in CHANGELOG.md that names its check. On the way no address is lost. The fixture is what an author has
/// on the disk, so it is never changed to make these tests pass.
@Suite(.timeLimit(.minutes(15))) struct UpgradeTests {
    private static let fixture = "\(repository)/Tests/Fixtures/upgrade-64548b1"

    /// The templates that the site has. Those of its time may use what a later version no longer has; with those of the
    /// tool, a later version alone decides what is on a page.
    enum Templates: String, CaseIterable { case ofItsTime, ofTheTool }

    /// What an author does about an error.
    private typealias Edits = [String: @Sendable (TemporarySite) throws -> Void]

    /// What the lines under "Migration" in CHANGELOG.md tell the author of this site to do, by the check that a line names.
    /// None of them is needed yet. An error that is new and has no safe fix needs both: the line for authors, and here the
    /// edit that it describes, so that its advice was followed once.
    private static let migrations: Edits = [:]

    /// Files that this version published and did not record, since their addresses are the same on every site. Assets are
    /// not among them: they have a hash in their names and belong to the pages of one build.
    private static let filesOfEverySite = [
        "404.html", "404.md", "guides/feed.xml", "guides/index.html", "guides/index.md", "guides/issues.json",
        "guides/issues.sarif", "guides/issues.schema.json", "guides/llms.txt", "guides/search.html",
        "guides/search.json", "guides/search.md", "llms-full.txt", "llms.txt", "robots.txt", "sitemap.md",
        "sitemap.xml",
    ]

    private static func site(_ templates: Templates) throws -> TemporarySite {
        let site = try TemporarySite(templates: false)
        Disk.removeTree(site.path + "/Content")
        for folder in ["Content"] + (templates == .ofItsTime ? ["Templates"] : []) {
            try copyTree("\(fixture)/\(folder)", to: "\(site.path)/\(folder)")
        }
        return site
    }

    /// The history as the fixture has it, whatever became of the copy in a site.
    private static func history() throws -> AddressHistory {
        AddressHistory(try Disk.read("\(fixture)/\(AddressHistory.file)"))
    }

    private static func changelog() throws -> String {
        String(decoding: try Disk.read("\(repository)/CHANGELOG.md"), as: UTF8.self)
    }

    /// What is under the headings "Migration" of a changelog, those of former versions too: a site may skip versions.
    private static func migrationLines(_ changelog: String) -> String {
        var isMigration = false
        return changelog.lines.filter { line in
            if line.hasPrefix("#") { isMigration = line == "### Migration" }
            return isMigration
        }.joined(separator: "\n")
    }

    /// Brings a site to the present version as its author would: safe fixes, then what the changelog says, until it builds.
    ///
    /// - Returns: the checks that stopped it and that no line explains or no edit goes with, and the errors that are left.
    private static func upgrade(_ site: TemporarySite, by changelog: String, _ edits: Edits) async throws
        -> (unexplained: [String], errors: [Finding])
    {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let selection = try FindingSelection(only: [], files: [], site: site.path)
        let lines = migrationLines(changelog)
        var (unexplained, known): ([String], Set<String>) = ([], [])
        while true {
            // As `guides check --fix` does.
            _ = try await SiteFixes(options, selection, since: nil, otherSites: nil).apply()
            let errors = try await site.build().findings.filter { $0.severity == .error }
            // What stays after its edit is left; errors of later stages come up when those of earlier ones are gone.
            let new = Set(errors.map(\.id)).subtracting(known).sorted()
            guard !new.isEmpty else { return (unexplained, errors) }
            for id in new {
                known.insert(id)
                if let edit = edits[id], lines.contains("`\(id)`") {
                    try edit(site)
                } else {
                    unexplained.append(id)
                }
            }
        }
    }

    /// The addresses of a history that the published site no longer answers. A page has to be there with its twin, as itself
    /// or as one that redirects; an anchor has to be on the page that is at the end.
    private static func lost(_ history: AddressHistory, in site: TemporarySite) async throws -> [String] {
        let published = try site.published()
        let anchors: [String: Set<String>] = published.filter { $0.key.hasSuffix(".html") }.mapValues {
            bytes in
            Set(
                String(decoding: bytes, as: UTF8.self).components(separatedBy: " id=\"").dropFirst().map {
                    String($0.prefix { $0 != "\"" })
                })
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let library = try await AnalyzedSite(options).library
        let redirects = Dictionary(
            library.redirects.map { ($0.from, AddressHistory.Entry(address: $0.page)) },
            uniquingKeysWith: { first, _ in first })
        let output = { (page: String, ending: String) in library.addresses.output(page, ending) }

        func isThere(_ page: String, _ anchor: Substring?) -> Bool {
            guard let ids = anchors[output(page, ".html")] else { return false }
            return anchor.map { ids.contains(String($0)) } ?? true
        }
        return history.entries.filter { entry in
            let page = String(entry.page)
            // A file that is beside the guides has neither twin nor anchors.
            if published[String(page.dropFirst())] != nil { return false }
            guard isThere(page, nil), published[output(page, ".md")] != nil else { return true }
            // Hosts send readers on, and so does the page itself.
            let end = redirects[page] ?? AddressHistory.Entry(address: page)
            return !isThere(String(end.page), end.anchor) || !isThere(String(end.page), entry.anchor)
        }
        .map(\.address)
    }

    /// All that this version recorded: the rest of the suite holds no more than the fixture has.
    @Test func theFixtureIsWhole() throws {
        let history = try Self.history()
        #expect(history.findings == [])
        #expect(history.entries.count == 556)
        #expect(try Disk.names(in: "\(Self.fixture)/Content/guides").count == 26)
        #expect(try Disk.names(in: "\(Self.fixture)/Templates").contains("guide.mustache"))
    }

    @Test(arguments: Templates.allCases) func isBuiltWithAllItsAddresses(_ templates: Templates) async throws
    {
        let site = try Self.site(templates)
        let (unexplained, errors) = try await Self.upgrade(site, by: Self.changelog(), Self.migrations)
        #expect(
            unexplained == [],
            "each needs a safe fix, or a line under Migration in CHANGELOG.md and an edit in this file")
        #expect(errors == [])
        #expect(try await Self.lost(Self.history(), in: site) == [])
        let published = Set(try site.published().keys)
        #expect(Self.filesOfEverySite.filter { !published.contains($0) } == [])
        // The next build that records keeps all lines.
        _ = try await site.build { $0.records = true }
        let recorded = Set(try site.read(AddressHistory.file).lines)
        let before = String(decoding: try Disk.read("\(Self.fixture)/\(AddressHistory.file)"), as: UTF8.self)
        #expect(before.lines.filter { !$0.hasPrefix("#") && !recorded.contains($0) } == [])
    }

    /// An author who gives a guide another name keeps what it was published with.
    @Test func aRenamedGuideKeepsItsAddresses() async throws {
        let site = try Self.site(.ofTheTool)
        let result = try run(["rename", "tls", "secure-sending", "--site", site.path])
        #expect(result.code == 0, "\(result)")
        #expect(try await site.build().hasErrors == false)
        #expect(try await Self.lost(Self.history(), in: site) == [])
    }

    // MARK: The tests above can fail

    /// An error without a safe fix is unexplained until a line under "Migration" names it and its edit was tried.
    @Test(arguments: [
        ("", true, false),
        ("### Fixed\n\n- `links/unknown-guide` finds more.\n", true, false),
        ("### Migration\n\n- `links/unknown-file`: remove the link.\n", true, false),
        ("### Migration\n\n- `links/unknown-guide`: remove the link.\n", false, false),
        ("### Migration\n\n- `links/unknown-guide`: remove the link.\n\n### Fixed\n", true, true),
    ])
    func anErrorNeedsALineAndItsEdit(_ changelog: String, _ hasEdit: Bool, _ isExplained: Bool) async throws {
        let site = try Self.site(.ofTheTool)
        let text = try site.read("tls.md")
        try site.write("tls.md", text + "\nSee [another guide](no-such-guide-at-all.md).\n")
        let edits: Edits = hasEdit ? ["links/unknown-guide": { try $0.write("tls.md", text) }] : [:]
        let (unexplained, errors) = try await Self.upgrade(site, by: changelog, edits)
        #expect(unexplained == (isExplained ? [] : ["links/unknown-guide"]))
        #expect(errors.map(\.id) == unexplained)
    }

    /// A page, a twin, an anchor or an issue that is gone is missed.
    @Test func whatIsGoneIsMissed() async throws {
        let site = try Self.site(.ofTheTool)
        #expect(try await site.build().hasErrors == false)
        try site.remove("Public/guides/bimi.md")
        try site.remove("Public/guides/glossary.html")
        let page = try site.read("Public/guides/spf.html")
        try site.write("Public/guides/spf.html", page.replacing(" id=\"takeaways\"", with: ""))
        let issue = try site.read("Public/guides/alignment.html")
        try site.write(
            "Public/guides/alignment.html", issue.replacing(" id=\"neither-domain-is-aligned\"", with: ""))
        let lost = try await Self.lost(Self.history(), in: site)
        let others = lost.filter { address in
            !["/guides/bimi", "/guides/glossary"].contains(String(address.prefix { $0 != "#" }))
        }
        #expect(lost.contains("/guides/bimi") && lost.contains("/guides/glossary#tls"))
        #expect(
            others == [
                "/guides/alignment#neither-domain-is-aligned", "/guides/i/neither-domain-is-aligned",
                "/guides/spf#takeaways",
            ])
    }
}
