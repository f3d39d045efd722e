import Testing

@testable import Importing
@testable import Support

/// The readers of front matters and settings of other generators.
@Suite(.timeLimit(.minutes(15))) struct ImportReaderTests {
    /// A value as one line: `{a: [b, c]}`.
    private static func text(_ value: SourceValue?) -> String {
        guard let value else { return "nil" }
        switch value.content {
        case .text(let text): return text
        case .list(let items): return "[\(items.map { Self.text($0) }.joined(separator: ", "))]"
        case .map(let fields):
            return "{\(fields.map { "\($0.key): \(Self.text($0.value))" }.joined(separator: ", "))}"
        case .unknown: return "?"
        }
    }

    @Test(arguments: [
        ("a = 1", "{a: 1}"), ("a = \"b \\\"c\\\" \\u00e9\"", "{a: b \"c\" é}"), ("a = 'b\\n'", "{a: b\\n}"),
        ("a = [1, \"b\",\n 'c', ] # d", "{a: [1, b, c]}"),
        ("[a.b]\nc = true\n[d]\ne = 1.5", "{a: {b: {c: true}}, d: {e: 1.5}}"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3", "{a: [{b: 1}, {b: 2, c: {d: 3}}]}"),
        ("a = {b = 1, c = {d = 2}}", "{a: {b: 1, c: {d: 2}}}"), ("a.b = 1\n\"a\".c = 2", "{a: {b: 1, c: 2}}"),
        ("a = \"\"\"\nb\nc\"\"\"", "{a: b\nc}"), ("a = '''b'c'''", "{a: b'c}"),
        ("d = 2026-01-02T03:04:05Z # x", "{d: 2026-01-02T03:04:05Z}"),
        ("", "{}"), ("# only", "{}"),
    ])
    func readsTOML(_ toml: String, _ expected: String) throws {
        var reader = TOMLReader(toml)
        #expect(Self.text(try reader.read()) == expected)
    }

    @Test(arguments: [
        ("a", 1), ("a = ", 1), ("a = \"1\" b", 1), ("\na = \"b", 2), ("a = [1", 1), ("[a", 1), ("= 1", 1),
        ("a = {b", 1),
        ("a = '''\n\n", 1), ("\n\n]", 3),
    ])
    func saysWhereTOMLIsWrong(_ toml: String, _ line: Int) {
        var reader = TOMLReader(toml)
        #expect { try reader.read() } throws: { ($0 as? TOMLReader.Fault)?.line == line }
    }

    @Test(arguments: [
        ("module.exports = {a: 'b', \"c\": [1, true,], d: `e`};", "{a: b, c: [1, true], d: e}"),
        (
            "const x = [{a: 'b'}]\nexport default defineConfig({y: x, x, z: other(1, {b: 2}), n: null})",
            "{y: [{a: b}], x: [{a: b}], z: ?, n: }"
        ),
        (
            "// a\nexport default { /* b */ a: 'b' + 'c', d: 1 + 2, ...{e: 'f'} } satisfies T",
            "{a: bc, d: ?, e: f}"
        ),
        (
            "export default defineConfig<A>({a: side()})\nfunction side(): X[] {\n return [{b: 'c'}]\n}",
            "{a: [{b: c}]}"
        ),
        ("const a = b\nconst b = a\nexport default {a}", "{a: ?}"),
        ("export default {f() { return 1 }, g: () => 2, h: 'i'}", "{g: ?, h: i}"),
        ("export default {a: `b${c}`, 'd-e': \"\\u00e9\\n\"}", "{a: ?, d-e: é\n}"),
    ])
    func readsLiterals(_ code: String, _ expected: String) {
        var reader = LiteralReader(code)
        #expect(Self.text(reader.module()) == expected)
    }

    /// Lines are those of the file.
    @Test func valuesHaveLines() throws {
        var reader = LiteralReader("\nexport default {\n  a: [\n    'b',\n    {c: 'd'}],\n}")
        let list = try #require(reader.module()?["a"])
        #expect(list.line == 3 && list.items.map(\.line) == [4, 5])
        var toml = TOMLReader("a = 1\n\n[b]\nc = 2", shift: 10)
        #expect(try toml.read()["b"]?.fields.first?.line == 14)
    }

    /// What cannot be read ends, and takes no more time than its length: names that name each other, brackets that nothing
    /// closes, keys without end.
    @Test(arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "{a:", count: 100_000),
        "export default " + String(repeating: "(", count: 100_000),
        String(repeating: "const a = ", count: 20_000),
        (0..<40).map { "const a\($0) = [a\($0 + 1), a\($0 + 1)]\n" }.joined() + "export default a0",
        "export default {" + String(repeating: "\"", count: 100_001), String(repeating: "`${", count: 50_000),
        "export default " + String(repeating: "/*", count: 100_000),
    ])
    func hostileLiteralsEnd(_ code: String) {
        var reader = LiteralReader(code)
        _ = reader.module()
        var json = LiteralReader(code)
        _ = json.json()
        var toml = TOMLReader(code)
        _ = try? toml.read()
        var keys = TOMLReader((0..<6_000).map { "[[a]]\nb\($0) = 1\n" }.joined())
        #expect(throws: TOMLReader.Fault.self) { try keys.read() }
    }

    @Test(arguments: [
        (
            "One sentence that is long enough to stand alone in a list. Another one.",
            "One sentence that is long enough to stand alone in a list."
        ),
        (
            "Short. And a second one that makes it long enough to be read. Third.",
            "Short. And a second one that makes it long enough to be read."
        ),
        ("Version 1.2 of e.g. this is no end", "Version 1.2 of e.g. this is no end"),
        (String(repeating: "word ", count: 60), String(repeating: "word ", count: 30) + "word…"),
    ])
    func summariesAreSentences(_ text: String, _ expected: String) {
        #expect(GuideSummary.cut(GuideSummary.clean(text)) == expected)
    }

    /// A sentence is taken before a quote, that before an item of a list, and all of them before a callout.
    @Test(arguments: [
        ("- Item one is a sentence.\n\n> Quote is a sentence.\n\nText is a sentence.", "Text is a sentence."),
        (
            "- Item one is a sentence.\n\n> Quote is a sentence.\n> It goes on.",
            "Quote is a sentence. It goes on."
        ),
        ("> [!NOTE]\n> Callout is a sentence.\n\n- Item one is a sentence.", "Item one is a sentence."),
        ("> [!NOTE]\n> Callout is a sentence.", "Callout is a sentence."),
        ("`tar cf` is a sentence.\n\n> Quote.", "tar cf is a sentence."),
        (
            "`tar --create --file archive.tar --verbose --exclude folder`\n\n> Quote is a sentence.",
            "Quote is a sentence."
        ),
        ("Label\n\n> Quote", "Label"), ("> Quote", "Quote"), ("## Heading", nil),
    ])
    func summariesAreOfText(_ body: String, _ expected: String?) {
        #expect(GuideSummary.ofLines(SourceLine.lines(body)) == expected)
    }

    @Test(arguments: [
        ("**/*.md", "a.md", true), ("**/*.md", "a/b/c.md", true), ("*.md", "a/b.md", false),
        ("a/*.md", "a/b.md", true),
        ("a/**", "a/b/c", true), ("a/**/d.md", "a/d.md", true), ("a/**/d.md", "a/b/c/d.md", true),
        ("./a?.md", "ab.md", true), ("a", "b", false), ("", "a", false),
        ("**/About/*.md", "x/About/y.md", true),
        (String(repeating: "**/", count: 60) + "x", String(repeating: "a/", count: 60) + "y", false),
    ])
    func patternsNameFiles(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(FilePattern.matches(pattern, path) == expected)
    }

    /// A list of contents says nothing of a guide, however long it is.
    @Test(
        arguments: [
            (
                String(repeating: "- [One](#one)\n", count: 40) + "\n## One\n\nText that says what it is.\n",
                "Text that says what it is."
            ),
            ("- [One](#one), which is first.\n\n- More\n", "One, which is first."),
            ("- [One](#one)\n", "One"),
            ("", nil),
        ] as [(String, String?)])
    func contentsAreNoSummary(_ body: String, _ expected: String?) {
        #expect(GuideSummary.ofLines(SourceLine.lines(body)) == expected)
    }
}
