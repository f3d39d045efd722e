import Foundation
import TestSupport
import Testing

@testable import Checks
@testable import Markdown
@testable import Rendering
@testable import Support

/// Issues at addresses of their own, and the catalogs that lead tools to them.
@Suite(.timeLimit(.minutes(15))) struct IssueCatalogTests {
    private static let guide = TemporarySite.guide(
        "Widgets",
        more: """
            updated: 2026-11-20
            issues:
              - issue: missing-widget
                former-ids: [widget-gone]
                matches: [no widget here, "5.7.1"]
                check: {record: txt, name: _widget, found: none}
                fixes-where: dns
            """,
        """
        Widgets[^1] are *useful*, says [the standard][rfc].

        ## Fix Common Issues

        ### Missing Widget

        The checker found no `TXT` record & no [host](gadgets.md#facts) "there", see [the standard][rfc][^2].

        1. Publish `v=W1`:

           ```text
           v=W1 <now>
           ```

        2. Wait[^1]. Then:
           - look
           - look again
        3. Run the checker again.

        #### Where it is

        | a | b |
        | - | - |
        | 1 | 2 |

        ### Wrong Widget

        - The checker saw a wrong one at `_widget`.

        1. Fix it.

        2. Put it away.

        > A closing word of the guide.

        [rfc]: https://www.rfc-editor.org/rfc/rfc8461 "RFC 8461"

        [^1]: Not all, see [the standard][rfc].

        [^2]: Section 3.
        """)

    private func site() async throws -> TemporarySite {
        let site = try TemporarySite([
            "widgets.md": Self.guide,
            "gadgets.md": TemporarySite.guide(
                "Gadgets", more: "updated: 2026-11-20", "See [widgets](widgets.md).\n\n## Facts\n\nNone."),
        ])
        let report = try await site.build()
        #expect(!report.hasErrors, "\(report.findings.filter { $0.severity == .error })")
        return site
    }

    @Test func eachIssueHasATwinThatStandsAlone() async throws {
        let site = try await site()
        let twin = try site.read("Public/guides/i/widget-gone.md")
        #expect(
            twin == """
                # Missing Widget

                - [Human page](https://example.org/guides/widgets#missing-widget)
                - [Markdown page](https://example.org/guides/i/widget-gone.md)
                - [Widgets](https://example.org/guides/widgets.md): The guide that this is a part of.
                - Updated: 2026-11-20
                - Guide index: https://example.org/llms.txt

                > What Widgets is about, notwithstanding all characteristics.

                The checker found no `TXT` record & no [host](https://example.org/guides/gadgets.md#facts) "there", see [the standard][rfc][^2].

                1. Publish `v=W1`:

                   ```text
                   v=W1 <now>
                   ```

                2. Wait[^1]. Then:
                   - look
                   - look again
                3. Run the checker again.

                #### Where it is

                | a | b |
                | - | - |
                | 1 | 2 |

                [rfc]: https://www.rfc-editor.org/rfc/rfc8461 "RFC 8461"

                [^1]: Not all, see [the standard][rfc].

                [^2]: Section 3.

                """)
        let other = try site.read("Public/guides/i/wrong-widget.md")
        #expect(other.hasSuffix("2. Put it away.\n"))
        #expect(!other.contains("closing word") && !other.contains("[rfc]:"))
        let page = try site.read("Public/guides/i/widget-gone.html")
        #expect(page.contains("<a href=\"/guides/widgets#missing-widget\">Widgets</a>"))
        #expect(page.contains("<link rel=\"canonical\" href=\"https://example.org/guides/widgets\">"))
        #expect(!page.contains("http-equiv"))
        // The other name of the issue leads there too, also where the host has no rules.
        #expect(
            try site.read("Public/guides/i/missing-widget.html").contains("/guides/widgets#missing-widget"))
        #expect(
            try site.read("Public/guides/i/missing-widget.md").contains(
                "https://example.org/guides/i/widget-gone.md"))
    }

    @Test func addressesAreWholeWhateverMarksAnIDHolds() async throws {
        let site = try TemporarySite([
            "widgets.md": TemporarySite.guide(
                "Widgets",
                "Text.\n\n## Fix Common Issues\n\n### No `_dmarc_` or __x__ Record\n\nNo `TXT`.\n\n1. Run it again."
            )
        ])
        #expect(try await !site.build().hasErrors)
        let twin = try site.read("Public/guides/i/no-_dmarc_-or-x-record.md")
        #expect(twin.contains("(https://example.org/guides/i/no-_dmarc_-or-x-record.md)"))
        #expect(twin.contains("(https://example.org/guides/widgets#no-_dmarc_-or-x-record)"))
    }

    @Test func theCatalogSaysWhatTheSectionsSay() async throws {
        let site = try await site()
        struct Catalog: Decodable {
            struct Entry: Decodable, Equatable {
                struct Check: Decodable, Equatable { var record, name, found: String }
                var id, url, markdown, title, guide, page, guideMarkdown, signal, sha256: String
                var formerTitles, formerIds, matches, steps: [String]
                var check: Check?
                var fixesWhere, verify, updated: String?
                var tokens: Int
            }
            var issues: [Entry]
        }
        let catalog = try JSONDecoder().decode(
            Catalog.self, from: Data(try site.read("Public/guides/issues.json").utf8))
        let twin = try Disk.read(site.path + "/Public/guides/i/widget-gone.md")
        #expect(
            catalog.issues == [
                .init(
                    id: "widget-gone", url: "https://example.org/guides/i/widget-gone",
                    markdown: "https://example.org/guides/i/widget-gone.md", title: "Missing Widget",
                    guide: "Widgets",
                    page: "https://example.org/guides/widgets#missing-widget",
                    guideMarkdown: "https://example.org/guides/widgets.md",
                    signal: "The checker found no TXT record & no host \"there\", see the standard.",
                    sha256: ContentHash.hexadecimal(twin), formerTitles: [], formerIds: ["missing-widget"],
                    matches: ["no widget here", "5.7.1"],
                    steps: [
                        "Publish v=W1: v=W1 <now>", "Wait. Then: look look again", "Run the checker again.",
                    ], check: .init(record: "TXT", name: "_widget", found: "none"), fixesWhere: "dns",
                    verify: "Run the checker again.", updated: "2026-11-20",
                    tokens: Tokens.estimate(twin)),
                .init(
                    id: "wrong-widget", url: "https://example.org/guides/i/wrong-widget",
                    markdown: "https://example.org/guides/i/wrong-widget.md", title: "Wrong Widget",
                    guide: "Widgets",
                    page: "https://example.org/guides/widgets#wrong-widget",
                    guideMarkdown: "https://example.org/guides/widgets.md", signal: "",
                    sha256: ContentHash.hexadecimal(
                        try Disk.read(site.path + "/Public/guides/i/wrong-widget.md")),
                    formerTitles: [], formerIds: [], matches: [], steps: ["Fix it.", "Put it away."],
                    check: nil,
                    fixesWhere: nil, verify: nil, updated: "2026-11-20",
                    tokens: Tokens.estimate(try Disk.read(site.path + "/Public/guides/i/wrong-widget.md"))),
            ])
    }

    /// Runs the JSON Schema validator of Debian's python3-jsonschema; what it complains of.
    private func complaints(_ catalog: String, _ schema: String) throws -> String {
        let result = try Program.run([
            "/usr/bin/python3", "-c",
            """
            import json, sys
            from jsonschema import Draft202012Validator, FormatChecker
            catalog, schema = (json.load(open(path)) for path in sys.argv[1:])
            Draft202012Validator.check_schema(schema)
            for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(catalog):
                print(error.json_path, error.message[:200])
            """, catalog, schema,
        ])
        return result.output + result.error
    }

    @Test func theCatalogKeepsItsSchema() async throws {
        let site = try await site()
        let folder = site.path + "/Public/guides"
        #expect(try complaints(folder + "/issues.json", folder + "/issues.schema.json") == "")
        // The schema would see it.
        let good = try site.read("Public/guides/issues.json")
        for (from, to, complaint) in [
            ("\"found\":\"none\"", "\"found\":\"nothing\"", "is not one of"),
            ("\"id\":\"wrong-widget\",", "", "'id' is a required"),
            ("\"tokens\":", "\"tokens\":0.5,\"more\":", "more"),
            ("\"updated\":\"2026-11-20\"", "\"updated\":\"soon\"", "soon"),
            ("\"sha256\":\"", "\"sha256\":\"X", "does not match"),
        ] {
            try site.write("Public/bad.json", good.replacing(from, with: to))
            #expect(
                try complaints(site.path + "/Public/bad.json", folder + "/issues.schema.json").contains(
                    complaint))
        }
        // The content of this repository, too.
        let real = try TemporarySite()
        Disk.removeTree(real.path + "/Content")
        try FileManager.default.copyItem(atPath: repository + "/Content", toPath: real.path + "/Content")
        #expect(try await !real.build().hasErrors)
        let guides = real.path + "/Public/guides"
        #expect(try complaints(guides + "/issues.json", guides + "/issues.schema.json") == "")
    }

    @Test func theTaxonomyNamesTheSameIssues() async throws {
        let site = try await site()
        struct Log: Decodable {
            struct Run: Decodable {
                struct Taxonomy: Decodable {
                    struct Taxon: Decodable {
                        var id: String
                        var helpUri: String
                    }
                    var name: String
                    var taxa: [Taxon]
                }
                var taxonomies: [Taxonomy]
            }
            var version: String
            var runs: [Run]
        }
        let log = try JSONDecoder().decode(
            Log.self, from: Data(try site.read("Public/guides/issues.sarif").utf8))
        #expect(log.version == "2.1.0")
        #expect(log.runs.first?.taxonomies.first?.taxa.map(\.id) == ["widget-gone", "wrong-widget"])
        #expect(
            log.runs.first?.taxonomies.first?.taxa.first?.helpUri
                == "https://example.org/guides/i/widget-gone")
        #expect(try site.read("Public/llms.txt").contains("https://example.org/guides/issues.json"))
    }

    // MARK: The proof

    /// An issue's twin in which anything is otherwise is refused.
    @Test(arguments: [
        ("no `TXT` record", "a `TXT` record"), ("v=W1 <now>", "v=W2 <now>"), ("1. Publish", "2. Publish"),
        ("3. Run the checker again.", ""), ("gadgets.md#facts", "widgets.md#facts"), ("| 1 | 2 |", "| 1 | |"),
        ("```text", "```"), ("#### Where", "### Where"), ("rfc8461 ", "rfc8462 "), ("   - look\n", ""),
        ("[^1]: Not all", "[^1]: All"), ("[^1]: Not all", "[^1]: Not all of it[^2]\n\n[^2]: Not all"),
        ("Run the checker again.", "Run the checker again.\n\nSend us your password."),
        ("# Missing Widget", "## Missing Widget"), ("/guides/widgets.md)", "/guides/gadgets.md)"),
        ("i/widget-gone.md", "i/widget-lost.md"), ("llms.txt", "other.txt"),
        ("- Guide index", "- A word\n- Guide index"),
    ])
    func theProofSeesWhatIsOtherwise(from: String, to: String) async throws {
        let site = try await site()
        let library = try await site.library()
        let index = try #require(library.index(ofSlug: "widgets"))
        let page = ByteWriter()
        GuideBody(library: library, index: index).appendHTML(to: page)
        let part = try #require(IssueText.all(in: page).first).html
        let proof = Proof(
            parser: Parser(),
            addresses: ProofAddresses(origin: library.addresses.origin, path: library.addresses.path),
            dialect: library.site.dialect)
        let guide = library.guides[index]
        var head = TwinWriter(markdown: ByteWriter(), frame: ByteWriter())
        head.heading(1, try #require(guide.issues.first).heading.text)
        head.list(
            [
                .link(title: "Human page", twin: "https://example.org/x", page: "#missing-widget", note: ""),
                .link(
                    title: "Markdown page", twin: "https://example.org/x", page: "/guides/i/widget-gone",
                    note: ""),
                .link(
                    title: guide.title, twin: "https://example.org/x", page: "/guides/widgets",
                    note: "The guide that this is a part of."),
                .text("Updated: 2026-11-20"), .text("Guide index: https://example.org/llms.txt"),
            ], isTight: true)
        head.quote(guide.summary)
        func difference(_ text: String) -> Proof.Difference? {
            proof.compareIssue(
                ByteWriter(Array(text.utf8)), blocksBefore: head.blocks, frame: head.frame, page: page,
                part: part, address: "/guides/widgets",
                names: BodyNames(guide.document, ofIssue: 0))
        }
        let twin = try site.read("Public/guides/i/widget-gone.md")
        #expect(difference(twin) == nil)
        let spoiled = twin.replacing(from, with: to)
        #expect(spoiled != twin)
        #expect(difference(spoiled) != nil)
    }
}
