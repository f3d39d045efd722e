import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15))) struct TermLinkTests {
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
            // The bracket of a link would make a mark before it one that ends.
            "**é [**MTA-STS** x**", "⟦ARC⟧ and **é [**MTA-STS** x** and ⟦rDNS⟧",
            "⟦ARC⟧\n\n**é [**MTA-STS** x**\n\n⟦rDNS⟧\n\n**é [**STS** x**",
            "**é [**MTA-STS** x**\n\n**é [**STS** x**\n\n**é [**rDNS** x**\n\n**é [**ARC** x**",
            // Marks that touch the term, with a letter, a sign or nothing beyond them.
            "*⟦ARC⟧*", "**⟦ARC⟧**", "***⟦ARC⟧***", "~~⟦ARC⟧~~", "*ARC*s", "**ARC**s", "~~ARC~~s", "a*ARC*",
            "1**ARC**", "*ARC*é", "é*ARC*",
            "*⟦ARC⟧*, a", "(*⟦ARC⟧*)", "*the ⟦ARC⟧*", "*⟦ARC⟧ is*", "*the ARC*s", "**the *⟦ARC⟧***", "_ARC_",
            "*ARC*s and ⟦ARC⟧",
            // Signs beside it.
            "(⟦ARC⟧)", "\"⟦ARC⟧\"", "'⟦ARC⟧'", "⟦ARC⟧: a", "⟦ARC⟧; a", "⟦ARC⟧, a", "⟦ARC⟧?", "⟦ARC⟧!",
            "⟦ARC⟧.", "⟦ARC⟧…", "⟦ARC⟧ – a", "–⟦ARC⟧",
            "/ARC", "ARC/x", "ARC=1", "x=ARC", "ARC@x", "#ARC", "ARC_x", "ARCé", "域ARC", "&lt;⟦ARC⟧&gt;",
            "&amp;⟦ARC⟧", "<https://example.com/ARC>",
            // Footnotes, callouts, lists, tables, images, and definitions of references.
            "⟦ARC⟧[^1]\n\n[^1]: Note.", "x[^1]\n\n[^1]: ARC\n\n    ARC", "x[^ARC] ⟦ARC⟧\n\n[^ARC]: STS",
            "> [!NOTE]\n> ⟦ARC⟧", "> [!NOTE]\n> a\n>\n> > ⟦ARC⟧",
            "> > a\n>\n> ⟦ARC⟧", "- a\n  - ⟦ARC⟧\n  - ARC", "1. ⟦ARC⟧\n\n2. ARC", "- [ ] ⟦ARC⟧",
            "| ARC \\| |\n| - |\n| ARC |".replacing("ARC \\|", with: "⟦ARC⟧ \\|"),
            "![ARC](i.png)", "![ARC](i.png \"STS\") ⟦ARC⟧", "[a ARC b](other.md) ⟦ARC⟧", "a\\\n⟦ARC⟧  \nARC",
            "ARC\n===\n\n⟦ARC⟧",
            "[p]: mta.md\n\n⟦MTA-STS⟧ here", "⟦MTA-STS⟧ here\n\n[p]: mta.md \"MTA-STS\"",
            "[x][p] and MTA-STS\n\n[p]: mta.md", "MTA-STS and [x][p]\n\n[p]: mta.md",
            "[p]: mta.md\n[q]: other.md\n\n[x][q] and ⟦MTA-STS⟧", "[MTA-STS]\n\n[MTA-STS]: other.md\n\n⟦ARC⟧",
            "![x](i.png) [![MTA-STS](i.png)](mta.md) MTA-STS ⟦ARC⟧",
            "> ⟦ARC⟧\n\nARC", "| ⟦ARC⟧ | ⟦STS⟧ |\n| - | - |\n| ARC | STS |",
            "⟦ARC⟧ ⟦STS⟧ ⟦rDNS⟧ ⟦MTA-STS⟧ ARC STS rDNS MTA-STS",
            "a reverse\nDNS b", "Reverse-STS", "⟦reverse-DNS⟧", "**⟦reverse DNS⟧** look", "**reverse** DNS",
            "`ARC`s ⟦ARC⟧", "``ARC``",
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
                case "reverse dns", "reverse-dns", "rdns": "dns"
                default: "mta"
                }
            expected.replaceSubrange(
                open.lowerBound..<close.upperBound, with: "[\(term)](https://example.org/guides/\(guide).md)")
        }
        for name in ["other", "mta", "i.png"] where name != "i.png" {
            expected = expected.replacing("](\(name).md)", with: "](https://example.org/guides/\(name).md)")
                .replacing("]: \(name).md", with: "]: https://example.org/guides/\(name).md")
        }
        expected = expected.replacing("](i.png", with: "](https://example.org/guides/i.png")
        let twin = try site.read("Public/guides/a.md")
        #expect(twin.contains("\n\n" + expected + "\n"), "\(twin)")
    }

    static func site(_ body: String, more: String = "") throws -> TemporarySite {
        try TemporarySite([
            "Content/terms.yml": terms, "a.md": TemporarySite.guide("Alpha", more: more, body),
            "mta.md": TemporarySite.guide("Policy", "About MTA-STS."),
            "sts.md": TemporarySite.guide("Other", "x"),
            "dns.md": TemporarySite.guide("Names", "x"), "arc.md": TemporarySite.guide("Chains", "x"),
            "other.md": TemporarySite.guide("Else", "x"), "i.png": TemporarySite.picture,
        ])
    }

    /// Of many terms that start alike, the longest that is there is linked, and each of them is found.
    @Test func manyTermsMayStartAlike() async throws {
        let names =
            ["mail server n7 of many", "mail server n12", "mail server", "mail server n12 of many"]
            + (0..<40).flatMap { ["mail server m\($0)", "mail server m\($0) of many"] }
        var files = [
            "Content/terms.yml": names.enumerated().map {
                "- {term: \($1), definition: One of many., guide: g\(min($0, 4))}\n"
            }.joined(),
            "a.md": TemporarySite.guide(
                "Alpha",
                "The mail server n7 of many, a Mail-Server n12 of all, the mail server, mail server n12 of many."
            ),
        ]
        for number in 0...4 { files["g\(number).md"] = TemporarySite.guide("Policy \(number)", "x") }
        let site = try TemporarySite(files)
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        func link(_ text: String, _ number: Int) -> String {
            "[\(text)](https://example.org/guides/g\(number).md)"
        }
        let twin = try site.read("Public/guides/a.md")
        let line =
            "The \(link("mail server n7 of many", 0)), a \(link("Mail-Server n12", 1)) of all, the \(link("mail server", 2)), \(link("mail server n12 of many", 3))."
        #expect(twin.contains(line), "\(twin)")
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

    /// The guide's own word is above the site's.
    @Test(arguments: [nil, true, false], [nil, true, false])
    func theGuideDecides(_ ofSite: Bool?, _ ofGuide: Bool?) async throws {
        let site = try Self.site("MTA-STS here", more: ofGuide.map { "term-links: \($0)" } ?? "")
        try site.write(
            "Content/site.yml", TemporarySite.settings + (ofSite.map { "term-links: \($0)\n" } ?? ""))
        try await site.build()
        let isLinked = ofGuide ?? ofSite ?? true
        #expect(
            try site.read("Public/guides/a.md").contains(
                "\n\n[MTA-STS](https://example.org/guides/mta.md) here\n") == isLinked)
        #expect(
            try site.read("Public/guides/a.html").contains("<p><a href=\"/guides/mta\">MTA-STS</a> here</p>")
                == isLinked)
    }
}
