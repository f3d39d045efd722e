import TestSupport
import Testing

@testable import Analysis
@testable import Findings

/// Everything that has a name or had one, recorded again and again: nothing of it is called gone while it is there, and
/// each name by itself is once it is not.
@Suite(.timeLimit(.minutes(15))) struct RecordedNameTests {
    private static let guide = """
        ---
        title: Alpha
        summary: What Alpha is about, notwithstanding all characteristics.
        category: one
        aliases: [alias-one, alias-two]
        issues:
          - {issue: third-name, former-ids: [first-name, second-name]}
          - {issue: other-issue, former-ids: [other-name]}
        headings:
          - {heading: part, former-ids: [part-one, part-two]}
          - {heading: last-part, former-ids: [last-one]}
        ---

        Text of it.

        ## Part

        Text.

        ## Last Part

        Text.

        ## Fix Common Issues

        ### Third Name

        The checker saw `one`.

        1. Do it.
        2. Check again.

        ### Other Issue

        The checker saw `two`.

        1. Do it.
        2. Check again.

        ### Plain Issue

        The checker saw `three`.

        1. Do it.
        2. Check again.

        """

    private static let settings = TemporarySite.settings.replacing(
        "title: Category One,", with: "title: Category One, aliases: [group-one, group-two],")

    private static let terms = "- {term: TERM, guide: a}\n- {term: WORD, guide: none}\n"

    private static func site() throws -> TemporarySite {
        try TemporarySite(
            [
                "a.md": guide, "b.md": TemporarySite.guide("Beta", category: "two", "See [alpha](a.md)."),
                "img/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Content/terms.yml": terms,
                "Content/site.yml": settings,
            ], templates: false)
    }

    private static func found(_ site: TemporarySite) async throws -> [Finding] {
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await AnalyzedSite(options).allFindings(options).filter {
            $0.group == "addresses" || $0.id == "issues/renamed"
        }
    }

    @Test func nothingIsGoneWhileItIsThere() async throws {
        let site = try Self.site()
        var counts: [Int] = []
        for _ in 0..<3 {
            let report = try await site.build { $0.records = true }
            #expect(report.findings.filter { $0.severity == .error } == [])
            counts.append(report.recorded)
            #expect(try await Self.found(site) == [])
        }
        let page = try site.read("Public/guides/a.html")
        for name in [
            "part", "last-part", "third-name", "other-issue", "plain-issue", "part-one", "part-two",
            "last-one",
            "first-name", "second-name", "other-name",
        ] {
            #expect(page.components(separatedBy: " id=\"\(name)\"").count == 2, "\(name)")
        }
        #expect(counts[0] > 20 && counts.dropFirst() == [0, 0])
    }

    struct Loss: Sendable, CustomTestStringConvertible {
        var file: String
        var from: String
        var to: String
        /// The check that tells of it, and the name that it tells.
        var id: String
        var name: String
        /// How many names go with it.
        var count = 1
        var testDescription: String { name }

        init(_ file: String, _ from: String, _ to: String, _ id: String, _ name: String, count: Int = 1) {
            (self.file, self.from, self.to, self.id, self.name, self.count) = (
                file, from, to, id, name, count
            )
        }
    }

    static let losses = [
        Loss("a.md", "[alias-one, alias-two]", "[alias-two]", "addresses/lost-page", "/guides/alias-one"),
        Loss("a.md", "[alias-one, alias-two]", "[alias-one]", "addresses/lost-page", "/guides/alias-two"),
        Loss("a.md", "[first-name, second-name]", "[first-name]", "issues/renamed", "second-name"),
        Loss("a.md", "[first-name, second-name]", "[second-name]", "issues/renamed", "first-name"),
        Loss("a.md", "### Third Name", "### Fourth Name", "issues/renamed", "third-name", count: 3),
        Loss("a.md", ", former-ids: [other-name]", "", "issues/renamed", "other-name"),
        Loss("a.md", "### Plain Issue", "### Strange Thing", "issues/renamed", "plain-issue"),
        Loss("a.md", "## Last Part", "## Unlike", "addresses/lost-anchor", "last-part"),
        Loss("Content/site.yml", "[group-one, group-two]", "[group-two]", "addresses/lost-page", "group-one"),
        Loss("Content/site.yml", "[group-one, group-two]", "[group-one]", "addresses/lost-page", "group-two"),
        Loss("Content/terms.yml", "- {term: WORD, guide: none}\n", "", "addresses/lost-anchor", "word"),
        Loss("Content/terms.yml", "- {term: TERM, guide: a}\n", "", "addresses/lost-anchor", "term"),
    ]

    @Test(arguments: losses, [1, 2]) func eachIsGoneByItself(_ loss: Loss, _ records: Int) async throws {
        let site = try Self.site()
        for _ in 0..<records { try await site.build { $0.records = true } }
        let text = try site.read(loss.file)
        try #require(text.contains(loss.from))
        try site.write(loss.file, text.replacing(loss.from, with: loss.to))
        let found = try await Self.found(site)
        #expect(found.contains { $0.id == loss.id && $0.message.contains(loss.name) }, "\(found)")
        #expect(found.filter { $0.id == loss.id }.count == loss.count, "\(found)")
        try site.write(loss.file, text)
        #expect(try await Self.found(site) == [])
    }

    /// An issue that is renamed time after time, each time recorded, keeps all its names.
    @Test func renamedTimeAfterTime() async throws {
        var names: [String] = []
        let site = try TemporarySite(["b.md": TemporarySite.guide("Beta", "Text.")], templates: false)
        for title in ["One Thing", "Two Things", "Three Things", "Four Things"] {
            let id = title.lowercased().replacing(" ", with: "-")
            let more =
                names.isEmpty
                ? "" : "issues: [{issue: \(id), former-ids: [\(names.joined(separator: ", "))]}]"
            try site.write(
                "a.md",
                TemporarySite.guide(
                    "Alpha", more: more,
                    "Text.\n\n## Fix Common Issues\n\n### \(title)\n\nThe checker saw `one`.\n\n1. Do it.\n2. Check again."
                ))
            names.append(id)
            for _ in 0..<2 {
                let report = try await site.build { $0.records = true }
                #expect(report.findings.filter { $0.severity == .error } == [])
                #expect(try await Self.found(site) == [])
            }
            for name in names {
                #expect(try site.read("Public/guides/i/\(name).html").contains("/guides/a#\(id)\""))
            }
        }
    }
}
