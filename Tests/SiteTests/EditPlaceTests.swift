import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Fixing
@testable import Support

/// Edits go where the text is that they replace, or nowhere.
@Suite(.timeLimit(.minutes(15))) struct EditPlaceTests {
    private static let settings = """
        categories:
          - {id: one, title: Category One, summary: The first.}
          - {id: two, title: Category Two}

        """

    /// Characters that libyaml takes for line ends and no editor does, and others that are no single byte.
    static let characters = ["\u{85}", "\u{2028}", "\u{2029}", "é", "😀", "\r\n  ", "\\u2028"]

    private static func guide(_ related: String, _ mark: String, head: String = "") -> String {
        """
        \(head)---
        title: Alpha
        summary: "First\(mark)second part of it all, and more of it."
        category: one
        related: [\(related)]
        keywords: [alpha beta gamma]
        ---

        Text.

        """
    }

    @Test(arguments: characters, ["", "\u{FEFF}"])
    func renameFindsTheName(_ mark: String, _ head: String) async throws {
        let site = try TemporarySite([
            "a.md": Self.guide("other", mark, head: head),
            "other.md": TemporarySite.guide("Other", "[a](a.md)"),
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let report = try await Rename(options).run("other", to: "newer")
        #expect(try site.read("a.md") == Self.guide("newer", mark, head: head))
        #expect(report.links == 1 && report.failures == [])
    }

    @Test(arguments: characters)
    func fixesFindTheName(_ mark: String) throws {
        let site = try TemporarySite([
            "a.md": Self.guide("othr", mark), "other.md": TemporarySite.guide("Other", "[a](a.md)"),
        ])
        let result = try run(["check", "--site", site.path, "--fix", "--only", "links/unknown-guide"])
        #expect(try site.read("a.md") == Self.guide("other", mark), "\(result)")
        #expect(result.error.hasPrefix("fixed 1 finding in 1 file"), "\(result)")
    }

    /// Places in settings, with a byte order mark and such characters before them.
    @Test(arguments: characters)
    func placesInSettingsAreRight(_ mark: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        let head =
            "\u{FEFF}name: \"Test\(mark)Guides\"\nsummary: Guides for a test.\nbase-url: https://example.org\n"
        try site.write("Content/site.yml", head + Self.settings + "é: {ü: x}\npatth: /x\n")
        let lines = SourceText(try Disk.read(site.path + "/Content/site.yml"))
        let found = try await site.build().findings.filter { $0.id == ContentUnknownKey.id }.sorted()
        #expect(found.map(\.message) == ["`é` is not a key of site.yml", "`patth` is not a key of site.yml"])
        for (finding, key) in zip(found, ["é", "patth"]) {
            let start = try #require(lines.offset(of: finding.location))
            #expect(lines.bytes[start...].starts(with: key.utf8), "\(finding.location)")
        }
    }

    /// Outside of quotes such a character would end a value where nobody sees it.
    @Test(arguments: [("\u{85}", "U+0085"), ("\u{2028}", "U+2028"), ("\u{2029}", "U+2029")])
    func invisibleLineEndsAreNamed(_ mark: String, _ name: String) throws {
        let site = try TemporarySite([
            "a.md": """
            ---
            title: "Quoted\(mark)title"
            summary: A summary\(mark)draft: true
            category: one
            ---

            Text.
            """
        ])
        let result = try run(["check", "--site", site.path])
        #expect(
            result.output.contains("a.md:3:19: error: this is a ") && result.output.contains("(\(name))"),
            "\(result)")
        // One finding each, and no other words about it.
        #expect(result.output.components(separatedBy: ": error: ").count == 3, "\(result)")
        _ = try run(["check", "--site", site.path, "--fix"])
        let fixed = try site.read("a.md")
        #expect(fixed.contains("\"Quoted title\"") && fixed.contains("A summary draft: true"))
    }

    private static let text = "One Tls, two.\nThree \"quoted\" and é.\n"

    /// Edits that expect another text than is there, for whatever reason.
    @Test(arguments: [
        Fix.safe(
            SourceLocation(line: 1, column: 5), SourceLocation(line: 1, column: 8), "TLS", replacing: "TLs"),
        Fix.safe(
            SourceLocation(line: 1, column: 6), SourceLocation(line: 1, column: 9), "TLS", replacing: "Tls"),
        Fix.safe(
            SourceLocation(line: 2, column: 1), SourceLocation(line: 2, column: 6), "TLS", replacing: "Tls"),
        Fix.safe(
            SourceLocation(line: 3, column: 5), SourceLocation(line: 3, column: 8), "TLS", replacing: "Tls"),
        Fix.safe(
            SourceLocation(line: 1, column: 5), SourceLocation(line: 1, column: 5), "TLS", replacing: ""),
        Fix.safe(
            SourceLocation(line: 1, column: 8), SourceLocation(line: 1, column: 5), "TLS", replacing: "Tls"),
        Fix.safe(
            SourceLocation(line: 1, column: 5), SourceLocation(line: 1, column: 90), "TLS", replacing: "Tls"),
        Fix.safe(
            SourceLocation(line: 2, column: 7), SourceLocation(line: 2, column: 15), "x",
            replacing: "\"other\""),
        Fix(
            [
                Fix.Edit(
                    SourceLocation(line: 1, column: 5), SourceLocation(line: 1, column: 8), "TLS",
                    replacing: "Tls"),
                Fix.Edit(
                    SourceLocation(line: 2, column: 1), SourceLocation(line: 2, column: 2), "x",
                    replacing: "y"),
            ], isSafe: true),
    ])
    func editsOfAnotherTextAreRefused(_ fix: Fix) {
        let result = Fixer.apply([fix], to: Array(Self.text.utf8))
        #expect(result.bytes == Array(Self.text.utf8) && result.applied == [] && result.refused == [0])
    }

    /// Edits of one fix that overlap say two things of one text.
    @Test(arguments: [
        [(5, 8, "Tls"), (6, 9, "ls,")], [(6, 9, "ls,"), (5, 8, "Tls")], [(5, 8, "Tls"), (5, 8, "Tls")],
        [(1, 13, "One Tls, two"), (10, 13, "two"), (5, 8, "Tls")],
    ])
    func editsThatOverlapAreRefused(_ edits: [(Int, Int, String)]) {
        let fix = Fix(
            edits.map {
                Fix.Edit(
                    SourceLocation(line: 1, column: $0.0), SourceLocation(line: 1, column: $0.1), "x",
                    replacing: $0.2)
            }, isSafe: true)
        let result = Fixer.apply([fix], to: Array(Self.text.utf8))
        #expect(result.bytes == Array(Self.text.utf8) && result.applied == [] && result.refused == [0])
    }

    /// Edits that touch do not overlap, in whatever order they are given.
    @Test func editsThatTouchAreApplied() {
        let fix = Fix(
            [
                Fix.Edit(
                    SourceLocation(line: 1, column: 8), SourceLocation(line: 1, column: 9), ";",
                    replacing: ","),
                Fix.Edit(
                    SourceLocation(line: 1, column: 5), SourceLocation(line: 1, column: 8), "TLS",
                    replacing: "Tls"),
            ], isSafe: true)
        let result = Fixer.apply([fix], to: Array("One Tls, two.\n".utf8))
        #expect(result.bytes == Array("One TLS; two.\n".utf8) && result.applied == [0])
    }

    /// What fixes did not help is told of in the order of the files and places.
    @Test func failuresAreInOrder() throws {
        let names = "abcdefghij".map { "\($0).md" }
        let site = try TemporarySite(Dictionary(uniqueKeysWithValues: names.map { ($0, Self.text) }))
        func findings(_ text: String, _ expected: String) -> [Finding] {
            names.map {
                Finding(
                    KeywordsSpelling.self, file: "Content/guides/\($0)", at: .start, "x",
                    fix: .safe(
                        SourceLocation(line: 1, column: 5), SourceLocation(line: 1, column: 8), text,
                        replacing: expected))
            }
        }
        var rounds = FixRounds(site: site.path)
        _ = try rounds.run(findings("TLS", "Tls"))
        _ = try rounds.run(findings("TLS", "Tls"))
        #expect(rounds.failures.map(\.finding.file) == names.map { "Content/guides/\($0)" })
    }

    @Test(arguments: ["quoted", "\"quoted\"", " quoted ", "\"quo\\u0074ed\""])
    func aYAMLValueIsKnownInQuotes(_ expected: String) {
        let fix = Fix.safe(
            SourceLocation(line: 2, column: 7), SourceLocation(line: 2, column: 15), "x", replacing: expected)
        let isValue = ["quoted", "\"quoted\"", " quoted "].contains(expected)
        #expect(Fixer.apply([fix], to: Array(Self.text.utf8)).applied == (isValue ? [0] : []))
    }

    /// A fix that is refused, or that does not help, is told of once and tried once.
    @Test func fixesAreNotRepeated() throws {
        let site = try TemporarySite(["a.md": Self.text])
        func finding(_ expected: String, _ text: String) -> Finding {
            Finding(
                KeywordsSpelling.self, file: "Content/guides/a.md", at: .start, "x",
                fix: Fix.safe(.start, SourceLocation(line: 1, column: 4), text, replacing: expected))
        }
        var rounds = FixRounds(site: site.path)
        #expect(try !rounds.run([finding("Two", "Three")]))
        #expect(try !rounds.run([finding("Two", "Three")]))
        #expect(rounds.count == 0 && rounds.failures.count == 1)
        #expect(
            FixRounds.text(rounds.failures[0])
                == "not fixed: Content/guides/a.md:1:1: its location does not have the text that the fix replaces (\"Two\") [keywords/spelling]"
        )
        // One that stays is not made longer each time.
        try site.write("a.md", "One One One")
        var other = FixRounds(site: site.path)
        #expect(try other.run([finding("One", "One One")]))
        #expect(try !other.run([finding("One", "One One")]))
        #expect(try site.read("a.md") == "One One One One")
        #expect(other.failures.map(\.reason) == ["its fix was applied, but the finding is still there"])
    }

    /// What a fix adds has the line ends of its file.
    @Test(arguments: ["\n", "\r\n", "\r"]) func addedLinesEndLikeTheOthers(_ end: String) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "[b](b.md)")])
        let text = TemporarySite.guide("Beta", "Text.\n\n\n1. One\n\n```sh\na\n```\n\n1. Two\n").replacing(
            "\n", with: end)
        try site.write("b.md", text)
        var options = AnalyzedSite.Options()
        options.site = site.path
        _ = try await Rename(options).run("b", to: "c")
        _ = try run(["check", "--site", site.path, "--fix"])
        let found = try site.read("c.md")
        #expect(found.contains("aliases:\(end)  - b\(end)---\(end)"))
        #expect(found.contains("   ```sh\(end)   a\(end)   ```\(end)"))
        #expect(Set(Self.ends(Array(found.utf8))) == [Array(end.utf8)])
    }

    private static func ends(_ bytes: [UInt8]) -> [[UInt8]] {
        var ends: [[UInt8]] = []
        for (index, byte) in bytes.enumerated() {
            if byte == 10 { ends.append(index > 0 && bytes[index - 1] == 13 ? [13, 10] : [10]) }
            if byte == 13, index + 1 == bytes.count || bytes[index + 1] != 10 { ends.append([13]) }
        }
        return ends
    }
}
