import Findings
import TestSupport
import Testing

@testable import Checks
@testable import Support

/// The syntax of other generators: found, and turned into markdown where that is beyond doubt.
@Suite(.timeLimit(.minutes(15))) struct ForeignSyntaxTests {
    private func found(_ body: String, _ id: String) async throws -> [Finding] {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)])
        return try await site.appliedFindings().filter { $0.id == id }
    }

    @Test(arguments: [
        ("!!! note \"T\"\n    a", "!!!"), ("!!!+ note\n    a", "!!!"), ("??? tip\n    a", "???"),
        ("???+ tip \"T\"\n    a", "???"),
        ("=== \"Tab\"\n\n    a", "==="), ("--8<-- \"f\"", "--8<--"), ("Text.\n--8<-- \"f\"", "--8<--"),
        ("[[toc]]", "[[toc]]"),
        ("[TOC]", "[TOC]"), ("<<< @/f", "<<<"), ("Yes :material-check: there", ":material-check:"),
        (":octicons-x-16:{ .a }", ":octicons-x-16:"), ("See [[Wiki]] there", "[[…]]"),
        ("Text\n{: .class }", "{: .class }"),
        ("Text {.class}", "{.class}"), ("Text {#id}", "{#id}"), ("A ==marked== word", "=="),
        (":::tip\na\n:::", ":::"),
        ("{{ name }}", "{{"), ("{% if a %}", "{%"), ("import A from './b'", "import … from"),
        ("- !!! note\n", "!!!"),
    ])
    func isFound(_ body: String, _ mark: String) async throws {
        let found = try await found(body, "content/template-leak")
        #expect(found.first.map { $0.message.contains("`\(mark)`") } == true, "\(found.map(\.message))")
        #expect(found.allSatisfy { $0.severity == .error && !$0.help.isEmpty })
    }

    /// Nothing puts values and includes into front matter.
    @Test func marksInFrontMatterAreFound() async throws {
        let site = try TemporarySite([
            "a.md": """
            ---
            title: "Alpha {{value: v}}"
            summary: "About {{value: v}}."
            category: one
            keywords: [key, "{{value: v}}"]
            matches: [a, "{{value: v}} b"]
            agent-notes: [It is so., "{{include: v.md}}"]
            issues: [{issue: missing, matches: ["{{value: v}}"]}]
            resources: [{guide: b, note: "For {{value: v}}."}]
            ---

            Text {{value: v}}.

            ## Fix Common Issues

            ### Missing

            Text.

            """,
            "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        try site.write("Content/site.yml", site.read("Content/site.yml") + "\nvalues: {v: V}\n")
        let found = try await site.appliedFindings().filter { $0.id == "content/template-leak" }
        #expect(found.map(\.location.line) == [2, 3, 5, 6, 7, 8, 9])
    }

    @Test(arguments: [
        "`!!! note`", "```\n!!! note\n```", "a == b and c == d", "It is a::b::c", "At 10:30-12:45: go",
        "Wow!!! Really??? Yes",
        "Set x=={1}", "a [[1]] b [[]]", "{.5} and {#}", "`{{ a }}`", "=== not a tab", "[x] done",
        "See [[a](b.md)]",
        "key:my-value:other", "====", "--8<", "<<<", "x ==", "http://a-b.example:80/", "= = =", "`[[Wiki]]`",
    ])
    func isNoSyntax(_ body: String) async throws {
        #expect(try await found(body, "content/template-leak").map(\.message) == [])
    }

    @Test(arguments: [
        ("```rust\n{{#rustdoc_include ../a.rs:here}}\n```", true),
        ("```\n{{#include a}}\n\n{{#include b}}\n```", true),
        ("```\n--8<-- \"f\"\n```", true), ("```md\n{{#include a}}\n```", false),
        ("```\n[!code-csharp[x](y)]\n```", true),
        ("```rust\n{{#include a}}\nfn main() {}\n```", false), ("```\nfn main() {}\n```", false),
        ("```\n```", false),
    ])
    func fencesThatOnlyIncludeAreFound(_ body: String, _ isFound: Bool) async throws {
        let messages = try await found(body, "content/template-leak").map(\.message)
        #expect(messages == (isFound ? ["this fence only includes a file, and code cannot be included"] : []))
    }

    @Test(arguments: [
        ("SPF\n: A record.", "a definition list is shown as text"),
        ("Text.\n\n: A record.", "a definition list is shown as text"),
        ("SPF\n: A record.\n\nDKIM\n: A key.\n: A header.", "a definition list is shown as text"),
        ("SPF\n\n: A record.\n\nDKIM\n\n: A key.\n\n: A header.", "a definition list is shown as text"),
        ("$$x^2$$", "a formula between `$$` is shown as text"),
        ("So $$x$$ is", "a formula between `$$` is shown as text"),
        ("$$\nx = 1\n$$", "a formula between `$$` is shown as text"),
        ("Text\n$$\n\\alpha \\\\\n\nb\n$$\nmore", "a formula between `$$` is shown as text"),
        ("> $$\n> x\n> $$", "a formula between `$$` is shown as text"),
        ("$$\\begin{a}\nx\n\\end{a}$$", "a formula between `$$` is shown as text"),
        ("So $x^2$ is", "a formula between `$` is shown as text"),
        ("($\\alpha$), and $\\beta$", "a formula between `$` is shown as text"),
        ("- **Size** $x_{1} * y_{2}$.", "a formula between `$` is shown as text"),
        ("From $5 up, $\\{x\\}^2$", "a formula between `$` is shown as text"),
        ("```mermaid\na\n```", "a fence of mermaid is shown as text, not drawn"),
        ("```math\na\n```", "a fence of math is shown as text, not drawn"),
        ("```mermaid {theme: dark}\na\n```", "a fence of mermaid is shown as text, not drawn"),
    ])
    func whatCannotBeShownIsTold(_ body: String, _ message: String) async throws {
        let found = try await found(body, "structure/shown-as-text")
        #expect(found.map(\.message) == [message])
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test(arguments: [
        "It costs $5 or $$6.", "`$$x$$`", "a: b", "```sh\necho $$ $$\n```", "**SPF**: a record", "x\n:y",
        "It costs $5 and $6^2.", "From $5[^a] to 7$.", "`$x^2$` and $x", "Add $HOME\\bin:$PATH to it",
        "Set ${a\\b}$ there", "Copy anna:$$apr1$$x", "Not \\$x^2\\$ here", "$ x^2 $", "In C:\\$a\\b$ it is",
        "$a_b$", "In US$^2$",
        "The $`x^2`$ there", "| a | b |\n| - | - |\n| $$ | id |\n| $$ | id |", "$$ is the id\nof a $$",
        "```\n$$\nx\n$$\n```", "$$\n\nOne of them.", "$a^2\nb$",
    ])
    func whatIsShownIsNotTold(_ body: String) async throws {
        #expect(try await found(body, "structure/shown-as-text").map(\.message) == [])
    }

    @Test(
        arguments: [
            ("!!! note\n    One.\n\n    Two.\n\nAfter.", "> [!NOTE]\n> One.\n>\n> Two.\n\nAfter."),
            (
                "!!! danger \"Mind the `gap`\"\n    One.\nAfter.",
                "> [!CAUTION]\n> **Mind the `gap`**\n>\n> One.\n\nAfter."
            ),
            ("??? tip \"Tip\"\n\tOne.", "> [!TIP]\n> One."),
            ("!!! warning\n\n    ```sh\n    a\n    ```", "> [!WARNING]\n> ```sh\n> a\n> ```"),
            (
                "::: info Title\nOne.\n\n- Two\n:::\nAfter.",
                "> [!NOTE]\n> **Title**\n>\n> One.\n>\n> - Two\n\nAfter."
            ),
            (":::caution[Title]\nOne.\n:::", "> [!CAUTION]\n> **Title**\n>\n> One."),
            (
                "## A\n\n=== \"One\"\n\n    1\n\n=== \"Two\"\n\n    2\n        3\n\n## After\n\nText.",
                "## A\n\n### One\n\n1\n\n### Two\n\n2\n    3\n\n## After\n\nText."
            ),
            (":::note\n```\n:::\n```\nafter\n:::\n\nend", "> [!NOTE]\n> ```\n> :::\n> ```\n> after\n\nend"),
            (":::note\n\tcode\n:::", "> [!NOTE]\n>     code"),
            (":::note\n\n    ```x\n\n:::", "> [!NOTE]\n>     ```x"),
            (":::note\na\n\n    :::\n:::", "> [!NOTE]\n> a\n>\n>     :::"),
            (":::note\n```a`b\n:::", "> [!NOTE]\n> ```a`b"),
            (":::note\n```\n    ```\n:::\n```\n:::", "> [!NOTE]\n> ```\n>     ```\n> :::\n> ```"),
            (":::hint Hint\na\n:::", "> [!TIP]\n> **Hint**\n>\n> a"),
            ("!!! note \" Title \"\n    a", "> [!NOTE]\n> **Title**\n>\n> a"),
            // What is in doubt stays.
            ("> q\n:::note\nb\n:::", nil), (":::note\n```\n:::", nil), (":::tip foo\\\na\n:::", nil),
            (":::note a*b\na\n:::", nil),
            ("!!! quote\n    One.", nil), ("!!! note\n\nNot indented.", nil),
            ("!!! note Title without quotes\n    One.", nil),
            ("- !!! note\n      One.", nil), (":::note\nNever closed.", nil),
            (":::note\n:::tip\na\n:::\n:::", nil),
            (":::tabs\na\n:::", nil), ("###### A\n\n=== \"One\"\n\n    1", nil),
            ("## A\n\n=== \"One\"\n\n    1\n\nAfter.", nil),
            ("## A\n\n=== \"One\"\n\n    1\n\n### After", nil),
            ("## A\n\n=== \"One\"\n\n    ### Inner\n\n    1", nil),
        ] as [(String, String?)])
    func isTurnedIntoMarkdown(_ before: String, _ after: String?) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", before + "\n")])
        #expect(try await site.fix(["content/template-leak"]) == [])
        #expect(try site.read("a.md") == TemporarySite.guide("Alpha", (after ?? before) + "\n"))
    }

    /// So many lines may be between the marks of a callout that is turned.
    @Test(arguments: [499, 500, 501]) func longCalloutsStay(_ count: Int) async throws {
        let found = try await found(
            ":::note\n" + String(repeating: "a\n", count: count) + ":::", "content/template-leak")
        #expect(found.first.map { ($0.fix != nil) == (count <= 500) } == true)
    }

    /// A letter that joins the mark of a comment makes it no other tag.
    @Test(arguments: ["<!-- a -->", "<!--\u{301} a -->"]) func commentsAreKnownByTheirBytes(_ html: String) {
        let advice = HTMLAdvice.advice(for: html, allowed: [])
        #expect(advice.message == "comments are not among the HTML that this site allows")
    }

    @Test(arguments: [
        ("<b>a</b>", "write **text**"), ("<img src=a>", "write ![what the image shows](file.png)"),
        ("<div>a</div>", "remove the tag; its text stays"),
        ("<a href=\"b.md\">a</a>", "write a link: [text](address)"),
        (
            "<kbd class=x>a</kbd>",
            "write <kbd>…</kbd> without attributes, and close it within the same text and the same marks"
        ),
        (
            "<script>a</script>",
            "remove it: guides hold no scripts or styles; those of the site belong in Templates"
        ),
        ("<blink>a</blink>", "write it in markdown, or put it between backticks to show it as it is"),
    ])
    func tellsWhatToWriteInstead(_ body: String, _ help: String) async throws {
        #expect(try await found("Text " + body, "structure/raw-html").map(\.help) == [help])
    }
}
