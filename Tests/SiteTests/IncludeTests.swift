import Findings
import TestSupport
import Testing

@testable import Analysis
@testable import Content
@testable import Fixing
@testable import Library
@testable import Support

extension TemporarySite {
    /// Its findings as its settings want them.
    func appliedFindings() async throws -> [Finding] {
        var options = AnalyzedSite.Options()
        options.site = path
        let reading = try await AnalyzedSite(options)
        return reading.apply(to: try await reading.findings(jobs: 1))
    }

    /// Applies the fixes of some checks, offered ones too. Returns the lines of those that were not applied.
    func fix(_ checks: [String]) async throws -> [String] {
        var options = AnalyzedSite.Options()
        options.site = path
        let selection = try FindingSelection(only: checks, files: [], site: path)
        return try await SiteFixes(options, selection, since: nil, otherSites: nil).apply().failures
    }
}

/// Included files, values, comments and ids in the text, on page and twin alike.
@Suite(.timeLimit(.minutes(15))) struct IncludeTests {
    private func site(_ body: String, includes: [String: String] = [:], settings: String = "") throws
        -> TemporarySite
    {
        var files = [
            "a.md": TemporarySite.guide("Alpha", body),
            "b.md": TemporarySite.guide("Beta", category: "two", "Text.\n"),
        ]
        for (name, text) in includes { files["Content/includes/\(name)"] = text }
        let site = try TemporarySite(files)
        if !settings.isEmpty {
            try site.write("Content/site.yml", site.read("Content/site.yml") + "\n" + settings + "\n")
        }
        return site
    }

    @Test func pageAndTwinHaveTheText() async throws {
        let site = try site(
            "<!-- hidden -->\nFirst {{value: name}}.\n\n{{include: one.md}}\n\n## Title {#own}\n\nSee [it](#own) and [in](#inner).\n",
            includes: [
                "one.md":
                    "---\nnote: dropped\n---\n\nIncluded <!-- also hidden --> [b](b.md).\n\n{{include: two/in.md}}\n",
                "two/in.md": "## Inner Title {#inner}\n\nDeep {{value: name}}.\n",
            ], settings: "values: {name: '*Star*'}")
        _ = try await site.build()
        let (page, twin) = (try site.read("Public/guides/a.html"), try site.read("Public/guides/a.md"))
        for text in [
            "First *Star*.", "Deep *Star*.", "<h2><span id=\"own\"></span>Title</h2>",
            "<h2><span id=\"inner\"></span>Inner Title</h2>",
            "Included <a href=\"/guides/b\">b</a>.",
        ] {
            #expect(page.contains(text), "\(text)")
        }
        for text in [
            "First \\*Star\\*.", "Deep \\*Star\\*.", "\n## Title\n", "\n## Inner Title\n",
            "Included [b](https://example.org/guides/b.md).", "(https://example.org/guides/a.md#own)",
        ] {
            #expect(twin.contains(text), "\(text)")
        }
        for text in [page, twin] {
            #expect(
                !text.contains("hidden") && !text.contains("{{") && !text.contains("{#")
                    && !text.contains("dropped"))
        }
    }

    /// An id is known by its bytes, also where it would be bold.
    @Test func idsMayHaveUnderscores() async throws {
        let site = try site("## Start {#__init__}\n\nOne, see [it](#__init__).\n\n## End {#_a_}\n\nTwo.\n")
        #expect(try await site.build().findings.filter { $0.severity == .error } == [])
        let page = try site.read("Public/guides/a.html")
        #expect(
            page.contains("<h2><span id=\"__init__\"></span>Start</h2>")
                && page.contains("<h2><span id=\"_a_\"></span>End</h2>"))
        #expect(!(try site.read("Public/guides/a.md")).contains("{#"))
    }

    /// A finding names the included file and the line there, once, however many guides include it.
    @Test func findingsNameTheIncludedFile() async throws {
        let site = try site(
            "{{include: one.md}}\n\nSee [gone](gone.md).\n",
            includes: ["one.md": "\n\nA [gone](gone.md) link and [here](b.md).\n"])
        try site.write("Content/guides/c.md", TemporarySite.guide("Gamma", "Other.\n\n{{include: one.md}}\n"))
        let found = try await site.appliedFindings().filter {
            ["links/unknown-guide", "links/vague-text"].contains($0.id)
        }
        #expect(
            found.map { "\($0.file):\($0.location.line):\($0.location.column) \($0.id)" } == [
                "Content/guides/a.md:10:12 links/unknown-guide",
                "Content/includes/one.md:3:10 links/unknown-guide",
                "Content/includes/one.md:3:29 links/vague-text",
            ])
    }

    @Test(arguments: [
        ("{{include: nope.md}}", "no file in Content/includes is named \"nope.md\""),
        ("Text {{include: one.md}}", "an include needs a line of its own"),
        ("{{include: loop.md}}", "\"loop.md\" includes itself, directly or through others"),
        ("{{include: far.md}}", "\"far.md\" includes itself, directly or through others"),
        ("{{include: ../guides/b.md}}", "no file in Content/includes is named \"../guides/b.md\""),
        ("{{include: /etc/passwd}}", "no file in Content/includes is named \"/etc/passwd\""),
        ("{{include: deep0.md}}", "files are included within each other more than 8 levels deep"),
        ("{{include: a-deep11.md}}", "files are included within each other more than 8 levels deep"),
        ("{{include: many0.md}}", "with \"many4.md\" the text is larger than a guide may be"),
        ("{{include: big0.md}}", "with \"big2.md\" the text is larger than a guide may be"),
    ])
    func refusesWhatCannotBeIncluded(_ line: String, _ message: String) async throws {
        var includes = [
            "one.md": "One.\n", "loop.md": "{{include: loop.md}}\n", "far.md": "{{include: near.md}}\n",
            "near.md": "{{include: far.md}}\n",
        ]
        for number in 0..<12 { includes["deep\(number).md"] = "{{include: deep\(number + 1).md}}\n" }
        includes["deep12.md"] = "End.\n"
        // In the order in which files are read, each is known before the one that includes it.
        includes["a-deep00.md"] = "End.\n"
        for number in 1..<12 {
            includes["a-deep\(number < 10 ? "0" : "")\(number).md"] =
                "{{include: a-deep\(number < 11 ? "0" : "")\(number - 1).md}}\n"
        }
        for number in 0..<8 {
            includes["many\(number).md"] = String(
                repeating: "{{include: many\(number + 1).md}}\n\n", count: 12)
        }
        includes["many8.md"] = "\n"
        includes["big3.md"] = String(repeating: "Some words of a long text.\n\n", count: 2000)
        for number in 0..<3 {
            includes["big\(number).md"] = String(repeating: "{{include: big\(number + 1).md}}\n\n", count: 50)
        }
        let site = try site("Text.\n\n\(line)\n", includes: includes)
        let found = try await site.appliedFindings().filter { $0.id == "content/unknown-include" }
        #expect(found.contains { $0.message == message }, "\(found.map(\.message))")
        #expect(found.allSatisfy { $0.severity == .error })
    }

    @Test func unknownValuesAreFound() async throws {
        let site = try site(
            "A {{value: vresion}} in text, `{{value: vresion}}` in code.\n",
            settings: "values: {version: '2'}")
        let found = try await site.appliedFindings().filter { $0.id == "content/unknown-value" }
        #expect(found.map(\.message) == ["no value is named \"vresion\""])
        #expect(found.first?.help == "did you mean version?")
        _ = try await site.fix(["content/unknown-value"])
        #expect(
            try site.read("Content/guides/a.md").contains(
                "A {{value: version}} in text, `{{value: vresion}}` in code."))
    }

    /// Values are short texts with plain names.
    @Test(arguments: [
        ("values: {Version: '2'}", "content/bad-slug"), ("values: {a: }", "content/missing-key"),
        ("values: {a: '\(String(repeating: "x", count: 1001))'}", "content/wrong-type"),
        ("values: {\((0...1000).map { "v\($0): x" }.joined(separator: ", "))}", "content/wrong-type"),
        ("html: [script]", "content/wrong-type"),
    ])
    func settingsAreHeld(_ settings: String, _ id: String) async throws {
        let site = try site("Text.\n", settings: settings)
        #expect(try await site.appliedFindings().map(\.id).contains(id))
    }

    /// A change of an included file changes the guides that include it, and only them.
    @Test func includedFilesAreWatched() async throws {
        let site = try site("{{include: one.md}}\n", includes: ["one.md": "Before.\n"])
        _ = try await site.build()
        try site.write("Content/includes/one.md", "After.\n")
        _ = try await site.build()
        #expect(try site.read("Public/guides/a.md").contains("After."))
        #expect(try !site.read("Public/guides/a.html").contains("Before."))
    }

    /// Renaming a guide has the links in included files corrected too.
    @Test func renamingCorrectsIncludedFiles() async throws {
        let site = try site(
            "{{include: one.md}}\n", includes: ["one.md": "First line.\n\nSee [Beta](b.md#top) there.\n"])
        try site.write("c.md", TemporarySite.guide("Gamma", "Other.\n\n{{include: one.md}}\n"))
        var options = AnalyzedSite.Options()
        options.site = site.path
        let report = try await Rename(options).run("b", to: "beta")
        #expect(report.failures == [])
        #expect(try site.read("Content/includes/one.md") == "First line.\n\nSee [Beta](beta.md#top) there.\n")
    }

    @Test func withoutCommentsTheyAreFindings() async throws {
        let site = try site("Text. <!-- note -->\n", settings: "html: [br]")
        #expect(try await site.appliedFindings().contains { $0.id == "structure/raw-html" })
    }

    /// Blocks that only a comment keeps apart, with the line of the comment; and comments that keep nothing apart.
    @Test(arguments: [
        ("1. a\n\n<!-- x -->\n\n1. b", 10), ("- a\n\n<!-- x -->\n\n- b", 10),
        ("- a\n\n<!-- x -->\n\n    code", 10),
        ("    a\n\n<!-- x -->\n\n    b", 10), ("One.\n\n<!-- y -->\n\n- a\n\n<!-- x -->\n\n- b", 14),
        ("- a\n<!-- x -->\n- b", nil), ("<!-- x --> a\n\nb", nil),
        ("- a\n\n<!-- guides-disable-next links: x -->\n\n- b", nil), ("One.\n\n<!-- x -->\n\nTwo.", nil),
        ("One.\n<!-- x -->\n- a", nil),
        ("> a\n\n<!-- x -->\n\n> b", nil), ("- a <!-- x -->\n- b", nil), ("- a\n\n  <!-- x -->\n\n  b", nil),
        ("| a |\n| - |\n\n<!-- x -->\n\n| b |\n| - |", nil), ("<!-- x -->\n\n    code", nil),
    ])
    func blocksThatACommentKeepsApartAreTold(_ body: String, _ line: Int?) async throws {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", body)])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter {
            $0.id == "structure/raw-html"
        }
        #expect(found.map { Int($0.location.line) } == (line.map { [$0] } ?? []), "\(found.map(\.message))")
    }
}
