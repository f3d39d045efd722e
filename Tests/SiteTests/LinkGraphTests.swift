import TestSupport
import Testing

@testable import Analysis

/// Which links count for the checks that go from guide to guide: a guide's links to itself never do.
@Suite(.timeLimit(.minutes(15))) struct LinkGraphTests {
    /// Ways to lead to a guide: front matter, body.
    static let ways: [(head: String, body: String)] = [
        ("", "See [the page](SLUG.md)."), ("", "See [the page](SLUG.md#part)."),
        ("", "See [the page][x].\n\n[x]: SLUG.md"),
        ("", "See [the page](/guides/SLUG)."), ("", "See [the page](https://example.org/guides/SLUG)."),
        ("", "See https://example.org/guides/SLUG there."), ("", "See [the page](former-SLUG.md)."),
        ("", "See [**the page**](SLUG.md \"Title\")."), ("", "> - See [the page](SLUG.md)."),
        ("", "| a |\n| - |\n| [page](SLUG.md) |"), ("", "Text[^1].\n\n[^1]: See [the page](SLUG.md)."),
        ("related: [SLUG]", ""), ("resources: [{guide: SLUG, note: See it.}]", ""),
    ]

    private static func findings(
        _ id: String, _ body: String, head: String = "", own: String = "", ownHead: String = ""
    )
        async throws -> [String]
    {
        func fill(_ text: String) -> String { text.replacing("SLUG", with: "alone") }
        let fillers = (1...3).map { "filler-\($0)" }
        var files = [
            "alone.md": TemporarySite.guide(
                "Alone", more: "aliases: [former-alone]\n\(fill(ownHead))", "\(fill(own))\n\n## Part\n\nText."
            ),
            "other.md": TemporarySite.guide("Other", more: fill(head), "\(fill(body))\n\nText."),
        ]
        // Each guide names three others as related, so that none is led to by likeness.
        for name in fillers {
            files["\(name).md"] = TemporarySite.guide(
                "The \(name)",
                more: "related: [\(fillers.filter { $0 != name }.joined(separator: ", ")), other]", "Text.")
        }
        for name in ["other.md", "alone.md"] where !(files[name]!.contains("related:")) {
            files[name] = files[name]!.replacing(
                "category: one\n", with: "category: one\nrelated: [\(fillers.joined(separator: ", "))]\n")
        }
        let site = try TemporarySite(files, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await AnalyzedSite(options).allFindings(options).filter { $0.id == id }.map(\.file)
    }

    @Test(arguments: ways.indices) func linksOfOthersEndAnOrphan(_ way: Int) async throws {
        let way = Self.ways[way]
        let of = "Content/guides/alone.md"
        #expect(try await Self.findings("links/orphan", way.body, head: way.head).filter { $0 == of } == [])
        #expect(
            try await Self.findings("links/orphan", "Text.", own: way.body, ownHead: way.head).contains(of))
        #expect(
            try await Self.findings(
                "links/orphan", way.body, head: way.head, own: way.body, ownHead: way.head
            )
            .filter { $0 == of } == [])
    }

    /// A link whose text is the term that its guide explains: to the guide itself and its parts it may lead.
    @Test(arguments: [
        ("#certificates", false), ("tls.md", false), ("tls.md#certificates", false), ("ssl.md", false),
        ("/guides/tls", false), ("https://example.org/guides/tls#certificates", false), ("spf.md", true),
        ("spf.md#missing-spf-record", true), ("https://example.com/", true), ("dot.png", true),
        ("/guides", true),
    ])
    func aTermMayLeadToItsOwnGuide(_ address: String, _ isFound: Bool) async throws {
        for text in ["TLS", "tls certificates", "TLS."] {
            let site = try TemporarySite(ExampleTests.site, templates: false)
            try site.write(
                "tls.md",
                try site.read("tls.md").replacing(
                    "A certificate has a name.", with: "See [\(text)](\(address))."))
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options).filter {
                $0.id == "keywords/competing-link"
            }
            #expect(
                found.count == (isFound && text != "tls certificates" ? 1 : 0), "\(text) \(address): \(found)"
            )
            for finding in found {
                #expect(finding.location == .init(line: 12, column: 8 + text.count), "\(finding)")
                #expect(finding.end == .init(line: 12, column: 8 + text.count + address.count), "\(finding)")
            }
        }
    }

    /// An id, present or former, is one issue's, wherever the other one is.
    @Test(arguments: [
        ("", "", false), ("one: [x]", "two: [y]", false), ("one: [x]", "two: [x]", true),
        ("one: [x, z]", "two: [y, z]", true), ("one: [two]", "", true), ("", "two: [one]", true),
        ("one: [one-more]", "two: [two-more]", false),
    ])
    func idsAreOneIssues(_ first: String, _ second: String, _ isFound: Bool) async throws {
        func entry(_ text: String) -> [String] {
            let parts = text.split(separator: ":", maxSplits: 1)
            return parts.isEmpty ? [] : ["{issue: \(parts[0]), former-ids:\(parts[1])}"]
        }
        func issue(_ title: String) -> String {
            "### \(title)\n\nThe check says `\(title)`.\n\n1. Do it.\n2. Check again.\n\n"
        }
        func head(_ entries: [String]) -> String {
            entries.isEmpty ? "" : "issues: [\(entries.joined(separator: ", "))]"
        }
        let start = "Text.\n\n## Fix Common Issues\n\n"
        for isOneGuide in [true, false] {
            let files =
                isOneGuide
                ? [
                    "a.md": TemporarySite.guide(
                        "Alpha", more: head(entry(first) + entry(second)), start + issue("One") + issue("Two")
                    )
                ]
                : [
                    "a.md": TemporarySite.guide("Alpha", more: head(entry(first)), start + issue("One")),
                    "b.md": TemporarySite.guide("Beta", more: head(entry(second)), start + issue("Two")),
                ]
            let site = try TemporarySite(files, templates: false)
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options).filter {
                $0.id == "issues/duplicate-title"
            }
            #expect(found.count == (isFound ? 1 : 0), "one guide: \(isOneGuide): \(found)")
            let file = isOneGuide ? "a.md" : "b.md"
            for finding in found {
                #expect(finding.file == "Content/guides/\(file)")
                let line = try site.read(file).split(separator: "\n", omittingEmptySubsequences: false)[
                    Int(finding.location.line) - 1]
                #expect(line == "### Two")
            }
        }
    }
}
