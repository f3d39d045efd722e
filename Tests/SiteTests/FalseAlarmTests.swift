import TestSupport
import Testing

@testable import Analysis

/// Words that look like a fault and are none, each beside like ones that are.
@Suite(.timeLimit(.minutes(15))) struct FalseAlarmTests {
    @Test(
        arguments: [
            ("keywords/spelling", "So a reader asks.", "A Soa record."),
            ("keywords/spelling", "So, a reader asks.", "The SO A record."),
            ("keywords/spelling", "Plain HTTP.", "Plain Https."),
            ("keywords/spelling", "Start it.", "Offer Starttls."),
            ("content/example-domain", "See section 4.5.4.1 there.", "See 4.5.4.1 there."),
            ("content/example-domain", "See § 4.5.4.1 there.", "See page 4.5.4.1 there."),
        ])
    func areToldFromFaults(_ id: String, _ right: String, _ wrong: String) async throws {
        let site = try TemporarySite([
            "Content/terms.yml": """
            - {term: SOA, guide: none}
            - {term: HTTPS, guide: none}
            - {term: STARTTLS, guide: none}

            """
        ])
        for (text, isFault) in [(right, false), (wrong, true)] {
            try site.write("a.md", TemporarySite.guide("Guide", text))
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options).filter { $0.id == id }
            #expect(found.isEmpty != isFault, "\(text): \(found.map(\.message))")
        }
    }

    /// Texts that one check leaves alone, beside ones that it reports, and no other check reports those.
    @Test(
        arguments: [
            (
                "keywords/stuffed",
                "See https://example.net/mail/key/mail-key and www.mail-key.example for a mail key.",
                "See the mail key, the mail key or a mail key."
            ),
            ("links/self", "[one]: a.md", "See [one].\n\n[one]: a.md"),
            ("links/own-site-address", "See [b](/guides/old-b).", "See [b](/guides/b)."),
            ("links/moved-guide", "See [b](/guides/b).", "See [b](/guides/old-b)."),
            ("content/template-leak", "See [b](b.md).", "See [b](/{{version}}/b)."),
            ("links/unknown-guide", "See [b]({{version}}/b.md).", "See [b](version/b.md)."),
        ])
    func areOneFindingAtMost(_ id: String, _ right: String, _ wrong: String) async throws {
        let site = try TemporarySite([
            "b.md": TemporarySite.guide("Other Guide", more: "aliases: [old-b]", "See [a](a.md).")
        ])
        for (text, isFault) in [(right, false), (wrong, true)] {
            try site.write("a.md", TemporarySite.guide("Mail Key", text))
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options).filter {
                $0.file == "Content/guides/a.md"
                    && ($0.id == id || $0.id.hasPrefix("links/") || $0.id == "content/template-leak")
            }
            #expect(found.contains { $0.id == id } == isFault, "\(text): \(found.map(\.message))")
            if isFault { #expect(found.count == 1, "\(text): \(found.map { "\($0.id): \($0.message)" })") }
        }
    }

    /// A term that looks like the plural of another one.
    @Test(arguments: [
        ("Use HTTPS, not HTTP.", []), ("Use Https, not HTTP.", ["\"Https\" is spelled HTTPS"]),
        ("Use HTTPS, not Http.", ["\"Http\" is spelled HTTP"]),
    ])
    func oneTermIsNoPluralOfAnother(_ text: String, _ messages: [String]) async throws {
        for terms in [["HTTP", "HTTPS"], ["HTTPS", "HTTP"]] {
            let site = try TemporarySite([
                "Content/terms.yml": terms.map { "- {term: \($0), guide: none}\n" }.joined(),
                "a.md": TemporarySite.guide("Guide", text),
            ])
            var options = AnalyzedSite.Options()
            options.site = site.path
            let found = try await AnalyzedSite(options).allFindings(options).filter {
                $0.id == "keywords/spelling"
            }
            #expect(found.map(\.message) == messages, "\(terms)")
        }
    }

    /// What a check finds in a text, as severities in order.
    @Test(
        arguments: [
            ("links/insecure", "[a](http://example.net/a) [b](http://example.net/b)", "warning note"),
            ("links/insecure", "[a](http://wpad/a) [b](http://[2001:db8::1]/b)", "warning"),
            ("links/self", "See [Mail Key](a.md).", ""), ("links/self", "See [the key](a.md).", "warning"),
            ("links/self", "{{include: self.md}}", ""),
            ("links/self", "- [the key](a.md)\n- [b](b.md)", "note"),
            ("links/self", "1. **[the key]**\n2. [b](b.md)\n\n[the key]: a.md", "note"),
            ("links/self", "See [the key].\n\n[the key]: a.md", "warning"),
            ("links/same-text", "[the one](b.md) [the one](b.md#part)", "note"),
            ("links/same-text", "[the one](b.md) [the one](gone.md)", ""),
            (
                "keywords/stuffed", "See the mail key, the mail key or a mail key.", "note"
            ),
            ("links/same-text", "[the one](#part) [the one](b.md)\n\n## Part\n\nText.", ""),
            ("links/same-text", "[the one](b.md) [the one](https://example.net/)", "warning"),
            (
                "links/same-text",
                (0..<9).map { "- [docs](https://example.net/\($0))" }.joined(separator: "\n"), "note"
            ),
            (
                "links/ambiguous-anchor", "[a](#one) [b](#one-1)\n\n## One\n\nA.\n\n## One\n\nB.",
                "note warning"
            ),
            ("links/vague-text", "[Pages](b.md) [page](b.md)", "warning"),
            ("structure/raw-html", "- <!-- name -->\n\n    Text.\n- b", "warning"),
        ])
    func areWeighed(_ id: String, _ text: String, _ severities: String) async throws {
        let site = try TemporarySite([
            "Content/includes/self.md": "See [the key](a.md).",
            "a.md": TemporarySite.guide("Mail Key", text),
            "b.md": TemporarySite.guide("Other Guide", "Text."),
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter { $0.id == id }
        let weights = found.sorted().map(\.severity.rawValue).joined(separator: " ")
        #expect(weights == severities, "\(text): \(found.map(\.message))")
    }

    /// Guides of a large category to most of which no text links are looked up; others are forgotten.
    @Test(arguments: [(40, 0, "note"), (40, 30, "warning"), (12, 0, "warning")])
    func orphansOfAReferenceAreNotes(_ count: Int, _ linked: Int, _ severity: String) async throws {
        let site = try TemporarySite([:])
        let words = (0..<count).map { number in (0..<6).map { "w\(number)x\($0)" }.joined(separator: " ") }
        for number in 0..<count {
            let links = number == 0 ? (0..<linked).map { "[one](g\($0).md)" }.joined(separator: " ") : ""
            try site.write("g\(number).md", TemporarySite.guide(words[number], words[number] + ". " + links))
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter { $0.id == "links/orphan" }
        #expect(
            !found.isEmpty && found.allSatisfy { $0.severity.rawValue == severity },
            "\(found.map(\.severity))")
    }

    /// A definition in an included file is named with that file.
    @Test func definitionsNameTheirFile() async throws {
        let site = try TemporarySite([
            "Content/includes/one.md": "One [x].\n\n[x]: b.md",
            "a.md": TemporarySite.guide("Mail Key", "{{include: one.md}}\n\nTwo [x].\n\n[x]: a.md"),
            "b.md": TemporarySite.guide("Other Guide", "Text."),
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter {
            $0.id == "links/shadowed-definition"
        }
        #expect(
            found.map(\.message).first?.contains("on line 3 of Content/includes/one.md,") == true, "\(found)")
    }

    /// Summaries that differ in signs alone say different things.
    @Test(arguments: [("Tells whether a >= b holds.", "note"), ("tells whether a == b  holds", "warning")])
    func signsTellSummariesApart(_ summary: String, _ severity: String) async throws {
        let site = try TemporarySite([:])
        for (name, text) in [("a", "Tells whether a == b holds."), ("b", summary)] {
            try site.write(
                "\(name).md", "---\ntitle: Guide \(name)\nsummary: '\(text)'\ncategory: one\n---\n\nText.\n")
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter {
            $0.id == "content/duplicate-summary"
        }
        #expect(found.map(\.severity.rawValue) == [severity], "\(found)")
    }
}
