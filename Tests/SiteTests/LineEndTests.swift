import Foundation
import TestSupport
import Testing

@testable import Support

/// Files with CR LF or CR make the same site as with LF, byte for byte, and diffs that programs read.
@Suite(.timeLimit(.minutes(15))) struct LineEndTests {
    private static let body = """
        A paragraph with a hard  
        break, a [link][ref] and `code
        in` two lines.

        | a | b |
        | --- | --- |
        | 1 | 2 |

        ```sh
        one

        two
        ```

        <!-- guides-disable-next links/self: why -->

        > A quote,
        > longer.

        ## Fix Common Issues

        ### Missing Record

        The check says no record.

        1. Publish it.
        2. Check again.

        [ref]: other.md "A title"
        """

    @Test(arguments: ["\r\n", "\r"], ["", "\u{FEFF}"])
    func theSiteIsTheSame(_ end: String, _ head: String) async throws {
        func site(_ end: String, _ head: String) async throws -> [String: [UInt8]] {
            let text = TemporarySite.guide(
                "Alpha", more: "agent-notes:\n  - \"A note\n    in two lines.\"", Self.body)
            let site = try TemporarySite([
                "a.md": head + text.replacing("\n", with: end),
                "other.md": TemporarySite.guide("Other", "[a](a.md)"),
            ])
            let report = try await site.build()
            #expect(!report.hasErrors, "\(report.findings)")
            return try site.published()
        }
        let (plain, other) = (try await site("\n", ""), try await site(end, head))
        #expect(plain.keys.sorted() == other.keys.sorted())
        for (path, bytes) in other {
            #expect(bytes == plain[path], "\(path)")
            if path.hasSuffix(".md") || path.hasSuffix(".txt") { #expect(!bytes.contains(13), "\(path)") }
        }
    }

    @Test(arguments: ["\r\n", "\r"]) func placesAreThoseOfTheFile(_ end: String) throws {
        let text = TemporarySite.guide("Alpha", "Text.\n\nSee [é](gone.md) and [x](nowhere.md).\n")
        let site = try TemporarySite(["a.md": text.replacing("\n", with: end)])
        let result = try run(["check", "--site", site.path])
        #expect(result.output.contains("a.md:10:9: error: no guide is named \"gone\""), "\(result)")
        #expect(result.output.contains(" 10 | See [é](gone.md) and [x](nowhere.md).\n"))
        #expect(result.output.contains("a.md:10:26: error: no guide is named \"nowhere\""))
    }

    struct Pair: Sendable, CustomTestStringConvertible {
        var name: String
        var before: String
        var after: String
        var testDescription: String { name }
    }

    private static let long = (1...30).map { "Line \($0)" }.joined(separator: "\r\n") + "\r\n"

    static let pairs = [
        Pair(name: "CR LF", before: "a\r\nb\r\nc\r\n", after: "a\r\nx\r\nc\r\n"),
        Pair(
            name: "CR LF, far apart", before: long,
            after: long.replacing("Line 3\r\n", with: "").replacing("Line 27", with: "x")),
        Pair(name: "CR LF without a last end", before: "a\r\nb", after: "a\r\nc"),
        Pair(name: "a last end comes", before: "a\r\nb", after: "a\r\nb\r\n"),
        Pair(name: "a last end goes", before: "a\nb\n", after: "a\nb"),
        Pair(name: "to CR LF", before: "a\nb\n", after: "a\r\nb\r\n"),
        Pair(name: "to LF", before: "a\r\nb\r\n", after: "a\nb\n"),
        Pair(name: "CR alone", before: "a\rb\r", after: "a\rc\r"),
        Pair(name: "other bytes of one letter", before: "caf\u{E9}\nb\n", after: "cafe\u{301}\nb\n"),
        Pair(name: "all goes", before: "a\r\n", after: ""),
        Pair(name: "all comes", before: "", after: "a\r\n"),
        Pair(name: "a mark first", before: "\u{301}a\r\n", after: "\u{301}b\r\n"),
    ]

    /// The difference is one that git applies, and gives the very bytes.
    @Test(arguments: pairs, ["a.txt", "a folder/ä b.txt", "x\"y.txt"])
    func gitAppliesTheDifference(_ pair: Pair, _ name: String) throws {
        let site = try TemporarySite()
        let path = "Content/guides/" + name
        try site.write(name, pair.before)
        let diff = UnifiedDiff.text(Array(pair.before.utf8), Array(pair.after.utf8), name: path)
        try site.write("Public/change.diff", diff)
        let words = try shell(
            "git init -q . && git apply --check Public/change.diff && git apply Public/change.diff",
            in: site.path)
        #expect(words.code == 0, "\(words.error)\(diff)")
        #expect(try Disk.read(site.path + "/" + path) == Array(pair.after.utf8))
    }

    /// In a workflow the diff is between lines that stop its commands; git passes over them.
    @Test(arguments: ["false", "true"]) func aDryRunIsADiff(_ workflow: String) throws {
        let site = try TemporarySite(ExampleTests.site)
        let text = FixTests.head("updated: 2026-11-20", "See [a](ssl.md).\n\n::error::x\n\n##[group]x")
            .replacing("\n", with: "\r\n")
        try site.write("example.md", text)
        let dry = try run(
            ["check", "--site", site.path, "--fix", "--dry-run"], environment: ["GITHUB_ACTIONS": workflow])
        try site.write("Public/change.diff", dry.output)
        let words = try shell("git init -q . && git apply Public/change.diff", in: site.path)
        #expect(words.code == 0, "\(words.error)\(dry.output)")
        #expect(try site.read("example.md") == text.replacing("ssl.md", with: "tls.md"))
        #expect(dry.output.hasPrefix(workflow == "true" ? "::stop-commands::guides-" : "--- a/"))
    }

    @Test func linesAreThoseOfLF() {
        #expect("a\r\nb\n\nc".lines == ["a", "b", "", "c"])
        #expect("\u{301}\n\u{301}b\r\n".lines == ["\u{301}", "\u{301}b", ""])
        #expect(LineEnds.unified(Array("a\r\nb\rc\n\r\r\n".utf8)) == Array("a\nb\nc\n\n\n".utf8))
    }
}
