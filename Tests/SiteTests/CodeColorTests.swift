import Foundation
import TestSupport
import Testing

@testable import Highlighting
@testable import Rendering
@testable import Support

/// Colors in the code of pages, and in nothing else that is published.
@Suite(.timeLimit(.minutes(15))) struct CodeColorTests {
    /// A page without the elements that colors are.
    static func withoutColors(_ page: [UInt8]) -> String {
        String(decoding: page, as: UTF8.self).replacing(/<span class="[acdiknsv]">([^<]+)<\/span>/) {
            $0.output.1
        }
    }

    /// Everything that a site publishes is the same without colors, but for the code on pages of guides; and there it is the
    /// same once the colors are taken out.
    private func compare(_ site: TemporarySite) async throws -> Int {
        let settings = try site.read("Content/site.yml")
        try await site.build()
        let colored = try site.published()
        try site.write("Content/site.yml", settings + "\ncode-colors: false\n")
        try await site.build()
        let plain = try site.published()
        #expect(Set(colored.keys) == Set(plain.keys) && !plain.isEmpty)
        var changed = 0
        for (path, bytes) in plain {
            guard let other = colored[path], other != bytes else { continue }
            changed += 1
            #expect(path.hasSuffix(".html"), "\(path)")
            // Hosts tell page and twin apart by their sizes, so a page may have a line end more.
            #expect(
                Self.withoutColors(other).trimmingCharacters(in: .newlines)
                    == String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines), "\(path)")
        }
        return changed
    }

    @Test(arguments: ["Tests/Fixtures/site", "Documentation", "."])
    func pagesSayTheSame(_ folder: String) async throws {
        let site = try TemporarySite(templates: false)
        Disk.removeTree(site.path + "/Content")
        try copyTree("\(repository)/\(folder)/Content", to: site.path + "/Content")
        #expect(try await compare(site) > 0)
    }

    /// Random code of every language, as an author may write it: in lists, quotes and issues.
    @Test func pagesSayTheSameWhateverTheCode() async throws {
        let pieces = [
            "\"", "'", "`", "\\", "\n", "\n\n", " ", "#", "//", "/*", "*/", "<!--", "-->", "<b>", "&amp;",
            "&", ";", "{", "}", "${x}",
            "$(", "@x", ":", "=", "[", "]", "--", "<<EOF\n", "EOF", "(", ")", "/", "1", "if", "def", "v=spf1",
            "TXT", "250 ", "C: ",
            "key: ", "- ", "---", "+", "@@", "é", "漢", "🙂", "x",
        ]
        var files: [String: String] = [:]
        for (number, names) in Highlighter.languages.enumerated() {
            var random = Seeded(UInt64(number))
            var body = "Text.\n"
            for lead in ["", "> ", "    "] {
                let code = (0..<60).map { _ in pieces.randomElement(using: &random)! }.joined()
                body += lead == "    " ? "\n- An item.\n" : ""
                let lines =
                    ["~~~~ \(names.randomElement(using: &random)!)"] + code.components(separatedBy: "\n") + [
                        "~~~~"
                    ]
                body += "\n" + lines.map { lead + $0 }.joined(separator: "\n") + "\n"
            }
            files["g-\(number).md"] = TemporarySite.guide("Guide \(number)", body)
        }
        let changed = try await compare(TemporarySite(files, templates: false))
        #expect(changed > Highlighter.languages.count * 3 / 4)
    }

    private func body(_ markdown: String, _ settings: String = "") async throws -> String {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", markdown)], templates: false)
        try site.write("Content/site.yml", TemporarySite.settings + settings)
        try await site.build()
        let page = try site.read("Public/guides/a.html")
        let start = try #require(page.range(of: "<pre>"))
        return String(page[start.lowerBound...].prefix { $0 != "\u{0}" }).components(
            separatedBy: "</article>")[0]
    }

    @Test(
        arguments: [
            (
                "```sh\necho \"<a> & 'b'\" # \"c\"\n```",
                #"<pre><code class="language-sh"><span class="a">echo</span> <span class="s">&quot;&lt;a&gt; &amp; 'b'&quot;</span> <span class="c"># &quot;c&quot;</span>"#
            ),
            (
                "```js {1,3}\nif\n```",
                #"<pre><code class="language-js" data-info="{1,3}"><span class="k">if</span>"#
            ),
            ("```SH\n$x\n```", #"<pre><code class="language-SH"><span class="v">$x</span>"#),
            ("```text\nif \"x\"\n```", #"<pre><code class="language-text">if &quot;x&quot;"#),
            ("```\nif \"x\"\n```", "<pre><code>if &quot;x&quot;"),
            ("    if \"x\"", "<pre><code>if &quot;x&quot;"),
            ("```sh\n```", #"<pre><code class="language-sh"></code>"#),
            ("```&<>\nif\n```", #"<pre><code class="language-&amp;&lt;&gt;">if"#),
            (
                "```json\n{\"a&b\": 1}\n```",
                #"{<span class="a">&quot;a&amp;b&quot;</span>: <span class="n">1</span>}"#
            ),
            (
                "```css\na { b: \"é🙂\" }\n```",
                #"a { <span class="a">b</span>: <span class="s">&quot;é🙂&quot;</span> }"#
            ),
        ])
    func codeHasColors(_ markdown: String, _ html: String) async throws {
        let page = try await body(markdown)
        #expect(page.contains(html), "\(page)")
        #expect(try await !body(markdown, "code-colors: false\n").contains("<span class=\""))
    }

    /// Issues and callouts are read without the tags of colors.
    @Test func codeOfIssuesHasColors() async throws {
        let page = try await body(
            "## Fix Common Issues\n\n### No Record\n\nThe check says no.\n\n```sh\ndig x\n```\n\n1. Add it.\n2. Check again."
        )
        #expect(page.contains(#"<span class="a">dig</span> x"#))
    }

    /// A block that has more parts than a page may have is shown without colors, and the next one has them.
    @Test(arguments: [-1, 0, 1]) func soManyPartsHaveAColor(_ more: Int) {
        let numbers = String(repeating: "1 ", count: CodeColors.most + more)
        let page = ByteWriter(
            Array(
                "<p>a</p><pre><code class=\"language-c\">\(numbers)</code></pre><pre><code class=\"language-c\">if</code></pre>"
                    .utf8))
        let before = page.bytes
        var colors = CodeColors()
        colors.mark(in: page)
        let count = page.text.components(separatedBy: "<span").count - 1
        #expect(count == (more > 0 ? 1 : CodeColors.most + more + (more < 0 ? 1 : 0)))
        #expect(Self.withoutColors(page.bytes) == String(decoding: before, as: UTF8.self))
    }
}
