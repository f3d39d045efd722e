import Foundation
import TestSupport
import Testing

@testable import Support

/// What each command prints, and its exit code, compared with what was found right before.
@Suite(.timeLimit(.minutes(15))) struct CommandGoldenTests {
    /// Lines of a shell without `guides` at their start, by the name of their golden file.
    private static let commands: [String: String] = [
        "hosts": """
        host nginx
        host caddy
        host apache
        host cloudflare
        host netlify
        host github-pages
        """,
        "keywords": """
        keywords
        keywords a
        keywords b
        keywords deep/d
        keywords e
        """,
        "issues": """
        issue missing record
        issue no-record
        issue Wrong Record
        issue record
        issue nothing is like this
        issue --format json missing record
        issue --format json record
        issue --format json qqqq
        """,
        "checks": """
        check
        check --notes
        check --strict
        check --only links
        check --fix --dry-run
        check --notes --format json
        check --notes --format sarif
        check --notes --format github
        check --notes --format junit
        """,
        "renames": """
        rename b deep/d
        rename x y
        rename a a-new
        rename c Gamma
        """,
        "builds": """
        build
        build
        build --quiet
        build --drafts
        build --format json
        build --base-url http://localhost:1
        build --output Elsewhere
        build --record
        build --record
        """,
        "others": """
        tokens
        tokens a
        links
        explain links/self
        explain links/vague-text
        checks
        help
        help build
        help check
        help rename
        help host
        help changed
        help issue
        """,
    ]

    /// What the rules of each server become with each way to listen, a certificate and another folder.
    private static let listening: [String] = ["nginx", "caddy", "apache"].flatMap { host in
        [
            "", "--listen :8080", "--listen 127.0.0.1:80", "--listen '[::1]:8080'", "--listen '*:443'",
            "--root '/srv/a \"b'",
        ]
        .flatMap { ["host \(host) \($0)", "host \(host) --certificate '/a b.pem' --key /k \($0)"] }
    }

    /// What is another on each machine or in each run.
    private static func plain(_ text: String, _ site: String) -> String {
        Golden.withoutHashes(text.replacing(site, with: "SITE"))
            .replacing(/[0-9.]+ m?s\b/, with: "TIME")
            .replacing(/"seconds" ?: ?[0-9.e-]+/, with: "SECONDS")
            .replacing(/20[0-9-]{8}T[0-9:]{8}/, with: "DATE")
    }

    /// Commands know the day, so that no review may ever be due.
    private static func site() throws -> TemporarySite {
        let site = try SiteEdits.site()
        try site.write("c.md", try site.read("c.md").replacing("2026-12-01", with: "2999-12-01"))
        return site
    }

    @Test func commandsPrintWhatTheyDid() throws {
        var texts: [String: String] = [:]
        for (name, lines) in Self.commands {
            let site = try Self.site()
            if name == "checks" {
                try site.write(
                    "worse.md",
                    TemporarySite.guide("Worse", "[x](nowhere.md) [here](b.md) [b](B.md)\n\n```\nx\n```"))
            }
            for line in lines.lines {
                let hasSite = !line.hasPrefix("help") && !line.hasPrefix("explain") && line != "checks"
                let option = hasSite ? " --site '\(site.path)'" : ""
                let result = try shell(
                    "COLUMNS=80 GITHUB_STEP_SUMMARY= GITHUB_WORKSPACE='\(site.path)' '\(tool)' \(line)\(option)",
                    in: site.path)
                let error =
                    result.error.isEmpty ? "" : "--- standard error\n\(Self.plain(result.error, site.path))"
                texts["\(name).txt", default: ""] +=
                    "$ guides \(line)\n\(Self.plain(result.output, site.path))\(error)--- \(result.code)\n\n"
            }
        }
        let site = try Self.site()
        func rules(_ line: String) throws -> String {
            let result = try shell("'\(tool)' \(line) --site '\(site.path)'", in: site.path)
            return Self.plain("\(result.output)\(result.error)--- \(result.code)", site.path)
        }
        for line in Self.listening {
            let words = line.split(separator: " ")
            let changes = Golden.difference(from: try rules("host \(words[1])"), to: try rules(line))
            texts["listening.txt", default: ""] += "$ guides \(line)\n\(changes.joined(separator: "\n"))\n\n"
        }
        try Golden.compare(texts, with: "golden-commands")
    }
}
