import Testing

@testable import GuideKit

@Suite struct TermLinkTests {
    static let terms = """
        - {term: MTA-STS, expansion: SMTP MTA Strict Transport Security, guide: mta}
        - {term: STS, guide: sts}
        - {term: reverse DNS, synonyms: [rDNS], guide: dns}
        - {term: ARC, guide: arc}

        """

    /// A body, and the body of its twin with `⟦term⟧` where a link has to be.
    @Test(
        arguments: [
            "First ⟦MTA-STS⟧, then MTA-STS.", "The ⟦MTA STS⟧ way",
            "⟦SMTP MTA Strict Transport Security⟧ is long",
            "Only ⟦STS⟧ here", "A ⟦Reverse dns⟧ look", "⟦rDNS⟧", "an arc is no ⟦ARC⟧", "arcs",
            "`MTA-STS` and ⟦MTA-STS⟧",
            "## MTA-STS\n\n⟦MTA-STS⟧", "[MTA-STS](other.md) and ⟦MTA-STS⟧", "[by hand](mta.md) and MTA-STS",
            "MTA-STS-like and _MTA-STS and x.MTA-STS", "MTA-STS.example.com", "**⟦MTA-STS⟧** is bold",
            "| a |\n| --- |\n| ⟦MTA-STS⟧ |", "> ⟦MTA-STS⟧ quoted", "- ⟦MTA-STS⟧\n- MTA-STS",
            "```\nMTA-STS\n```\n\n⟦MTA-STS⟧",
            "&amp; ⟦MTA-STS⟧ \\* here", "“⟦MTA-STS⟧” quoted", "MTA, ⟦STS⟧", "x[^1] ⟦MTA-STS⟧\n\n[^1]: ARC",
            "![MTA-STS](i.png) ⟦MTA-STS⟧",
            "é ⟦MTA-STS⟧", "\\MTA-STS ⟦MTA-STS⟧", "!MTA-STS ⟦MTA-STS⟧", "[a]MTA-STS",
        ])
    func linksFirstMentions(_ marked: String) async throws {
        let plain = marked.replacing("⟦", with: "").replacing("⟧", with: "")
        let site = try Self.site(plain)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        var expected = marked
        while let open = expected.range(of: "⟦"), let close = expected.range(of: "⟧") {
            let term = String(expected[open.upperBound..<close.lowerBound])
            let guide =
                switch term.lowercased() {
                case "sts": "sts"
                case "arc": "arc"
                case "reverse dns", "rdns": "dns"
                default: "mta"
                }
            expected.replaceSubrange(
                open.lowerBound..<close.upperBound, with: "[\(term)](https://example.org/guides/\(guide).md)")
        }
        for name in ["other", "mta", "i.png"] where name != "i.png" {
            expected = expected.replacing("](\(name).md)", with: "](https://example.org/guides/\(name).md)")
        }
        expected = expected.replacing("](i.png)", with: "](https://example.org/guides/i.png)")
        let twin = try site.read("Public/guides/a.md")
        #expect(twin.contains("\n\n" + expected + "\n"), "\(twin)")
    }

    static func site(_ body: String, more: String = "") throws -> TemporarySite {
        try TemporarySite([
            "Content/terms.yml": terms, "a.md": TemporarySite.guide("Alpha", more: more, body),
            "mta.md": TemporarySite.guide("Policy", "About MTA-STS."),
            "sts.md": TemporarySite.guide("Other", "x"),
            "dns.md": TemporarySite.guide("Names", "x"), "arc.md": TemporarySite.guide("Chains", "x"),
            "other.md": TemporarySite.guide("Else", "x"), "i.png": "x",
        ])
    }

    @Test func neverLinksAGuideToItself() async throws {
        let site = try Self.site("x")
        try await site.build()
        #expect(try site.read("Public/guides/mta.md").contains("\n\nAbout MTA-STS.\n"))
    }

    @Test func canBeSwitchedOff() async throws {
        let site = try Self.site("MTA-STS here", more: "term-links: false")
        try await site.build()
        #expect(try site.read("Public/guides/a.md").contains("\n\nMTA-STS here\n"))
        #expect(try site.read("Public/guides/a.html").contains("<p>MTA-STS here</p>"))
        try site.write("Content/site.yml", TemporarySite.settings + "term-links: false\n")
        try site.write("a.md", TemporarySite.guide("Alpha", "MTA-STS again"))
        try await site.build()
        #expect(try site.read("Public/guides/a.md").contains("\n\nMTA-STS again\n"))
    }
}
