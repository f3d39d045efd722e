import Foundation
import TestSupport
import Testing

@testable import Support

/// Front matter, settings and links of random pieces: whatever comes of them, the program comes back with findings that
/// have a place within their file, and each fix that it offers belongs there.
@Suite(.timeLimit(.minutes(15))) struct FrontMatterFuzzTests {
    private static let pieces = [
        "title", "summary", "category", "keywords", "resources", "related", "issues", "headings", "aliases",
        "agent-notes", "updated",
        ": ", ":", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", "\"", "'", "#", " #", "|\n", ">\n",
        "&a ", "*a", "!!str ", "%", "@", "`",
        "---\n", "...\n", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{1B}", "é", "漢", "\\e", "\\x07", "\\u202e",
        "\t", "\r", "\r\n", "a", "one", "b.md",
        "http://host:99999/", "http://host:65536/", "http://host:-1/", "http://[::1/", "http://user:pw@h/",
        "//x", "javascript:x", "2026-02-30",
        "true", "null", "~", "0o17", "1.10", "? ", "<<: ",
    ]

    private static func text(_ random: inout Seeded, _ count: ClosedRange<Int>) -> String {
        (0..<Int.random(in: count, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            .joined()
    }

    @Test(arguments: Seeded.seeds(400)) func randomFrontMatterComesBack(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let head = seed % 2 == 0 ? "" : "title: A Guide\nsummary: A summary of it.\ncategory: one\n"
        var files = [
            "a.md":
                "---\n\(head)\(Self.text(&random, 1...12))\n---\n\nSee [x](<\(Self.text(&random, 0...3))>) \(Self.text(&random, 0...6))\n",
            "b.md": TemporarySite.guide("Beta", "Text."),
        ]
        if seed % 3 == 0 { files["Content/terms.yml"] = Self.text(&random, 1...12) }
        if seed % 5 == 0 { files["Content/site.yml"] = TemporarySite.settings + Self.text(&random, 1...8) }
        let site = try TemporarySite(files, templates: false)
        let findings = try await site.build().findings
        for finding in findings {
            guard let bytes = try? Disk.read(site.path + "/" + finding.file) else { continue }
            let source = SourceText(bytes)
            #expect(
                finding.location.line >= 1 && Int(finding.location.line) <= source.lineStarts.count,
                "seed \(seed): \(finding)")
            #expect(source.offset(of: finding.location) != nil, "seed \(seed): \(finding)")
            for edit in finding.fix?.edits ?? [] {
                #expect(
                    source.offset(of: edit.start) != nil && source.offset(of: edit.end) != nil,
                    "seed \(seed): \(finding)")
            }
        }
    }
}
