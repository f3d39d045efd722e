import TestSupport
import Testing

@testable import Findings
@testable import Support

/// Addresses in titles, summaries and file names, whose marks are letters to a link.
@Suite(.timeLimit(.minutes(15))) struct AddressInTextTests {
    @Test(arguments: [
        "https://x.example/_a/*b", "https://x.example/a_b_c", "http://x.example/~joe/[a]",
        "https://x.example/?a=1&b=2",
        "https://x.example/`a`", "https://x.example/_a.", "(https://x.example/_a)", "ahttps://x.example/_a",
        "https://",
        "https://x.example/_a/*b, https://y.example/*c", "https://x.example/a\\_b", "HTTPS://x.example/_a/*b",
        "1https://x.example/_a",
        "ftp://x.example/_a", "éhttps://x.example/*a",
    ])
    func areThePairsOf(_ address: String) async throws {
        let site = try TemporarySite([
            "a.md": """
            ---
            title: 'About \(address) there'
            summary: 'Text on \(address) for all of them.'
            category: one
            ---

            Text.
            """,
            "b.md": TemporarySite.guide("Beta", more: "related: [a]", "Other [text](a.md)."),
        ])
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error }.map(\.message) == [])
    }

    @Test(arguments: ["_a", "a_", "a__b", "_common/a", "a.b_"]) func areThoseOfFiles(_ name: String)
        async throws
    {
        let site = try TemporarySite(["\(name).md": TemporarySite.guide("Alpha", "Text.")])
        try site.write(
            "Content/site.yml", try site.read("Content/site.yml") + "names: kept\naddresses: folders\n")
        let report = try await site.build()
        #expect(report.findings.filter { $0.severity == .error }.map(\.message) == [])
    }
}
