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
}
