import Foundation
import TestSupport
import Testing

@testable import Importing
@testable import Support

/// What an import makes of a few small files, where settings, several guides or addresses are at play.
@Suite(.timeLimit(.minutes(15))) struct ImportedSiteTests {
    /// The table of an import, and the files of the site's content by their paths below `Content`.
    struct Imported {
        var table: String
        var files: [String: [UInt8]]

        /// The text of a guide below its front matter.
        func body(_ name: String) throws -> String {
            let text = String(decoding: try #require(files["guides/\(name).md"]), as: UTF8.self)
            return try String(#require(text.split(separator: "\n---\n\n", maxSplits: 1).last))
        }

        func text(_ path: String) throws -> String {
            String(decoding: try #require(files[path]), as: UTF8.self)
        }
    }

    static func imported(_ source: [String: String], _ more: [String] = []) throws -> Imported {
        let folder = try TemporaryFolder()
        for (path, text) in source {
            try Disk.makeFolder("\(folder.path)/source/\(path.folder)")
            try Disk.writeNew(Array(text.utf8), to: "\(folder.path)/source/\(path)")
        }
        let result = try run(["import", "source", "--into", "site"] + more, in: folder.path)
        #expect(result.code == 0, "\(result)")
        return Imported(table: result.output, files: try TestSupport.files(in: folder.path + "/site/Content"))
    }

    private static let other = "# Other Guide\n\nText of the other guide, which says something.\n"

    // MARK: Links

    @Test(arguments: [
        ("/docs/{{version}}/other", "other.md"), ("/docs/{{version}}/other#part", "other.md#part"),
        ("/{{version}}/other.html", "other.md"), ("{{url}}/other.md", "other.md"),
        // Nothing tells what these were.
        ("/docs/{{version}}/gone", "/docs/{{version}}/gone"), ("/docs/{{version}}", "/docs/{{version}}"),
        ("/docs/{{version}}other", "/docs/{{version}}other"), ("/a/{{b}}/{{c}}", "/a/{{b}}/{{c}}"),
    ])
    func templatesInLinksLeadToTheGuideThatTheyName(_ link: String, _ expected: String) throws {
        let site = try Self.imported([
            "page.md": "# Page\n\nA [link](\(link)) to it.\n", "other.md": Self.other,
        ])
        #expect(try site.body("page") == "A [link](\(expected)) to it.\n")
        #expect(try !site.text("site.yml").contains("elsewhere"))
    }

    @Test(arguments: [
        (["--url", "https://example.com/book"], "", "/std/index.html"), ([], "--url", "../std/index.html"),
    ])
    func linksOutOfThePagesNeedTheirAddress(_ more: [String], _ words: String, _ expected: String) throws {
        let site = try Self.imported(
            ["book.toml": "", "src/page.md": "# Page\n\nA [link](../std/index.html) to it.\n"], more)
        #expect(try site.body("page") == "A [link](\(expected)) to it.\n")
        let left = site.table.split(separator: "\n").filter { $0.hasPrefix("left  src/page.md:3") }
        #expect(left.contains { $0.contains("--url") } == !words.isEmpty, "\(site.table)")
    }

    /// A file above the pages is one of the repository, if settings say where that is.
    @Test(arguments: [
        (
            "repo_url: https://github.com/a/b/\n", "../../a b.md#x",
            "https://github.com/a/b/blob/master/a%20b.md#x"
        ),
        (
            "repo_url: https://gitlab.com/a/b\n", "../../src/x.c",
            "https://gitlab.com/a/b/-/blob/master/src/x.c"
        ),
        (
            "repo_url: https://x.test/a\nedit_uri: edit/main/en/docs\n", "../../../x.md",
            "https://x.test/a/blob/main/x.md"
        ),
        (
            "repo_url: https://x.test/a\nedit_uri: https://x.test/b/edit/v1/docs/\n", "../../x.md",
            "https://x.test/b/blob/v1/x.md"
        ),
        // Nothing says where; above the repository; a page; in the folder of the pages.
        ("repo_url: https://x.test/a\n", "../../x.md", "../../x.md"),
        ("repo_url: https://github.com/a/b\n", "../../../x.md", "../../../x.md"),
        ("repo_url: https://github.com/a/b\n", "../../x.html", "../../x.html"),
        ("repo_url: https://github.com/a/b\n", "../x.md", "../x.md"),
    ])
    func linksOutOfThePagesLeadToTheRepository(_ settings: String, _ link: String, _ expected: String) throws
    {
        let site = try Self.imported([
            "mkdocs.yml": settings, "docs/sub/page.md": "# Page\n\nA [link](<\(link)>) to it.\n",
        ])
        let body = try site.body("sub/page").replacing("<", with: "").replacing(">", with: "")
        #expect(body == "A [link](\(expected)) to it.\n")
    }

    @Test(arguments: [
        (
            "edit-url-template = \"https://github.com/a/b/edit/main/guide/{path}\"", "../../../x.rs",
            "https://github.com/a/b/blob/main/x.rs"
        ),
        ("git-repository-url = \"https://github.com/a/b\"", "../../../x.rs", "../../../x.rs"),
    ])
    func linksOutOfABookLeadToTheRepository(_ setting: String, _ link: String, _ expected: String) throws {
        let site = try Self.imported([
            "book.toml": "[output.html]\n\(setting)\n",
            "src/sub/page.md": "# Page\n\nA [link](\(link)) to it.\n",
        ])
        #expect(try site.body("sub/page") == "A [link](\(expected)) to it.\n")
    }

    // MARK: Ids

    private static func tabs(_ settings: String) -> [String: String] {
        let tabs =
            "=== \":octicons-check-16: One\"\n\n    A\n\n=== \"One\"\n\n    B\n\n=== \":octicons-check-16:\"\n\n    C\n"
        return [
            "mkdocs.yml": "markdown_extensions:\n  - pymdownx.tabbed:\n\(settings)",
            "docs/page.md":
                "# Page\n\nText of the page.\n\n## First {#own}\n\n\(tabs)\n## One\n\n=== \"Two\"\n\n    D\n",
        ]
    }

    @Test(arguments: [
        ("      alternate_style: true\n", []),
        ("      slugify: !!python/object/apply:pymdownx.slugs.slugify\n", ["one_1", "one_2", "two"]),
        (
            "      combine_header_slug: true\n      slugify: !!python/object/apply:pymdownx.slugs.slugify\n",
            ["own-one", "own-one_1", "one-two"]
        ),
    ])
    func idsOfTabsAreNumbered(_ settings: String, _ expected: [String]) throws {
        let body = try Self.imported(Self.tabs(settings)).body("page")
        #expect(body.matches(of: #/<a id="(.*?)">/#).map { String($0.1) } == expected, "\(body)")
    }

    @Test(arguments: [
        ("<a name=\"x\"></a>\n## Part\n", "## Part {#x}\n"), ("<a id=\"part\"></a>\n## Part\n", "## Part\n"),
        ("<a id=\"x\"></a>\n### Part ###\n", "### Part {#x}\n"),
        // A link names the id of the text, a heading has one, or no heading can have this one.
        ("<a id=\"x\"></a>\n## Part\n\n[See](#part).\n", "<a id=\"x\"></a>\n## Part\n\n[See](#part).\n"),
        ("<a id=\"x\"></a>\n## Part {#y}\n", "<a id=\"x\"></a>\n## Part {#y}\n"),
        ("<a id=\"x y\"></a>\n## Part\n", "<a id=\"x y\"></a>\n## Part\n"),
        ("Text <a id=\"x\"></a>\n## Part\n", "Text <a id=\"x\"></a>\n## Part\n"),
        ("```\n<a id=\"x\"></a>\n## Part\n```\n", "```\n<a id=\"x\"></a>\n## Part\n```\n"),
        // The second one is kept where it is, and no link could ever reach it.
        (
            "<a id=\"x\"></a>\n## Part\n\n<a id=\"x\"></a>\n## Other\n",
            "## Part {#x}\n\n<a id=\"x\"></a>\n## Other\n"
        ),
        ("<a id=\"x\"></a>One\n\n<a id=\"x\"></a>Two\n", "<a id=\"x\"></a>One\n\nTwo\n"),
        ("## Part {#x}\n\n## Other {#x}\n", "## Part {#x}\n\n## Other {#x-1}\n"),
    ])
    func aPlaceBeforeAHeadingIsItsID(_ text: String, _ expected: String) throws {
        let site = try Self.imported(["page.md": "# Page\n\nText of the page.\n\n\(text)"])
        #expect(try site.body("page") == "Text of the page.\n\n\(expected)")
    }

    /// What no guide may have in an id is a hyphen in it and in the links to it.
    @Test(arguments: [
        (
            "<span id=\"a+b\">One</span> [x](#a+b) [y](page.md#a%2Bb)",
            "<a id=\"a-b\"></a>One [x](#a-b) [y](page.md#a-b)"
        ),
        ("<a name=\"ä:b\"></a>One [x](#ä:b)", "<a id=\"ä-b\"></a>One [x](#ä-b)"),
        (
            "One[^1] [x](#fn:1) [y](#:~:text=One)\n\n[^1]: Note.",
            "One[^1] [x](#fn:1) [y](#:~:text=One)\n\n[^1]: Note."
        ),
        ("## One {#a:b}\n\n[x](#a:b)", "## One {#a-b}\n\n[x](#a-b)"),
        ("<span id=\"a b\">One</span> [x](#a%20b)", "One [x](#a%20b)"),
    ])
    func idsAreFitted(_ text: String, _ expected: String) throws {
        let site = try Self.imported(["page.md": "# Page\n\nText of the page.\n\n\(text)\n"])
        #expect(try site.body("page") == "Text of the page.\n\n\(expected)\n")
    }

    @Test(arguments: [
        ("plugins:\n  - macros\n", ""), ("markdown_extensions:\n  x.macros: null\n", ""),
        ("plugins:\n  - search\n", "{% raw %}\n\n"),
    ])
    func rawBlocksOfATemplateEngineAreLeftOut(_ settings: String, _ expected: String) throws {
        let site = try Self.imported([
            "mkdocs.yml": settings, "docs/page.md": "# Page\n\n{% raw %}\n\nText of the page.\n",
        ])
        #expect(try site.body("page") == expected + "Text of the page.\n")
    }

    // MARK: Old addresses

    @Test(arguments: [
        ("search", ""), ("assets/old", ""), ("Search/", ""), ("404.html", ""), ("old/page", "old/page"),
        ("old, Old", "old"),
    ])
    func oldAddressesThatTheSiteNeedsAreTold(_ names: String, _ expected: String) throws {
        let list = names.split(separator: ",").map { "/\($0.trimmed)" }.joined(separator: ", ")
        let site = try Self.imported(
            [
                "_config.yml": "url: https://example.com\nbaseurl: /docs\n",
                "page.md": "---\nredirect_from: [\(list)]\n---\n# Page\n\nText of the page.\n",
            ])
        let written = try site.text("guides/page.md").matches(of: #/  - (.*)/#).map { String($0.1) }
        #expect(written.joined(separator: ", ") == expected)
        #expect(
            site.table.contains("left  page.md:2  the site needs the old address") == expected.isEmpty,
            "\(site.table)")
    }

    // MARK: Text

    /// A text that guides share is a file of the site, if it is the same in each of them.
    @Test(arguments: [
        // A line before it, the included text, a line after it, where it is included, and whether it is shared.
        ("", "Shared ==text==.\n\n## Part\n\n```\na\n```\n", "", "docs/b.md", true),
        ("", "A [link](/other.md).\n", "", "docs/b.md", true),
        ("", "A [link](/other.md).\n", "", "docs/sub/b.md", false),
        ("Text\n", "Shared.\n", "", "docs/b.md", false), ("", "Shared.\n", "Text\n", "docs/b.md", false),
        ("", "Shared.\n", "", "docs/none.txt", false), ("", "```\na\n", "", "docs/b.md", false),
    ])
    func includedTextIsShared(
        _ before: String, _ text: String, _ after: String, _ file: String, _ isShared: Bool
    ) throws {
        let page = { (title: String) in
            "# \(title)\n\nText of the page.\n\n\(before)--8<-- \"parts/My Part.md\"\n\(after)\nLast text.\n"
        }
        let site = try Self.imported([
            "mkdocs.yml": "", "parts/My Part.md": text, "docs/a.md": page("One"), file: page("Two"),
            "docs/other.md": Self.other,
        ])
        let shared = text.replacing("==text==", with: "<mark>text</mark>").replacing("/other", with: "other")
        #expect(
            site.files["includes/my-part.md"].map { String(decoding: $0, as: UTF8.self) }
                == (isShared ? shared : nil))
        let body = try site.body("a")
        #expect(body.contains("{{include: ") == isShared, "\(body)")
        if isShared { #expect(body == "Text of the page.\n\n{{include: my-part.md}}\n\nLast text.\n") }
    }

    /// Definitions that settings add may be indented as a paragraph may be.
    @Test(arguments: [("", true), ("   ", true), ("    ", false)])
    func addedDefinitionsAreDefinitions(_ indent: String, _ isAdded: Bool) throws {
        let site = try Self.imported([
            "mkdocs.yml": "markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [links.md]\n",
            "links.md": "\(indent)[label]: https://example.org/\n",
            "docs/page.md": "# Page\n\nText with a [link][label].\n",
        ])
        let added = isAdded ? "\n[label]: https://example.org/\n" : ""
        #expect(try site.body("page") == "Text with a [link][label].\n\(added)")
    }

    @Test(arguments: [
        "<!-- one -->\n", "# Title\n\n<!--\nmany\n\nlines\n-->\n", "<!-- a --> <!-- b -->\n# Title\n",
    ])
    func aPageOfCommentsIsNoGuide(_ text: String) throws {
        let site = try Self.imported(["page.md": text, "other.md": Self.other])
        #expect(site.files["guides/page.md"] == nil)
        #expect(site.table.contains("left  page.md:1  the page has no text"), "\(site.table)")
    }

    /// An image within the text becomes a file, whichever way it is written.
    @Test(arguments: [
        ("![One](data:image/png;base64,iVBORw0KGgo=)", "![One](files/page-1.png)", "files/page-1.png"),
        ("![](data:image/gif;base64,R0lG)", "![image](files/page-1.gif)", "files/page-1.gif"),
        (
            "[x]: data:image/svg+xml,%3Csvg/%3E\n\n![One][x]", "[x]: files/page-1.svg\n\n![One][x]",
            "files/page-1.svg"
        ),
        ("![One](data:image/png;base64,iV*BORw)", "![One](data:image/png;base64,iV*BORw)", ""),
        ("![One](data:text/html,x)", "![One](data:text/html,x)", ""),
        ("![One](data:image/svg+xml,%3Cscript/%3E)", "![One](data:image/svg+xml,%3Cscript/%3E)", ""),
    ])
    func imagesWithinTheTextAreFiles(_ text: String, _ expected: String, _ file: String) throws {
        let site = try Self.imported(["page.md": "# Page\n\nText of the page.\n\n\(text)\n"])
        #expect(try site.body("page") == "Text of the page.\n\n\(expected)\n")
        #expect(
            site.files.keys.filter { $0.hasPrefix("guides/files/") }
                == (file.isEmpty ? [] : ["guides/\(file)"]))
    }

    @Test(arguments: [
        ("", []), ("TWFu", [77, 97, 110]), ("TWE=", [77, 97]), ("TQ==", [77]), ("TQ", [77]),
        ("TW\nFu", [77, 97, 110]),
        ("T", []), ("T=Q=", []), ("T*Fu", []), ("+/+/", [251, 255, 191]),
    ])
    func base64IsRead(_ text: String, _ bytes: [UInt8]) {
        #expect(DataImage("data:image/png;base64,\(text)")?.bytes ?? [] == bytes)
    }

    @Test(
        arguments: [
            ("{.a}", [".a"]), ("{: #b .c }", ["#b", ".c"]),
            ("{ #b data-x=\"A } b\" } rest", ["#b", "data-x=\"A } b\""]),
            ("{ a='b c' markdown }", ["a='b c'", "markdown"]), ("{}", nil), ("{ a b }", nil),
            ("{{ .a }}", nil),
            ("{ .a", nil), ("{ \"a\" }", nil), ("{ #b data-x=\"A }", nil), (".a", nil), ("{ . }", nil),
        ] as [(String, [String]?)])
    func attributesAreRead(_ text: String, _ words: [String]?) {
        #expect(AttributeList(text)?.words == words)
    }
}
