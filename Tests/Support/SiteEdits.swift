import Foundation
import Support
import Testing

/// Every kind of edit that a site's author can make, on a site that has something of each kind. Each edit starts from the
/// same site but for the one thing that it changes, so that the next one takes it back.
package enum SiteEdits {
    /// One thing that an author does, and the files that it touches.
    package struct Edit: Sendable, CustomTestStringConvertible {
        package let name: String
        /// Relative to the site's folder.
        package let touched: Set<String>
        /// Whether a folder came, went or moved, so that files are not all that changed.
        package var movesFolder = false
        fileprivate let run: @Sendable (String) throws -> Void

        /// - Parameter folder: the site's.
        package func apply(to site: TemporarySite) throws { try run(site.path) }

        package var testDescription: String { name }

        fileprivate static func writes(_ name: String, _ file: String, _ text: String?) -> Edit {
            Edit(name: name, touched: [file]) { try write($0, file, text) }
        }
    }

    private static func write(_ site: String, _ file: String, _ text: String?) throws {
        let path = "\(site)/\(file)"
        try Disk.removeFile(path)
        guard let text else { return }
        if let folder = Disk.parent(of: path) { try Disk.makeFolder(folder) }
        try Disk.writeNew(Array(text.utf8), to: path)
    }

    /// A key with the values that it gets one after the other; nil where it is left out.
    package typealias Key = (key: String, values: [String?])

    // MARK: The site

    package static let guide = "Content/guides/a.md"

    private static let body = """
        See [beta](b.md#steps), [an issue](/guides/i/no-record), [a picture](img/dot.svg) and the TERM. Ask host.example.net.

        ## Steps

        Words of Alpha, with a note[^one]. The Gamma Relay and a mailbox are records.

        [^one]: A footnote of it.

        ## Fix Common Issues

        ### Missing Record

        No `TXT` record.

        1. Add it.
        2. Run the checker again.

        ### Wrong Record

        The record is wrong.

        1. Correct it.
        2. Run the checker again.
        """

    /// A guide that links to all that the edited one has: what it says depends on that.
    private static let neighbor = TemporarySite.guide(
        "Beta",
        more:
            "related: [a]\nresources: [{guide: a, note: More.}, {guide: former-a, note: Before.}]\nupdated: 2026-11-18",
        """
        See [alpha](a.md), [steps](a.md#steps), [old steps](a.md#old-steps), [a note](a.md#fn:1), [what it was](/guides/former-a),
        [an issue](/guides/i/missing-record), [its former id](/guides/i/no-record), [a category](/guides/categories/one),
        [a former one](/guides/categories/first), [a term](/guides/glossary#term), [issues](/guides#checker-results).

        ## Steps

        Text of Beta about the MAILBOX and the QUEUE.
        """)

    package static func site() throws -> TemporarySite {
        let site = try TemporarySite([
            guide: text(of: frontMatter), "Content/site.yml": text(of: settings),
            "Content/terms.yml": text(of: terms, inList: true),
            "Content/queries.yml": text(of: queries, inList: true),
            "b.md": neighbor,
            "c.md": TemporarySite.guide(
                "Gamma Relay", category: "two", more: "review: 2026-12-01", "See [alpha](a.md)."),
            "deep/d.md": TemporarySite.guide("Delta", "See [alpha](../a.md) and [beta](../b.md)."),
            "e.md": TemporarySite.guide("Epsilon", more: "draft: true", "A draft of [alpha](a.md)."),
            "img/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "note.txt": "A note.\n",
            "Templates/assets/custom.css": ":root { --accent: #7a1f5c; }\n",
        ])
        return site
    }

    private typealias Lines = [(key: String, value: String)]

    private static let frontMatter: Lines = [
        ("title", "Alpha"), ("summary", "What Alpha is about, notwithstanding all characteristics."),
        ("category", "one"), ("aliases", "[former-a]"), ("updated", "2026-11-20"),
        ("issues", "[{issue: missing-record, former-ids: [no-record]}]"),
        ("headings", "[{heading: steps, former-ids: [old-steps]}]"),
    ]

    private static let settings: Lines = [
        ("name", "Test Guides"), ("summary", "Guides for a test."), ("base-url", "https://example.org"),
        (
            "categories",
            "[{id: one, title: Category One, summary: The first., aliases: [first]}, {id: two, title: Category Two}]"
        ),
    ]

    private static let terms: Lines = [
        ("term", "TERM"), ("guide", "c"), ("definition", "A word with a meaning."),
    ]

    private static let queries: Lines = [("query", "gamma relay"), ("finds", "c")]

    private static func text(of lines: Lines, inList: Bool = false) -> String {
        let text = lines.enumerated().map { index, line in
            (inList ? index == 0 ? "- " : "  " : "") + "\(line.key): \(line.value)\n"
        }.joined()
        return lines.contains { $0.key == "title" } ? "---\n\(text)---\n\n\(body)\n" : text
    }

    /// The lines with another value of a key, or without it.
    private static func lines(_ lines: Lines, _ key: String, _ value: String?) -> Lines {
        guard let position = lines.firstIndex(where: { $0.key == key }) else {
            return lines + (value.map { [(key, $0)] } ?? [])
        }
        var lines = lines
        if let value { lines[position].value = value } else { lines.remove(at: position) }
        return lines
    }

    private static func edits(
        of file: String, _ base: Lines, _ keys: [Key], inList: Bool = false
    ) -> [Edit] {
        keys.flatMap { key, values in
            values.map { value in
                .writes(
                    "\(file) \(key): \(value ?? "(none)")", file,
                    text(of: lines(base, key, value), inList: inList))
            }
        } + [.writes("\(file) as it was", file, text(of: base, inList: inList))]
    }

    /// The edits of every key that a file can have, and the file as it was at the end.
    package static var ofFrontMatter: [Edit] { edits(of: guide, frontMatter, SiteKeys.frontMatter) }
    package static var ofSettings: [Edit] { edits(of: "Content/site.yml", settings, SiteKeys.settings) }
    package static var ofLists: [Edit] {
        edits(of: "Content/terms.yml", terms, SiteKeys.terms, inList: true)
            + edits(of: "Content/queries.yml", queries, SiteKeys.queries, inList: true)
    }

    // MARK: Files

    private static func moves(_ from: String, _ to: String, isFolder: Bool = false) -> Edit {
        Edit(name: "\(from) moves to \(to)", touched: isFolder ? [] : [from, to], movesFolder: isFolder) {
            if let folder = Disk.parent(of: to) { try Disk.makeFolder("\($0)/\(folder)") }
            try Disk.move("\($0)/\(from)", to: "\($0)/\(to)")
        }
    }

    private static func links(_ file: String, to target: String) -> Edit {
        Edit(name: "\(file) is a link to \(target)", touched: [file]) {
            try Disk.removeFile("\($0)/\(file)")
            try FileManager.default.createSymbolicLink(
                atPath: "\($0)/\(file)", withDestinationPath: target)
        }
    }

    /// Files and folders of every kind that come, change, move and go.
    package static let ofFiles: [Edit] = {
        let guides = "Content/guides"
        let plain = text(of: frontMatter)
        let named = { (title: String, text: String) in TemporarySite.guide(title, text) }
        return [
            // What stands in the guide's text.
            .writes(
                "a footnote goes", guide,
                plain.replacing("[^one]", with: "").replacing(": A footnote of it.", with: "")),
            .writes("a heading goes", guide, plain.replacing("## Steps", with: "## Ways")),
            .writes("an issue goes", guide, plain.replacing("### Missing Record", with: "### Lost Domain")),
            .writes("a link changes", guide, plain.replacing("b.md#steps", with: "c.md")),
            .writes("a link to a draft", guide, plain.replacing("b.md#steps", with: "e.md")),
            .writes("the draft goes", "\(guides)/e.md", nil),
            .writes(
                "the draft is back", "\(guides)/e.md",
                TemporarySite.guide("Epsilon", more: "draft: true", "Text.")),
            .writes("the guide as it was", guide, plain),
            .writes("the guide is broken", guide, "---\ntitle: [\n"),
            .writes("the guide is back", guide, plain),
            // Guides.
            .writes("a new guide", "\(guides)/new.md", named("New Guide", "See [alpha](a.md).")),
            moves("\(guides)/new.md", "\(guides)/other.md"),
            moves("\(guides)/other.md", "\(guides)/deep/other.md"),
            .writes("a guide goes", "\(guides)/deep/other.md", nil),
            moves(guide, "\(guides)/former-a.md"), moves("\(guides)/former-a.md", guide),
            // A guide that others link to is in another folder, keeps its address, and is linked to there.
            moves("\(guides)/b.md", "\(guides)/deep/b.md"),
            .writes("a link follows", guide, plain.replacing("b.md", with: "deep/b.md")),
            moves("\(guides)/deep/b.md", "\(guides)/b.md"), .writes("a link comes back", guide, plain),
            // Folders.
            moves("\(guides)/deep", "\(guides)/deeper", isFolder: true),
            moves("\(guides)/deeper", "\(guides)/deep", isFolder: true),
            moves("\(guides)/img", "\(guides)/deep/img", isFolder: true),
            moves("\(guides)/deep/img", "\(guides)/img", isFolder: true),
            moves("Templates", "Templates~", isFolder: true),
            moves("Templates~", "Templates", isFolder: true),
            // Files beside guides.
            .writes(
                "a picture changes", "\(guides)/img/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" />"),
            .writes("a picture runs", "\(guides)/img/dot.svg", "<svg><script>x()</script></svg>"),
            .writes("a file beside a picture that runs", "\(guides)/note.txt", "A note beside a picture.\n"),
            .writes("a picture goes", "\(guides)/img/dot.svg", nil),
            .writes("a picture is back", "\(guides)/img/dot.svg", "<svg/>"),
            .writes("a file changes", "\(guides)/note.txt", "Another note.\n"),
            .writes("a file comes", "\(guides)/deep/more.txt", "More.\n"),
            moves("\(guides)/deep/more.txt", "\(guides)/more.txt"),
            .writes("a file goes", "\(guides)/more.txt", nil),
            .writes("a file of an editor", "\(guides)/.a.md.swp", "x"),
            .writes("a file for servers", "\(guides)/.htaccess", "x"),
            .writes("a file for servers goes", "\(guides)/.htaccess", nil),
            // Lists and history.
            .writes("no terms", "Content/terms.yml", nil),
            .writes("terms again", "Content/terms.yml", text(of: terms, inList: true)),
            .writes("broken terms", "Content/terms.yml", "- {"),
            .writes("terms repaired", "Content/terms.yml", text(of: terms, inList: true)),
            .writes("no queries", "Content/queries.yml", nil),
            .writes("queries again", "Content/queries.yml", text(of: queries, inList: true)),
            .writes("a history", "Content/addresses.txt", "/guides/a\n/guides/b#steps\n"),
            .writes("a lost address", "Content/addresses.txt", "/guides/a\n/guides/lost\n"),
            .writes(
                "a history with mistakes", "Content/addresses.txt",
                "/guides/a\n<<<<<<< HEAD\n/guides/b#steps\n/guides/c\u{7}\n"),
            .writes("a file beside a history with mistakes", "\(guides)/note.txt", "A note beside it.\n"),
            .writes("no history", "Content/addresses.txt", nil),
            // The theme.
            .writes("a style", "Templates/assets/custom.css", ":root { --accent: #000; }\n"),
            .writes("no style", "Templates/assets/custom.css", nil),
            .writes("an asset", "Templates/assets/more.svg", "<svg/>"),
            .writes("no asset", "Templates/assets/more.svg", nil),
            .writes("a partial", "Templates/footer.mustache", "<footer>Mine</footer>\n"),
            .writes("a broken partial", "Templates/footer.mustache", "<footer>{{#open}}</footer>\n"),
            .writes("no partial", "Templates/footer.mustache", nil),
            // Links, and what is behind them.
            links("\(guides)/linked.md", to: "c.md"),
            .writes("behind a link", "\(guides)/c.md", named("Gamma Relay", "Other text of it.")),
            links("\(guides)/linked.txt", to: "note.txt"),
            .writes("behind a linked file", "\(guides)/note.txt", "The third note.\n"),
            links("\(guides)/linked.txt", to: "nowhere"),
            .writes("a link goes", "\(guides)/linked.txt", nil),
            .writes("the other link goes", "\(guides)/linked.md", nil),
            // Settings that are away.
            .writes("no settings", "Content/site.yml", nil),
            .writes("settings again", "Content/site.yml", text(of: settings)),
        ]
    }()
}
