import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Rendering
@testable import Support

/// One edit of each key and of each kind of file, and back again: what is read after the state before is what a clean reading
/// finds, publishes and holds for changed.
@Suite(.timeLimit(.minutes(15))) struct EveryEditTests {
    static let files: [String: String] = [
        "Content/site.yml": """
        name: Test Guides
        summary: Guides for a test.
        base-url: https://example.org
        path: /guides
        language: en
        edit-url: https://example.org/edit/{path}
        ai-crawlers: open
        publisher: {name: Publisher, url: https://publisher.example}
        keywords: [site keyword]
        agent-notes: [A note of the site.]
        words-per-minute: 200
        term-links: true
        example-hosts: [host.example.net]
        files: {allow: [html]}
        checks: {links/vague-text: warning}
        suppressions: [{check: links/vague-text, path: Content/guides/c.md, reason: It is meant.}]
        categories:
          - {id: one, title: Category One, summary: The first., aliases: [first], agent-notes: [A note.], keywords: [first words]}
          - {id: two, title: Category Two, summary: The second.}

        """,
        "Content/terms.yml": """
        - {term: QUX, expansion: Quite Usual X, definition: One of some., synonyms: [quxer], guide: a}
        - {term: FOO, definition: Another one., guide: b}

        """,
        "Content/queries.yml": "- {query: alpha words, finds: a}\n",
        "Content/addresses.txt": "# Every address.\n/guides\n/guides/a\n",
        "a.md": """
        ---
        title: Alpha
        summary: What Alpha is about, notwithstanding all characteristics.
        category: one
        related: [b]
        resources: [{guide: c, note: A note.}, {title: A Page, url: https://example.com/x, note: Another note.}]
        keywords: [alpha words]
        agent-notes: [See it.]
        aliases: [former-alpha]
        updated: 2026-11-20
        review: 2027-01-01
        draft: false
        term-links: true
        issues: [{issue: missing-record, former-ids: [no-record], matches: [no record found], check: {record: TXT, name: _x, found: none}, fixes-where: dns}]
        headings: [{heading: ways, former-ids: [former-ways]}]
        ---

        Look at FOO, [b](b.md#steps) and [here](c.md). See the host.example.net[^1] and ![a dot](dot.svg).

        [^1]: A note of Alpha.

        ## Ways

        Text.

        ## Fix Common Issues

        ### Missing Record

        No `TXT` record.

        1. Add it.
        2. Run the checker again.

        """,
        "b.md": TemporarySite.guide(
            "Beta", category: "two",
            "See QUX and [the note](a.md#fn:1). [Ways](a.md#ways) and [old](a.md#former-ways).\n\n## Steps\n\nText of Beta."
        ),
        "c.md": TemporarySite.guide(
            "Gamma", "Look [here](a.md) for Alpha and [a page](https://example.com/y)."),
        "dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "Content/guides/deep/d.md":
            TemporarySite.guide("Delta", "See [Beta](../b.md) and QUX."),
    ]

    /// An edit of a file: a text of it and what comes in its place; the whole file where the text is empty.
    struct Edit: Sendable, CustomTestStringConvertible {
        var file: String
        var from: String
        var to: String
        init(_ file: String, _ from: String, _ to: String) {
            self.file = file
            self.from = from
            self.to = to
        }
        var testDescription: String { "\(file): \(from) → \(to)" }
    }

    /// Edits of keys, by the source that reads them: each key of it is in one of them.
    static let keys: [(source: String, edits: [Edit])] = [
        (
            "SiteReading.swift",
            [
                ("name: Test Guides", "name: Other Guides"), ("summary: Guides for", "summary: All for"),
                ("base-url: https://example.org", "base-url: https://other.example"),
                ("path: /guides", "path: /help"),
                ("language: en", "language: de"),
                ("edit-url: https://example.org/edit", "edit-url: https://example.org/e"),
                ("ai-crawlers: open", "ai-crawlers: closed"),
                ("publisher: {name: Publisher", "publisher: {name: Other"),
                ("url: https://publisher.example", "url: https://p.example"),
                ("[site keyword]", "[other keyword]"),
                ("keywords: [site keyword]\n", ""), ("A note of the site.", "Another note."),
                ("words-per-minute: 200", "words-per-minute: 20"), ("term-links: true", "term-links: false"),
                ("example-hosts: [host.example.net]", "example-hosts: []"), ("files: {allow: [html]}\n", ""),
                ("checks: {links/vague-text: warning}", "checks: {links/vague-text: error}"),
                ("suppressions: [{check: links/vague-text", "suppressions: [{check: links/self"),
                ("reason: It is meant.", "reason: x"), ("guides/c.md, reason", "guides/a.md, reason"),
                ("id: two", "id: three"),
                ("title: Category One", "title: First Category"),
                ("summary: The first.", "summary: The very first."), ("aliases: [first]", "aliases: [erste]"),
                ("agent-notes: [A note.]", "agent-notes: [A nota.]"),
                ("keywords: [first words]", "keywords: [words]"),
                ("categories:\n", "categories: # all\n"),
            ].map { Edit("Content/site.yml", $0, $1) }
        ),
        (
            "Terms.swift",
            [
                ("term: QUX", "term: QUUX"), ("expansion: Quite Usual X", "expansion: Quite Unusual X"),
                ("synonyms: [quxer]", "synonyms: [alpha]"),
                ("definition: One of some.", "definition: One of many."),
                ("guide: a", "guide: c"), ("guide: b", "guide: nowhere"),
            ].map { Edit("Content/terms.yml", $0, $1) }
        ),
        (
            "Query.swift",
            [("query: alpha words", "query: beta words"), ("finds: a", "finds: b")].map {
                Edit("Content/queries.yml", $0, $1)
            }
        ),
        (
            "FrontMatter.swift",
            [
                ("title: Alpha", "title: Alphabet"), ("summary: What Alpha is", "summary: All that Alpha is"),
                ("category: one", "category: two"), ("related: [b]", "related: [c]"),
                ("guide: c", "guide: b"),
                ("note: A note.", "note: A nota."), ("title: A Page", "title: The Page"),
                ("url: https://example.com/x", "url: https://example.com/z"),
                ("resources: [{guide", "resources: [{guid"),
                ("keywords: [alpha words]", "keywords: [words of alpha]"),
                ("agent-notes: [See it.]", "agent-notes: [Seek it.]"),
                ("aliases: [former-alpha]", "aliases: [old-alpha]"),
                ("aliases: [former-alpha]", "aliases: [b]"),
                ("updated: 2026-11-20", "updated: 2026-10-10"), ("review: 2027-01-01", "review: 2026-11-01"),
                ("draft: false", "draft: true"), ("term-links: true", "term-links: false"),
                ("issue: missing-record", "issue: missing-records"),
                ("former-ids: [no-record]", "former-ids: [none-there]"),
                ("matches: [no record found]", "matches: [nothing found]"), ("record: TXT", "record: MX"),
                ("name: _x", "name: _y"), ("found: none", "found: many"), ("check: {record", "chek: {record"),
                ("fixes-where: dns", "fixes-where: web-server"), ("issues: [{", "isues: [{"),
                ("headings: [{heading: ways", "headings: [{heading: way"),
                ("former-ids: [former-ways]", "former-ids: [ways-then]"),
            ].map { Edit("Content/guides/a.md", $0, $1) }
        ),
    ]

    static let texts: [Edit] = [
        Edit("Content/guides/a.md", "[^1]: A note of Alpha.\n\n", ""),
        Edit("Content/guides/a.md", "[^1] and", " and"),
        Edit("Content/guides/a.md", "## Ways", "## Roads"),
        Edit("Content/guides/a.md", "Look at FOO", "Look at BAR"),
        Edit("Content/guides/a.md", "### Missing Record", "### Wrong Record"),
        Edit("Content/guides/a.md", "1. Add it.\n2. Run the checker again.", "Add it."),
        Edit("Content/guides/b.md", "## Steps", "## Ways"),
        Edit("Content/guides/b.md", "Text of Beta.", "{{leak}}"),
        Edit("Content/guides/b.md", "title: \"Beta\"", "title: \"Better\""),
        Edit("Content/guides/b.md", "summary: \"What Beta", "summary: \"All that Beta"),
        Edit("Content/guides/b.md", "---\n", "--\n"), Edit("Content/guides/c.md", "", "Text alone."),
        Edit("Content/guides/c.md", "[here](a.md)", "[here](gone.md)"),
        Edit("Content/guides/deep/d.md", "../b.md", "../a.md"),
        Edit("Content/guides/dot.svg", "", "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"x\"/>"),
        Edit("Content/addresses.txt", "/guides/a\n", "/guides/a\n/guides/gone\n"),
        Edit("Content/addresses.txt", "", "nonsense\n"),
        Edit("Content/terms.yml", "", "- ["),
        Edit("Content/queries.yml", "", "- {query: nothing at all, finds: b}\n"),
        Edit("Content/site.yml", "name: Test Guides\n", ""),
        Edit("Templates/guide.mustache", "{{{body}}}", "<p>x</p>{{{body}}}"),
        Edit("Templates/guide-item.mustache", "{{title}}", "<i>{{title}}</i>"),
        Edit("Templates/guide.mustache", "</body>", "<p>x</p></body>"),
        Edit("Templates/assets/style.css", "body", "body "),
        Edit("Templates/guide.mustache", "{{{body}}}", "{{{body}}"),
    ]

    /// Commands of a shell in the site's folder, and others that undo them.
    static let moves: [(String, String)] = [
        ("mv Content/guides/b.md Away.md", "mv Away.md Content/guides/b.md"),
        ("mv Content/guides/b.md Content/guides/e.md", "mv Content/guides/e.md Content/guides/b.md"),
        ("mv Content/guides/deep Content/guides/deeper", "mv Content/guides/deeper Content/guides/deep"),
        (
            "mv Content/guides/deep/d.md Content/guides/d.md",
            "mv Content/guides/d.md Content/guides/deep/d.md"
        ),
        ("ln -s b.md Content/guides/link.md", "rm Content/guides/link.md"),
        ("rm Content/guides/dot.svg", "echo '<svg/>' > Content/guides/dot.svg"),
        ("rm Content/queries.yml", "echo '- {query: alpha words, finds: a}' > Content/queries.yml"),
        (
            "rm Content/terms.yml",
            "echo '- {term: FOO, definition: Another one., guide: b}' > Content/terms.yml"
        ),
        ("rm Content/addresses.txt", "echo /guides/a > Content/addresses.txt"),
        ("mkdir Content/guides/none", "rmdir Content/guides/none"),
        (
            "mkdir -p Content/guides/x/y && cp Content/guides/c.md Content/guides/x/y/z.md",
            "rm -r Content/guides/x"
        ),
        ("mv Templates Away", "mv Away Templates"),
        ("echo x > Content/guides/page.html", "rm Content/guides/page.html"),
        ("echo x > Templates/assets/more.css", "rm Templates/assets/more.css"),
    ]

    /// Each key that a source reads is edited.
    @Test(arguments: keys.indices) func everyKeyIsEdited(_ index: Int) throws {
        let (source, edits) = Self.keys[index]
        let text = try String(contentsOfFile: "\(repository)/Sources/Content/\(source)", encoding: .utf8)
        let read = text.matches(of: /eader\.\w+\(\s*"([a-z-]+)"/).map { String($0.output.1) }
        #expect(read.count > 1)
        for key in read {
            #expect(edits.contains { $0.from.contains(key + ":") }, "no edit of `\(key)` in \(source)")
        }
        for edit in edits {
            let path = edit.file.replacing("Content/guides/", with: "")
            #expect(Self.files[path]?.contains(edit.from) == true, "\(edit.testDescription)")
        }
    }

    /// A site that is read, and what it looked like.
    private struct Past {
        var reading: AnalyzedSite
        var pages: [[UInt8]]
    }

    private static func options(_ site: TemporarySite, _ today: String) -> AnalyzedSite.Options {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.jobs = 1
        options.today = Day(today)
        return options
    }

    private static func past(_ site: TemporarySite) async throws -> Past {
        var remembering = options(site, "2026-11-28")
        remembering.keepsState = true
        let reading = try await AnalyzedSite(remembering)
        _ = try await reading.allFindings(remembering)
        return Past(reading: reading, pages: reading.renderedGuides().map { $0.page.bytes + $0.twin.bytes })
    }

    /// Holds a reading after a former one to a clean one; it becomes the former one.
    private static func compare(
        _ site: TemporarySite, after past: inout Past, today: String = "2026-11-28", _ comment: Comment
    ) async throws {
        let options = options(site, today)
        var remembering = options
        remembering.keepsState = true
        let tree = try ContentTree(site: site.path)
        if let former = past.reading.tree, former.findings.isEmpty, tree.findings.isEmpty {
            let touched = Set((former.files + tree.files).map(\.path))
            let updated = former.updated(touched, site: site.path)
            #expect(updated == nil || updated?.files == tree.files, comment)
        }
        let next = try await AnalyzedSite(tree, remembering, after: past.reading)
        let clean = try await AnalyzedSite(tree, options)
        let (made, wanted) = (try await next.publishedFiles(), try await clean.publishedFiles())
        #expect(made.keys.sorted() == wanted.keys.sorted(), comment)
        #expect(wanted.keys.filter { made[$0] != wanted[$0] }.sorted() == [], comment)
        let (found, all) = (try await next.allFindings(remembering), try await clean.allFindings(options))
        #expect(found == all, comment)
        let pages = next.renderedGuides().map { $0.page.bytes + $0.twin.bytes }
        if let changed = next.changedPairs(since: past.reading), pages.count == past.pages.count {
            for index in pages.indices where !changed.contains(index) {
                #expect(pages[index] == past.pages[index], "\(comment): \(index)")
            }
        }
        past = Past(reading: next, pages: pages)
    }

    @Test(arguments: keys.flatMap(\.edits) + texts) func anEditAndBack(_ edit: Edit) async throws {
        let site = try TemporarySite(Self.files)
        var past = try await Self.past(site)
        let before = try site.read(edit.file)
        let after = edit.from.isEmpty ? edit.to : before.replacing(edit.from, with: edit.to)
        guard after != before else {
            Issue.record("\(edit.testDescription) changes nothing")
            return
        }
        try site.write(edit.file, after)
        try await Self.compare(site, after: &past, "\(edit.testDescription)")
        // Another guide is edited while this one is as it now is, and then both are as they were.
        let other = try site.read("Content/guides/deep/d.md")
        try site.write("Content/guides/deep/d.md", other + "\nOne more line.\n")
        try await Self.compare(site, after: &past, "\(edit.testDescription), and another guide")
        try site.write(edit.file, before)
        try await Self.compare(site, after: &past, "\(edit.testDescription), and back")
    }

    @Test(arguments: moves) func aMoveAndBack(_ there: String, _ back: String) async throws {
        let site = try TemporarySite(Self.files)
        var past = try await Self.past(site)
        for command in [there, back] {
            #expect(try shell(command, in: site.path).code == 0)
            try await Self.compare(site, after: &past, "\(command)")
        }
    }

    /// A file behind a link changes with what it leads to.
    @Test func aChangeBehindALink() async throws {
        let site = try TemporarySite(Self.files)
        #expect(try shell("ln -s b.md Content/guides/link.md", in: site.path).code == 0)
        var past = try await Self.past(site)
        try site.write("b.md", TemporarySite.guide("Better", category: "two", "Other text."))
        let tree = try #require(past.reading.tree)
        let updated = tree.updated(["Content/guides/b.md"], site: site.path)
        #expect(try updated == nil || updated?.files == ContentTree(site: site.path).files)
        try await Self.compare(site, after: &past, "behind a link")
    }

    /// A new day alone changes what is due.
    @Test func anotherDay() async throws {
        let site = try TemporarySite(Self.files)
        var past = try await Self.past(site)
        for day in ["2026-12-31", "2027-01-01", "2027-01-02", "2026-11-28"] {
            try await Self.compare(site, after: &past, today: day, "\(day)")
        }
        let due = try await AnalyzedSite(Self.options(site, "2027-01-02")).allFindings(
            Self.options(site, "2027-01-02"))
        #expect(due.contains { $0.message.contains("2027-01-01") })
    }
}
