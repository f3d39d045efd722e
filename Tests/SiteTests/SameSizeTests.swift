import Foundation
import TestSupport
import Testing

@testable import Support

/// Edits that keep the size of every file that is published, in short texts and in texts longer than one piece of reading:
/// all that says what was edited is written again.
@Suite(.timeLimit(.minutes(15))) struct SameSizeTests {
    private static let edits: [(file: String, from: String, to: String)] = [
        ("a.md", "No `TXT` record", "No `SRV` record"), ("a.md", "Missing Record", "Missing Domain"),
        ("a.md", "Add the record", "Add the domain"), ("a.md", "title: \"Alpha\"", "title: \"Alfas\""),
        ("a.md", "What Alpha is about", "What Alpha was here"),
        ("a.md", "Words of its own", "Parts of its own"),
        ("a.md", "keywords: [first one]", "keywords: [other one]"),
        ("Content/terms.yml", "term: Sender", "term: Mailer"),
        ("Content/site.yml", "The first.", "The other."),
        ("Content/site.yml", "A note of the site", "A text of the site"),
        ("Content/site.yml", "name: Test Guides", "name: Some Guides"), ("b.txt", "A file", "A text"),
        ("b.txt", "Its end", "No more"),
    ]

    @Test(arguments: edits, [1, 6000])
    func everythingThatSaysItIsWritten(_ edit: (file: String, from: String, to: String), _ times: Int)
        async throws
    {
        let long = String(repeating: "A sentence of the guide that goes on for a while. ", count: times)
        let site = try TemporarySite([
            "Content/terms.yml": "- {term: Sender, guide: a, definition: A program that sends.}\n",
            "a.md": TemporarySite.guide(
                "Alpha", more: "keywords: [first one]\nupdated: 2026-11-20",
                "Words of its own. \(long)\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record. \(long)\n\n1. Add the record.\n2. Run the checker again."
            ),
            "c.md": TemporarySite.guide("Gamma", category: "two", "See [it](a.md#missing-record)."),
            "b.txt": "A file. \(long) Its end.\n",
        ])
        if edit.to == "Missing Domain" {
            try site.write("c.md", TemporarySite.guide("Gamma", category: "two", "See [it](a.md)."))
        }
        #expect(try run(["build", "--site", site.path]).code == 0)
        let before = try site.published()
        let text = try site.read(edit.file)
        #expect(text.contains(edit.from) && edit.from.utf8.count == edit.to.utf8.count)
        try site.write(edit.file, text.replacing(edit.from, with: edit.to))
        #expect(try run(["build", "--site", site.path]).code == 0)
        let clean = try TemporaryFolder()
        #expect(try run(["build", "--site", site.path, "--output", clean.path]).code == 0)
        let (found, expected) = (try site.published(), try files(in: clean.path))
        #expect(Set(found.keys) == Set(expected.keys))
        #expect(found == expected)
        #expect(found != before, "the edit changes nothing that is published")
    }
}
