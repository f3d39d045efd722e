import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Hosts
@testable import Preview
@testable import Support

/// What the preview shows of a site that has something of everything, after each of a few edits: the panel of each page, the
/// preview's own pages, and the head of each answer. It is compared with what was found right before.
@Suite(.serialized, .timeLimit(.minutes(15))) struct PreviewGoldenTests {
    /// Edits of the site, one after the other, in lines of shell.
    private static let edits: [(name: String, lines: String)] = [
        ("start", ""),
        (
            "a second draft, a guide without a category, a long line, and findings of each kind",
            """
            cp Content/guides/e.md Content/guides/f.md
            sed 's/Epsilon/Theta/' Content/guides/e.md >Content/guides/h.md
            sed -i 's/Epsilon/<Zeta> \\& "co"/; s/A draft/See [here](b.md) a draft/' Content/guides/f.md
            sed 's/Gamma Relay/Eta/; /^category/d; /draft/d' Content/guides/c.md >Content/guides/g.md
            { printf '%0.sWords of it go on. ' {1..20}; printf '形の 𝒳 [x](nowhere.md) and [here](b.md) '; printf '%0.sMore words. ' {1..20}; } >>Content/guides/c.md
            printf 'agent-notes: [You must do it.]\\n' >>Content/site.yml
            """
        ),
        ("drafts are published", "sed -i /draft/d Content/guides/f.md"),
        (
            "the error is gone, and another one is there",
            "sed -i 's/nowhere/a/' Content/guides/c.md; echo '[x](none.md)' >>Content/guides/a.md"
        ),
        (
            "a guide is renamed",
            "sed -i '$d' Content/guides/a.md; git mv -f Content/guides/c.md Content/guides/relay.md; sed -i 's/^category/aliases: [c]\\ncategory/' Content/guides/relay.md"
        ),
        ("a guide is removed", "rm -r Content/guides/deep"),
        ("settings have an error", "sed -i 's/^name:/nam:/' Content/site.yml"),
        ("settings are right again", "sed -i 's/^nam:/name:/' Content/site.yml"),
        ("a folder cannot be read", "mv Content Gone"),
        ("the folder is back", "mv Gone Content"),
        ("a template has an error", "mkdir -p Templates; echo '{{#open}}' >Templates/guide.mustache"),
        ("the template is gone", "rm Templates/guide.mustache"),
    ]

    private static let paths = [
        "/", "/guides", "/guides/", "/guides.md", "/guides/index.html", "/guides/index.html?x=1",
        "/guides/index", "/guides/a",
        "/guides/a.md",
        "/guides/a.html", "/guides/a/", "/guides/a?x=1", "/guides/a/?x=1&y=2", "/guides/former-a",
        "/guides/former-a.md",
        "/guides/former-a?x=1", "/guides/former-a/", "/guides/former-a.html", "/guides/d", "/guides/deep/d",
        "/guides/e", "/guides/f", "/guides/f.md", "/guides/relay",
        "/guides/c", "/guides/c.md", "/guides/categories/one", "/guides/categories/one.md",
        "/guides/categories/first",
        "/guides/categories/first.md", "/guides/i/missing-record", "/guides/i/missing-record.md",
        "/guides/i/no-record",
        "/guides/i/no-record.md", "/guides/i/none", "/guides/glossary", "/guides/glossary.md",
        "/guides/search", "/guides/search.md",
        "/guides/issues.json", "/guides/feed.xml", "/sitemap.xml", "/sitemap.md", "/llms.txt",
        "/llms-full.txt",
        "/robots.txt", "/guides/img/dot.svg", "/guides/none", "/guides/none.md", "/guides/none.html",
        "/guides/none.png", "/404", "/404.html",
        "/404.md", "/guides/.a", "/_guides", "/_guides/", "/_guides/none", "/_guidesx", "/_guides/state",
        "/_guides/section?path=/guides/a&id=missing-record",
        "/_guides/section?path=/guides/a&id=wrong-record",
        "/_guides/section?path=/guides/b&id=wrong-record", "/_guides/section?path=/guides/a",
        "/_guides/keywords?path=/guides/b", "/_guides/keywords?path=/guides/former-a", "/_guides/keywords",
    ]

    private static let accepts = ["", "text/markdown", "text/html"]

    private static let shown = [
        "/", "/guides", "/guides/a", "/guides/b", "/guides/c", "/guides/d", "/guides/f", "/guides/g",
        "/guides/relay",
        "/guides/categories/one",
    ]

    private static let own = [
        "/_guides", "/_guides/changed", "/_guides/changed?since=", "/_guides/changed?since=HEAD~1",
        "/_guides/changed?since=%3Cnone%3E", "/_guides/keywords?path=/guides/b",
        "/_guides/section?path=/guides/a&id=missing-record", "/guides/a",
    ]

    private static func plain(_ text: String, _ site: String) -> String {
        Golden.withoutHashes(text.replacing(site, with: "SITE"))
            .replacing(/"token" : "[^"]*"/, with: "\"token\" : TOKEN")
            .replacing(/guides-since-[0-9A-F-]{36}/, with: "TMP")
    }

    private static let usual = Dictionary(
        ServingPolicy.securityHeaders.map { ($0.0.lowercased(), $0.1) } + [("cache-control", "no-cache")],
        uniquingKeysWith: { $1 })

    private static func heads(_ server: FixButtonTests.Still) async throws -> String {
        var text = ""
        for path in paths {
            var former = ""
            for accept in accepts {
                let answer = try await server.ask(path, headers: accept.isEmpty ? [] : [("Accept", accept)])
                // The headers that all answers have are named where they are missing.
                let own = answer.headers.filter { name, value in
                    !["date", "etag", "server", "content-length", "connection"].contains(name)
                        && value != usual[name]
                }.merging(usual.filter { answer.headers[$0.key] == nil }.mapValues { _ in "(missing)" }) {
                    $1
                }
                let body = answer.body.isEmpty ? "" : String(answer.text.prefix { $0 != "\n" }.prefix(60))
                let hasScript = answer.text.contains("src=\"/_guides/preview.js\"></script>\n</body>")
                let lines =
                    own.sorted { $0.key < $1.key }.map { "\n  \($0.key): \($0.value)" }.joined()
                    + "\n  \(body)\(hasScript ? " …with the script" : "")\n"
                let head = "\(answer.status)\(lines)"
                if head != former || accept.isEmpty { text += "\(path) \(accept) \(head)" }
                former = head
            }
        }
        return text
    }

    /// The panel of each page, as JSON.
    private static func panel(_ server: FixButtonTests.Still) async throws -> String {
        var text = ""
        for page in shown {
            let state = try await server.ask("/_guides/state?path=\(page)")
            let object = try JSONSerialization.jsonObject(with: Data(state.body))
            let json = try JSONSerialization.data(
                withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            text += "\(page)\n\(String(decoding: json, as: UTF8.self))\n"
        }
        return text
    }

    /// The preview's own pages.
    private static func pages(_ server: FixButtonTests.Still) async throws -> String {
        var text = ""
        for page in own { text += "\(page)\n\(try await server.ask(page).text)\n" }
        return text
    }

    @Test func saysWhatItDid() async throws {
        let site = try SiteEdits.site()
        func run(_ lines: String) throws {
            let result = try shell("set -e\n\(lines)", in: site.path, environment: Self.git)
            #expect(result.code == 0, "\(lines): \(result)")
        }
        Disk.removeTree("\(site.path)/Templates")
        try run(
            """
            git init -q
            sed -i 's/, and its records\\?//; s/Text of Beta/Former text of Beta/' Content/guides/b.md
            git add -A; git commit -qm one
            sed -i 's/Former text of Beta/Text of <Beta>/' Content/guides/b.md; echo x >Content/guides/old.txt
            git add -A; git commit -qm two
            """)
        let server = try await FixButtonTests.Still(site.path)
        var texts: [String: String] = [:]
        // Of each edit only what it changes is kept.
        var former: [String: String] = [:]
        func note(_ edit: String, _ part: String, _ text: String) {
            let text = Self.plain(text, site.path)
            let shown = former[part].map { Golden.difference(from: $0, to: text).joined(separator: "\n") }
            texts["\(part).txt", default: ""] += "%% \(edit)\n\(shown ?? text)\n"
            former[part] = text
        }
        for edit in Self.edits {
            if !edit.lines.isEmpty {
                try run(edit.lines)
                await server.site.update()
                note(edit.name, "panel-at-once", try await Self.panel(server))
                await server.site.check()
            }
            note(edit.name, "panel", try await Self.panel(server))
            note(edit.name, "pages", try await Self.pages(server))
            note(edit.name, "heads", try await Self.heads(server))
        }
        try Golden.compare(texts, with: "golden-preview")
    }

    private static let git = [
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": "2024-02-28T12:00:00Z", "GIT_COMMITTER_DATE": "2024-02-29T12:00:00Z",
    ]
}
