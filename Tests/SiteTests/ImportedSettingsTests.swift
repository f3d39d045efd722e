import Testing

@testable import Importing

/// What settings, dates and extensions of a source make of its files and of the table.
@Suite(.timeLimit(.minutes(15))) struct ImportedSettingsTests {
    private static let other = "# Other Guide\n\nText of the other guide, which says something.\n"
    private static func page(_ title: String) -> String { "# \(title)\n\nText of the page \(title).\n" }

    // MARK: What is left out

    @Test(arguments: [
        ("exclude_docs: |\n  *.draft.md\n  /old/\n", "new.draft.md", false),
        ("exclude_docs: |\n  *.draft.md\n  /old/\n", "old/a.md", false),
        ("exclude_docs: |\n  *.draft.md\n  /old/\n", "sub/old/a.md", true),
        ("exclude_docs: secret.md\n", "sub/secret.md", false),
        ("exclude_docs: |\n  a*.md\n  !ab.md\n", "ab.md", true),
        ("exclude_docs: |\n  a*.md\n  !ab.md\n", "ac.md", false),
        ("exclude_docs: |\n\n  # x\n  sub/*.md\nnav: []\n", "sub/a.md", false),
        ("", "templates/a.md", false), ("exclude_docs: '!/templates/'\n", "templates/a.md", true),
        ("not_in_nav: |\n  a.md\n", "a.md", true),
    ])
    func mkdocsLeavesFilesOut(_ settings: String, _ file: String, _ isThere: Bool) throws {
        let site = try ImportedSiteTests.imported([
            "mkdocs.yml": settings, "docs/\(file)": Self.page("One"), "docs/other.md": Self.other,
        ])
        #expect(site.table.contains("carried  docs/\(file):1  ") == isThere, "\(site.table)")
        #expect(
            site.table.contains("left  docs/\(file):1  the settings leave the file out") != isThere,
            "\(site.table)")
    }

    @Test(arguments: [
        ("exclude: ['drafts/**', '*.{tmp,old}.md']", "drafts/a.md", false),
        ("exclude: ['drafts/**', '*.{tmp,old}.md']", "a.old.md", false),
        ("exclude: ['drafts/**', '*.{tmp,old}.md']", "a.md", true), ("", "drafts/a.md", true),
    ])
    func docusaurusLeavesFilesOut(_ settings: String, _ file: String, _ isThere: Bool) throws {
        for config in [
            "presets: [['classic', {docs: {\(settings.isEmpty ? "path: 'docs'" : settings)}}]]",
            "plugins: [['@docusaurus/plugin-content-docs', {id: 'b', exclude: ['**']}], ['@docusaurus/plugin-content-docs', {\(settings)}]]",
        ] {
            let site = try ImportedSiteTests.imported([
                "docusaurus.config.js": "module.exports = {title: 'Site', \(config)};\n",
                "docs/\(file)": Self.page("One"), "docs/other.md": Self.other,
            ])
            #expect(site.table.contains("carried  docs/\(file):1  ") == isThere, "\(site.table)")
        }
    }

    @Test(
        arguments: [
            ("exclude: [old, '*.tmp.md']", "old/a.md", "the settings leave the file out"),
            ("exclude: [old, '*.tmp.md']", "sub/a.tmp.md", "the settings leave the file out"),
            ("exclude:\n  - README.md", "README.md", "the settings leave the file out"),
            ("exclude: [old]", "new/old.md", nil),
            ("title: Site", "_posts/2020-01-01-a.md", "posts of a blog are no guides"),
            ("title: Site", "_parts/a.md", "Jekyll publishes no page from `_parts`"),
        ] as [(String, String, String?)])
    func jekyllLeavesFilesOut(_ settings: String, _ file: String, _ reason: String?) throws {
        let site = try ImportedSiteTests.imported([
            "_config.yml": settings + "\n", file: Self.page("One"), "other.md": Self.other,
        ])
        #expect(site.table.contains("carried  \(file):1  ") == (reason == nil), "\(site.table)")
        if let reason { #expect(site.table.contains("left  \(file):1  \(reason)"), "\(site.table)") }
    }

    @Test func aReadmeBesideAnIndexIsNoPageOfMkDocs() throws {
        let site = try ImportedSiteTests.imported([
            "mkdocs.yml": "", "docs/README.md": Self.page("Readme"), "docs/index.md": Self.page("Home"),
            "docs/sub/README.md": Self.page("Sub"),
        ])
        #expect(site.table.contains("left  docs/README.md:1  MkDocs makes no page"), "\(site.table)")
        #expect(site.table.contains("carried  docs/index.md:1  Content/guides/overview.md"), "\(site.table)")
        #expect(site.table.contains("carried  docs/sub/README.md:1  "), "\(site.table)")
    }

    @Test(arguments: [
        ("content/a/part.md", false), ("content/a/deep/part.md", false), ("content/a/index.md", true),
        ("content/b/page.md", true), ("content/page.md", true),
    ])
    func partsOfALeafOfHugoAreNoPages(_ file: String, _ isPage: Bool) throws {
        let site = try ImportedSiteTests.imported(
            [
                "hugo.toml": "title = 'Site'\n", "content/a/index.md": Self.page("Leaf"),
                "content/b/_index.md": Self.page("Folder"), "content/index.md": Self.page("Home"),
                "content/other.md": Self.other,
            ].merging([file: Self.page("One")]) { $1 })
        #expect(site.table.contains("carried  \(file):1  ") == isPage, "\(site.table)")
        #expect(
            site.table.contains("left  \(file):1  Hugo makes no page of this file") != isPage, "\(site.table)"
        )
    }

    // MARK: Drafts

    @Test(
        arguments: [
            ("publishDate = 9998-01-01", "", "it is to be published on 9998-01-01"),
            ("date = 9998-01-01T10:00:00Z", "", "it is to be published on 9998-01-01"),
            ("date = 9998-01-01\npublishDate = 2001-01-01", "", nil),
            ("publishDate = 9998-01-01", "buildFuture = true", nil),
            ("expiryDate = 2001-01-01", "", "it expired on 2001-01-01"),
            ("expiryDate = 2001-01-01", "buildExpired = true", nil), ("expiryDate = 9998-01-01", "", nil),
            ("publishDate = 2001-01-01", "", nil),
        ] as [(String, String, String?)])
    func datesOfHugoMakeDrafts(_ facts: String, _ settings: String, _ reason: String?) throws {
        let site = try ImportedSiteTests.imported([
            "hugo.toml": settings + "\n",
            "content/page.md": "+++\ntitle = 'One'\n\(facts)\n+++\n\nText of the page.\n",
        ])
        #expect(try site.text("guides/page.md").contains("\ndraft: true\n") == (reason != nil))
        if let reason {
            #expect(
                site.table.contains("changed  content/page.md:1  the guide is a draft: \(reason)"),
                "\(site.table)")
        }
    }

    @Test(arguments: [("drafts/a", true), ("a", false), ("b.draft", true)])
    func mkdocsNamesDrafts(_ name: String, _ isDraft: Bool) throws {
        let site = try ImportedSiteTests.imported([
            "mkdocs.yml": "draft_docs: |\n  drafts/\n  *.draft.md\n", "docs/\(name).md": Self.page("One"),
            "docs/other.md": Self.other,
        ])
        #expect(
            site.table.contains("changed  docs/\(name).md:1  the guide is a draft: the settings call it one")
                == isDraft,
            "\(site.table)")
    }

    // MARK: Facts

    @Test(arguments: [
        ("mkdocs.yml", "title: About Acme\ndate: 2024-05-06\n\n", "About Acme", "Text of the page.\n"),
        ("mkdocs.yml", "Title: About\n    Acme\nauthors: A\n\n", "About Acme", "Text of the page.\n"),
        ("mkdocs.yml", "Note: this is text.\n\n", "Page", "Note: this is text.\n\nText of the page.\n"),
        ("mkdocs.yml", "title of it: text.\n\n", "Page", "title of it: text.\n\nText of the page.\n"),
        ("_config.yml", "title: About Acme\n\n", "Page", "title: About Acme\n\nText of the page.\n"),
    ])
    func plainFactsAreThoseOfMkDocs(_ config: String, _ facts: String, _ title: String, _ body: String) throws
    {
        let site = try ImportedSiteTests.imported([
            config: "", (config == "mkdocs.yml" ? "docs/page.md" : "page.md"): "\(facts)Text of the page.\n",
        ])
        #expect(try site.body("page") == body)
        #expect(try site.text("guides/page.md").contains("\ntitle: \(title)\n"))
        #expect(try site.text("guides/page.md").contains("\nupdated: 2024-05-06\n") == facts.contains("2024"))
    }

    // MARK: Marks

    @Test(arguments: [
        (
            "pymdownx.tilde", "H~2~O, ~~no~~, ~5 and ~6, \\~a~, [x](other.md~a~) `a~b~`",
            "H<sub>2</sub>O, ~~no~~, ~5 and ~6, \\~a~, [x](other.md~a~) `a~b~`"
        ),
        (
            "pymdownx.caret", "$x^{2}y^{2}$ z^2^ \\(a^{2}b^{2}\\) for $5 a^2^",
            "$x^{2}y^{2}$ z<sup>2</sup> \\(a^{2}b^{2}\\) for $5 a<sup>2</sup>"
        ),
        ("pymdownx.caret", "$$\nx^{2}y^{2}\n$$\n\n$$x^{2}y^{2}$$", "$$\nx^{2}y^{2}\n$$\n\n$$x^{2}y^{2}$$"),
        ("pymdownx.caret", "$$\nx^{2}y^{2}\n\nx^2^", "$$\nx^{2}y^{2}\n\nx<sup>2</sup>"),
        ("pymdownx.caret", "x^2^ ^^new text^^ H~2~O", "x<sup>2</sup> new text H~2~O"),
        (
            "pymdownx.caret", "One[^1][^2] x^2[^1]\n\n[^1]: A\n\n[^2]: B",
            "One[^1][^2] x^2[^1]\n\n[^1]: A\n\n[^2]: B"
        ),
        ("pymdownx.caret:\n      superscript: false", "x^2^ ^^new^^", "x^2^ new"),
        (
            "pymdownx.inlinehilite", "`#!python x` `:::js y` `#!/bin/sh` ``#!c `z` ``",
            "`x` `y` `#!/bin/sh` `` `z` ``"
        ),
        ("toc", "H~2~O x^2^ `#!python x` :smile:", "H~2~O x^2^ `#!python x` :smile:"),
    ])
    func extensionsAreReadWhereTheyAreOn(_ name: String, _ text: String, _ expected: String) throws {
        let site = try ImportedSiteTests.imported([
            "mkdocs.yml": "markdown_extensions:\n  - \(name)\n",
            "docs/page.md": "# Page\n\nText of the page.\n\n\(text)\n",
        ])
        #expect(try site.body("page") == "Text of the page.\n\n\(expected)\n")
        #expect(!site.table.contains("emoji"))
    }

    /// Starts of marks without an end take no more time than their number.
    @Test(arguments: ["$a ", "](", "[^", "<a ", "\\(", "\\[", "=", "~", "^", "^^a "])
    func manyStartsOfMarksAreReadSoon(_ start: String) {
        let text = String(repeating: start, count: 500_000)
        #expect(ScriptMarks.convert(text, [.subscripts, .superscripts, .insertions]) { _ in } == text)
    }

    @Test(arguments: [
        ("pymdownx.emoji", "Fine :smile: at 10:30:20, a::b::c", ["the emoji `:smile:` stays"]),
        (
            "pymdownx.critic", "Some {--old--} and {++new++}",
            ["the mark of an edit `{--old--}` stays", "the mark of an edit `{++new++}` stays"]
        ),
    ])
    func marksWithoutAFormAreTold(_ name: String, _ text: String, _ expected: [String]) throws {
        let site = try ImportedSiteTests.imported([
            "mkdocs.yml": "markdown_extensions:\n  - \(name)\n", "docs/page.md": "# Page\n\n\(text)\n",
        ])
        #expect(try site.body("page") == "\(text)\n")
        let told = site.table.split(separator: "\n").filter { $0.contains("stays as it is") }
        #expect(told.count == expected.count, "\(site.table)")
        for what in expected {
            #expect(site.table.contains("left  docs/page.md:3  \(what)"), "\(site.table)")
        }
    }

    @Test(arguments: [
        (
            "{{< figure src=\"a.svg\" caption=\"The *way*\" alt=\"A way\" >}}",
            "![A way](a.svg)\n\n_The *way*_"
        ),
        ("{{< figure src=\"a.svg\" title=\"The way\" >}}", "![The way](a.svg)\n\n*The way*"),
        (
            "{{< figure src=\"a.svg\" title=\"One\" caption=\"Two\" alt=\"A\" >}}",
            "![A](a.svg)\n\n*One* *Two*"
        ),
        ("- {{< figure src=\"a.svg\" caption=\"Two\" alt=\"A\" >}}", "- ![A](a.svg) *Two*"),
        (
            "- One\n\n  {{< figure src=\"a.svg\" caption=\"Two\" alt=\"A\" >}}",
            "- One\n\n  ![A](a.svg)\n\n  *Two*"
        ),
        ("{{< figure src=\"a.svg\" alt=\"A\" >}}", "![A](a.svg)"),
    ])
    func captionsStay(_ text: String, _ expected: String) throws {
        let site = try ImportedSiteTests.imported([
            "hugo.toml": "", "content/page.md": "# Page\n\nText of the page.\n\n\(text)\n",
            "content/a.svg": "<svg/>",
        ])
        #expect(try site.body("page") == "Text of the page.\n\n\(expected)\n")
    }

    // MARK: The table

    @Test(arguments: [
        (
            "nav:\n  - Code: https://example.com/a\n", "x",
            "left  mkdocs.yml:2  the navigation leads to `https://example.com/a`"
        ),
        (
            "nav:\n  - A:\n    - https://example.com/a\n", "x",
            "left  mkdocs.yml:3  the navigation leads to `https://example.com/a`"
        ),
        (
            "plugins:\n  - redirects:\n      redirect_maps:\n        old.md: other.md#part\n", "x",
            "changed  mkdocs.yml:4  the redirect from `/old` led to `#part`; it leads to the start of the guide"
        ),
        ("", "[x](other.md){#key}", "changed  docs/page.md:3  the id `key` became a place"),
        (
            "", "[x](other.md){#key .b}",
            "changed  docs/page.md:3  the attributes `{#key .b}` are left out, the id apart"
        ),
        (
            "", "A {{ extra.version }} of more text.",
            "left  docs/page.md:3  the template `{{ extra.version }}` has"
        ),
        ("", "--8<-- \"docs/page.md\"", "left  docs/page.md:3  `docs/page.md` includes itself in a cycle"),
        ("", "--8<-- \"part.md\"", "left  docs/page.md:3  `part.md` includes itself in a cycle"),
    ])
    func theTableNamesWhatBecameOfIt(_ settings: String, _ text: String, _ row: String) throws {
        let site = try ImportedSiteTests.imported([
            "mkdocs.yml": settings, "docs/page.md": "# Page\n\n\(text)\n\nText.\n",
            "docs/other.md": Self.other,
            "part.md": "Text.\n\n--8<-- \"more.md\"\n", "more.md": "--8<-- \"part.md\"\n",
        ])
        #expect(site.table.contains(row), "\(site.table)")
        #expect(!site.table.contains("too much is included"))
    }

    @Test func externalEntriesOfSidebarsAreTold() throws {
        let site = try ImportedSiteTests.imported([
            "docusaurus.config.js": "module.exports = {title: 'Site'};\n",
            "sidebars.js":
                "module.exports = {a: ['other',\n{type: 'link', label: 'X', href: 'https://example.com/a'}]};\n",
            "docs/other.md": Self.other,
        ])
        #expect(
            site.table.contains("left  sidebars.js:2  the navigation leads to `https://example.com/a`"),
            "\(site.table)")
    }
}
