import Foundation
import TestSupport
import Testing

@testable import Checks
@testable import Findings
@testable import Reports
@testable import Support

/// Characters that nobody sees, or that a terminal obeys, reach no report as they are, and are there as what they are.
@Suite(.timeLimit(.minutes(15))) struct ReportCharacterTests {
    static let characters: [Unicode.Scalar] =
        [
            "\u{0}", "\u{7}", "\u{8}", "\u{9}", "\u{A}", "\u{B}", "\u{D}", "\u{1B}", "\u{7F}", "\u{80}",
            "\u{85}",
            "\u{9B}",
            "\u{AD}", "\u{34F}", "\u{61C}", "\u{115F}", "\u{180E}", "\u{200B}", "\u{200E}", "\u{2028}",
            "\u{2029}", "\u{202A}",
            "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{3164}", "\u{FEFF}", "\u{FFA0}", "\u{FFF9}",
            "\u{FFFE}",
            "\u{1D173}", "\u{E0001}", "\u{E0041}", "\u{E0100}",
        ] + [0xFDD0, 0x1FFFF].compactMap(Unicode.Scalar.init)
    /// Characters that are shown as they are.
    static let plain: [Unicode.Scalar] = ["a", "é", "中", "\u{301}", "🙂", "\u{FE0F}", "\u{E000}"]

    enum Format: String, CaseIterable { case text, json, sarif, github, junit, summary }

    /// A finding with a text in each of its places.
    private static func finding(_ text: String) -> Finding {
        Finding(
            LinksVagueText.self, file: "Content/guides/\(text).md", at: SourceLocation(line: 1, column: 1),
            "message \(text)",
            help: "help \(text)",
            fix: Fix.safe(.start, SourceLocation(line: 1, column: 2), "edit \(text)", replacing: "\(text)"))
    }

    private static func report(_ findings: [Finding], _ format: Format) throws -> String {
        switch format {
        case .text:
            var report = FindingText(site: "/nowhere", hasColor: false)
            return findings.map { report.text($0) }.joined()
        case .json:
            return try JSONDocument(findings, guides: 1, links: 0, before: nil, seconds: 0).text()
        case .sarif: return try SARIFLog(findings, site: "/nowhere", prefix: "a\u{202E}b/").text()
        case .github: return GitHubReporter.commands(findings, prefix: "a\u{202E}b/", hasSummary: true)
        case .summary: return GitHubReporter.summary(findings, prefix: "a\u{202E}b/")
        case .junit:
            return JUnitReporter.text(
                findings, files: findings.map(\.file), failing: .note, time: "2026-01-01T00:00:00")
        }
    }

    @Test(arguments: Format.allCases) func nothingHidesInAReport(_ format: Format) throws {
        for scalar in Self.characters {
            let text = try Self.report([Self.finding("x\(scalar)y")], format)
            let bad = text.unicodeScalars.filter { $0 != "\n" && InvisibleText.isUnfitForReports($0) }
            #expect(bad.isEmpty, "\(InvisibleText.name(of: scalar)): \(text.debugDescription)")
            // A line end of its own would start a line that says something else.
            let lines = try Self.report([Self.finding("xy")], format).lines.count
            #expect(text.lines.count == lines, "\(InvisibleText.name(of: scalar))")
        }
        for scalar in Self.plain {
            #expect(try Self.report([Self.finding("x\(scalar)y")], format).unicodeScalars.contains(scalar))
        }
    }

    /// Python's readers give back what was found.
    @Test func otherProgramsReadTheSame() throws {
        let folder = try TemporarySite()
        let scalars = Self.characters + Self.plain
        let findings = scalars.map { Self.finding("x\($0)<&>\"##[y") }
        for format in [Format.json, .sarif, .junit] {
            try folder.write("Content/report", try Self.report(findings, format))
            let script = """
                import json, sys
                from xml.dom import minidom
                kind, path = sys.argv[1:]
                data = open(path, 'rb').read()
                if kind == 'junit':
                    texts = [node.getAttribute('message') for node in minidom.parseString(data).getElementsByTagName('failure')]
                elif kind == 'json':
                    texts = [entry['message'] for entry in json.loads(data)['findings']]
                else:
                    texts = [result['message']['text'].split('; ')[0] for result in json.loads(data)['runs'][0]['results']]
                print(json.dumps(sorted(texts)))
                """
            try folder.write("Content/read.py", script)
            let read = try shell(
                "python3 '\(folder.path)/Content/read.py' \(format.rawValue) '\(folder.path)/Content/report'"
            )
            #expect(read.code == 0, "\(read.error)")
            let texts = try JSONDecoder().decode([String].self, from: Data(read.output.utf8))
            let expected = scalars.map { scalar -> String in
                // XML 1.0 section 2.2 has no place for these.
                let isText =
                    [9, 10, 13].contains(scalar.value)
                    || scalar.value >= 32 && scalar.value & 0xFFFE != 0xFFFE
                    || scalar.value > 0xFFFF
                let shown = format != .junit || isText ? "\(scalar)" : TerminalText.shown(scalar)
                return "message x\(shown)<&>\"##[y"
            }
            #expect(Set(texts.map { Array($0.utf8) }) == Set(expected.map { Array($0.utf8) }), "\(format)")
        }
    }

    /// The tool itself, over a site with such characters in names, keys, slugs and settings.
    @Test(arguments: ["text", "json", "sarif", "github", "junit"]) func theToolKeepsToIt(_ format: String)
        throws
    {
        let evil = "\\e[31m\\u202E\\x7F\\x9B\\b\\a\\0"
        let site = try TemporarySite([
            "Content/site.yml": """
            name: "Name \(evil)"
            summary: "Summary \(evil)"
            base-url: "https://example.org\(evil)"
            path: "/guides\(evil)"
            "key\(evil)": 1
            categories: [{id: "one\(evil)", title: "One \(evil)"}]
            checks: {"che\(evil)ck": off}
            suppressions: [{check: "links\(evil)", path: "x\(evil)", reason: "y\(evil)"}]
            """,
            "Content/terms.yml": "- {term: \"Term \(evil)\", guide: \"gu\(evil)ide\", \"k\(evil)\": 1}\n",
            "Content/queries.yml": "- {query: \"Query \(evil)\", finds: \"f\(evil)\"}\n",
            "a.md": """
            ---
            title: "Title \(evil)"
            summary: "Summary \(evil)"
            category: "c\(evil)"
            related: ["r\(evil)"]
            aliases: ["a\(evil)"]
            headings: [{anchor: "h\(evil)", former-ids: ["f\(evil)"]}]
            "k\(evil)": 1
            ---

            ## Heading &#27;[31m &#x202E;

            Text [x](gone&#x202E;.md) and [y](g%1Bone.md).
            """,
        ])
        try site.write("b\u{1B}[31m\u{202E}\u{8}.md", "Text.")
        try site.write("c\u{9B}.png", "x")
        let result = try run(
            ["check", "--site", site.path, "--format", format, "--notes"],
            environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 1 && !result.output.isEmpty)
        for text in [result.output, result.error] {
            let bad = text.unicodeScalars.filter { $0 != "\n" && InvisibleText.isUnfitForReports($0) }
            #expect(bad.isEmpty, "\(text.debugDescription)")
        }
    }

    /// A password in an address is in no report, whatever check is about its line.
    @Test(arguments: ["text", "json", "sarif", "github", "junit"]) func passwordsAreInNoReport(
        _ format: String
    ) throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                more: "resources: [{title: R, url: \"ftp://reader:s3cr3t@example.net/\", note: N.}]",
                """
                See [it](http://reader:s3cr3t@example.com/x), [here](https://reader:s3cr3t@example.net/y), [gone](gone.md)
                and https://reader:s3cr3t@example.net/z。next and //reader:s3cr3t@example.net/.
                """)
        ])
        let result = try run(["check", "--site", site.path, "--format", format, "--notes"])
        #expect(result.output.contains("links/password"))
        #expect(!(result.output + result.error).contains("s3cr3t"), "\(result.output)")
    }
}
