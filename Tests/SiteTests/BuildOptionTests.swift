import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Support

/// Two builds of one folder that differ in an option, a setting or a path: what is published then is what a clean build
/// elsewhere publishes, nothing more and nothing less.
@Suite(.timeLimit(.minutes(15))) struct BuildOptionTests {
    private static let options: [[String]] = [
        [], ["--drafts"], ["--base-url", "https://other.example"], ["--record"], ["--manifest"],
        ["--jobs", "1"],
        ["--quiet"], ["--format", "json"], ["--output", "Elsewhere"], ["--output", "./Public/"],
        ["--output", "link"], ["--output", "new/deep/folder"],
    ]

    /// Lines of `site.yml`, each with another value than a site without them has.
    private static let settings = [
        "path: /", "path: /help", "language: de", "edit-url: https://example.org/edit/{path}",
        "ai-crawlers: closed", "publisher: {name: Publisher, url: https://publisher.example}",
        "keywords: [other keyword]", "agent-notes: [Another note.]", "words-per-minute: 20",
        "term-links: false",
        "example-hosts: [host.example.net]", "files: {allow: [html]}",
        "checks: {content/example-domain: off}",
        "suppressions: [{check: content/example-domain, path: a.md, reason: It is meant.}]",
        "name: Another Name", "summary: Another summary of the site.",
    ]

    private static func site() throws -> TemporarySite {
        let site = try TemporarySite([
            "Content/terms.yml": "- {term: TERM, guide: b}\n",
            "a.md": TemporarySite.guide(
                "Alpha", more: "updated: 2026-11-20\naliases: [former-alpha]",
                "Ask mail.mailer.com about a TERM.\n\n## Fix Common Issues\n\n### Missing Record\n\nNo `TXT` record.\n\n1. Add it.\n2. Run the checker again."
            ),
            "b.md": TemporarySite.guide("Beta", category: "two", "Text of its own."),
            "c.md": TemporarySite.guide("Gamma", more: "draft: true", "A draft of [a](a.md)."),
            "dot.txt": "A file.\n",
        ])
        try Disk.makeFolder(site.path + "/real")
        try FileManager.default.createSymbolicLink(
            atPath: site.path + "/link", withDestinationPath: site.path + "/real")
        return site
    }

    /// The folder that some options publish into, below the site's.
    private static func output(_ options: [String]) -> String {
        options.firstIndex(of: "--output").map { options[$0 + 1] } ?? "Public"
    }

    private static func build(_ site: TemporarySite, _ options: [String]) throws -> Int32 {
        // From the site's own folder, so that relative paths are the user's.
        try run(["build"] + options, in: site.path).code
    }

    private struct Published {
        var code: Int32
        var files: [String: [UInt8]]
    }

    /// A clean build of a site, in a copy of its sources.
    private static let cleans = Mutex<[[String]: Published]>([:])

    private static func clean(_ site: TemporarySite, _ options: [String]) throws -> Published {
        let copy = try Self.site()
        Disk.removeTree(copy.path + "/Content")
        try FileManager.default.copyItem(atPath: site.path + "/Content", toPath: copy.path + "/Content")
        let code = try build(copy, options)
        return Published(code: code, files: try copy.published(output(options)))
    }

    /// All pairs; but options that only say how a build runs and speaks meet the others in longer series alone, and here
    /// no option.
    private static let pairs: [([String], [String])] = options.flatMap { first in
        options.map { (first, $0) }
    }
    .filter { first, second in
        let manners = [["--jobs", "1"], ["--quiet"], ["--format", "json"]]
        return Seeded.length > 1 || [first, second].allSatisfy { !manners.contains($0) } || first == []
            || second == []
    }

    @Test(arguments: pairs) func pairsOfOptions(_ first: [String], _ second: [String]) async throws {
        let site = try Self.site()
        // Files as young as this would be read again in any case.
        try await Task.sleep(for: .milliseconds(120))
        let firstCode = try Self.build(site, first)
        let kept = try site.published(Self.output(first))
        #expect(firstCode == 0 && !kept.isEmpty)
        let code = try Self.build(site, second)
        let expected = try Self.cleans.withLock { cleans in
            let clean = try cleans[second] ?? Self.clean(site, second)
            cleans[second] = clean
            return clean
        }
        #expect(code == expected.code)
        let found = try site.published(Self.output(second))
        #expect(Set(found.keys) == Set(expected.files.keys))
        #expect(found == expected.files)
        if !["Public", "./Public/"].contains(Self.output(first)) || Self.output(first) == Self.output(second)
        {
            return
        }
        if !["Public", "./Public/"].contains(Self.output(second)) {
            #expect(try site.published(Self.output(first)) == kept, "the first folder is left alone")
        }
    }

    /// With a setting, and without it again.
    @Test(arguments: settings) func settingsComeAndGo(_ setting: String) async throws {
        let site = try Self.site()
        let key = setting.prefix { $0 != ":" } + ":"
        let others = TemporarySite.settings.split(separator: "\n", omittingEmptySubsequences: false).filter {
            !$0.hasPrefix(key)
        }
        let with = setting + "\n" + others.joined(separator: "\n")
        var published: [[String: [UInt8]]] = []
        for text in [TemporarySite.settings, with, TemporarySite.settings] {
            try site.write("Content/site.yml", text)
            try await Task.sleep(for: .milliseconds(120))
            let code = try Self.build(site, [])
            let expected = try Self.clean(site, [])
            #expect(code == 0 && expected.code == 0)
            let found = try site.published()
            #expect(found == expected.files)
            published.append(found)
        }
        #expect(published[0] == published[2])
        let isSeen = !["example-hosts:", "files:", "checks:", "suppressions:"].contains(String(key))
        #expect((published[0] != published[1]) == isSeen, "\(setting)")
    }
}
