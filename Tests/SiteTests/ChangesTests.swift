import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Comparison
@testable import Content
@testable import Library
@testable import Reports

/// What a branch changes is what differs in what it publishes.
@Suite(.timeLimit(.minutes(15))) struct ChangesTests {
    private func repository() throws -> TemporarySite {
        let site = try TemporarySite([
            "alpha.md": TemporarySite.guide(
                "Alpha", "Relays and queues. See [beta](beta.md).\n\nA second text."),
            "beta.md": TemporarySite.guide("Beta", "Relays and queues too. See [gamma](gamma.md)."),
            "gamma.md": TemporarySite.guide("Gamma", "Something else. See [alpha](alpha.md)."),
            "delta.md": TemporarySite.guide("Delta", "Records and keys. See [alpha](alpha.md)."),
        ])
        try git(site, "init -q .")
        try commit(site)
        return site
    }

    private func git(_ site: TemporarySite, _ command: String) throws {
        let result = try Program.run(
            ["git", "-C", site.path, "-c", "user.name=a", "-c", "user.email=a@example.org"]
                + command.split(separator: " ").map(String.init))
        #expect(result.code == 0, "\(result.error)")
    }

    private func commit(_ site: TemporarySite) throws {
        try git(site, "add -A")
        try git(site, "commit -q -m a")
    }

    private func changes(_ site: TemporarySite, since: String = "HEAD") async throws -> SiteDiff {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.keepsState = true
        return try await SiteDiff(since: since, try await AnalyzedSite(options), options)
    }

    @Test func areNoneWhereNothingChanged() async throws {
        let site = try repository()
        #expect(try await changes(site).isEmpty)
        #expect(
            try await SiteDiffText.text(changes(site), since: "HEAD")
                == "Nothing that is published differs from HEAD.\n")
    }

    @Test func nameGuidesWithTheirTwins() async throws {
        let site = try repository()
        try site.write(
            "alpha.md", try site.read("alpha.md").replacingOccurrences(of: "A second", with: "A new"))
        try site.remove("gamma.md")
        try site.write("beta.md", TemporarySite.guide("Beta", "Relays and queues too. See [gone](gone.md)."))
        try site.write("epsilon.md", TemporarySite.guide("Epsilon", "New. See [alpha](alpha.md)."))
        let found = try await changes(site)
        let kinds = Dictionary(uniqueKeysWithValues: found.guides.map { ($0.page, $0.kind) })
        #expect(kinds["/guides/alpha"] == .changed && kinds["/guides/gamma"] == .removed)
        #expect(kinds["/guides/epsilon"] == .added)
        let alpha = found.guides.first { $0.page == "/guides/alpha" }!
        #expect(alpha.diff.contains("\n-A second text.\n") && alpha.diff.contains("\n+A new text.\n"))
        #expect(
            alpha.related?.before.contains("gamma") == true && alpha.related?.now.contains("gamma") == false)
        #expect(found.files.contains("llms.txt") && found.files.contains("guides.html"))
        #expect(found.new.contains { $0.id == "links/unknown-guide" && $0.file == "Content/guides/beta.md" })
        let markdown = SiteDiffMarkdown.text(found, since: "HEAD")
        #expect(
            markdown.contains("### Changed: `/guides/alpha`\n")
                && markdown.contains("```diff\n--- a/guides/alpha.md\n"))
        #expect(SiteDiffText.text(found, since: "HEAD").contains("removed: /guides/gamma  Gamma\n"))

        try commit(site)
        try site.write(
            "beta.md", TemporarySite.guide("Beta", "Relays and queues too. See [alpha](alpha.md)."))
        let fixed = try await changes(site)
        #expect(fixed.fixed.contains { $0.id == "links/unknown-guide" })
        #expect(fixed.new.allSatisfy { $0.severity < .error })
        #expect(try await !changes(site, since: "HEAD~1").isEmpty)
    }

    /// Empty exactly when the output is equal: edits of which some change nothing that is published.
    @Test(arguments: [
        ("alpha.md", "A second text.", "A second text.\n", true),
        ("alpha.md", "category: one", "category:  one", true),
        ("alpha.md", "category: one", "category: one\nreview: 2030-01-01", true),
        ("alpha.md", "A second text.", "A second text!", false),
        ("alpha.md", "category: one", "category: two", false),
        ("alpha.md", "category: one", "category: one\naliases: [former]", false),
        ("Content/site.yml", "Guides for a test", "More guides for a test", false),
        ("Content/site.yml", "name: Test", "name:  Test", true),
        ("Templates/assets/style.css", "body", "main", false),
    ])
    func areThereWhereTheOutputDiffers(file: String, old: String, new: String, isEqual: Bool) async throws {
        let site = try repository()
        try await site.build()
        let before = try site.published()
        let text = try site.read(file)
        #expect(text.contains(old))
        try site.write(file, text.replacingOccurrences(of: old, with: new))
        let found = try await changes(site)
        try await site.build()
        #expect(found.isEmpty == (try site.published() == before))
        #expect(found.isEmpty == isEqual)
    }

    /// The first line counts each kind of change, whether it is the only one of a guide's own or not.
    @Test(arguments: [["added"], ["removed"], ["moved"], ["added", "removed", "moved"]])
    func areCountedByTheirKind(_ kinds: [String]) async throws {
        let site = try repository()
        for kind in kinds {
            switch kind {
            case "added": try site.write("epsilon.md", TemporarySite.guide("Epsilon", "Zones differ."))
            case "removed": try site.remove("beta.md")
            default:
                let text = try site.read("delta.md").replacing(
                    "category: one", with: "category: one\naliases: [delta]")
                try site.write("delta-new.md", text)
                try site.remove("delta.md")
            }
        }
        let found = try await changes(site)
        let line = try #require(SiteDiffText.text(found, since: "HEAD").split(separator: "\n").first)
        #expect(line.hasPrefix("Since HEAD: "))
        for kind in ["added", "removed", "moved"] {
            #expect(line.contains(" 1 \(kind)") == kinds.contains(kind), "\(line)")
        }
        #expect(
            SiteDiffMarkdown.text(found, since: "HEAD").hasPrefix("**Since `HEAD`: \(line.dropFirst(12))**"))
    }

    @Test func tellPagesThatDifferAlone() async throws {
        let site = try repository()
        let template = try site.read("Templates/guide.mustache")
        try site.write(
            "Templates/guide.mustache",
            template.replacingOccurrences(of: "<article>", with: "<article id=\"a\">"))
        let found = try await changes(site)
        #expect(found.pagesAlone.map(\.page) == ["alpha", "beta", "delta", "gamma"].map { "/guides/\($0)" })
        #expect(found.guides.count == 4 && found.files == [])
        #expect(
            SiteDiffText.text(found, since: "HEAD").contains(
                "pages whose twins are the same: /guides/alpha, /guides/beta"))
        #expect(
            SiteDiffMarkdown.text(found, since: "HEAD").contains(
                "Pages whose twins are the same: `/guides/alpha`"))
    }

    @Test func needARevision() async throws {
        let site = try repository()
        await #expect(throws: GitSnapshot.Failure.self) { try await changes(site, since: "no-such-branch") }
        await #expect(throws: GitSnapshot.Failure.self) { try await changes(site, since: "--output=x") }
    }

    /// How a guide moves, and whether `guides rename` or somebody by hand does it.
    @Test(arguments: [
        "TOOL rename alpha omega", "TOOL rename alpha beta-2 && TOOL rename beta alpha-2",
        "mv Content/guides/alpha.md Content/guides/omega.md && sed -i 's/(alpha.md/(omega.md/' Content/guides/*.md",
        "mkdir Content/guides/in && sed -i 's/(beta.md/(..\\/beta.md/' Content/guides/alpha.md && "
            + "mv Content/guides/alpha.md Content/guides/in/alpha.md && sed -i 's/(alpha.md/(in\\/alpha.md/' Content/guides/*.md",
    ])
    func aGuideThatMovedIsFollowed(_ change: String) async throws {
        let site = try repository()
        // Something to find, in the guide and on lines that lead to it.
        for name in ["alpha", "delta"] {
            try site.write(
                "\(name).md",
                try site.read("\(name).md") + "\n\nClick [here](alpha.md) and [here](gone.md).\n")
        }
        try commit(site)
        let before = try run(["check", "--site", site.path, "--notes"])
        #expect(before.output.contains("alpha.md:") && before.output.contains("links/unknown-guide"))
        let moved = try shell(
            "cd '\(site.path)' && " + change.replacingOccurrences(of: "TOOL", with: "'\(tool)'"))
        #expect(moved.code == 0, "\(moved)")
        let check = try run(["check", "--site", site.path, "--since", "HEAD", "--notes"])
        let told = check.output.lines.filter { $0.hasPrefix("Content/") && !$0.contains("addresses/") }
        #expect(told == [], "\(check.output)")
        let found = try await changes(site)
        #expect(found.guides.allSatisfy { $0.kind == .changed || $0.kind == .moved }, "\(found.guides)")
        if change.contains("omega") {
            let guide = try #require(found.guides.first { $0.kind == .moved })
            #expect(guide.page == "/guides/omega" && guide.formerPage == "/guides/alpha")
            #expect(SiteDiffText.text(found, since: "HEAD").contains("moved: /guides/alpha → /guides/omega"))
        }
        #expect(!found.files.contains { $0.contains("alpha") }, "\(found.files)")
        #expect((found.new + found.fixed).filter { $0.group != "addresses" } == [])
    }

    /// A related list moved where other guides are in it, and not where they have other names.
    @Test(arguments: 1...3) func relatedListsFollowRenamedGuides(_ seed: Int) async throws {
        let files = RelatedTests.files(12, seed: UInt64(seed))
        let site = try TemporarySite(files, templates: false)
        try git(site, "init -q .")
        try commit(site)
        let before = RelatedTests.lists(try await site.library())
        let names = ["g-1": "g-1a", "g-3": "z-3", "g-5": "a-5", "g-7": "g-7b"]
        for (file, text) in files {
            let slug = String(file.dropLast(3))
            var text = names.reduce(text) {
                $0.replacing("(\($1.key).md)", with: "(\($1.value).md)")
                    .replacing("guide: \($1.key)}", with: "guide: \($1.value)}")
            }
            // One guide moves into another list for its text.
            if slug == "g-\(seed * 2)" { text += " " + (files["g-9.md"]?.suffix(400) ?? "") }
            if let name = names[slug] {
                text = text.replacing("\n---\n\n", with: "\naliases: [\(slug)]\n---\n\n")
                try site.remove(file)
                try site.write(name + ".md", text)
            } else {
                try site.write(file, text)
            }
        }
        let now = RelatedTests.lists(try await site.library())
        let found = try await changes(site)
        #expect(found.guides.filter { $0.kind == .moved }.count == names.count)
        var kept = 0
        for (former, list) in before {
            let slug = names[former] ?? former
            let guide = found.guides.first { $0.page == "/guides/\(slug)" }
            if list.map({ names[$0] ?? $0 }) == now[slug] {
                kept += 1
                #expect(guide?.related == nil, "seed \(seed): \(slug)")
            } else {
                let related = try #require(guide?.related, "seed \(seed): \(slug)")
                #expect(related.before == list && related.now == now[slug])
            }
        }
        #expect(kept > 0 && kept < before.count, "seed \(seed)")
    }

    /// Each guide of many is found under its new name, though the text was touched too.
    @Test(.timeLimit(.minutes(5))) func manyGuidesRenamedByHandAreFollowed() async throws {
        func reading(_ name: String, _ end: String) async throws -> Library {
            let guides = (0..<3000).map { number in
                (
                    "\(name)-\(number).md",
                    TemporarySite.guide(
                        "Guide \(number)", "Text of number \(number), which is its own.\n\n\(end)")
                )
            }
            let site = try TemporarySite(Dictionary(uniqueKeysWithValues: guides))
            var options = AnalyzedSite.Options()
            options.site = site.path
            return try await AnalyzedSite(options).library
        }
        let moves = GuideMoves(from: try await reading("old", "Old."), to: try await reading("new", "New."))
        #expect(moves.slugs.count == 3000)
        #expect(moves.slugs.allSatisfy { $0.key.dropFirst(3) == $0.value.dropFirst(3) })
    }

    /// What is wrong with a suppression is no new finding where it was wrong before.
    @Test func suppressionsOfTheOldRevisionAreNotNew() throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", "<!-- guides-disable-next links/vague-text -->\n\nSee [here](b.md)."),
            "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        try git(site, "init -q .")
        try commit(site)
        let result = try run(["check", "--since", "HEAD", "--site", site.path, "--strict"])
        #expect(result.code == 0 && !result.output.contains("[checks/"), "\(result)")
        let all = try run(["check", "--site", site.path, "--strict"])
        #expect(all.output.contains("[checks/suppression-without-reason]"), "\(all)")
    }

    @Test func aRepositoryWithoutCommitsSaysSo() throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", "Text.")])
        try git(site, "init -q .")
        for command in ["check", "changed"] {
            let result = try run([command, "--since", "HEAD", "--site", site.path])
            #expect(result.code == 2 && result.error.contains("no commit yet"), "\(result)")
            #expect(!result.error.contains("unshallow"))
        }
    }
}
