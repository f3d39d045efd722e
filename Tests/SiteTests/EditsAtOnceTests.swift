import TestSupport
import Testing

@testable import Analysis
@testable import Support

/// Several edits that are read at once, as after `git switch`, and things that come after what names them: a reading that goes
/// on is a clean one.
@Suite(.timeLimit(.minutes(15))) struct EditsAtOnceTests {
    private static func options(_ site: TemporarySite) -> AnalyzedSite.Options {
        var options = AnalyzedSite.Options()
        options.site = site.path
        options.today = Day("2026-11-28")
        return options
    }

    private static func guide(_ title: String, _ body: String = "Text of it.", more: String = "") -> String {
        TemporarySite.guide(title, more: more, body)
    }

    /// Guides that get new titles at once, of which another guide names one alone, whichever it is.
    @Test(arguments: 0..<4) func eachNewTitleIsSeen(_ named: Int) async throws {
        let titles = ["Relay Greeting", "Quota Report", "Mailbox Header", "Gateway Filter"]
        let names = ["k", "l", "m", "n"]
        var files = Dictionary(uniqueKeysWithValues: names.map { ("\($0).md", Self.guide("Title \($0)")) })
        // Before and behind them in their order, and in the middle.
        for name in ["a", "lx", "z"] {
            files["\(name).md"] = Self.guide("Other \(name)", "All about the \(titles[named]) of a server.")
        }
        let site = try TemporarySite(files, templates: false)
        var held = try await HeldReading(Self.options(site))
        func relations() -> [[Int]] { held.reading.library.related.map { $0.map(\.guide) } }
        let before = relations()
        try await Task.sleep(for: .milliseconds(120))
        for (name, title) in zip(names, titles) { try site.write("\(name).md", Self.guide(title)) }
        try await held.follow(nil, "all have new titles")
        #expect(relations() != before)
        for (name, title) in zip(names, titles.dropFirst() + titles.prefix(1)) {
            try site.write("\(name).md", Self.guide(title))
        }
        try await held.follow(Set(names.map { "Content/guides/\($0).md" }), "they swap their titles")
        for name in names { try site.write("\(name).md", Self.guide("Title \(name)")) }
        try await held.follow(nil, "all have their former titles")
        #expect(relations() == before)
    }

    /// Two edits of different files at once, each pair of kinds that follow each other.
    @Test func pairsOfEditsEqualACleanReading() async throws {
        let site = try SiteEdits.site()
        var held = try await HeldReading(Self.options(site))
        let parts = [SiteEdits.ofFrontMatter, SiteEdits.ofSettings, SiteEdits.ofLists]
        for step in 0..<24 {
            let edits = parts.enumerated().filter { $0.offset != step % 4 }.map { offset, part in
                part[(step * (7 + 2 * offset)) % part.count]
            }
            for edit in edits { try edit.apply(to: site) }
            if step % 8 == 0 { try await Task.sleep(for: .milliseconds(120)) }
            let touched = edits.reduce(into: Set<String>()) { $0.formUnion($1.touched) }
            try await held.follow(touched, "step \(step): \(edits)")
        }
    }

    /// What a guide names before it is there, with the file that brings it.
    struct Thing: Sendable, CustomTestStringConvertible {
        var what: String
        /// A text, or a line of front matter, of the guide that names it.
        var text = "Text."
        var more = ""
        var file: String
        var content: String
        var testDescription: String { what }
    }

    static let things: [Thing] = [
        Thing(what: "a guide", text: "See [it](new.md).", file: "new.md", content: guide("New")),
        Thing(
            what: "a guide in a folder", text: "See [it](in/new.md).", file: "in/new.md",
            content: guide("New")),
        Thing(
            what: "a draft", text: "See [it](new.md).", file: "new.md",
            content: guide("New", more: "draft: true")),
        Thing(
            what: "the address of a draft", text: "See [it](/guides/new).", file: "new.md",
            content: guide("New", more: "draft: true")),
        Thing(what: "a related guide", more: "related: [new]", file: "new.md", content: guide("New")),
        Thing(
            what: "a related draft", more: "related: [new]", file: "new.md",
            content: guide("New", more: "draft: true")),
        Thing(
            what: "a resource", more: "resources: [{guide: new, note: N.}]", file: "new.md",
            content: guide("New")),
        Thing(
            what: "a draft as a resource", more: "resources: [{guide: new, note: N.}]", file: "new.md",
            content: guide("New", more: "draft: true")),
        Thing(
            what: "a former name", text: "See [it](old.md).", file: "new.md",
            content: guide("New", more: "aliases: [old]")),
        Thing(
            what: "a part", text: "See [it](new.md#part).", file: "new.md",
            content: guide("New", "## Part\n\nText.")),
        Thing(
            what: "a former part", text: "See [it](new.md#old).", file: "new.md",
            content: guide("New", "## Part\n\nText.", more: "headings: [{heading: part, former-ids: [old]}]")),
        Thing(
            what: "an issue", text: "See [it](/guides/i/lost-key).", file: "new.md",
            content: guide(
                "New", "## Fix Common Issues\n\n### Lost Key\n\nIt says `x`.\n\n1. Do it.\n2. Check again.")),
        Thing(
            what: "a file", text: "See [it](new.txt) and ![it](new.txt).", file: "new.txt", content: "Text.\n"
        ),
        Thing(
            what: "a file in a folder", text: "See [it](/guides/in/new.txt).", file: "in/new.txt",
            content: "Text.\n"),
        Thing(
            what: "a title", text: "About the Relay Greeting of it.", file: "new.md",
            content: guide("Relay Greeting")),
        Thing(
            what: "a term", text: "About the GREETING of it.", file: "Content/terms.yml",
            content: "- {term: GREETING, guide: b}\n"),
        Thing(
            what: "a meaning", text: "See [it](/guides/glossary#greeting).", file: "Content/terms.yml",
            content: "- {term: GREETING, guide: none, definition: A word.}\n"),
        Thing(
            what: "a category", text: "See [it](/guides/categories/new).", file: "new.md",
            content: guide("New").replacing("category: one", with: "category: two")),
    ]

    @Test(arguments: things) func whatComesLaterIsSeen(_ thing: Thing) async throws {
        let site = try TemporarySite(
            ["a.md": Self.guide("Alpha", thing.text, more: thing.more), "b.md": Self.guide("Beta")],
            templates: false)
        let path = thing.file.hasPrefix("Content/") ? thing.file : "Content/guides/\(thing.file)"
        var held = try await HeldReading(Self.options(site))
        for isDraftShown in [false, true] {
            held.options.withDrafts = isDraftShown
            try await held.follow([], "\(thing.what), drafts: \(isDraftShown)")
            try await Task.sleep(for: .milliseconds(120))
            try site.write(path, thing.content)
            try await held.follow([path], "\(thing.what) comes, drafts: \(isDraftShown)")
            try site.remove(path)
            try await held.follow([path], "\(thing.what) goes, drafts: \(isDraftShown)")
        }
        // And together with other changes.
        try site.write(path, thing.content)
        try site.write("b.md", Self.guide("Beta", "Other text."))
        try await held.follow(nil, "\(thing.what) comes with another edit")
    }
}
