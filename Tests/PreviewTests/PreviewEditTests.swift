import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import OutputChecks
@testable import Preview
@testable import Rendering
@testable import Support

/// After any edit of any key or file the preview shows and finds what a clean start would, whatever it was told of the change.
@Suite(.timeLimit(.minutes(15))) struct PreviewEditTests {
    private static func started(
        _ site: TemporarySite, _ change: (inout AnalyzedSite.Options) -> Void = { _ in }
    )
        async throws -> PreviewSite
    {
        var options = AnalyzedSite.Options()
        options.site = site.path
        change(&options)
        let preview = PreviewSite(options)
        // Templates as young as this would be read again in any case.
        try await Task.sleep(for: .milliseconds(120))
        try await preview.start()
        await preview.check()
        return preview
    }

    /// Holds what is shown and found to a clean start. Guides with errors are shown as they last were.
    private static func holds(_ preview: PreviewSite, _ comment: Comment) async throws {
        let snapshot = try #require(preview.snapshot)
        #expect(snapshot.failure == nil, comment)
        var options = preview.options
        options.keepsState = false
        let clean = try await AnalyzedSite(options)
        // Searches are run by a build and by `guides check`, over an index that the preview does not make.
        let wanted = try await clean.allFindings(options).filter { $0.id != SearchMissed.id }
        #expect(snapshot.findings == wanted, comment)
        guard clean.siteErrors.isEmpty else { return }
        let rendered = RenderedSite(clean)
        for guide in clean.library.guides where snapshot.held[guide.slug] == nil {
            for ending in [".html", ".md"] {
                let path = String(clean.library.addresses.page(guide.slug).dropFirst()) + ending
                let shown = try SiteResponder(snapshot: snapshot).file("/" + path)
                #expect(shown == (try rendered.file(path)), "\(comment): \(path)")
            }
        }
        guard snapshot.errors.isEmpty else { return }
        for (path, bytes) in try await clean.publishedFiles() {
            let shown = try SiteResponder(snapshot: snapshot).file("/" + path)
            #expect(shown == bytes, "\(comment): \(path)")
        }
    }

    @Test func showsEachEditOfAFile() async throws {
        let site = try SiteEdits.site()
        let preview = try await Self.started(site)
        for edit in SiteEdits.ofFiles { try await Self.follows(edit, preview, site) }
    }

    /// Some edits of keys in any order; `EditedSiteTests` has all of them, without the preview.
    @Test(arguments: [31] as [UInt64]) func showsEditsOfKeys(seed: UInt64) async throws {
        var random = Seeded(seed)
        let site = try SiteEdits.site()
        let preview = try await Self.started(site)
        let edits = SiteEdits.ofFrontMatter + SiteEdits.ofSettings + SiteEdits.ofLists
        for edit in edits.shuffled(using: &random).prefix(40) { try await Self.follows(edit, preview, site) }
    }

    private static func follows(_ edit: SiteEdits.Edit, _ preview: PreviewSite, _ site: TemporarySite)
        async throws
    {
        try edit.apply(to: site)
        await preview.update(.init(files: edit.touched, isEverything: edit.movesFolder))
        await preview.check()
        try await holds(preview, "\(edit)")
    }

    /// The same, told of by the kernel.
    @Test func followsEachEdit() async throws {
        let site = try SiteEdits.site()
        let preview = try await Self.started(site)
        let watch = FolderWatch(site: site.path)
        let following = Task {
            await preview.follow(watch) { _ in
            } onFirstCheck: { _, _ in
            }
        }
        defer {
            watch.end()
            following.cancel()
        }
        for edit in SiteEdits.ofFiles {
            try edit.apply(to: site)
            let tree = try ContentTree(site: site.path)
            // A change of one file is told of soon; of a folder that was away, when it is looked for.
            for _ in 0..<1000 {
                let now = preview.snapshot
                let isRead =
                    now?.reading.tree?.files == tree.files && now?.reading.tree?.findings == tree.findings
                if isRead, now?.findings != nil, now?.failure == nil { break }
                try await Task.sleep(for: .milliseconds(10))
            }
            try await Self.holds(preview, "\(edit)")
        }
    }

    /// What is no file of the site is reported once it is there, and no longer once it is away, from the top or in a folder.
    @Test(arguments: ["link to nothing", "link out", "link to a folder", "pipe", "name"], ["", "deep/"])
    func forgetsWhatIsAway(_ kind: String, _ folder: String) async throws {
        let site = try TemporarySite([
            "one.md": TemporarySite.guide("One", "Text. See [two](two.md)."),
            "two.md": TemporarySite.guide("Two", "Text."), "deep/note.txt": "x", "other/note.txt": "x",
        ])
        let preview = try await Self.started(site)
        let before = preview.snapshot?.findings
        let file = "Content/guides/\(folder)" + (kind == "name" ? "a\u{7}b.txt" : "odd.txt")
        for round in 0..<2 {
            let path = "\(site.path)/\(file)"
            switch kind {
            case "link to nothing": #expect(symlink("nowhere.txt", path) == 0)
            case "link out": #expect(symlink("/etc/hostname", path) == 0)
            case "link to a folder": #expect(symlink("\(site.path)/Content/guides/other", path) == 0)
            case "pipe": #expect(mkfifo(path, 0o600) == 0)
            default: try Disk.writeNew([], to: path)
            }
            for isThere in [true, false] {
                if !isThere { try Disk.removeFile(path) }
                await preview.update(.init(files: [file]))
                await preview.check()
                try await Self.holds(preview, "\(file), \(isThere), \(round)")
                #expect((preview.snapshot?.findings == before) != isThere)
            }
        }
    }

    // MARK: What changes while the site cannot be read

    /// What is saved while the folders are away is seen once they are back, though no change of it is told again.
    @Test(arguments: ["one.md", "two.md", "img.svg", "Content/site.yml", "Content/terms.yml"])
    func seesWhatChangedDuringAFailure(_ file: String) async throws {
        let site = try TemporarySite([
            "one.md": TemporarySite.guide("One", "First text of one. See [two](two.md) and ![it](img.svg)."),
            "two.md": TemporarySite.guide("Two", "First text of two. See [one](one.md)."),
            "img.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
            "Content/terms.yml": "- {term: FIRST, guide: one}\n",
        ])
        let preview = try await Self.started(site)
        let location = file.hasPrefix("Content/") ? file : "Content/guides/\(file)"
        let text = try site.read(file)
        for (count, word) in ["Second", "Third"].enumerated() {
            try Disk.move(site.path + "/Content", to: site.path + "/Away")
            await preview.update(.init(files: [], isEverything: true))
            #expect(preview.snapshot?.failure != nil)
            let away = site.path + "/Away" + location.dropFirst("Content".count)
            let changed =
                file.hasSuffix("svg")
                ? text + String(repeating: " ", count: count + 1)
                : text.replacing("First", with: word).replacing("FIRST", with: word.uppercased())
                    .replacing("Test Guides", with: "\(word) Guides")
            try Disk.removeFile(away)
            try Disk.writeNew(Array(changed.utf8), to: away)
            // Told of while nothing can be read.
            await preview.update(.init(files: [location]))
            #expect(preview.snapshot?.failure != nil)
            try Disk.move(site.path + "/Away", to: site.path + "/Content")
            let one = try site.read("one.md")
            try site.write("one.md", one + "\n")
            await preview.update(.init(files: ["Content/guides/one.md"]))
            await preview.check()
            try await Self.holds(preview, "\(file), \(word)")
        }
    }

    /// A preview that runs past midnight says which guides fall due.
    @Test func aNewDayIsSeen() async throws {
        let site = try TemporarySite([
            "one.md": TemporarySite.guide("One", more: "review: 2020-06-01", "See [two](two.md)."),
            "two.md": TemporarySite.guide("Two", "See [one](one.md)."),
        ])
        let preview = try await Self.started(site) { $0.today = Day("2020-05-31") }
        let before = try #require(preview.snapshot?.findings)
        try site.write("two.md", TemporarySite.guide("Two", "See [one](one.md) again."))
        await preview.update(.init(files: ["Content/guides/two.md"]))
        await preview.check()
        let after = try #require(preview.snapshot?.findings)
        let new = after.filter { !before.contains($0) }
        #expect(new.map(\.file) == ["Content/guides/one.md"], "\(new)")
    }

    // MARK: Versions that are held

    /// More of a front matter: other guides as related ones, as many as a list has, so that no likeness of texts counts.
    private static func more(_ slug: String, _ title: String = "") -> String {
        let others = ["one", "two", "three", "four"].filter { $0 != slug }
        let related = "related: [\(others.joined(separator: ", "))]"
        guard !title.isEmpty else { return related }
        return related + "\nresources: [{title: \(title), url: 'https://example.net/x', note: What it is.}]"
    }

    /// A guide whose page lost its body, which only the proof of the pair finds, is shown as it last was, whatever else is
    /// saved meanwhile.
    @Test func aGuideWithoutAProofStaysHeld() async throws {
        let site = try TemporarySite(
            Dictionary(
                uniqueKeysWithValues: ["one", "two", "three", "four"].map {
                    (
                        "\($0).md",
                        TemporarySite.guide(
                            "Guide \($0)", more: Self.more($0, "A"), "First text of \($0).")
                    )
                }))
        let template = try site.read("Templates/guide.mustache")
        #expect(template.contains("{{{body}}}"))
        try site.write(
            "Templates/guide.mustache",
            template.replacing("{{{body}}}", with: "{{#resources}}{{{body}}}{{/resources}}"))
        let preview = try await Self.started(site)
        func shows(_ slug: String) throws -> String {
            let bytes = try preview.snapshot.flatMap {
                try SiteResponder(snapshot: $0).file("/guides/\(slug).html")
            }
            return String(decoding: bytes ?? [], as: UTF8.self)
        }
        func save(_ slug: String, _ title: String, _ text: String) async throws {
            try site.write(
                "\(slug).md",
                TemporarySite.guide("Guide \(slug)", more: Self.more(slug, title), "\(text) of \(slug)."))
            await preview.update(.init(files: ["Content/guides/\(slug).md"]))
        }
        #expect(try shows("one").contains("First text of one.") && preview.snapshot?.held.isEmpty == true)
        try await save("one", "", "Second text")
        for (count, slug) in ["two", "three", "two"].enumerated() {
            #expect(try shows("one").contains("First text of one."), "save \(count)")
            #expect(preview.snapshot?.held.keys.sorted() == ["one"])
            #expect(preview.snapshot?.errors.map(\.file) == ["Content/guides/one.md"])
            if count == 1 { await preview.check() }
            let before = preview.snapshot
            try await save(slug, "A", "Version \(count)")
            #expect(try shows(slug).contains("Version \(count) of \(slug)."))
            // The guide that is held did not change by that.
            let (now, former) = (try #require(preview.snapshot), try #require(before))
            let changed = try #require(now.reading.changedPairs(since: former.reading))
            #expect(changed.map { now.reading.library.guides[$0].slug } == [slug])
        }
        try await save("one", "B", "Third text")
        #expect(try shows("one").contains("Third text of one.") && preview.snapshot?.held.isEmpty == true)
        #expect(preview.snapshot?.errors == [])
    }
}
