import Foundation
import TestSupport
import Testing

@testable import Support

/// Sessions of a shell in a small site, with all that commands print and leave: what the tool writes, moves and keeps, how its
/// commands follow each other, and what options, folders and the environment do. Sessions are in
/// `Tests/Fixtures/golden-sessions`:
///
///     %% a session
///     % Content/guides/one.md
///     …the file as a whole
///     % run
///     guides build
///     =>
///     $ guides build
///     1 guide, …
///
/// What is below `=>` is what happened right before; `make golden` writes it again. Each line of `% run` is a shell of its own,
/// in which `guides` is the tool, `commit 2024-01-02` commits everything on that day, and `guide "Title" "Body" "key: value"`
/// prints a guide's file. What goes to standard error has `! ` before it; an exit code other than 0 is named.
@Suite(.timeLimit(.minutes(15))) struct SessionGoldenTests {
    /// The files that a session begins with, and its lines of shell.
    private static func parts(_ input: [String]) -> (files: [String: String], lines: [String]) {
        var files: [String: String] = [:]
        var lines: [String] = []
        var file: String?
        for line in input {
            if line.hasPrefix("% ") {
                file = line == "% run" ? nil : String(line.dropFirst(2))
            } else if let file {
                files[file, default: ""] += line + "\n"
            } else if !line.isEmpty {
                lines.append(line)
            }
        }
        return (files, lines)
    }

    private static let folder = repository + "/Tests/Fixtures/golden-sessions"
    static let names = (try? Disk.names(in: folder).sorted()) ?? []

    private static let functions = """
        guides() { "$GUIDES_TOOL" "$@"; }
        commit() { git add -A && GIT_AUTHOR_DATE="${2:-$1}T12:00:00Z" GIT_COMMITTER_DATE="$1T12:00:00Z" git commit -q --allow-empty -m x; }
        guide() { printf -- '---\\ntitle: "%s"\\nsummary: "What %s is about, notwithstanding all characteristics."\\ncategory: one\\n%s---\\n\\n%b\\n' "$1" "$1" "${3:+$3
        }" "$2"; }

        """

    private static let environment = [
        "GUIDES_TOOL": tool, "COLUMNS": "80", "GITHUB_STEP_SUMMARY": "", "GITHUB_WORKSPACE": "",
        "GITHUB_ACTIONS": "",
        "NO_COLOR": "", "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    ]

    private static let site: [String: String] = [
        "Content/site.yml": """
        name: Test Guides
        summary: Guides for a test.
        base-url: https://example.org
        categories:
          - {id: one, title: Category One, summary: The first.}
        checks: {links/orphan: off}

        """,
        "Content/guides/one.md": TemporarySite.guide(
            "One", more: "updated: 2024-01-02", "See [two](two.md)."),
        "Content/guides/two.md": TemporarySite.guide(
            "Two", more: "updated: 2024-01-03", "See [one](one.md)."),
    ]

    /// Without what is another on each machine or in each run.
    private static func plain(_ text: String, _ site: String, _ other: String) -> String {
        let plain = text.replacing(site, with: "SITE").replacing(other, with: "TMP")
            // Progress on a terminal, which slow machines show more of.
            .replacing(/(\r\x1B\[K[^\r\n]*)*\r\x1B\[K/, with: "")
        let text = Golden.withoutHashes(plain)
            .replacing(/\b[0-9.]+ m?s\b/, with: "TIME")
            .replacing(/"seconds" ?: ?[0-9.e-]+/, with: "SECONDS")
            .replacing(/20[0-9-]{8}T[0-9:]{8}/, with: "DATE")
            .replacing(/guides-[0-9A-F-]{36}/, with: "TOKEN")
        // Before it is cut into lines, so that a carriage return shows.
        return Golden.escaped(text)
    }

    private static func run(_ input: [String]) throws -> [String] {
        let (files, lines) = parts(input)
        let site = try TemporaryFolder()
        for (file, text) in Self.site.merging(files, uniquingKeysWith: { $1 }) {
            let path = "\(site.path)/\(file)"
            if let folder = Disk.parent(of: path) { try Disk.makeFolder(folder) }
            try Disk.writeNew(Array(text.utf8), to: path)
        }
        let other = try TemporaryFolder()
        let environment = environment.merging(["TMPDIR": other.path]) { $1 }
        var said: [String] = []
        for line in lines {
            let result = try shell(functions + line, in: site.path, environment: environment)
            said.append("$ \(line)")
            if !result.output.isEmpty { said += plain(result.output, site.path, other.path).lines }
            if said.last == "" { said.removeLast() }
            var errors = plain(result.error, site.path, other.path).lines
            if errors.last == "" { errors.removeLast() }
            said += errors.map { "! \($0)" }
            if result.code != 0 { said.append("(\(result.code))") }
        }
        return said
    }

    @Test func thereAreSessions() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names) func happenAsTheyDid(_ name: String) async throws {
        try await Golden.compare("golden-sessions/\(name)") { try Self.run($0.input) }
    }
}
