import Foundation
import TestSupport
import Testing

@testable import Findings

/// A mistake in a template is reported at its tag, in words that say what to do.
@Suite(.timeLimit(.minutes(15))) struct TemplateFaultTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        /// The template, with `⟦` before the tag.
        var text: String
        var message: String
        var help: String

        init(_ text: String, _ message: String, help: String) {
            (self.text, self.message, self.help) = (text, message, help)
        }

        var testDescription: String { text.replacing("\n", with: "⏎") }

        /// The template without the mark, and the location of the mark, as line and column.
        var parts: (text: String, location: [Int]) {
            let before = text.unicodeScalars.prefix { $0 != "⟦" }
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            return (text.replacing("⟦", with: ""), [lines.count, (lines.last?.count ?? 0) + 1])
        }
    }

    static let mistakes = [
        Mistake(
            "<p>\n ⟦{{#note}}\n</p>\n", "the section \"note\" is not closed", help: "put {{/note}} where"),
        Mistake(
            "<p>\né {{#note}}{{#url}}\n⟦{{/note}}{{/url}}", "{{/note}} cannot close the section \"url\"",
            help: "put {{/url}} before it"),
        Mistake(
            "a\r\n{{#note}}\r\nb ⟦{{/notes}}", "\"note\", which starts in line 2",
            help: "put {{/note}} before it"),
        Mistake("x ⟦{{={{ }}", "changes no delimiters", help: "two short ones"),
        Mistake("{{title}}\n⟦{{/title}}\n", "{{/title}} closes no section", help: "remove {{/title}}"),
        Mistake("<p>⟦{{title</p>\n", "this tag is not closed", help: "put }} at its end"),
        Mistake("<p>⟦{{title</p>\n{{summary}}\n", "this tag is not closed", help: "put }} at its end"),
        Mistake("<p>⟦{{! a comment\n", "this tag is not closed", help: "put }} at its end"),
        Mistake("<p>⟦{{{title}}</p>\n", "three braces and ends with two", help: "write {{{title}}}"),
        Mistake("⟦{{site name}}", "\"site name\" is not the name", help: "letters of ASCII"),
        Mistake("⟦{{größe}}", "\"größe\" is not the name", help: "letters of ASCII"),
        Mistake("⟦{{uppercased(title)}}", "cannot call functions", help: "{{title}}"),
        Mistake("⟦{{ (title}}", "cannot call functions", help: "{{title}}"),
        Mistake("⟦{{{{title}}}}", "more than three braces", help: "write two braces"),
        Mistake("⟦{{}}", "\"\" is not the name", help: "letters of ASCII"),
        Mistake("⟦{{{}}}", "\"\" is not the name", help: "letters of ASCII"),
        Mistake("⟦{{> a/ b}}", "\"a/ b\" is not the name", help: "letters of ASCII"),
        Mistake("{{=[[ ]]=}}\n⟦[[title\n", "this tag is not closed", help: "put ]] at its end"),
        Mistake("{{=[[ ]]=}}\n⟦[[{title]]\n", "three braces", help: "write {{{title}}}"),
        Mistake("x ⟦{{=aaaaaaaaaaaaaaaaa b=}}", "changes no delimiters", help: "two short ones"),
        Mistake("x ⟦{{=<% %> %>=}}", "changes no delimiters", help: "{{=<% %>=}}"),
        Mistake("x ⟦{{=< =%>=}}", "changes no delimiters", help: "{{=<% %>=}}"),
        Mistake("x ⟦{{=<%}}", "changes no delimiters", help: "{{=<% %>=}}"),
        Mistake("x\n⟦{{% COLOUR:red}}", "this setting is not known", help: "remove the tag"),
        Mistake("x\n⟦{{summry}}", "no page has a value named \"summry\"", help: "did you mean summary?"),
        Mistake("x\n⟦{{#summry}}a{{/summry}}", "no page has a value named \"summry\"", help: "summary?"),
        Mistake("x\n⟦{{^summry}}a{{/summry}}", "no page has a value named \"summry\"", help: "summary?"),
        Mistake(
            "x\n{{^title}}⟦{{summry}}{{/title}}", "no page has a value named \"summry\"", help: "summary?"),
        Mistake("⟦{{assets}}", "no page has a value named \"assets\"", help: "this template may use"),
        Mistake("x ⟦{{> foter}}", "no template is named \"foter\"", help: "did you mean footer?"),
        Mistake("⟦{{assets.stile.css}}", "no asset is named \"stile.css\"", help: "did you mean style.css?"),
    ]

    /// In a partial of the theme, so that a page which includes it must not get the blame.
    @Test(arguments: mistakes)
    func mistakesAreReportedAtTheirTags(_ mistake: Mistake) async throws {
        let found = try await TemplateShapeTests.findings(["header": mistake.parts.text])
        let first = try #require(found.first)
        #expect(found.allSatisfy { $0.file == "Templates/header.mustache" }, "\(found)")
        #expect(
            [first.location.line, first.location.column].map(Int.init) == mistake.parts.location, "\(first)")
        #expect(first.id == "templates/invalid" && first.message.contains(mistake.message), "\(first)")
        #expect(first.help.contains(mistake.help), "\(first)")
    }
}
