import Findings
import Markdown
import Support

/// The syntax of other generators in prose, which readers and agents would see as it is.
enum ContentTemplateLeak: GuideCheck {
    static let check = CheckID.contentTemplateLeak
    static let finds =
        "The syntax of other generators in prose (`{{`, `{%`, `:::`, `!!!`, `=== \"Tab\"`, `--8<--`, `<<<`, `[TOC]`, `[[Page]]`, `{: .class }`, `:material-check:`, `==mark==`, `<Component`, `import … from`), and fences that hold nothing but an include."
    static let why =
        "The syntax of other tools has no meaning here: readers would see it as it is, and agents would take it for text."
    static let examples = [
        Example(bad: "Hello ⟦{{ name }}, welcome.", good: "Hello, welcome."),
        Example(bad: "⟦!!! note\n    Back up first.", good: "> [!NOTE]\n> Back up first."),
        Example(bad: "⟦```rust\n{{#include main.rs}}\n```", good: "```rust\nfn main() {}\n```"),
    ]

    private static let insideLine: Document.Run.Context = [.code, .joined]

    static func run(_ context: CheckContext) -> [Finding] {
        let document = context.document
        var findings = braces(context) + marks(in: context)
        let foreign = ForeignBlocks(document)
        for run in document.runs where !run.context.contains(.code) {
            let letters = document.letters(run)
            if !run.context.contains(.joined), let found = TemplateSyntax.atStart(of: letters) {
                findings.append(report(context, found, run, foreign))
            } else if hasMark(letters) {
                findings += TemplateSyntax.within(letters).map { report(context, $0, run, nil) }
            }
        }
        // A mark of our own that stands for nothing is reported as such.
        for link in document.links
        where link.kind != .reference && link.hasTemplate
            && !TemplateSyntax.isOwnMark(Array(link.destination.utf8.drop { $0 != UInt8(ascii: "{") })[...])
        {
            findings.append(
                Finding(
                    self, file: context.file, at: link.location,
                    "the address has syntax of another generator, which has no meaning here",
                    help: "write the address itself"))
        }
        // Fences of markdown show what other tools write.
        for code in document.codeBlocks
        where !["md", "markdown"].contains(code.info.prefix { $0.isLetter }.lowercased())
            && TemplateSyntax.isInclude(document.text[code.text])
        {
            findings.append(
                Finding(
                    self, file: context.file, at: code.location,
                    "this fence only includes a file, and code cannot be included",
                    help: TemplateSyntax.codeInclude))
        }
        for html in document.rawHTML where isComponent(html.text) {
            findings.append(
                report(
                    context, html.location, "<\(html.text.dropFirst().prefix { $0.isLetter || $0 == "/" })>"))
        }
        return findings
    }

    /// Marks of our own in front matter, where nothing replaces them.
    private static func marks(in context: CheckContext) -> [Finding] {
        let matter = context.frontMatter
        var texts = [matter.title, matter.summary] + matter.keywords + matter.matches + matter.agentNotes
        texts += matter.issues.flatMap(\.matches) + matter.resources.map(\.note)
        return texts.filter { !Mark.names(in: $0.text).isEmpty }.map {
            Finding(
                self, file: context.file, at: $0.location, to: $0.end,
                "values and includes are put into the text below the front matter alone",
                help: "write the text itself")
        }
    }

    /// Whether a text may hold syntax that is looked for within lines.
    private static func hasMark(_ letters: ArraySlice<UInt8>) -> Bool {
        letters.contains {
            $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ":")
                || $0 == UInt8(ascii: "=")
        }
    }

    /// `{{` and `{%`.
    private static func braces(_ context: CheckContext) -> [Finding] {
        let document = context.document
        return document.positions(of: UInt8(ascii: "{")).compactMap { offset in
            let next = offset + 1 < document.text.count ? document.text[offset + 1] : 0
            if offset > 0, document.text[offset - 1] == UInt8(ascii: "{") { return nil }
            guard next == UInt8(ascii: "{") || next == UInt8(ascii: "%"), let run = document.run(at: offset),
                !run.context.contains(.code), run.text.contains(offset + 1)
            else { return nil }
            // A mark of our own that stands for nothing is reported as such.
            if TemplateSyntax.isOwnMark(document.text[offset..<run.text.upperBound]) { return nil }
            return report(
                context, document.location(of: offset - run.text.lowerBound, in: run),
                next == UInt8(ascii: "%") ? "{%" : "{{")
        }
    }

    /// Whether a piece of raw HTML is a component, whose name starts with a capital.
    static func isComponent(_ html: String) -> Bool {
        guard let first = html.utf8.dropFirst().first(where: { $0 != UInt8(ascii: "/") }) else {
            return false
        }
        return html.hasPrefix("<") && first.isASCIIUppercase
    }

    private static func report(
        _ context: CheckContext, _ found: TemplateSyntax.Found, _ run: Document.Run, _ foreign: ForeignBlocks?
    ) -> Finding {
        let location = context.document.location(of: found.offset, in: run)
        return report(
            context, location, found.mark, help: found.help,
            fix: run.source.flatMap { start in foreign?.fix(at: start + found.offset) })
    }

    private static func report(
        _ context: CheckContext, _ location: SourceLocation, _ mark: String,
        help: String = TemplateSyntax.general, fix: Fix? = nil
    ) -> Finding {
        Finding(
            self, file: context.file, at: location,
            "`\(mark)` is syntax of another generator, which has no meaning here",
            help: help, fix: fix)
    }
}
