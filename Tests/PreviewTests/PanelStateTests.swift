import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Preview
@testable import Support

/// What the panel of a page says: which findings have a button, and whether the page is as its files are.
@Suite(.serialized, .timeLimit(.minutes(15))) struct PanelStateTests {
    private static func state(_ site: PreviewSite, _ path: String) throws -> PanelState {
        PanelState(
            try #require(site.snapshot), path: path, token: "",
            editor: EditorLink("vscode", site: "/"))
    }

    private static let head = "<!-- guides-disable-next links/self: it is meant -->"

    /// A guide with findings of many kinds: with a safe fix, with a fix that is a guess, and with none.
    private static let body = """
        See [one](https://example.org/guides/two) and [two](TWO.md), [three](former.md) and (the guide)[two.md].

        See [four](twoo.md), [five](two.md#parts) and [six](http://example.net/x).

        See [here](two.md) and [one](one.md). Ask mail.acme.com for Tls and {{ name }}.

        \(head)

        Nothing is wrong here.

        [x]: two.md
        """

    private static func folder() throws -> TemporarySite {
        try TemporarySite([
            "one.md": TemporarySite.guide(
                "One", more: "related: [two, two]\nkeywords: [text, Text]\nudated: 2026-11-20", body),
            "two.md": TemporarySite.guide(
                "Two", more: "aliases: [former]", "See [one](one.md).\n\n## Part\n\nText."),
            "Content/terms.yml": "- {term: TLS, guide: none}\n",
        ])
    }

    /// A click on a button does what the button says, and what has no button is not changed by a request for it.
    @Test func buttonsAreThereWhereAClickHelps() async throws {
        let other = try Self.folder()
        let first = try await FixButtonTests.Still(other.path)
        let known = try #require(first.site.snapshot).known.filter { $0.file.hasSuffix("one.md") }
        let kinds = Set(known.map { $0.fix.map { $0.isSafe ? "safe" : "guess" } ?? "none" })
        #expect(kinds == ["safe", "guess", "none"] && known.count > 10)
        for finding in known {
            let folder = try Self.folder()
            let still = try await FixButtonTests.Still(folder.path)
            let state = try Self.state(still.site, "/guides/one")
            let all = try #require(state.guide).findings + state.errors
            let items = all.filter {
                $0.id == finding.id && $0.line == finding.location.line
                    && $0.column == finding.location.column
            }
            #expect(!items.isEmpty, "\(finding)")
            let before = try folder.read("one.md")
            let status = try await still.fix(FixButtonTests.Wanted(finding))
            let after = try folder.read("one.md")
            #expect(items.allSatisfy { $0.isFixable == (status == 200) }, "\(finding): \(status)")
            #expect((after != before) == (status == 200), "\(finding)")
            guard status == 200 else { continue }
            await still.site.update()
            await still.site.check()
            let left = try #require(still.site.snapshot).known
            #expect(left.count { $0.id == finding.id } < known.count { $0.id == finding.id }, "\(finding)")
        }
    }

    /// The panel names the guides that lead to one, each with the way in which it does.
    @Test func namesTheGuidesThatLeadToOne() async throws {
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide(
                "One", more: "related: [four]", "See [two](two.md) and [it](two.md)."),
            "two.md": TemporarySite.guide(
                "Two", more: "resources: [{guide: three, note: It goes on there.}]", "Other words."),
            "three.md": TemporarySite.guide("Three", "See [itself](three.md#top), and nothing else."),
            "four.md": TemporarySite.guide("Four", "Zones differ."),
            "Content/site.yml": TemporarySite.settings + "checks: {links/self: off}\n",
        ])
        let site = try await FixButtonTests.Still(folder.path).site
        func leading(_ slug: String) throws -> [String] {
            let links = try #require(Self.state(site, "/guides/\(slug)").guide).linkedFrom
            return links.filter { $0.inText > 0 || $0.isResource || slug == "four" }.map {
                "\($0.page) \($0.inText)\($0.isResource ? " resource" : "")\(slug == "four" && $0.isRelated ? " related" : "")"
            }
        }
        #expect(try leading("one") == [])
        // A guide that links twice has one line.
        #expect(try leading("two") == ["/guides/one 2"])
        #expect(try leading("three") == ["/guides/two 0 resource"])
        #expect(try leading("four").contains("/guides/one 0 related"))
    }

    /// A panel lists so many errors at most, and counts all.
    @Test(arguments: [19, 20, 21]) func soManyErrorsAreListed(_ count: Int) async throws {
        let links = (0..<count).map { "[x](none-\($0).md)" }.joined(separator: " ")
        let folder = try TemporarySite(["one.md": TemporarySite.guide("One", "See \(links).")])
        let state = try Self.state(try await FixButtonTests.Still(folder.path).site, "/guides")
        #expect(state.errors.count == min(count, 20) && state.errorCount == count)
        #expect(state.counts["error"] == count)
    }

    /// What is said of no file, such as that days are unknown, is said in the panel.
    @Test func noticesAreShown() async throws {
        let folder = try TemporarySite(["one.md": TemporarySite.guide("One", "Text.")])
        let git = try shell(
            "git init -q && git add Content && git -c user.name=A -c user.email=a@example.org commit -qm x && git rev-parse HEAD >.git/shallow",
            in: folder.path)
        #expect(git.code == 0, "\(git)")
        let state = try Self.state(try await FixButtonTests.Still(folder.path).site, "/guides")
        #expect(state.notices.contains { $0.contains("shallow") }, "\(state.notices)")
    }

    private static let pages = [
        "/guides/one", "/guides/two", "/guides", "/guides/glossary", "/guides/categories/one",
    ]

    private static let settings = TemporarySite.settings + "checks: {links/self: error, structure: error}\n"

    /// Files that spoil a guide, or the whole site, and the pages that are then earlier versions.
    static let spoiled: [(file: String, text: String, held: [String])] = [
        ("Content/site.yml", "name: [", pages),
        ("Content/site.yml", "name: Guides\n", pages),
        ("Content/terms.yml", "- {", pages),
        ("Content/queries.yml", "- {", pages),
        ("Templates/guide.mustache", "{{#open}}", pages),
        ("Templates/footer.mustache", "{{> none}}", pages),
        ("one.md", "---\ntitle: [\n", ["/guides/one"]),
        ("one.md", TemporarySite.guide("One", "See [x](nowhere.md)."), ["/guides/one"]),
        ("two.md", TemporarySite.guide("Two", "See [x](nowhere.md)."), ["/guides/two"]),
        // So does what the settings make an error, by its name or by its group.
        ("one.md", TemporarySite.guide("One", "See [itself](one.md)."), ["/guides/one"]),
        ("two.md", TemporarySite.guide("Two", "## Part\n\n#### Deep\n\nText."), ["/guides/two"]),
        // What is no error holds nothing.
        ("one.md", TemporarySite.guide("One", "Other text."), []),
        ("one.md", TemporarySite.guide("One", "See [here](two.md)."), []),
        (
            "one.md",
            TemporarySite.guide(
                "One",
                "<!-- guides-disable-next links/unknown-guide: it comes soon -->\n\nSee [x](nowhere.md)."), []
        ),
        ("Content/site.yml", settings.replacing("Test Guides", with: "Other Guides"), []),
        ("Content/terms.yml", "- {term: DNS, guide: one, definition: A word.}\n", []),
    ]

    @Test(arguments: spoiled.indices) func earlierVersionsAreSaidToBeThat(_ index: Int) async throws {
        let (file, text, held) = Self.spoiled[index]
        let folder = try TemporarySite([
            "one.md": TemporarySite.guide("One", "Text."), "two.md": TemporarySite.guide("Two", "Text."),
            "Content/terms.yml": "- {term: TLS, guide: one, definition: A word.}\n",
            "Content/site.yml": Self.settings,
        ])
        var options = AnalyzedSite.Options()
        options.site = folder.path
        let site = PreviewSite(options)
        try await site.start()
        await site.check()
        func isHeld() throws -> [String] { try Self.pages.filter { try Self.state(site, $0).isHeld } }
        #expect(try isHeld() == [])
        let former = try? folder.read(file)
        for step in ["spoiled", "checked", "repaired"] {
            switch step {
            case "spoiled":
                try folder.write(file, text)
                await site.update()
            case "checked": await site.check()
            default:
                if let former { try folder.write(file, former) } else { try folder.remove(file) }
                await site.update()
            }
            let expected = step == "repaired" ? [] : held
            #expect(
                try isHeld() == expected, "\(file) \(step): \(site.snapshot?.errors.map(\.message) ?? [])")
        }
    }
}
