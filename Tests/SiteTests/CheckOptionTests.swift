import Foundation
import TestSupport
import Testing

@testable import Support

/// Options of `guides check` and settings of checks together: each does what it says, whatever else is set.
@Suite(.timeLimit(.minutes(15))) struct CheckOptionTests {
    /// An error, a warning and a note; the error has a fix that is offered, and a safe fix is for another error.
    private static let body = "[a](TLS.md) [b](tlss.md) [here](tls.md)\n\n```\nx\n```"
    private static let all = [
        "links/wrong-case", "links/unknown-guide", "links/vague-text", "structure/fence-language",
    ]

    /// The ids that a report of a format names.
    private static func ids(_ output: String) -> Set<String> { Set(all.filter { output.contains($0) }) }

    @Test(arguments: ["text", "json", "sarif", "github", "junit"], [false, true])
    func notesAreWhereTheyAreAskedFor(_ format: String, _ hasNotes: Bool) throws {
        let site = try CheckCommandTests.site(Self.body)
        let result = try run(
            ["check", "--site", site.path, "--format", format] + (hasNotes ? ["--notes"] : []),
            environment: ["GITHUB_STEP_SUMMARY": ""])
        #expect(result.code == 1)
        #expect(Self.ids(result.output).contains("structure/fence-language") == hasNotes, "\(result.output)")
        #expect(Self.ids(result.output).isSuperset(of: Self.all.dropLast()))
    }

    /// What each option leaves of the findings, and how it ends, by itself and with another one.
    private static let filters: [(options: [String], keeps: Set<String>)] = [
        (["--only", "links"], ["links/wrong-case", "links/unknown-guide", "links/vague-text"]),
        (["--only", "links/vague-text"], ["links/vague-text"]),
        (["--only", "links/vague-text", "structure"], ["links/vague-text", "structure/fence-language"]),
        (["--since", "HEAD"], ["links/vague-text", "structure/fence-language"]),
        (["Content/guides/example.md"], Set(all)), (["Content/guides/tls.md"], []),
    ]

    /// Two of them that are not the same option.
    private static let pairs = filters.indices.flatMap { first in
        filters.indices.dropFirst(first + 1).map { (first, $0) }
    }.filter { first, second in
        let (a, b) = (filters[first].options, filters[second].options)
        return a[0] != b[0] && (a.count > 1 || b.count > 1)
    }

    @Test(arguments: pairs) func filtersAddUp(_ first: Int, _ second: Int) throws {
        let (a, b) = (Self.filters[first], Self.filters[second])
        let site = try CheckCommandTests.site("[a](TLS.md)\n\n[b](tlss.md)")
        _ = try shell(
            "git init -q -b main && git config user.email a@example.com && git config user.name A && git add -A && git commit -qm One",
            in: site.path)
        // Each finding on a line of its own, so that the two that were there are known by theirs.
        try site.write(
            "example.md",
            FixTests.head(
                "updated: 2026-11-20", "[a](TLS.md)\n\n[b](tlss.md)\n\n[here](tls.md)\n\n```\nx\n```"))
        // Files come before `--only`, which takes all words after it.
        let words = [a.options, b.options].sorted { $0.count < $1.count }.flatMap { $0 }
        let result = try run(["check", "--site", site.path, "--notes", "--format", "json"] + words)
        let kept = a.keeps.intersection(b.keeps)
        #expect(Self.ids(result.output) == kept, "\(words): \(result)")
        let isError = !kept.isDisjoint(with: ["links/wrong-case", "links/unknown-guide"])
        #expect(result.code == (isError ? 1 : 0), "\(words)")
        let strict = try run(["check", "--site", site.path, "--strict"] + words)
        #expect(strict.code == (isError || kept.contains("links/vague-text") ? 1 : 0), "\(words)")
    }

    /// Which fixes are written: safe ones, and what is only offered where its check or group is named.
    @Test(arguments: [
        ([String](), "[a](tls.md) [b](tlss.md)"), (["--notes"], "[a](tls.md) [b](tlss.md)"),
        (["--strict"], "[a](tls.md) [b](tlss.md)"), (["--only", "links"], "[a](tls.md) [b](tls.md)"),
        (["--only", "links/unknown-guide"], "[a](TLS.md) [b](tls.md)"),
        (["--only", "links/wrong-case"], "[a](tls.md) [b](tlss.md)"),
        (["--only", "structure"], "[a](TLS.md) [b](tlss.md)"),
        (["Content/guides/tls.md"], "[a](TLS.md) [b](tlss.md)"),
        (["--since", "HEAD"], "[a](TLS.md) [b](tlss.md)"),
    ])
    func fixesWhatIsAsked(_ options: [String], _ expected: String) throws {
        let site = try CheckCommandTests.site(Self.body)
        _ = try shell(
            "git init -q -b main && git config user.email a@example.com && git config user.name A && git add -A && git commit -qm One",
            in: site.path)
        let before = try site.read("example.md")
        let dry = try run(["check", "--site", site.path, "--fix", "--dry-run"] + options)
        #expect(try site.read("example.md") == before, "a dry run writes nothing")
        let fixed = try run(["check", "--site", site.path, "--fix"] + options)
        #expect(try site.read("example.md").contains(expected + " [here](tls.md)\n"), "\(fixed)")
        #expect(dry.code == fixed.code, "\(dry) \(fixed)")
        #expect(dry.output.contains("+\(expected)") == (try site.read("example.md") != before), "\(dry)")
    }

    /// A check's own setting counts, not that of its group, whichever comes first; an error for good stays one.
    @Test(
        arguments: [
            ("{links: off, links/vague-text: error}", ["links/vague-text": "error"]),
            ("{links/vague-text: error, links: off}", ["links/vague-text": "error"]),
            (
                "{links: error, links/vague-text: off}",
                ["links/unknown-guide": "error", "links/wrong-case": "error"]
            ),
            (
                "{links/vague-text: note}",
                [
                    "links/vague-text": "note", "links/unknown-guide": "error", "links/wrong-case": "error",
                ]
            ),
            (
                "{links: warning}",
                [
                    "links/vague-text": "warning", "links/unknown-guide": "warning",
                    "links/wrong-case": "warning",
                ]
            ),
            ("{structure: off, links: off}", [:]),
        ] as [(String, [String: String])])
    func settingsOfOneCheckComeFirst(_ settings: String, _ expected: [String: String]) throws {
        struct Report: Decodable {
            struct Entry: Decodable {
                var id: String
                var severity: String
            }
            var findings: [Entry]
        }
        let site = try CheckCommandTests.site(Self.body)
        try site.write(
            "Content/site.yml", (ExampleTests.site["Content/site.yml"] ?? "") + "checks: \(settings)\n")
        let result = try run(["check", "--site", site.path, "--format", "json", "--notes", "--only", "links"])
        let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
        let found = Dictionary(report.findings.map { ($0.id, $0.severity) }) { first, _ in first }
        #expect(found == expected, "\(result.output)")
    }

    /// Combinations that make no sense are refused, and say why.
    @Test(arguments: [
        (["build", "--record", "--drafts"], "drafts"), (["check", "--dry-run"], "--fix"),
        (["preview", "--editor", "javascript:alert({path})"], "editor"),
        (["preview", "--editor", "JavaScript:alert({path})"], "editor"),
        (["preview", "--editor", "DATA:text/html,{path}"], "editor"),
        (["preview", "--editor", "code://file"], "{path}"), (["preview", "--port", "70000"], "port"),
        (["host", "nginx", "--root", "/srv/a\nb"], "root"),
        (["host", "caddy", "--root", "/srv/a\u{1}b"], "root"),
        (["host", "apache", "--root", "/srv/a\rb"], "root"), (["check", "--jobs", "0"], "jobs"),
        (["build", "--jobs", "-1"], "jobs"),
    ])
    func refusesWhatMakesNoSense(_ command: [String], _ word: String) throws {
        let site = try CheckCommandTests.site("Text.")
        let result = try run(command + ["--site", site.path])
        #expect(result.code == 2 && result.output.isEmpty, "\(result)")
        #expect(result.error.contains(word), "\(result.error)")
        #expect(try Disk.names(in: site.path) == ["Content", "Templates"])
    }
}
