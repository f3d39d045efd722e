import Foundation
import TestSupport
import Testing

@testable import Importing
@testable import Support

/// Which files of a folder an import takes, and what it reads of settings besides those of the generator.
@Suite(.timeLimit(.minutes(15))) struct ImportedFolderTests {
    private static func imported(_ source: [String: String]) throws -> (
        table: String, files: [String: [UInt8]]
    ) {
        let folder = try TemporaryFolder()
        for (path, text) in source {
            try Disk.makeFolder("\(folder.path)/source/\(path.folder)")
            try Disk.writeNew(Array(text.utf8), to: "\(folder.path)/source/\(path)")
        }
        let result = try run(["import", "source", "--into", "site"], in: folder.path)
        #expect(result.code == 0, "\(result)")
        return (result.output, try files(in: folder.path + "/site/Content"))
    }

    private static func page(_ front: String = "") -> String {
        "---\ntitle: T\n\(front)---\n\nText of a guide that says something to its readers.\n"
    }

    /// A folder says for all pages in it whether they are rendered, and a page says it for itself.
    @Test func foldersOfHugoCanHaveNoPages() throws {
        let never = "build:\n  render: never\n"
        let cascade = "cascade:\n  build:\n    render: never\n"
        let (table, files) = try Self.imported([
            "hugo.toml": "", "content/a.md": Self.page(),
            "content/parts/_index.md": Self.page(cascade), "content/parts/b.md": Self.page(),
            "content/parts/in/c.md": Self.page(),
            "content/parts/shown.md": Self.page("build:\n  render: always\n"),
            "content/terms/_index.md": Self.page("build:\n  render: always\n" + cascade),
            "content/terms/d.md": Self.page(),
            "content/bundle/index.md": Self.page("headless: true\n"), "content/bundle/e.md": Self.page(),
            "content/some/_index.md": Self.page(
                "cascade:\n  - target:\n      kind: home\n    " + never.replacing("\n", with: "\n    ") + "\n"
            ),
            "content/some/f.md": Self.page(), "content/some/g.md": Self.page(never),
        ])
        let guides = files.keys.filter { $0.hasSuffix(".md") }.sorted()
        #expect(
            guides == [
                "guides/a.md", "guides/parts/shown.md", "guides/some/f.md", "guides/some/index.md",
                "guides/terms/index.md",
            ])
        #expect(table.contains("left  content/parts/in/c.md:1  Hugo makes no page of this file"), "\(table)")
    }

    /// Images of Hugo may be named from the folder of all its assets.
    @Test func assetsOfHugoAreNamedFromTheirFolder() throws {
        let (_, files) = try Self.imported([
            "hugo.toml": "",
            "content/in/a.md": Self.page() + "\n{{< img src=\"images/b.png\" alt=\"B\" >}}\n",
            "assets/images/b.png": "PNG",
        ])
        let text = String(decoding: try #require(files["guides/in/a.md"]), as: UTF8.self)
        #expect(text.hasSuffix("\n![B](../images/b.png)\n"), "\(text)")
        #expect(files["guides/images/b.png"] != nil)
    }

    /// VitePress reads settings of a folder of pages too, and components in headings are no part of their ids.
    @Test func settingsOfVitePressCanBeBesideThePages() throws {
        let (_, files) = try Self.imported([
            "docs/.vitepress/config.ts":
                "export default defineConfig({title: 'T', rewrites: {'en/:rest*': ':rest*'}})",
            "docs/en/config.ts":
                "export default defineAdditionalConfig({description: 'It says what it is for.', themeConfig: {editLink: {pattern: 'https://github.com/a/b/edit/main/docs/:path'}}})",
            "docs/en/a.md": "# A\n\nSee [code](../../src/x.ts) and [b](/b).\n",
            "docs/en/b.md": "# B\n\nText.\n",
        ])
        let text = String(decoding: try #require(files["guides/a.md"]), as: UTF8.self)
        #expect(
            text.hasSuffix("\nSee [code](https://github.com/a/b/blob/main/src/x.ts) and [b](b.md).\n"),
            "\(text)")
        let settings = String(decoding: try #require(files["site.yml"]), as: UTF8.self)
        #expect(settings.contains("summary: It says what it is for.\n"), "\(settings)")
    }

    /// DocFX is told by its table of contents alone as well; letter case of links makes no difference to it.
    @Test func tablesOfContentsShowDocFX() throws {
        let (table, files) = try Self.imported([
            "toc.yml": "- name: First\n  href: in/One.md\n",
            "in/One.md": "# One\n\nText of one, see [two](/IN/two#x) and [gone](xref:Gone).\n",
            "in/Two.md": "---\nuid: two\n---\n# Two\n\nText of two, which says something.\n",
        ])
        #expect(table.contains(" of docfx: "), "\(table)")
        let text = String(decoding: try #require(files["guides/in/One.md"]), as: UTF8.self)
        #expect(text.hasSuffix("see [two](Two.md#x) and gone (`Gone`).\n"), "\(text)")
    }
}
