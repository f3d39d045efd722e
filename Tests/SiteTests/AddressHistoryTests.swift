import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Fixing
@testable import Library
@testable import Publishing

/// The history of addresses: published addresses are kept, and those that would break are reported.
@Suite(.timeLimit(.minutes(15))) struct AddressHistoryTests {
    private static let widgets = TemporarySite.guide(
        "Widgets", more: "aliases: [old-widgets]",
        """
        See [gadgets](gadgets.md).

        ## Certificates

        Text.

        ## Fix Common Issues

        ### Missing Widget

        The checker found no `TXT` record.

        1. Add it.
        2. Run the checker again.
        """)

    private func site() throws -> TemporarySite {
        try TemporarySite([
            "widgets.md": Self.widgets,
            "gadgets.md": TemporarySite.guide("Gadgets", "See [widgets](widgets.md#certificates)."),
            "img/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ])
    }

    private func record(_ site: TemporarySite) async throws -> Build.Report {
        try await site.build { $0.records = true }
    }

    private func found(_ site: TemporarySite) async throws -> [Finding] {
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        return try await reading.allFindings(options).filter {
            $0.group == "addresses" || $0.id == IssuesRenamed.id
        }
    }

    @Test func keepsEveryAddressSorted() async throws {
        let site = try site()
        #expect(try await record(site).recorded == 11)
        let text = try site.read("Content/addresses.txt")
        #expect(
            text.split(separator: "\n").dropFirst() == [
                "/guides", "/guides/categories/one", "/guides/gadgets",
                "/guides/i/missing-widget\tMissing Widget",
                "/guides/img/dot.svg", "/guides/issues", "/guides/old-widgets", "/guides/widgets",
                "/guides/widgets#certificates",
                "/guides/widgets#fix-common-issues", "/guides/widgets#missing-widget",
            ])
        #expect(try await record(site).recorded == 0)
        #expect(try site.read("Content/addresses.txt") == text)
        #expect(try await found(site) == [])
        // A build that is not asked to leaves it alone.
        try site.write("more.md", TemporarySite.guide("More", "See [widgets](widgets.md)."))
        try await site.build()
        #expect(try site.read("Content/addresses.txt") == text)
        #expect(try await record(site).recorded == 1)
    }

    @Test func keepsWhatIsGoneAndTellsOfIt() async throws {
        let site = try site()
        _ = try await record(site)
        let before = try site.read("Content/addresses.txt")
        try site.remove("img/dot.svg")
        try site.write(
            "gadgets.md", TemporarySite.guide("Gadgets", category: "two", "See [widgets](widgets.md)."))
        try site.write(
            "widgets.md",
            Self.widgets.replacing("aliases: [old-widgets]", with: "").replacing(
                "category: one", with: "category: two"))
        let report = try await record(site)
        #expect(report.hasErrors)
        #expect(
            report.findings.filter { $0.group == "addresses" }.map { "\($0.file):\($0.location.line)" } == [
                "Content/addresses.txt:3", "Content/addresses.txt:6", "Content/guides/widgets.md:2",
            ])
        #expect(try site.read("Content/addresses.txt") == before, "what was not published is not recorded")
        // Removing a line gives up its address.
        try site.write(
            "Content/addresses.txt",
            before.split(separator: "\n").filter {
                !["dot", "categories", "old-w"].contains(where: $0.contains)
            }
            .joined(separator: "\n") + "\n")
        #expect(try await found(site) == [])
    }

    @Test func theGlossaryIsAPageAndItsTermsAreAnchors() async throws {
        let site = try site()
        try site.write(
            "Content/terms.yml", "- {term: Widget, guide: widgets}\n- {term: Reverse DNS, guide: none}\n")
        _ = try await record(site)
        let history = try site.read("Content/addresses.txt")
        for address in ["/guides/glossary", "/guides/glossary#reverse-dns", "/guides/glossary#widget"] {
            #expect(history.split(separator: "\n").contains { $0 == address })
        }
        try site.write("Content/terms.yml", "- {term: Widget, guide: widgets}\n")
        let lost = try await found(site)
        #expect(lost.map { "\($0.file) \($0.id)" } == ["Content/terms.yml addresses/lost-anchor"])
        #expect(lost.first?.message.contains("#reverse-dns") == true)
        try site.write("Content/terms.yml", "[]\n")
        #expect(try await found(site).map(\.id) == ["addresses/lost-page"])
    }

    /// A category has a page as long as a guide is listed in it.
    @Test func aCategoryLosesItsPageWithItsLastGuide() async throws {
        let site = try site()
        try site.write(
            "other.md", TemporarySite.guide("Other", category: "two", "See [widgets](widgets.md)."))
        _ = try await record(site)
        let address = "/guides/categories/two was published, and"
        let text = try site.read("other.md")
        for guide in [
            text.replacing("category: two", with: "category: one"),
            text.replacing("category: two", with: "category: two\nlisted: false"),
        ] {
            try site.write("other.md", guide)
            let empty = try #require(try await found(site).first { $0.message.hasPrefix(address) })
            #expect(empty.message == "\(address) the category has no listed guide now")
            #expect(empty.help.hasPrefix("put a guide into it again, or remove the category"))
        }
        // What the help says works.
        try site.write("other.md", text.replacing("category: two", with: "category: one"))
        let settings = try site.read("Content/site.yml").replacing(/[ ]{2}- \{id: two.*\n/, with: "")
        try site.write("Content/site.yml", settings)
        let gone = try #require(try await found(site).first { $0.message.hasPrefix(address) })
        #expect(gone.message == "\(address) nothing is there now")
        try site.write(
            "Content/site.yml", settings.replacing("The first.", with: "The first., aliases: [two]"))
        #expect(try await !found(site).contains { $0.message.hasPrefix(address) })
    }

    @Test func offersTheAliasOfARenamedGuide() async throws {
        let site = try site()
        _ = try await record(site)
        try site.remove("widgets.md")
        try site.write("secure-things.md", Self.widgets)
        try site.write("gadgets.md", TemporarySite.guide("Gadgets", "See [widgets](secure-things.md)."))
        let finding = try #require(try await found(site).first)
        #expect(finding.id == "addresses/lost-page" && finding.file == "Content/guides/secure-things.md")
        let change = try #require(try Fixer(site: site.path).changes([finding]).changes.first)
        #expect(String(decoding: change.after, as: UTF8.self).contains("aliases: [widgets, old-widgets]"))
        try Fixer(site: site.path).write(change)
        #expect(try await found(site) == [])
    }

    /// What is known of an issue stays with it under its new name, however it is written.
    @Test(arguments: [
        (
            "[{issue: missing-widget, matches: [No widget]}]",
            "[{issue: no-widget-found, former-ids: [missing-widget], matches: [No widget]}]"
        ),
        (
            "\n  - issue: missing-widget\n    matches: [No widget]",
            "\n  - issue: no-widget-found\n    former-ids: [missing-widget]\n    matches: [No widget]"
        ),
        (
            "\n- matches: [No widget]\n  issue: missing-widget",
            "\n- matches: [No widget]\n  issue: no-widget-found\n  former-ids: [missing-widget]"
        ),
    ])
    func aRenamedIssueKeepsItsEntry(_ before: String, _ after: String) async throws {
        let site = try site()
        let text = Self.widgets.replacing("aliases: [old-widgets]", with: "issues: " + before)
        try site.write("widgets.md", text)
        _ = try await record(site)
        try site.write("widgets.md", text.replacing("### Missing Widget", with: "### No Widget Found"))
        let finding = try #require(try await found(site).first { $0.id == IssuesRenamed.id })
        let change = try #require(try Fixer(site: site.path).changes([finding]).changes.first)
        let expected = text.replacing("### Missing Widget", with: "### No Widget Found").replacing(
            before, with: after)
        #expect(String(decoding: change.after, as: UTF8.self) == expected)
        try Fixer(site: site.path).write(change)
        #expect(try await found(site) == [])
    }

    /// A guide that is removed, turned into a draft or unreadable is one finding, not one for each of its issues.
    @Test(arguments: ["", "---\ntitle: Widgets\n\nText.\n", "draft", "\u{FFFD}"])
    func issuesOfARemovedGuideAreNotReported(_ text: String) async throws {
        let site = try site()
        _ = try await record(site)
        switch text {
        case "": try site.remove("widgets.md")
        case "draft":
            try site.write(
                "widgets.md", Self.widgets.replacing("---\ntitle", with: "---\ndraft: true\ntitle"))
        case "\u{FFFD}": try site.write("widgets.md", Array(Self.widgets.utf8) + [0xE9, 0x20])
        default: try site.write("widgets.md", text)
        }
        #expect(try await found(site).filter { $0.id == IssuesRenamed.id } == [])
        let errors = try await site.build().findings.filter { $0.severity == .error }
        #expect(!errors.isEmpty)
        // An editor who lets the page go has not let its issue go.
        guard text.isEmpty else { return }
        let history = try site.read("Content/addresses.txt")
        let kept = history.split(separator: "\n").filter {
            !["/guides/widgets", "/guides/old-widgets"].contains($0)
        }
        try site.write("Content/addresses.txt", kept.joined(separator: "\n") + "\n")
        #expect(try await found(site).map(\.id).contains(IssuesRenamed.id))
    }

    @Test(arguments: [
        ("## Certificates", "## Certificates and Keys", "addresses/lost-anchor", "warning"),
        ("## Certificates", "## Keys", "addresses/lost-anchor", "warning"),
        ("### Missing Widget", "### No Widget Found", "issues/renamed", "error"),
    ])
    func offersTheFormerID(before: String, after: String, id: String, severity: String) async throws {
        let site = try site()
        _ = try await record(site)
        try site.write("gadgets.md", TemporarySite.guide("Gadgets", "See [widgets](widgets.md)."))
        try site.write("widgets.md", Self.widgets.replacing(before, with: after))
        let findings = try await found(site)
        #expect(findings.map(\.id) == [id] && findings.map(\.severity.rawValue) == [severity])
        for change in try Fixer(site: site.path).changes(findings).changes {
            try Fixer(site: site.path).write(change)
        }
        #expect(try await found(site) == [])
        try await site.build()
        let page = try site.read("Public/guides/widgets.html")
        #expect(
            page.contains(
                id == "issues/renamed"
                    ? "<span id=\"missing-widget\"></span>" : "<span id=\"certificates\"></span>"))
        guard id == "issues/renamed" else { return }
        // The id that was published first stays, and the title that it had is known.
        let catalog = try site.read("Public/guides/issues.json")
        #expect(catalog.contains("\"id\":\"missing-widget\""))
        #expect(catalog.contains("\"title\":\"No Widget Found\""))
        #expect(catalog.contains("\"formerTitles\":[\"Missing Widget\"]"))
        #expect(catalog.contains("\"formerIds\":[\"no-widget-found\"]"))
        #expect(try site.read("Public/guides/i/missing-widget.md").hasPrefix("# No Widget Found\n"))
    }

    @Test func anIssueThatMovesToAnotherGuideLeavesItsAnchor() async throws {
        let site = try site()
        _ = try await record(site)
        let start = try #require(Self.widgets.firstRange(of: "## Fix Common Issues")).lowerBound
        try site.write("widgets.md", String(Self.widgets[..<start]))
        try site.write(
            "gadgets.md",
            TemporarySite.guide("Gadgets", "See [widgets](widgets.md).\n\n" + Self.widgets[start...]))
        let findings = try await found(site)
        #expect(
            findings.map { "\($0.id) \($0.severity)" } == [
                "addresses/lost-anchor warning", "addresses/lost-anchor error",
            ])
        #expect(findings[1].message.contains("#missing-widget"))
    }

    // MARK: Renaming

    @Test func renamingFixesEveryLinkAndKeepsTheOldAddress() async throws {
        let site = try site()
        try site.write("Content/terms.yml", "- {term: Widget, guide: widgets}\n")
        try site.write(
            "deep/more.md",
            TemporarySite.guide(
                "More", more: "related: [widgets]\nresources: [{guide: widgets, note: Read it.}]",
                "See [one](../widgets.md), [two](../widgets.md#certificates) and [three][w].\n\n[w]: ../widgets.md \"Title\""
            ))
        _ = try await record(site)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let report = try await Rename(options).run("widgets", to: "parts")
        #expect(report.to == "Content/guides/parts.md")
        #expect(report.links == 7)
        #expect(
            report.files == ["Content/guides/deep/more.md", "Content/guides/gadgets.md", "Content/terms.yml"])
        #expect(try site.read("deep/more.md").contains("[one](../parts.md), [two](../parts.md#certificates)"))
        #expect(try site.read("deep/more.md").contains("[w]: ../parts.md \"Title\""))
        #expect(try site.read("parts.md").contains("aliases: [widgets, old-widgets]"))
        #expect(try await found(site) == [])
        // And back again: no name leads to itself.
        _ = try await Rename(options).run("parts", to: "widgets")
        #expect(try site.read("widgets.md").contains("aliases: [parts, old-widgets]"))
        #expect(try await found(site) == [])
        #expect(try await !site.build().hasErrors)
    }

    @Test(arguments: [
        ("widgets", "gadgets", "already"), ("widgets", "Bad Name", "bad-name"),
        ("widgets", "i", "the site itself needs"),
        ("nothing", "parts", "no guide is named nothing"), ("gadgets", "old-widgets", "was once named"),
        ("old-widgets", "parts", "no guide is named"),
    ])
    func refusesWithNothingChanged(old: String, new: String, why: String) async throws {
        let site = try site()
        var options = AnalyzedSite.Options()
        options.site = site.path
        let before = try site.published("Content")
        do {
            _ = try await Rename(options).run(old, to: new)
            Issue.record("renamed")
        } catch {
            #expect("\(error)".contains(why), "\(error)")
        }
        #expect(try site.published("Content") == before)
    }
}
