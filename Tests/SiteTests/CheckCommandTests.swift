import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Checks
@testable import Findings
@testable import OutputChecks
@testable import Reports
@testable import Support

/// `guides check` as its users meet it: at a terminal, in CI, on a branch. These run the real tool.
@Suite(.timeLimit(.minutes(15))) struct CheckCommandTests {
    static func site(_ body: String, _ more: [String: String] = [:]) throws -> TemporarySite {
        let site = try TemporarySite(ExampleTests.site.merging(more) { $1 })
        try site.write("example.md", FixTests.head("updated: 2026-11-20", body))
        return site
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test(
        arguments: [
            ("Text.", [String](), Int32(0)), ("[here](tls.md)", [], 0), ("[here](tls.md)", ["--strict"], 1),
            ("[a](nowhere.md)", [], 1), ("[a](nowhere.md)", ["--only", "keywords"], 0),
            ("[a](nowhere.md)", ["--only", "links/unknown-guide"], 1),
            ("[a](nowhere.md)", ["Content/guides/tls.md"], 0),
            ("[a](nowhere.md)", ["Content/guides/example.md"], 1),
            ("Text.", ["--only", "links/nothing"], 2), ("Text.", ["no-such-file.md"], 2),
            ("Text.", ["--dry-run"], 2),
            ("Text.", ["--format", "xml"], 2), ("Text.", ["--since", "HEAD"], 2),
            ("Text.", ["--jobs", "0"], 2),
        ])
    func exits(_ body: String, _ arguments: [String], _ code: Int32) throws {
        let site = try Self.site(body)
        let result = try run(["check", "--site", site.path] + arguments)
        #expect(result.code == code, "\(result)")
        #expect(code != 2 || !result.error.isEmpty)
        // Nothing is published, and nothing is left behind.
        #expect(try Disk.names(in: site.path) == ["Content", "Templates"])
    }

    @Test func countsAtTheEnd() throws {
        let site = try Self.site("[here](tls.md) [a](nowhere.md)\n\n```\nx\n```")
        let result = try run(["check", "--site", site.path])
        #expect(
            result.output.hasSuffix(
                "\n\n3 guides, 10 links: 1 error, 1 warning\nnot checked: 1 draft; add --drafts to check it\nnot shown: 1 note; `guides check --notes` shows them\n"
            ),
            "\(result.output)")
        #expect(result.error == "")
        let all = try run(["check", "--site", site.path, "--notes"])
        #expect(all.output.contains(": 1 error, 1 warning, 1 note\nnot checked: 1 draft"))
        #expect(all.output.contains("[structure/fence-language]"))
    }

    @Test func printsJSON() throws {
        let site = try Self.site("é [a](TLS.md)")
        let result = try run(["check", "--site", site.path, "--format", "json"])
        #expect(result.code == 1 && result.error == "")
        let all = try object(result.output)
        let finding = try #require((all["findings"] as? [[String: Any]])?.first)
        #expect(finding["line"] as? Int == 8 && finding["column"] as? Int == 7)
        #expect(finding["endLine"] as? Int == 8 && finding["endColumn"] as? Int == 13)
        let fix = try #require(finding["fix"] as? [String: Any])
        let edit = try #require((fix["edits"] as? [[String: Any]])?.first)
        #expect(fix["safe"] as? Bool == true && edit["text"] as? String == "tls.md")
        let summary = try #require(all["summary"] as? [String: Any])
        #expect(summary["errors"] as? Int == 1 && summary["warnings"] as? Int == 0)
    }

    /// What SARIF 2.1.0 requires, and what code hosts make use of.
    @Test func printsSARIF() throws {
        let site = try Self.site("é [a](TLS.md) and [here](tls.md)")
        func results() throws -> [[String: Any]] {
            let result = try run(["check", "--site", site.path, "--format", "sarif"])
            let log = try object(result.output)
            #expect(log["version"] as? String == "2.1.0")
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
            let rules = try #require(driver["rules"] as? [[String: Any]])
            #expect(driver["name"] as? String == "guides")
            for rule in rules {
                let help = try #require(rule["helpUri"] as? String)
                #expect(URL(string: help)?.scheme == "data")
            }
            let results = try #require(run["results"] as? [[String: Any]])
            for result in results {
                let index = try #require(result["ruleIndex"] as? Int)
                #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
                #expect(["error", "warning", "note"].contains(result["level"] as? String))
            }
            return results
        }
        func prints(_ results: [[String: Any]]) -> [String] {
            results.compactMap { ($0["partialFingerprints"] as? [String: String])?["guidesLine/v1"] }
        }
        let before = try results()
        #expect(before.count == 2 && Set(prints(before)).count == 2)
        let location =
            (before[0]["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        #expect(
            (location?["artifactLocation"] as? [String: Any])?["uri"] as? String
                == "Content/guides/example.md")
        #expect((location?["region"] as? [String: Int])?["startColumn"] == 7)
        #expect(before[0]["fixes"] != nil && before[1]["fixes"] == nil)
        // Lines above come and go; a finding stays the same one.
        try site.write(
            "example.md",
            FixTests.head("updated: 2026-11-20", "New.\n\nNew.\n\né [a](TLS.md) and [here](tls.md)"))
        #expect(prints(try results()) == prints(before))
    }

    @Test func printsWorkflowCommands() throws {
        let links = (1...12).map { "[a\($0)](no-\($0).md)" }
        var files: [String: String] = [:]
        for (number, link) in links.enumerated() {
            files["Content/guides/g-\(number).md"] = """
                ---
                title: Title \(number)
                summary: Guide number \(String(repeating: "\(number)", count: 30)) of many, which says something of its own.
                category: basics
                ---

                \(link) and 100 % of it, \(link.replacing("a", with: "b"))

                """
        }
        let site = try Self.site("Text.", files)
        let summary = site.path + "/summary.md"
        let result = try run(
            ["check", "--site", site.path, "--format", "github"],
            environment: ["GITHUB_STEP_SUMMARY": summary])
        let errors = result.output.split(separator: "\n").filter { $0.hasPrefix("::error ") }
        #expect(result.code == 1 && errors.count == 10, "\(result.output)")
        #expect(
            errors[0].contains(
                "file=Content/guides/g-0.md,line=7,col=6,endLine=7,endColumn=13,title=links/unknown-guide::"))
        #expect(errors[0].contains("%0A(and 1 more of this kind in this file)"))
        #expect(errors[9] == "::error title=guides::6 more, listed in the summary of this step")
        let table = try String(contentsOfFile: summary, encoding: .utf8)
        #expect(table.split(separator: "\n").count { $0.hasPrefix("| error |") } == 24)
        #expect(!result.output.contains("Content/guides/g-9.md:7:6: error: "))
        // Without a summary there is no place to point to but the log, which has them all.
        for environment in [[:], ["GITHUB_STEP_SUMMARY": ""]] {
            let plain = try run(
                ["check", "--site", site.path, "--format", "github"], environment: environment)
            let lines = plain.output.split(separator: "\n")
            #expect(lines.contains("::error title=guides::6 more, listed in the log of this step"))
            #expect(lines.count { $0.contains(": error: no guide is named") && !$0.hasPrefix("::") } == 24)
        }
        // In a repository, paths are those of the repository.
        _ = try shell(
            "git init -q '\(site.path)/..repo' && mv '\(site.path)/Content' '\(site.path)/Templates' '\(site.path)/..repo/'"
        )
        let inside = try run(
            ["check", "--site", site.path + "/..repo", "--format", "github"],
            environment: ["GITHUB_WORKSPACE": site.path, "GITHUB_STEP_SUMMARY": ""])
        #expect(inside.output.contains("file=..repo/Content/guides/g-0.md,"))
    }

    @Test func escapesWorkflowCommands() {
        let finding = Finding(
            LinksUnknownGuide.self, file: "a,b:c%.md", at: .start, "100 % of\r\n::error::x", help: "y",
            severity: .warning)
        let text = GitHubReporter.commands([finding], prefix: "", hasSummary: true)
        #expect(
            text
                == "::warning file=a%2Cb%3Ac%25.md,line=1,col=1,title=links/unknown-guide::100 %25 of%0D%0A::error::x%0Ay\n"
        )
    }

    @Test func printsJUnit() throws {
        let site = try Self.site("[here](tls.md) [a](<\u{1}&\"x\">) ]]>")
        let result = try run(["check", "--site", site.path, "--format", "junit"])
        let counter = Elements()
        let parser = XMLParser(data: Data(result.output.utf8))
        parser.delegate = counter
        #expect(parser.parse(), "\(result.output)")
        #expect(counter.counts["testsuite"] == 3 && counter.counts["failure"] == 2, "\(counter.counts)")
        let strict = try run(["check", "--site", site.path, "--format", "junit", "--strict"])
        #expect(strict.output.components(separatedBy: "<failure").count == 4)
    }

    private final class Elements: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { counts[name, default: 0] += 1 }
    }

    @Test func sinceReportsWhatIsNew() throws {
        let site = try Self.site(
            "[here](tls.md)\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n2. See it."
        )
        _ = try shell(
            "git init -q -b main && git config user.email a@example.com && git config user.name A && git add -A && git commit -qm One",
            in: site.path)
        let same = try run(["check", "--site", site.path, "--since", "main"])
        #expect(
            same.code == 0
                && same.output.contains("no findings\nnot shown: 1 finding that main already had\n"),
            "\(same)")
        // Lines move, a finding comes, an issue and a title go.
        try site.write(
            "example.md",
            FixTests.head(
                "updated: 2026-11-20",
                "New.\n\n[here](tls.md) [a](nowhere.md)\n\n## Fix Common Issues\n\n### Record Missing\n\nNo `TXT` record.\n\n1. Add it.\n2. See it."
            ).replacing("title: Example Guide", with: "title: Other Guide"))
        let result = try run(["check", "--site", site.path, "--since", "HEAD", "--format", "json"])
        let all = try object(result.output)
        let ids = (all["findings"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        // The line with the old finding was changed, so it counts as new.
        #expect(
            ids == ["keywords/lost-owner", "links/vague-text", "links/unknown-guide", "issues/renamed"],
            "\(result.output)")
        // The former id comes second in the list; the first one is of no heading.
        let again = try site.read("example.md").replacing(
            "updated: 2026-11-20",
            with:
                "updated: 2026-11-20\nkeywords: [example guide]\nissues: [{issue: record-missing, former-ids: [lost-record, missing-record]}]"
        )
        try site.write("example.md", again.replacing(" [a](nowhere.md)", with: ""))
        let fixed = try run(["check", "--site", site.path, "--since", "HEAD"])
        #expect(fixed.code == 0 && fixed.output.contains(": no findings\n"), "\(fixed)")
        #expect(try run(["check", "--site", site.path, "--since", "no-such-branch"]).code == 2)
    }

    @Test func fixesWhatIsNewAlone() throws {
        let site = try Self.site(
            "Tls is old.\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. See it.\n\n### Wrong Host\n\nA host.\n\n1. See it."
        )
        _ = try shell(
            "git init -q -b main && git config user.email a@example.com && git config user.name A && git add -A && git commit -qm One",
            in: site.path)
        let before = try site.read("example.md")
        let renamed =
            before.replacing("Missing Record", with: "Missing Records")
            .replacing("Wrong Host", with: "Wrong Hosts") + "\nTls is new.\n"
        try site.write("example.md", renamed)
        let safe = try run(["check", "--site", site.path, "--fix", "--since", "HEAD"])
        #expect(safe.error.contains("fixed 1 finding in 1 file"), "\(safe)")
        let spelled = renamed.replacing("Tls is new", with: "TLS is new")
        #expect(try site.read("example.md") == spelled)
        let asked = ["check", "--site", site.path, "--fix", "--since", "HEAD", "--only", "issues/renamed"]
        let fixed = try run(asked)
        #expect(fixed.code == 0 && fixed.error.contains("fixed 2 findings in 1 file"), "\(fixed)")
        let entries =
            "issues:\n  - {issue: wrong-hosts, former-ids: [wrong-host]}\n  - {issue: missing-records, former-ids: [missing-record]}\n---\n\n"
        #expect(try site.read("example.md") == spelled.replacing("---\n\n", with: entries))
        #expect(try run(asked).error.contains("nothing "))
    }

    /// A dry run ends as `--fix` and then `check` would: errors that no fix takes away are left.
    @Test(
        arguments: [
            ("[a](TLS.md)", [String](), Int32(0)), ("[a](TLS.md) [b](nowhere.md)", [], 1),
            ("[a](TLS.md) [here](tls.md)", [], 0), ("[a](TLS.md) [here](tls.md)", ["--strict"], 1),
            ("[a](TLS.md) [b](nowhere.md)", ["--only", "links/wrong-case"], 0), ("[b](nowhere.md)", [], 1),
        ])
    func aDryRunTellsOfWhatIsLeft(_ body: String, _ more: [String], _ code: Int32) throws {
        let site = try Self.site(body)
        let dry = try run(["check", "--site", site.path, "--fix", "--dry-run"] + more)
        #expect(dry.code == code, "\(dry)")
        #expect(dry.error.contains("would leave 1 ") == (code == 1), "\(dry.error)")
        #expect(try run(["check", "--site", site.path, "--fix"] + more).code == code)
    }

    /// Signs tell one keyword from another, and one term from two.
    @Test(arguments: [
        "[C, C++, C#]", "[A, A+, A*]", "[.net, net, \"@net\"]", "[\"5.7.1\", \"57.1\", \"571\"]",
        "[port 25, port -25]",
        "[\"p=none\", \"p > none\", \"p < none\"]", "[ls -a, ls -A]", "[\"$PATH\", \"/path\", \"path/\"]",
    ])
    func keywordsWithOtherSignsAreKept(_ keywords: String) throws {
        let site = try Self.site("Text.")
        let text = FixTests.head("updated: 2026-11-20\nkeywords: \(keywords)", "Text.")
        try site.write("example.md", text)
        let fixed = try run(["check", "--site", site.path, "--fix"])
        #expect(!fixed.output.contains("keywords/repeated"), "\(fixed)")
        #expect(try site.read("example.md") == text)
    }

    @Test(
        arguments: [
            ("Ports of TCP, IP and UDP. The TCP. IP is next. TCP (IP) TCP: IP", nil),
            ("here: R, D. The NET income and net. XY and A B", nil), ("The Tcp/Ip ports", "The TCP/IP ports"),
        ] as [(String, String?)])
    func spellingKeepsSigns(_ body: String, _ fixed: String?) throws {
        let site = try Self.site("Text.")
        try site.write(
            "Content/terms.yml",
            ["TCP/IP", "R&D", ".NET", "_X_Y_", "A*B*"].map {
                "- {term: \"\($0)\", definition: One of some., guide: tls}\n"
            }.joined())
        let text = FixTests.head("updated: 2026-11-20", body)
        try site.write("example.md", text)
        let result = try run(["check", "--site", site.path, "--fix"])
        #expect(try site.read("example.md") == text.replacing(body, with: fixed ?? body), "\(result)")
    }

    /// What a group offers is fixed as what its checks offer.
    @Test(arguments: ["links", "links/unknown-guide"]) func aGroupOffersFixesToo(_ name: String) throws {
        let site = try Self.site("[a](tlss.md)")
        let fixed = try run(["check", "--site", site.path, "--fix", "--only", name])
        #expect(fixed.code == 0 && fixed.error.contains("fixed 1 finding in 1 file"), "\(fixed)")
        #expect(try site.read("example.md").contains("[a](tls.md)"))
    }

    /// A path that leaves the folder of guides and comes right back is one in it.
    @Test(arguments: [
        ("../guides/tls.md", ""), ("./../guides/tls.md", ""), ("../guides/../guides/tls.md", ""),
        ("tls.md#:~:text=Text", ""), ("tls.md#none:~:text=Text", "#none"), ("../tls.md", "no guide"),
        ("../../guides/tls.md", "no guide"), ("../guide/tls.md", "no guide"),
        ("tls.html", "did you mean tls.md?"),
    ])
    func pathsLeadBackIntoTheFolder(_ path: String, _ words: String) throws {
        let site = try Self.site("[a](\(path))")
        let found = try run(["check", "--site", site.path, "--only", "links"])
        #expect(words.isEmpty ? found.code == 0 : found.code == 1 && found.output.contains(words), "\(found)")
    }

    @Test func standardInputIsNotAFileOfTheSite() throws {
        let site = try Self.site("Text.")
        let result = try shell("'\(tool)' check - <Content/guides/example.md", in: site.path)
        #expect(result.code == 2 && result.error.contains("of the site, not standard input"), "\(result)")
    }

    /// With `--drafts`, a draft is a guide like all others.
    @Test func draftsAreCheckedWhereAsked() throws {
        let site = try Self.site(
            "[draft](draft.md)",
            ["Content/guides/draft.md": FixTests.head("draft: true", "[a](nowhere.md)")])
        let without = try run(["check", "--site", site.path, "--only", "links"])
        #expect(without.code == 1 && without.output.contains("links/draft-target"), "\(without)")
        #expect(!without.output.contains("nowhere"), "\(without)")
        let with = try run(["check", "--site", site.path, "--only", "links", "--drafts"])
        #expect(with.code == 1 && with.output.contains("no guide is named \"nowhere\""), "\(with)")
        #expect(!with.output.contains("links/draft-target"), "\(with)")
    }

    @Test func explainsAndLists() throws {
        let list = try run(["checks"])
        #expect(list.code == 0 && list.output.split(separator: "\n").count == CheckCatalog.all.count)
        for check in CheckCatalog.all {
            let text = try #require(CheckText.plain(check).isEmpty ? nil : CheckText.plain(check))
            #expect(text.contains("Bad") && text.contains("Good:") && text.contains("Why: "))
        }
        let links = try run(["checks", "links"]).output.split(separator: "\n")
        #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("links/") })
        let page = try run(["checks", "links", "--format", "markdown"])
        #expect(page.code == 0 && page.output.hasPrefix("---\ntitle: Checks of Links\n"))
        let one = try run(["explain", "links/vague-text"])
        #expect(one.code == 0 && one.output.hasPrefix("links/vague-text (warning)"))
        let unknown = try run(["explain", "links/vague"])
        #expect(unknown.code == 2 && unknown.error.contains("did you mean links/vague-text?"))
    }

    @Test func setsSeverities() throws {
        let site = try Self.site("[here](tls.md)")
        try site.write(
            "Content/site.yml",
            (ExampleTests.site["Content/site.yml"] ?? "")
                + "checks: {links/vague-text: error, keywords: off}\n")
        #expect(try run(["check", "--site", site.path]).code == 1)
        #expect(try run(["build", "--site", site.path]).code == 1)
    }
}
