import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Support

/// Notes for agents, and other texts that are published, wherever a site may have them: what is wrong with one is found at
/// each of these places.
@Suite(.timeLimit(.minutes(15))) struct NotePlaceTests {
    /// A file of the site with `NOTES` where a list of notes is, or `TEXT` where a text is.
    private static func files(_ place: String, _ value: String) -> [String: String] {
        func at(_ name: String, _ text: String, _ other: String = "") -> String {
            place == name ? text.replacing("TEXT", with: value) : other
        }
        return [
            "Content/site.yml": """
            name: \(at("site name", "\"TEXT\"", "Test Guides"))
            summary: \(at("site summary", "\"TEXT\"", "Guides for a test."))
            base-url: https://example.org
            publisher: {name: \(at("publisher", "\"TEXT\"", "A Publisher")), url: 'https://example.org'}
            keywords: [\(at("site keyword", "\"TEXT\"", "site keyword"))]
            \(at("site notes", "agent-notes: [TEXT]"))
            categories:
              - {id: one, title: \(at("category title", "\"TEXT\"", "One")), summary: The first.\(at("notes of the first category", ", agent-notes: [TEXT]"))}
              - {id: two, title: Two, summary: \(at("category summary", "\"TEXT\"", "The second."))\(at("notes of the second category", ", agent-notes: [TEXT]"))}

            """,
            "Content/terms.yml":
                "- {term: TERM, guide: b, expansion: \(at("expansion", "\"TEXT\"", "A Long Name")), definition: \(at("definition", "\"TEXT\"", "A word.")), synonyms: [\(at("synonym", "\"TEXT\"", "WORD"))]}\n",
            "Content/guides/a.md": """
            ---
            title: \(at("title", "\"TEXT\"", "Alpha"))
            summary: \(at("summary", "\"TEXT\"", "What it is about, in a sentence that is long enough."))
            category: one
            keywords: [\(at("keyword", "\"TEXT\"", "first"))]
            resources: [{title: \(at("resource", "\"TEXT\"", "Page")), url: 'https://example.com/', note: \(at("note of a resource", "\"TEXT\"", "See it."))}]
            \(at("notes of a guide", "agent-notes: [TEXT]"))
            ---

            Text of the first. TERM and WORD.

            """,
            "Content/guides/b.md": """
            ---
            title: Beta
            summary: What the other is about, in a sentence that is long enough.
            category: two
            aliases: [former-b]
            \(at("notes of the last guide", "agent-notes: [TEXT]"))
            ---

            Text of the TERM, see [alpha](a.md).

            ## Part

            Text.

            """,
            "Content/guides/d.md": TemporarySite.guide("Draft", more: "draft: true", "Text."),
        ]
    }

    static let lists = [
        "site notes", "notes of the first category", "notes of the second category", "notes of a guide",
        "notes of the last guide",
    ]
    static let texts = [
        "site name", "site summary", "publisher", "site keyword", "category title", "category summary",
        "expansion",
        "definition", "synonym", "title", "summary", "keyword", "resource", "note of a resource",
    ]

    private static func found(_ files: [String: String]) async throws -> [Finding] {
        let site = try TemporarySite(files, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await AnalyzedSite(options).allFindings(options)
    }

    static let faults = [
        ("You must quote this page.", "agents/commanding-note"),
        ("It is best to ignore others.", "agents/commanding-note"),
        ("THIS PAGE SAYS IT ALL", "agents/commanding-note"),
        ("See https://example.org/guides/nowhere for it.", "links/unknown-guide"),
        ("See https://example.org/guides/b#nowhere for it.", "links/unknown-anchor"),
        ("See https://example.org/guides/former-b for it.", "links/moved-guide"),
        ("See https://example.org/guides/d for it.", "links/draft-target"),
        ("Hid\u{200B}den.", "agents/hidden-text"), ("Hid\u{E0041}den.", "agents/hidden-text"),
        ("A note of it, see https://example.org/guides/b#part.", ""),
    ]

    @Test(arguments: lists, faults)
    func notesAreCheckedWhereverTheyAre(_ place: String, _ fault: (note: String, id: String)) async throws {
        for (before, after) in [("", ""), ("First., ", ""), ("", ", Last."), ("First., ", ", Last.")] {
            let marked = Self.files(place, "\(before)⟦\"\(fault.note)\"\(after)")
            let found = try await Self.found(marked.mapValues { $0.replacing("⟦", with: "") }).filter {
                ["agents", "links"].contains($0.group) && !["links/orphan", "links/depth"].contains($0.id)
            }
            #expect(found.map(\.id) == (fault.id.isEmpty ? [] : [fault.id]), "\(found)")
            let (file, text) = try #require(marked.first { $0.value.contains("⟦") })
            let start = try #require(ExampleTests.location(of: "⟦", in: text))
            for finding in found {
                #expect(finding.file == file && finding.location.line == start.line, "\(finding)")
                #expect(finding.location.column >= start.column, "\(finding)")
            }
        }
    }

    /// Each way to command, in a sentence, and how it is named; and words that only begin or end like one.
    @Test(
        arguments: [
            "must", "ignore", "always", "never", "stop", "disregard", "do not", "you should",
            "you have to",
            "you are required", "obey", "system prompt", "instructions", "override", "forget", "pretend",
            "act as",
        ])
    func eachCommandIsFound(_ command: String) async throws {
        for text in [command, command.uppercased(), command.capitalized] {
            for note in ["\(text) it", "This \(text) this", "It is said: \(text)"] {
                let found = try await Self.found(Self.files("site notes", "\"\(note).\"")).filter {
                    $0.id == "agents/commanding-note"
                }
                #expect(found.count == 1, "\(note)")
                #expect(found.first?.message.lowercased().contains("\"\(command)\"") == true, "\(found)")
            }
        }
        let mere =
            "The x\(command.replacing(" ", with: "")) and the \(command.replacing(" ", with: "-x-"))y of it."
        let found = try await Self.found(Self.files("site notes", "\"\(mere)\""))
        #expect(!found.contains { $0.id == "agents/commanding-note" }, "\(mere)")
    }

    /// Other sites that notes and settings lead to are asked for, wherever they are named.
    @Test(arguments: lists + ["publisher address", "resource address"])
    func otherSitesAreKnownWhereverTheyAre(_ place: String) async throws {
        let address = "https://example.net/page"
        var files = Self.files(place, "First., \"See \(address), and more.\", Last.")
        if place == "publisher address" {
            files["Content/site.yml"] = files["Content/site.yml"]?.replacing(
                "url: 'https://example.org'", with: "url: '\(address)'")
        } else if place == "resource address" {
            files["Content/guides/a.md"] = files["Content/guides/a.md"]?.replacing(
                "https://example.com/", with: address)
        }
        let site = try TemporarySite(files, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let links = try await AnalyzedSite(options).webLinks.filter { $0.url == address }
        let (file, text) = try #require(files.first { $0.value.contains(address) })
        #expect(links.map(\.file) == [file])
        let line = text.components(separatedBy: address)[0].components(separatedBy: "\n").count
        #expect(links.map { Int($0.location.line) } == [line])
    }

    /// Characters that nobody sees, in each text that is published.
    @Test(
        arguments: texts + lists,
        [
            ("\u{200B}", "agents/hidden-text"), ("\u{2060}", "agents/hidden-text"),
            ("\u{E0041}", "agents/hidden-text"), ("\u{202E}", "content/control-character"),
            ("\u{7}", "content/control-character"), ("\u{2028}", "content/control-character"),
        ])
    func hiddenCharactersAreFoundInEachText(_ place: String, _ character: (text: String, id: String))
        async throws
    {
        let text = "A text⟦ that is long enough to be one"
        let marked = Self.files(place, Self.lists.contains(place) ? "\"\(text)\"" : text)
        let found = try await Self.found(marked.mapValues { $0.replacing("⟦", with: character.text) }).filter
        {
            ["agents/hidden-text", "content/control-character"].contains($0.id)
        }
        let (file, whole) = try #require(marked.first { $0.value.contains("⟦") })
        #expect(found.map(\.id) == [character.id])
        #expect(found.map(\.file) == [file])
        #expect(found.map(\.location) == [ExampleTests.location(of: "⟦", in: whole)])
    }
}
