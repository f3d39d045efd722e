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
    private struct Session {
        var name: String
        var input: [String] = []
        var said: [String] = []

        /// The files that it begins with, and its lines of shell.
        var parts: (files: [String: String], lines: [String]) {
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

    private static func sessions(_ text: String) -> [Session] {
        var sessions: [Session] = []
        var isInput = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("%% ") {
                sessions.append(Session(name: String(line.dropFirst(3))))
                isInput = true
            } else if line == "=>", isInput {
                isInput = false
            } else if isInput {
                sessions[sessions.count - 1].input.append(line)
            } else if !sessions.isEmpty {
                sessions[sessions.count - 1].said.append(line)
            }
        }
        return sessions
    }

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
        return String(
            text.unicodeScalars.map { scalar in
                let kind = scalar.properties.generalCategory
                return scalar != "\n" && (kind == .control || kind == .format)
                    ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
            }.joined())
    }

    private static func run(_ session: Session) throws -> [String] {
        let (files, lines) = session.parts
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
        let text = String(decoding: try Disk.read("\(Self.folder)/\(name)"), as: UTF8.self)
        let sessions = Self.sessions(text)
        #expect(Set(sessions.map(\.name)).count == sessions.count, "two sessions have the same name")
        var written: [String] = []
        for session in sessions {
            let said = Array(try Self.run(session).reversed().drop { $0.isEmpty }.reversed())
            let expected = Array(session.said.reversed().drop { $0.isEmpty }.reversed())
            if !Golden.isUpdated, said != expected {
                let difference = Golden.difference(
                    from: expected.joined(separator: "\n"), to: said.joined(separator: "\n"))
                Issue.record("\(name), \(session.name):\n\(difference.joined(separator: "\n"))")
            }
            written += ["%% \(session.name)"] + session.input + ["=>"] + said + [""]
        }
        guard Golden.isUpdated else { return }
        try Disk.removeFile("\(Self.folder)/\(name)")
        try Disk.writeNew(Array(written.joined(separator: "\n").utf8), to: "\(Self.folder)/\(name)")
    }
}
