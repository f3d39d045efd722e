import Foundation
import Testing

@testable import Content
@testable import Support
@testable import Theming

/// What templates show, as the manual of mustache has it (mustache(5)).
@Suite(.timeLimit(.minutes(15))) struct TemplateTests {
    private static let site: Site = {
        var site = Site()
        site.name = "A & B"
        site.language = "en"
        site.strings = Strings(
            of: "en", own: [.search: StringText("A<b>"), .explainedIn: StringText("\"{guide}\"")])
        return site
    }()

    /// A page of the template `index`, with a title, a summary and no note.
    private static func page(_ templates: [String: String]) throws -> String {
        let shared = SharedValues(
            site, Addresses(origin: "https://example.com", path: "/guides"),
            assets: ["style.css": "/guides/assets/style.1.css"], hasFeed: false, hasGlossary: false)
        let compiled = try #require(
            CompiledTemplate(.index, of: templates.mapValues { Template(Array($0.utf8)) }, shared: shared))
        var values = [CompiledTemplate.Value](repeating: .text("?"), count: TemplateValue.allCases.count)
        values[TemplateValue.title.rawValue] = .text("\"C\" < {{summary}}")
        values[TemplateValue.summary.rawValue] = .bytes(Array("S".utf8))
        let out = ByteWriter()
        compiled.append(values, present: TemplateValue.title.bit | TemplateValue.summary.bit, to: out)
        return out.text
    }

    @Test(arguments: [
        ("{{title}}", "&quot;C&quot; &lt; {{summary}}"), ("{{{title}}}", "\"C\" < {{summary}}"),
        ("{{={{ }}=}}{{summary}}", "S"), ("{{\n summary\n}}", "S"), ("{{#\nsummary }}a{{/summary\t}}", "a"),
        ("{{& title }}", "\"C\" < {{summary}}"), ("{{ site-name }}|{{{site-name}}}", "A &amp; B|A & B"),
        ("{{note}}{{{note}}}", ""), ("{{! {{ }}a", "a"), ("a{{!\n\n}}b", "ab"),
        ("{{=<% %>=}}<%summary%>{{summary}}<%={{ }}=%>{{summary}}", "S{{summary}}S"),
        ("{{=[ ]=}}[{title}][&title]", "\"C\" < {{summary}}\"C\" < {{summary}}"),
        ("{{#summary}}a{{/summary}}{{#note}}b{{/note}}", "a"),
        ("{{^summary}}a{{/summary}}{{^note}}b{{/note}}", "b"),
        ("{{#note}}a{{#summary}}b{{/summary}}c{{/note}}d", "d"),
        ("{{#summary}}a{{#note}}b{{/note}}c{{/summary}}d", "acd"),
        ("{{^note}}a{{#summary}}b{{/summary}}c{{/note}}d", "abcd"),
        (
            "{{#summary}}{{.}}{{#site-name}}{{.}}{{/site-name}}{{^note}}{{.}}{{/note}}{{/summary}}{{.}}",
            "SA &amp; BS"
        ),
        ("{{#site-name}}a{{/site-name}}{{^site-name}}b{{/site-name}}", "a"),
        ("{{#feed}}a{{summary}}{{/feed}}{{^feed}}b{{/feed}}", "b"),
        ("{{assets.style.css}}{{#assets.style.css}}a{{/assets.style.css}}", "/guides/assets/style.1.cssa"),
        ("{{#assets.logo.svg}}a{{/assets.logo.svg}}{{^assets.logo.svg}}b{{/assets.logo.svg}}", "b"),
        ("{{#custom-style}}a{{/custom-style}}", ""),
        ("{{strings.search}}|{{{strings.search}}}", "A&lt;b&gt;|A&lt;b&gt;"),
        ("{{#strings.explained-in}}<i>{{summary}}</i>{{/strings.explained-in}}.", "&quot;<i>S</i>&quot;."),
        ("{{strings.site-map-of}}", "Sitemap of A &amp; B"),
        ("{{^strings.search}}a{{/strings.search}}b", "b"),
        (
            "{{#summary}}{{#strings.explained-in}}{{.}}{{#note}}a{{/note}}{{/strings.explained-in}}{{/summary}}",
            "&quot;S&quot;"
        ),
        // A line with one tag alone that shows nothing is no line of the page.
        ("a\n{{#summary}}\nb\n{{/summary}}\nc\n", "a\nb\nc\n"), ("a\r\n {{! x }} \r\nb", "a\r\nb"),
        ("  {{#summary}}  \n  b\n\t{{/summary}}", "  b\n"), ("{{=| |=}}\n|summary|\n", "S\n"),
        ("{{#summary}} {{/summary}}\n", " \n"), ("a {{! x }}\nb", "a \nb"), ("{{! x }} a\nb", " a\nb"),
        ("{{summary}}\n", "S\n"), ("  {{summary}}\n", "  S\n"), ("{{! a }}{{! b }}\nc", "\nc"),
        ("{{#note}}\na\n{{/note}}\nb", "b"),
        ("{{^note}}\na\n{{/note}}\n{{#summary}}\nb\n{{/summary}}\n", "a\nb\n"),
        ("\n{{! x }}\n\na", "\n\na"), ("{{! x\n y }}\na", "a"),
    ])
    func showsWhatMustacheShows(_ template: String, _ page: String) throws {
        #expect(try Self.page(["index": template]) == page)
    }

    @Test(arguments: [
        ("a\n{{> head}}\nb\n", "x\n", "a\nx\nb\n"), ("a {{>head}} b", "x", "a x b"),
        // A page is HTML, and a partial may hold <pre>: its lines stay as they are.
        ("  {{> head}}\nb", "x\ny\n", "x\ny\nb"),
        ("{{#summary}}{{> head}}{{/summary}}", "{{.}}{{title}}", "S&quot;C&quot; &lt; {{summary}}"),
        ("{{=| |=}}|> head|", "{{summary}}|summary|", "S|summary|"), ("a{{> missing}}b", "", "ab"),
        ("{{#note}}{{> head}}{{/note}}", "x", ""),
        ("{{> head}}{{> head}}", "{{#note}}a{{/note}}{{^note}}b{{/note}}", "bb"),
    ])
    func includesPartials(_ template: String, _ partial: String, _ page: String) throws {
        #expect(try Self.page(["index": template, "head": partial]) == page)
    }
}
