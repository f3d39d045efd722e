import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Content
@testable import Findings
@testable import Fixing
@testable import Hosts
@testable import Library
@testable import Publishing
@testable import Support

/// A site that is renamed, reworded and cut down at random, as editors do, for as long as its checks are satisfied:
/// every address that was ever published still answers, on the real servers.
@Suite(.timeLimit(.minutes(15))) struct AddressTests {
    /// A site under the hands of an editor.
    private struct Editor {
        let site: TemporarySite
        var random: Seeded
        private var number = 0

        init(seed: UInt64) throws {
            random = Seeded(seed)
            site = try TemporarySite()
            try site.write(
                "Content/site.yml",
                """
                name: Changing Guides
                summary: Guides whose names and words change all the time.
                base-url: https://example.org
                categories:
                  - {id: one, title: Category One, summary: The first category.}
                  - {id: two, title: Category Two, summary: The second category.}

                """)
            for number in 0..<6 {
                let other = "guide-\((number + 1) % 6)"
                try site.write(
                    "Content/guides/guide-\(number).md",
                    """
                    ---
                    title: Guide Number \(number)
                    summary: What the guide with the number \(number) is about, which is nothing much at all.
                    category: \(number % 2 == 0 ? "one" : "two")
                    updated: 2026-11-20
                    ---

                    See [the next one](\(other).md) and [its facts](\(other).md#facts-of-\((number + 1) % 6)).

                    ## Facts of \(number)

                    There are none.

                    ## Größe \(number)

                    Small.

                    ## Fix Common Issues

                    ### Missing Record \(number)

                    The checker found no `TXT` record.

                    1. Add it.
                    2. Run the checker again.

                    ### Wrong Record \(number)

                    The checker found a wrong `TXT` record.

                    1. Fix it.
                    2. Run the checker again.

                    """)
            }
        }

        private var slugs: [String] {
            get throws {
                try Disk.names(in: site.path + "/Content/guides").filter { $0.hasSuffix(".md") }.map {
                    String($0.dropLast(3))
                }
            }
        }

        private func text(_ slug: String) throws -> String {
            String(decoding: try Disk.read("\(site.path)/Content/guides/\(slug).md"), as: UTF8.self)
        }

        private mutating func word() -> String {
            number += 1
            return ["Harbour", "Lantern", "Meadow", "Straße", "Pebble"].randomElement(using: &random)!
                + " \(number)"
        }

        var options: AnalyzedSite.Options {
            var options = AnalyzedSite.Options()
            options.site = site.path
            return options
        }

        /// One change. Returns what it was.
        mutating func change() async throws -> String {
            let slugs = try slugs
            let slug = slugs.randomElement(using: &random)!
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                number += 1
                let new = Bool.random(using: &random) ? "renamed-\(number)" : "guide-\(number)-again"
                _ = try await Rename(options).run(slug, to: new)
                return "rename \(slug) \(new)"
            case 4..<8:
                var lines = try text(slug).split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init)
                let headings = lines.indices.filter {
                    lines[$0].hasPrefix("#") && lines[$0] != "## Fix Common Issues"
                }
                let line = headings.randomElement(using: &random)!
                let new = lines[line].prefix { $0 == "#" } + " " + word()
                let old = lines[line]
                lines[line] = String(new)
                try site.write("Content/guides/\(slug).md", lines.joined(separator: "\n"))
                return "reword \(slug): \(old) to \(new)"
            default:
                guard slugs.count > 3 else { return "nothing" }
                let successor = slugs.filter { $0 != slug }.randomElement(using: &random)!
                try await merge(slug, into: successor)
                return "merge \(slug) into \(successor)"
            }
        }

        /// Deletes a guide whose text another one takes over, with its addresses.
        private func merge(_ slug: String, into successor: String) async throws {
            let library = try await AnalyzedSite(options).library
            let gone = library.guides[try #require(library.index(ofSlug: slug))]
            let text = try text(slug)
            let body = String(text[try #require(text.firstRange(of: "\n---\n")).upperBound...])
            let parts = body.components(separatedBy: "## Fix Common Issues\n")
            var edited = try self.text(successor)
            let opening = parts[0].components(separatedBy: "## ")
            let sections = opening.dropFirst().map { "## " + $0 }.joined()
            edited = edited.replacing(
                "## Fix Common Issues\n", with: sections + "## Fix Common Issues\n" + parts[1])
            // What the front matter of the one says of names, the front matter of the other says from now on.
            let issues = gone.frontMatter.issues.map {
                "{issue: \($0.id.text), former-ids: [\($0.formerIDs.map(\.text).joined(separator: ", "))]}"
            }
            let headings = gone.frontMatter.headings.map {
                "{heading: \($0.anchor.text), former-ids: [\($0.formerIDs.map(\.text).joined(separator: ", "))]}"
            }
            try site.write("Content/guides/\(successor).md", edited)
            try FileManager.default.removeItem(atPath: "\(site.path)/Content/guides/\(slug).md")
            for (entry, key) in [(slug, "aliases")] + gone.frontMatter.aliases.map({ ($0.text, "aliases") })
                + issues.map({ ($0, "issues") }) + headings.map({ ($0, "headings") })
            {
                let now = try await AnalyzedSite(options).library
                let guide = now.guides[try #require(now.index(ofSlug: successor))]
                let fix = try #require(Fix.adding(entry, to: key, of: guide), "\(entry)")
                let after = Fixer.apply([fix], to: try Disk.read("\(site.path)/\(guide.file)")).bytes
                try site.write(guide.file, String(decoding: after, as: UTF8.self))
            }
        }

        /// Does what the checks offer until they have nothing to say.
        func satisfyTheChecks() async throws {
            for _ in 0..<60 {
                let reading = try await AnalyzedSite(options)
                let findings = try await reading.findings(jobs: 1).filter {
                    $0.group == "addresses" || $0.id == IssuesRenamed.id || $0.id == LinksMovedGuide.id
                        || $0.id == LinksUnknownAnchor.id
                }
                guard !findings.isEmpty else { return }
                let fixer = Fixer(site: site.path)
                let changes = try fixer.changes(findings).changes
                guard changes.isEmpty else {
                    for change in changes { try fixer.write(change) }
                    continue
                }
                // Nothing is offered where a heading has an entry already, or a link leads to what was reworded.
                try byHand(findings[0], reading.library)
            }
            Issue.record("the checks are never satisfied")
        }

        /// As an editor does it who reads the help.
        private func byHand(_ finding: Finding, _ library: Library) throws {
            // A finding about an issue that nothing seems to have replaced is in the history of addresses; any guide
            // may name it.
            let own = library.index(ofFile: finding.file) ?? library.guides.firstIndex { !$0.issues.isEmpty }
            let isOfLedger = finding.id == IssuesRenamed.id && finding.file == AddressHistory.file
            let file = isOfLedger ? library.guides[try #require(own)].file : finding.file
            var text = try site.read(file)
            switch finding.id {
            case LinksUnknownAnchor.id:
                // The link goes to the page.
                let anchor = try #require(finding.message.firstMatch(of: /anchor #(\S+)/)?.1)
                text = text.replacing("#\(anchor))", with: ")")
            case AddressesLostAnchor.id, IssuesRenamed.id:
                let former = try #require(
                    finding.message.firstMatch(of: /(?:#|")([^ "]+)/)?.1, "\(finding.message)")
                let guide = library.guides[try #require(own, "\(finding)")]
                let key = finding.id == AddressesLostAnchor.id ? "headings" : "issues"
                let heading = guide.document.headings.first {
                    $0.isIssue && (isOfLedger || $0.location == finding.location)
                }
                let target = heading?.anchor ?? "fix-common-issues"
                let entries =
                    key == "issues"
                    ? guide.frontMatter.issues.map(\.id) : guide.frontMatter.headings.map(\.anchor)
                if entries.contains(where: { $0.text == target }) {
                    text = text.replacing(
                        "\(target), former-ids: [", with: "\(target), former-ids: [\(former), ")
                } else {
                    let what = key == "issues" ? "issue" : "heading"
                    let fix = try #require(
                        Fix.adding("{\(what): \(target), former-ids: [\(former)]}", to: key, of: guide))
                    text = String(decoding: Fixer.apply([fix], to: Array(text.utf8)).bytes, as: UTF8.self)
                }
            case AddressesLostPage.id where finding.message.contains("/categories/"):
                // Its last guide went: another category takes its place.
                let lines = try Disk.read("\(site.path)/Content/site.yml").split(separator: 10).map {
                    String(decoding: $0, as: UTF8.self)
                }
                let id = try #require(finding.message.firstMatch(of: /categories\/(\w+)/)?.1)
                text =
                    lines.filter { !$0.contains("{id: \(id),") }.joined(separator: "\n")
                    .replacing("category.}", with: "category., aliases: [\(id)]}") + "\n"
                try site.write("Content/site.yml", text)
                return
            default: Issue.record("nothing to do about \(finding)")
            }
            try site.write(file, text)
        }
    }

    /// What a browser asks for of an address: all but its fragment.
    private static func target(_ location: String) -> String { String(location.prefix { $0 != "#" }) }

    @Test(arguments: [UInt64(11), 29, 83])
    func everyOldAddressAnswers(seed: UInt64) async throws {
        var editor = try Editor(seed: seed)
        var steps: [String] = []
        for step in 0..<24 {
            if step > 0 {
                steps.append(try await editor.change())
                try await editor.satisfyTheChecks()
            }
            var build = Build()
            build.options.site = editor.site.path
            build.records = true
            let report = try await build.run()
            try #require(
                !report.hasErrors,
                "seed \(seed), \(steps): \(report.findings.filter { $0.severity == .error })")
        }
        let history = AddressHistory(try Disk.read("\(editor.site.path)/\(AddressHistory.file)"))
        #expect(history.entries.count > 60, "seed \(seed)")
        for kind in WebServer.Kind.allCases {
            let server = try await WebServer(kind, site: editor.site.path)
            for entry in history.entries {
                let page = String(entry.page)
                let path = PercentEncoding.encode(page, .location)
                let why = "seed \(seed), \(kind), \(entry.address) after \(steps)"
                let first = try await server.ask(path, accept: RequestRow.chrome)
                let answer =
                    first.status == 301
                    ? try await server.ask(Self.target(try #require(first.headers["location"]))) : first
                #expect(answer.status == 200, "\(why)")
                let twin = try await server.ask(path + ".md")
                if twin.status == 301 {
                    #expect(
                        try await server.ask(Self.target(try #require(twin.headers["location"]))).status
                            == 200,
                        "\(why)")
                } else {
                    #expect(twin.status == 200 || page.hasSuffix(".svg"), "\(why)")
                }
                if let anchor = entry.anchor {
                    #expect(answer.text.contains(" id=\"\(anchor)\""), "\(why)")
                } else if page.hasPrefix("/guides/i/") {
                    let fragment = try #require(
                        first.headers["location"]?.split(separator: "#").last, "\(why)")
                    #expect(
                        answer.text.contains(" id=\"\(fragment.removingPercentEncoding ?? "")\""), "\(why)")
                }
            }
        }
    }
}
