import TestSupport
import Testing

@testable import Support

/// However a program saved a file of a site, the site is the same: line ends, a byte order mark, a missing last line
/// end, for each kind of file that is read.
@Suite(.timeLimit(.minutes(15))) struct FileFormTests {
    private static let settings =
        (ExampleTests.site["Content/site.yml"] ?? "")
            + """
            agent-crawlers: open
            suppressions:
              - {check: links/vague-text, path: Content/guides/, reason: The panel says so.}
            checks:
              structure: note

            """.replacing("agent-crawlers: open\n", with: "")

    private static let files: [String: String] = [
        "Content/site.yml": settings,
        "Content/terms.yml":
            "- term: TLS\n  guide: tls\n  definition: >-\n    One line,\n    and another.\n- {term: SPF, guide: spf}\n",
        "Content/queries.yml":
            "- query: certificate of tls\n  finds: tls\n- query: spf\n  finds:\n    - spf\n",
        "Content/guides/example.md":
            "---\ntitle: Example Guide\nsummary: >-\n  A guide that shows what is meant\n  by an example of a check.\ncategory: basics\nupdated: 2026-11-20\naliases:\n  - sample\n---\n\nClick [here](tls.md).\n\n```sh\na\n\nb\n```\n\nLast line.\n",
        "Templates/footer.mustache":
            "<footer>\n{{#updated}}\nUpdated\n{{/updated}}\n{{site-name}}\n</footer>\n",
    ]

    /// What a build makes of the site with one file in another form.
    private static func build(_ name: String?, _ place: Place?) async throws -> (
        published: [String: [UInt8]], findings: [String]
    ) {
        let site = try TemporarySite(ExampleTests.site.merging(files) { $1 })
        // The history is that of a build, with addresses that only it knows.
        try await site.build { $0.records = true }
        #expect(try site.read("Content/addresses.txt").contains("/guides/sample\n"))
        if let name, let place {
            let text = try site.read(name)
            let form = place.file(text)
            #expect(form != text)
            try site.write(name, form)
        }
        let report = try await site.build()
        let published = try site.published()
        return (
            published,
            report.findings.map {
                "\($0.file):\($0.location.line):\($0.location.column) \($0.id) \($0.message)"
            }
        )
    }

    @Test(arguments: files.keys.sorted() + ["Content/addresses.txt"], Place.ofFile)
    func theSiteIsTheSame(_ name: String, _ place: Place) async throws {
        let plain = try await Self.build(nil, nil)
        let other = try await Self.build(name, place)
        #expect(other.findings == plain.findings)
        #expect(plain.findings == [] && plain.published["guides/example.html"] != nil)
        // A template is published as it is written.
        guard !name.hasPrefix("Templates/") else { return }
        #expect(other.published.keys.sorted() == plain.published.keys.sorted())
        for (path, bytes) in other.published { #expect(bytes == plain.published[path], "\(path)") }
    }

    /// What a record adds to a history is written with the line ends that it has.
    @Test(arguments: ["\n", "\r\n"]) func aHistoryKeepsItsLineEnds(_ end: String) async throws {
        let site = try TemporarySite(ExampleTests.site.merging(Self.files) { $1 })
        try await site.build { $0.records = true }
        let text = try site.read("Content/addresses.txt")
        try site.write("Content/addresses.txt", text.replacing("\n", with: end))
        let again = try await site.build { $0.records = true }
        #expect(again.recorded == 0 && !again.hasErrors, "\(again.findings)")
        try site.write("guides-more.md", TemporarySite.guide("More", category: "basics", "Text."))
        let more = try await site.build { $0.records = true }
        #expect(more.recorded == 1 && !more.hasErrors, "\(more.findings)")
        let lines = try site.read("Content/addresses.txt").replacing("\r\n", with: "\n").split(
            separator: "\n")
        #expect(lines.count == text.split(separator: "\n").count + 1)
        #expect(Set(lines).isSuperset(of: text.split(separator: "\n")))
    }

    /// A fence is three hyphens and perhaps white space, and nothing else.
    @Test(
        arguments: [
            ("---", "---", true), ("--- ", "---", true), ("---", "--- ", true), ("---\t", "---\t", true),
            ("---  \t ", "---", true), ("---", "---  \t ", true), ("----", "---", false),
            ("--- x", "---", false),
            (" ---", "---", false), ("--", "---", false), ("---", "----", false), ("---", "--- x", false),
            ("---", " ---", false), ("—", "---", false),
        ])
    func fencesMayHaveSpaces(_ first: String, _ last: String, _ isRead: Bool) async throws {
        for end in ["\n", "\r\n"] {
            let text =
                "\(first)\ntitle: Example Guide\nsummary: A guide that shows what is meant by an example of a check.\ncategory: basics\n\(last)\n\nText.\n"
            let site = try TemporarySite(
                ExampleTests.site.merging(["Content/guides/example.md": text.replacing("\n", with: end)]) {
                    $1
                })
            let report = try await site.build()
            #expect(report.findings.isEmpty == isRead, "\(report.findings)")
            guard isRead else { continue }
            #expect(try site.read("Public/guides/example.md").contains("\n\nText."))
        }
    }

    /// Characters that YAML 1.1 takes for a line end are reported. In quotes they are text (YAML 1.2.2 section 5.4), so
    /// that the rest of the front matter is read; elsewhere they end a value.
    @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"], ["'", "\"", ""])
    func oldLineEndsAreTextInQuotes(_ character: String, _ quote: String) async throws {
        for (key, value) in [
            (
                "summary",
                "\(quote)A guide that shows\(character)what is meant by an example of a check.\(quote)"
            ),
            ("keywords", "[\(quote)a\(character)b\(quote)]"),
        ] {
            var head = "title: Example Guide\ncategory: basics\n"
            if key != "summary" { head += "summary: A guide that shows what is meant by an example.\n" }
            let text = "---\n\(head)\(key): \(value)\nrelated: [nowhere]\n---\n\nText.\n"
            let site = try TemporarySite(
                ExampleTests.site.merging(["Content/guides/example.md": text]) { $1 })
            let found = try await site.build().findings.filter { $0.severity == .error }
            #expect(
                Set(found.map(\.id))
                    == (quote.isEmpty
                        ? ["content/control-character"]
                        : ["content/control-character", "links/unknown-guide"]),
                "\(key): \(found)")
            let line = text.split(separator: "\n")[..<(key == "summary" ? 4 : 5)].last
            let column =
                (line?.unicodeScalars.firstIndex { "\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) })
                .flatMap { at in
                    line.map { $0.unicodeScalars.distance(from: $0.unicodeScalars.startIndex, to: at) + 1 }
                }
            #expect(found.first?.location.column == column.map { Int32($0) }, "\(key): \(found)")
        }
    }
}
