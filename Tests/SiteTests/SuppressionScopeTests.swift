import TestSupport
import Testing

@testable import Analysis

/// What a suppression reaches: the block right below its comment and no line beyond, or the path that it names.
@Suite(.timeLimit(.minutes(15))) struct SuppressionScopeTests {
    private static let comment = SuppressionTests.here
    private static let fault = "Click [here](tls.md)."

    /// Blocks with nothing wrong in them, and what may be between them and the next one.
    static let blocks: [(block: String, gap: String)] = [
        ("One.", "\n\n"), ("One,\ntwo.", "\n\n"), ("## A", "\n"), ("## A", "\n\n"), ("A\n===", "\n"),
        ("```sh\na\n```", "\n"),
        ("```sh\na\n```", "\n\n"), ("~~~sh\na\n~~~", "\n"), ("> a", "\n\n"), ("- a\n- b", "\n\n"),
        ("- a\n\n  b", "\n\n"),
        ("1. a", "\n\n"), ("| a |\n| - |\n| b |", "\n\n"), ("***", "\n"), ("A\n---", "\n"),
        ("A\n---", "\n\n"), ("A\nB\n===", "\n"), ("> A\n> ===", "\n"), ("***", "\n\n"), ("    code", "\n\n"),
        ("[x]: tls.md", "\n\n"), ("[x]: tls.md", "\n"),
    ]

    private static func found(_ body: String) async throws -> [String] {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write("example.md", FixTests.head("updated: 2026-11-20", body))
        var options = AnalyzedSite.Options()
        options.site = site.path
        return try await AnalyzedSite(options).allFindings(options).filter {
            $0.id == "links/vague-text" || $0.group == "checks"
        }.map { "\($0.id) \($0.location.line)" }
    }

    @Test(arguments: blocks.indices) func endsWithItsBlock(_ number: Int) async throws {
        let (block, gap) = Self.blocks[number]
        let body = "\(Self.comment)\n\n\(block)\(gap)\(Self.fault)"
        let line = 8 + (Self.comment + "\n\n" + block + gap).count { $0 == "\n" }
        let found = try await Self.found(body)
        // A definition is no block: the next one is meant.
        let isDefinition = block.hasPrefix("[x]")
        #expect(
            found == (isDefinition ? [] : ["checks/unused-suppression 8", "links/vague-text \(line)"]),
            "\(found)")
        // Right above the fault it is of use.
        #expect(
            try await Self.found("\(block)\(gap == "\n" ? "\n\n" : gap)\(Self.comment)\n\n\(Self.fault)")
                == [])
    }

    /// Each line of a block is within it: the first, one between and the last.
    @Test(arguments: [
        "FAULT\nb\nc", "a\nFAULT\nc", "a\nb\nFAULT", "- FAULT\n- b", "- a\n- FAULT", "- a\n  - FAULT",
        "> FAULT", "> a\n>\n> FAULT",
        "| a |\n| - |\n| FAULT |", "| FAULT |\n| - |\n| a |", "## FAULT", "1. a\n2. FAULT", "FAULT\n---",
    ])
    func reachesEachLineOfItsBlock(_ block: String) async throws {
        let text = block.replacing("FAULT", with: Self.fault)
        #expect(try await Self.found("\(Self.comment)\n\n\(text)\n\nThe end.") == [])
        #expect(try await Self.found("\(Self.comment)\n\nFirst.\n\n\(text)").count == 2)
    }

    /// A path of site.yml names a file or a folder, with or without a slash at its end.
    @Test(
        arguments: [
            ("Content/guides/in/deep.md", true), ("Content/guides/in/", true), ("Content/guides/in", true),
            ("Content/guides", true), ("Content/guides/", true), ("Content", true), ("Content/", true),
            ("Content/guides/i", false), ("Content/guides/in/deep", false), ("Content/guides/in/dee", false),
            ("guides/in", false), ("in", false), ("Content/guides/tls.md", false),
            ("Content/guides/other/", false),
            ("content/guides", false),
        ], [("links/vague-text", true), ("links", true), ("links/self", false), ("structure", false)])
    func pathsNameFilesAndFolders(_ path: (String, isOf: Bool), _ check: (String, isOf: Bool)) async throws {
        let site = try TemporarySite(ExampleTests.site, templates: false)
        try site.write(
            "Content/site.yml",
            (ExampleTests.site["Content/site.yml"] ?? "")
                + "suppressions:\n  - {check: \(check.0), path: \(path.0), reason: why}\n")
        try site.write(
            "in/deep.md", TemporarySite.guide("Deep", category: "basics", "Click [here](../tls.md)."))
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options)
        #expect(found.contains { $0.id == "links/vague-text" } == !(path.isOf && check.isOf), "\(found)")
    }
}
