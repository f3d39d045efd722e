import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Reports
@testable import Support

/// What the commands print is obeyed by nothing that reads it: no terminal, and no runner of a workflow.
@Suite(.timeLimit(.minutes(15))) struct TerminalTextTests {
    static let hostile = "a\u{1B}[31mb\u{202E}c\u{7}\u{9B}1m\u{200B}\u{85}\u{AD}d\u{E0041}e"

    @Test func hiddenCharactersAreShown() {
        #expect(
            TerminalText.line(Self.hostile)
                == "a<U+001B>[31mb<U+202E>c<U+0007><U+009B>1m<U+200B><U+0085><U+00AD>d<U+E0041>e")
        #expect(TerminalText.line("a\tb\r\n") == "a    b<U+000D><U+000A>")
        #expect(TerminalText.lines("é 日\n\u{301}x\n") == "é 日\n\u{301}x\n")
    }

    @Test(arguments: [
        ("::error::x", "\\::error::x"), ("  \t::add-mask::x", "  \t\\::add-mask::x"),
        ("a ::error::x", "a ::error::x"),
        ("a\n::x", "a\n\\::x"), ("a ##[group]b", "a ##\\[group]b"), ("##[a]##[b]", "##\\[a]##\\[b]"),
        ("##\u{301}[a]", "##\u{301}[a]"), ("x\u{301}##[a]", "x\u{301}##\\[a]"), ("\r::x", "\r\\::x"),
        (":: \u{A0}", "\\:: \u{A0}"),
        ("\u{2003}::x", "\u{2003}\\::x"),
        ("a\n::b\n ::c", "a\n\\::b\n \\::c"), ("\u{A0}::x", "\u{A0}\\::x"), (": :x", ": :x"), ("", ""),
    ])
    func workflowCommandsAreNone(_ text: String, _ expected: String) {
        #expect(TerminalText.withoutCommands(text) == expected)
    }

    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("a\u{20DD}", 1), ("中", 2), ("가", 2), ("Ａ", 2), ("ｱ", 1),
        ("😀", 2),
        ("🚀", 2), ("🧪", 2), ("𠀀", 2), ("🅰", 1), ("～", 2), ("…", 1), ("ก็", 1), ("שָ", 1),
    ])
    func lettersAreAsWideAsTerminalsShowThem(_ text: String, _ width: Int) {
        #expect(TerminalText.width(text) == width)
    }

    @Test func longNamesAreShortened() {
        let (fits, long) = (String(repeating: "é", count: 60), String(repeating: "é", count: 61))
        #expect(MessageText.name(fits) == fits && MessageText.afterColon(fits) == ": " + fits)
        #expect(
            MessageText.name(long) == String(repeating: "é", count: 30) + "…"
                && MessageText.afterColon(long) == "")
    }

    /// One hostile text in each place that commands print: titles, summaries, lines of guides, names.
    private static func site() throws -> TemporarySite {
        let site = try TemporarySite(ExampleTests.site)
        let body = """
            The relay says \u{1B}]0;x\u{7}no. See [x](gone.md) ##[error]a \u{202E}b

            ::error::c

            ## Fix Common Issues

            ### Relay \u{1B}[31mRefused

            The relay says \u{1B}[31m554 refused.

            1. Do ##[group]this.

            ::warning::d
            """
        try site.write(
            "example.md",
            "---\ntitle: \"A \\e[31m title\\a\"\nsummary: \"A summary of ##[error] and \\u202E more text that is long.\"\ncategory: basics\nkeywords: [\"one\\e two\"]\n---\n\n"
                + body)
        return site
    }

    static let commands = [
        ["check"], ["check", "--notes"], ["build"], ["issue", "relay refused 554"], ["keywords"],
        ["keywords", "example"],
        ["tokens"], ["changed", "--since", "HEAD"], ["changed", "--since", "HEAD", "--format", "markdown"],
        ["check", "--since", "HEAD~1\u{1B}[31m"], ["explain", "no\u{1B}[31m"], ["tokens", "no\u{1B}[31m"],
        ["rename", "no\u{1B}[31m", "x"], ["links"], ["host", "nginx"], ["check", "--fix"],
    ]

    @Test(arguments: commands) func commandsPrintNothingThatIsObeyed(_ command: [String]) throws {
        let site = try Self.site()
        _ = try shell(
            """
            git init -q . && git -c user.name=T -c user.email=t@example.org commit -q --allow-empty -m x
            cp -r Content/guides/tls.md Content/guides/zzz.md ; git add . && git -c user.name=T -c user.email=t@example.org commit -q -m x
            echo '::error::x' >> Content/guides/tls.md ; echo '##[group]x' >> Content/guides/tls.md
            """, in: site.path)
        let arguments = command == ["explain", "no\u{1B}[31m"] ? command : command + ["--site", site.path]
        let result = try run(arguments, environment: ["GITHUB_ACTIONS": "true"])
        for text in [result.output, result.error] {
            let bad = text.unicodeScalars.filter { scalar in
                scalar != "\n" && (scalar.properties.generalCategory == .control || scalar == "\u{202E}")
            }
            #expect(bad.isEmpty, "\(text.debugDescription)")
            #expect(!text.contains("##["), "\(text)")
            #expect(!text.lines.contains { $0.drop { $0.isWhitespace }.hasPrefix("::") }, "\(text)")
        }
    }

    /// Machine formats stay what they are, and hold no command either.
    @Test(arguments: ["json", "sarif"]) func jsonHoldsNoCommand(_ format: String) throws {
        let site = try Self.site()
        let result = try run(
            ["check", "--site", site.path, "--format", format], environment: ["GITHUB_ACTIONS": "true"])
        #expect(!result.output.contains("##["))
        _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        #expect(result.error == "")
    }

    /// A line with characters of each width before and in a finding: the caret is under its first column, and the line
    /// of carets as wide as what was found.
    @Test(
        arguments: [
            ("plain ", 6), ("é ü ", 4), ("日本 ", 5), ("한국 ", 5), ("😀 ", 3), ("e\u{301} ", 2), ("\u{7} ", 9),
            ("a\u{200B}b ", 11),
            ("ｆｕ ", 5), ("—… ", 3), ("a\u{E0041} ", 11), ("日e\u{301}é😀 ", 7), ("", 0),
        ],
        [("here", 4), ("日本", 4), ("é", 1), ("e\u{301}x", 2), ("😀", 2)])
    func caretsAreUnderWhatWasFound(_ before: (String, Int), _ found: (String, Int)) throws {
        let line = before.0 + found.0 + " 日 after"
        let site = try TemporarySite(["a.md": line + "\n"], templates: false)
        let start = before.0.unicodeScalars.count + 1
        let finding = Finding(
            KeywordsSpelling.self, file: "Content/guides/a.md",
            at: Support.SourceLocation(line: 1, column: start),
            to: Support.SourceLocation(line: 1, column: start + found.0.unicodeScalars.count), "x")
        var text = FindingText(site: site.path, hasColor: false)
        let lines = text.text(finding).lines
        let shown = try #require(lines.first { $0.hasPrefix(" 1 | ") })
        #expect(shown == " 1 | " + TerminalText.line(line))
        let carets = try #require(lines.first { $0.contains("^") })
        #expect(
            carets == "   | " + String(repeating: " ", count: before.1)
                + String(repeating: "^", count: found.1),
            "\(lines)")
    }

    /// A refused link shows nothing of what it leads to.
    @Test(arguments: ["../../../secret", "/SITE-secret", "../../.hidden"])
    func nothingOutsideIsShown(_ target: String) throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        defer { Disk.removeTree(site.path + "-secret") }
        for location in [site.path + "-secret", site.path + "/.hidden"] {
            try Disk.writeNew(Array("SECRET_TOKEN=abc123\n".utf8), to: location)
        }
        let path = target.replacing("/SITE", with: site.path).replacing(
            "../../../secret", with: "../../../\(site.path.split(separator: "/").last!)-secret")
        symlink(path, site.path + "/Content/guides/n.md")
        symlink(path, site.path + "/Content/terms.yml")
        for command in ["check", "build", "host"] {
            let result = try run([command] + (command == "host" ? ["nginx"] : []) + ["--site", site.path])
            let words = result.output + result.error
            #expect(result.code == 1 && words.contains("points out of the site's folder"), "\(result)")
            #expect(!words.contains("SECRET") && !words.contains("abc123"), "\(words)")
        }
        var lines = SourceLines(site: site.path)
        #expect(lines.line(1, of: "Content/guides/n.md") == nil)
        #expect(lines.line(1, of: "Content/../.hidden") == nil)
        #expect(lines.line(1, of: "Content/guides/a.md") == "---")
        // A link within the site's folder is one of its files.
        symlink("a.md", site.path + "/Content/guides/b.md")
        #expect(lines.line(1, of: "Content/guides/b.md") == "---")
    }

    /// An autolink is found where it is, also after the same address.
    @Test func anAutolinkIsFoundAtItsLocation() async throws {
        let text =
            "[x](ftp://example.net/a) and `ftp://example.net/a`, <ftp://example.net/a> ftp://example.net/a"
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", text)])
        let links = try await site.library().guides[0].document.links
        #expect(links.map { Int($0.location.column) } == [5, 54, 75])
    }
}
