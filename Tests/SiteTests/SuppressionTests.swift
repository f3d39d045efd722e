import TestSupport
import Testing

@testable import Publishing

/// Suppressions: what they let pass, and that nobody sees them.
@Suite(.timeLimit(.minutes(15))) struct SuppressionTests {
    private func check(_ body: String, settings: String = "") async throws -> (
        site: TemporarySite, report: Build.Report
    ) {
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", FixTests.head("updated: 2026-11-20", body))
        if !settings.isEmpty {
            try site.write("Content/site.yml", (ExampleTests.site["Content/site.yml"] ?? "") + settings)
        }
        return (site, try await site.build())
    }

    static let here = "<!-- guides-disable-next links/vague-text: the panel says so -->"

    @Test(
        arguments: [
            ("\(here)\n\nSee [here](tls.md).", [String]()),
            ("\(here)\nSee [here](tls.md).", []),
            ("One.\n\n\(here)\n\n- [here](tls.md)\n- [here](tls.md)", ["links/vague-text"]),
            ("- a\n\n  \(here)\n\n  [here](tls.md)\n- b", []),
            ("> One.\n>\n> \(here)\n>\n> [here](tls.md)", []),
            ("\(here)\n\nOne.\n\n[here](tls.md)", ["checks/unused-suppression", "links/vague-text"]),
            (
                "<!-- guides-disable-next links/vague-text -->\n\n[here](tls.md)",
                ["checks/suppression-without-reason", "links/vague-text"]
            ),
            ("<!-- guides-disable-next links: why -->\n\n[here](tls.md)", []),
            (
                "Text <!-- guides-disable-next links/vague-text: why --> [here](tls.md)",
                ["checks/unused-suppression", "links/vague-text"]
            ),
            ("```html\n\(here)\n```\n\nText.", []),
            (
                "<!-- guides-disable-next links/dangerous-scheme: why -->\n\n[x](javascript:x)",
                ["checks/unused-suppression", "links/dangerous-scheme"]
            ),
        ])
    func suppressOneFinding(_ body: String, _ ids: [String]) async throws {
        let (_, report) = try await check(body)
        #expect(report.findings.map(\.id).sorted() == ids, "\(report.findings)")
    }

    /// Its author meant something by it, so no fix takes it away.
    @Test(arguments: [
        ("links/vague-text", "[checks/suppression-without-reason]"),
        ("links/vague-txt: the panel says so", "no check is named `links/vague-txt`"),
        ("links/vague-txt: the panel says so", "did you mean `links/vague-text`?"),
        ("web: the host is slow", ""),
        ("links/dangerous-scheme: so", "an error that cannot be suppressed"),
    ])
    func keepsSuppressionsThatMatter(_ comment: String, _ words: String) throws {
        let site = try TemporarySite(ExampleTests.site)
        let text = FixTests.head(
            "updated: 2026-11-20", "<!-- guides-disable-next \(comment) -->\n\n[here](tls.md)")
        try site.write("example.md", text)
        let result = try run(["check", "--site", site.path, "--fix"])
        #expect(
            words.isEmpty ? !result.output.contains("[checks/") : result.output.contains(words), "\(result)")
        _ = try run(["check", "--site", site.path, "--fix", "--only", "checks"])
        #expect(try site.read("example.md") == text)
    }

    @Test(
        arguments: [
            "One.\n\n\(here)\n\nSee [here](tls.md).", "\(here)\n\nSee [here](tls.md).",
            "- a\n\(here)\n- [here](tls.md)",
            "1. a\n\n   \(here)\n\n   [here](tls.md)\n2. b", "> a\n> \(here)\n> [here](tls.md)",
            "One.\n\(here)\n[here](tls.md)",
            "[here](tls.md)\n\n\(here)", "\(here)\r\n\r\nSee [here](tls.md).\r\n",
        ])
    func nobodySeesThem(_ body: String) async throws {
        let (site, report) = try await check(body)
        #expect(!report.hasErrors, "\(report.findings)")
        for file in ["Public/guides/example.html", "Public/guides/example.md"] {
            let text = try site.read(file)
            #expect(!text.contains("disable") && !text.contains("panel") && !text.contains("<!--"), "\(text)")
            #expect(!text.contains("\n\n\n") && !text.contains(" \n"), "\(text)")
        }
    }

    @Test(
        arguments: [
            ("- {check: links/vague-text, path: Content/guides/example.md, reason: why}", [String]()),
            ("- {check: links, path: Content/guides, reason: why}", []),
            (
                "- {check: links/vague-text, path: Content/guides/tls.md, reason: why}",
                ["checks/unused-suppression", "links/vague-text", "links/vague-text"]
            ),
            (
                "- {check: links/vague-text, path: Content/guides}",
                ["checks/suppression-without-reason", "links/vague-text", "links/vague-text"]
            ),
            (
                "- {check: links/vague-txt, path: Content/guides, reason: why}",
                ["content/unknown-key", "links/vague-text", "links/vague-text"]
            ),
            (
                "- {check: pair/not-equivalent, path: Content, reason: why}",
                ["content/wrong-type", "links/vague-text", "links/vague-text"]
            ),
            (
                "- {check: web/gone, path: Content, reason: not asked here}",
                ["links/vague-text", "links/vague-text"]
            ),
            (
                "- {check: web, path: Content, reason: not asked here}",
                ["links/vague-text", "links/vague-text"]
            ),
        ])
    func ofTheSiteSuppressAPath(_ suppression: String, _ ids: [String]) async throws {
        let (_, report) = try await check(
            "[here](tls.md) and [here](tls.md)", settings: "suppressions:\n  \(suppression)\n")
        #expect(report.findings.map(\.id).sorted() == ids, "\(report.findings)")
    }

    /// The key by which settings named them before is read as well, but not beside the present one, which would hide
    /// it.
    @Test(arguments: [(false, []), (true, ["content/unknown-key"])])
    func theFormerKeyIsRead(_ isBeside: Bool, _ ids: [String]) async throws {
        let entry = "- {check: links/vague-text, path: Content, reason: The panel says so.}"
        let more = isBeside ? "suppressions:\n  \(entry)\n" : ""
        let (_, report) = try await check("[here](tls.md)", settings: "\(more)excuses:\n  \(entry)\n")
        #expect(report.findings.map(\.id) == ids, "\(report.findings)")
    }

    /// A comment at the end of an issue, before what belongs to the whole guide: the issue's own twin ends where its
    /// section does.
    @Test(arguments: [
        "COMMENT\n[ref]: b.md \"A title\"\n", "\nCOMMENT\n[ref]: b.md \"A title\"\n",
        "\nCOMMENT\n\n[ref]: b.md\n",
        "\nCOMMENT\n[ref]: b.md\n\n## More\n\nText.\n",
        "\nCOMMENT\n[ref]: b.md\n\n### Another\n\nThe check says `x`.\n\n1. Do it.\n",
        "COMMENT\n\n> A closing quote.\n", "\n   COMMENT\n[ref]: b.md\n\n## More\n\nText.\n",
    ])
    func commentsAtTheEndOfAnIssue(_ end: String) async throws {
        let comment = "<!-- guides-disable-next links/unused-definition: it is for later -->"
        let site = try TemporarySite(
            [
                "a.md": TemporarySite.guide(
                    "Alpha",
                    "See [the x][ref] and [that](b.md).\n\n## Fix Common Issues\n\n### No Record\n\nThe check says `none`.\n\n1. Publish it.\n2. Check again.\n"
                        + end.replacing("COMMENT", with: comment)),
                "b.md": TemporarySite.guide("Beta", "Text."),
            ], templates: false)
        let found = try await site.build().findings.filter { $0.severity == .error }
        #expect(found.allSatisfy { $0.id == "links/undefined-reference" }, "\(found)")
        guard found.isEmpty else { return }
        #expect(
            try site.read("Public/guides/i/no-record.md").hasSuffix("1. Publish it.\n2. Check again.\n")
                || end.contains("closing"))
    }
}
