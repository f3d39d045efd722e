import Foundation
import TestSupport
import Testing

@testable import Support

/// Options of `guides check` that touch one thing, each pair of them: what is reported, what is fixed, and how it
/// ends.
@Suite(.timeLimit(.minutes(15))) struct CheckOptionTests {
    /// What is wrong in the site, one on a line: the line in the file, and what another program has to read.
    struct Fault: Sendable {
        var file: String
        var line: String
        var number: Int
        var id: String
        var severity: Severity
        /// The line once it is fixed; nil where no fix is offered.
        var fixed: String?
        var isSafe = true
        var isNew: Bool { file == CheckOptionTests.fresh }

        enum Severity: String, Comparable {
            case note, warning, error
            static func < (a: Self, b: Self) -> Bool {
                let order = [note, warning, error]
                return order.firstIndex(of: a)! < order.firstIndex(of: b)!
            }
        }
    }

    static let old = "Content/guides/example.md"
    static let fresh = "Content/guides/fresh.md"

    static let faults: [Fault] = [
        Fault(file: old, line: "[a](nowhere.md)", number: 8, id: "links/unknown-guide", severity: .error),
        Fault(file: old, line: "[here](tls.md)", number: 10, id: "links/vague-text", severity: .warning),
        Fault(
            file: old, line: "[b](TLS.md)", number: 12, id: "links/wrong-case", severity: .error,
            fixed: "[b](tls.md)"),
        Fault(file: old, line: "```", number: 14, id: "structure/fence-language", severity: .note),
        Fault(
            file: fresh, line: "[a](tlss.md)", number: 8, id: "links/unknown-guide", severity: .error,
            fixed: "[a](tls.md)", isSafe: false),
        Fault(file: fresh, line: "[here](spf.md)", number: 10, id: "links/vague-text", severity: .warning),
        Fault(
            file: fresh, line: "[b](SPF.md)", number: 12, id: "links/wrong-case", severity: .error,
            fixed: "[b](spf.md)"),
        Fault(file: fresh, line: "```", number: 14, id: "structure/fence-language", severity: .note),
    ]

    private static func guide(_ file: String, _ title: String) -> String {
        let lines = faults.filter { $0.file == file }.map(\.line)
        return """
            ---
            title: \(title) Guide
            summary: \(title == "Old" ? "Faults that a commit has, one to a line, for the options of a check." : "What nobody has committed so far, and what is wrong with each part of it.")
            category: basics
            updated: 2026-11-20
            ---

            \(lines.joined(separator: "\n\n"))
            x
            ```

            """
    }

    /// The site in a repository; the second file is not committed.
    private static func site() throws -> TemporarySite {
        let site = try TemporarySite(ExampleTests.site)
        try site.write(
            "Content/site.yml",
            (ExampleTests.site["Content/site.yml"] ?? "")
                + "checks: {agents: off, keywords: off, links/orphan: off}\n")
        try site.write("example.md", guide(old, "Old"))
        let made = try shell(
            "git init -q . && git add -A && git -c user.name=A -c user.email=a@example.org commit -q -m a",
            in: site.path)
        #expect(made.code == 0, "\(made.error)")
        try site.write("fresh.md", guide(fresh, "Fresh"))
        return site
    }

    struct Choice: Sendable, CustomTestStringConvertible {
        var format: String
        var words: [String]
        var testDescription: String { (["--format", format] + words).joined(separator: " ") }
        func has(_ word: String) -> Bool { words.contains(word) }
    }

    /// Values of each option. Files come first, since `--only` takes all words after it.
    private static let values: [[[String]]] = [
        [[], [fresh], [old, fresh], [old]],
        [["text"], ["json"], ["sarif"], ["github"], ["junit"]],
        [[], ["--notes"]], [[], ["--strict"]], [[], ["--since", "HEAD"]],
        [[], ["--fix"], ["--fix", "--dry-run"]],
        [
            [], ["--only", "links"], ["--only", "links/vague-text", "structure"],
            ["--only", "links/wrong-case"],
            ["--only", "structure"], ["--only", "links/unknown-guide"],
        ],
    ]

    /// Few command lines in which each value of an option meets each of every other.
    static let choices: [Choice] = {
        struct Pair: Hashable { var a, x, b, y: Int }
        func pairs(_ row: [Int]) -> Set<Pair> {
            Set(
                row.indices.flatMap { a in
                    ((a + 1)..<row.count).map { Pair(a: a, x: row[a], b: $0, y: row[$0]) }
                })
        }
        var left: Set<Pair> = []
        for a in values.indices {
            for b in (a + 1)..<values.count {
                for x in values[a].indices {
                    for y in values[b].indices { left.insert(Pair(a: a, x: x, b: b, y: y)) }
                }
            }
        }
        var random = Seeded(11)
        var rows: [[Int]] = []
        while !left.isEmpty {
            let tries = (0..<200).map { _ in values.map { Int.random(in: 0..<$0.count, using: &random) } }
            let best = tries.max { pairs($0).intersection(left).count < pairs($1).intersection(left).count }!
            left.subtract(pairs(best))
            rows.append(best)
        }
        return rows.map { row in
            let words = zip(values, row).map { $0[$1] }
            return Choice(format: words[1][0], words: words[0] + words[2...].flatMap { $0 })
        }
    }()

    @Test(arguments: choices) func doTogetherWhatEachDoes(_ choice: Choice) throws {
        let site = try Self.site()
        let only = choice.words.drop { $0 != "--only" }.dropFirst()
        let files = choice.words.prefix { !$0.hasPrefix("--") }
        let isDry = choice.has("--dry-run")
        let selected = Self.faults.filter { fault in
            (only.isEmpty || only.contains { $0 == fault.id || fault.id.hasPrefix($0 + "/") })
                && (files.isEmpty || files.contains(fault.file)) && (fault.isNew || !choice.has("--since"))
        }
        let fixed = selected.filter {
            choice.has("--fix") && $0.fixed != nil && ($0.isSafe || !only.isEmpty)
        }
        let left = selected.filter { fault in
            !fixed.contains { $0.file == fault.file && $0.number == fault.number }
        }
        let failing = choice.has("--strict") ? Fault.Severity.warning : .error
        let before = Dictionary(
            uniqueKeysWithValues: try [Self.old, Self.fresh].map { ($0, try site.read($0)) })

        let summary = site.path + "/summary"
        let result = try run(
            ["check", "--site", site.path, "--format", choice.format] + choice.words,
            environment: ["GITHUB_STEP_SUMMARY": summary, "GITHUB_WORKSPACE": site.path])
        #expect(result.code == (left.contains { $0.severity >= failing } ? 1 : 0), "\(result)")

        // What is fixed, and nothing else.
        for (file, text) in before {
            let lines = text.lines.enumerated().map { number, line in
                fixed.first { $0.file == file && $0.number == number + 1 }?.fixed ?? line
            }
            let after = lines.joined(separator: "\n")
            #expect(try site.read(file) == (isDry ? text : after), "\(result)")
            #expect(result.output.contains("--- a/\(file)\n") == (isDry && after != text), "\(result)")
        }
        if choice.has("--fix"), choice.format == "text" {
            let words = isDry ? "would fix" : "fixed"
            let files = Set(fixed.map(\.file)).count
            let summary =
                fixed.isEmpty ? "nothing has a " : "\(words) \(fixed.count, "finding") in \(files, "file")"
            #expect(result.error.contains(summary))
        }
        guard !isDry else {
            #expect(Disk.status(summary) == nil)
            return
        }
        // What is reported, in order.
        let shown = left.filter { $0.severity > .note || choice.has("--notes") }
        func expect(_ text: String, _ kind: String) throws {
            let read = try ForeignReport.read(text, kind)
            var expected = shown
            // Annotations go by what weighs most.
            if kind == "github" {
                expected = [.error, .warning, .note].flatMap { severity in
                    shown.filter { $0.severity == severity }
                }
            }
            #expect(
                read.map { "\($0.file!):\($0.line!) \($0.severity!) \($0.id!)" }
                    == expected.map { "\($0.file):\($0.number) \($0.severity.rawValue) \($0.id)" }, "\(text)")
        }
        try expect(result.output, choice.format)
        if choice.format == "github" { try expect(try site.read("../../summary"), "summary") }
        if choice.format == "text" {
            let notes = left.count - shown.count
            #expect(result.output.contains("not shown: \(notes) note") == (notes > 0), "\(result)")
            // Counted before what was asked for is chosen.
            #expect(result.output.contains("that HEAD already had") == choice.has("--since"), "\(result)")
        } else {
            #expect(result.error.isEmpty, "\(result)")
        }
    }

    /// The order of files and of options does not matter, and files may follow ids.
    @Test(arguments: [
        ["--only", "links", fresh], [fresh, "--only", "links"], ["--only", "links", "--notes", fresh],
        ["--only", fresh, "links"], ["--notes", "--only", "links/vague-text", "links", fresh],
    ])
    func filesMayFollowIds(_ words: [String]) throws {
        let site = try Self.site()
        let result = try run(["check", "--site", site.path, "--format", "json"] + words)
        #expect(
            try ForeignReport.read(result.output, "json").map(\.id) == [
                "links/unknown-guide", "links/vague-text", "links/wrong-case",
            ])
    }

    /// `--quiet` of a build takes away all but what is wrong, in each format.
    @Test(
        arguments: [("text", []), ("text", ["--quiet"]), ("json", []), ("json", ["--quiet"])], [true, false])
    func quietKeepsFindings(_ options: (format: String, quiet: [String]), _ hasErrors: Bool) throws {
        let (format, quiet) = options
        let site = try TemporarySite(ExampleTests.site.merging([".htaccess": "x\n"]) { $1 })
        try site.write(
            "example.md",
            FixTests.head(
                "updated: 2026-11-20", "[here](tls.md)\n\n```\nx\n```\n\n" + (hasErrors ? "[a](no.md)" : "")))
        let result = try run(["build", "--site", site.path, "--format", format] + quiet)
        #expect(result.code == (hasErrors ? 1 : 0), "\(result)")
        let ids = ["links/vague-text"] + (hasErrors ? ["links/unknown-guide"] : [])
        let text =
            format == "json" ? result.output : result.output.components(separatedBy: "\nnot published")[0]
        if format == "text" {
            #expect(try ForeignReport.read(text + "\n", "text").map(\.id) == ids, "\(result)")
            let words = hasErrors ? "not published: " : "files written"
            #expect(result.output.contains(words) == quiet.isEmpty, "\(result)")
        } else {
            let all = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            #expect((all?["findings"] as? [[String: Any]])?.map { $0["id"] as? String } == ids, "\(result)")
        }
        #expect(result.error.contains("notice: ") == quiet.isEmpty, "\(result)")
    }
}
