import Foundation
import TestSupport
import Testing

@testable import Findings
@testable import Fixing
@testable import Support

/// Fixing: what `--fix` makes of a file, and what it leaves alone. These run the real tool.
@Suite(.timeLimit(.minutes(15))) struct FixTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var id: String
        var file = "Content/guides/example.md"
        var before: String
        var after: String
        /// Whether the fix is only offered, and has to be asked for by id.
        var isOffered = false
        var testDescription: String { id }
    }

    static func head(_ lines: String, _ body: String = "Text.") -> String {
        """
        ---
        title: Example Guide
        summary: A guide that shows what is meant by an example of a check.
        category: basics
        \(lines)
        ---

        \(body)

        """
    }

    static func body(_ id: String, _ before: String, _ after: String, isOffered: Bool = false) -> Case {
        Case(
            id: id, before: head("updated: 2026-11-20", before), after: head("updated: 2026-11-20", after),
            isOffered: isOffered)
    }

    static let cases: [Case] = [
        body("links/wrong-case", "See [a](TLS.md#certificates) é.", "See [a](tls.md#certificates) é."),
        body("links/wrong-case", "é [a](tls.md#Certificates).", "é [a](tls.md#certificates)."),
        body("links/moved-guide", "See [a](ssl.md#certificates).", "See [a](tls.md#certificates)."),
        Case(id: "links/moved-guide", before: head("related: [ssl]"), after: head("related: [tls]")),
        body(
            "links/own-site-address",
            "See [a](https://example.org/guides/tls#certificates) and [b](/guides/dot.png).",
            "See [a](tls.md#certificates) and [b](dot.png)."),
        body(
            "links/reversed", "é (the guide)[tls.md#certificates] x", "é [the guide](tls.md#certificates) x"),
        body(
            "links/reversed", "(see (a (c) b)[tls.md])", "(see [a (c) b](tls.md))"),
        body("links/unused-definition", "One.\n\n[x]: tls.md\n[y]: spf.md \"T\"\n\nTwo.", "One.\n\n\nTwo."),
        Case(
            id: "links/duplicate-related", before: head("related: [tls, spf, tls ]"),
            after: head("related: [tls, spf ]")),
        Case(
            id: "links/duplicate-related", before: head("related: [example, tls]"),
            after: head("related: [tls]")),
        Case(
            id: "links/duplicate-related", before: head("related:\n  - tls\n  - spf\n  - tls"),
            after: head("related:\n  - tls\n  - spf")),
        Case(
            id: "keywords/repeated", before: head("keywords: [text, Text, \"te-xt\"]"),
            after: head("keywords: [text]")),
        body("keywords/spelling", "One Tls, two spfs, and `tls`.", "One TLS, two SPFs, and `tls`."),
        body(
            "keywords/spelling", "An end.\n\nTls \"is.\n\nTls\nis.\nTls. a.Tls b",
            "An end.\n\nTLS \"is.\n\nTLS\nis.\nTLS. a.Tls b"),
        Case(
            id: "keywords/unlinked-term", before: head("term-links: false", "Turn on TLS, then TLS."),
            after: head("term-links: false", "Turn on [TLS](tls.md), then TLS.")),
        body(
            "structure/steps-restart", "1. One\n\n```sh\na\n\nb\n```\n\n1. Two",
            "1. One\n\n   ```sh\n   a\n\n   b\n   ```\n\n1. Two"),
        Case(
            id: "content/no-front-matter", before: String(head("updated: 2026-11-20").dropFirst(4)),
            after: head("updated: 2026-11-20")),
        Case(
            id: "content/no-front-matter", before: head("updated:2026-11-20\ndraft:false"),
            after: head("updated: 2026-11-20\ndraft: false")),
        body("agents/hidden-text", "a\u{200B}b \u{202E}c", "ab c"),
        body(
            "checks/unused-suppression", "One.\n\n<!-- guides-disable-next links/self: why -->\n\nTwo.",
            "One.\n\n\nTwo."),
        body(
            "structure/unknown-callout", "> [!NOTE] Text.\n> More.", "> [!NOTE]\n> Text.\n> More.",
            isOffered: true),
        body(
            "structure/unknown-callout", "1. > [!NOTE] Text.\n   > More.",
            "1. > [!NOTE]\n   > Text.\n   > More.",
            isOffered: true),
        body("structure/unknown-callout", "> > [!info]  *A* b", "> > [!NOTE]\n> > *A* b", isOffered: true),
        body("links/unknown-guide", "[a](tsl.md)", "[a](tls.md)", isOffered: true),
        body("links/unknown-anchor", "[a](tls.md#certificate)", "[a](tls.md#certificates)", isOffered: true),
        body("links/insecure", "[a](http://example.net/x)", "[a](https://example.net/x)", isOffered: true),
        Case(
            id: "content/unknown-key", before: head("udated: 2026-11-20"), after: head("updated: 2026-11-20"),
            isOffered: true),
    ]

    @Test(arguments: cases)
    func fixes(_ test: Case) throws {
        let site = try TemporarySite(ExampleTests.site)
        try site.write(test.file, test.before)
        if test.isOffered {
            _ = try run(["check", "--site", site.path, "--fix"])
            #expect(try site.read(test.file) == test.before, "offered fixes wait to be asked for")
        }
        let more = test.isOffered ? ["--only", test.id] : []
        // A dry run shows the change and makes none.
        let dry = try run(["check", "--site", site.path, "--fix", "--dry-run"] + more)
        #expect(
            dry.code == 0 && dry.output.hasPrefix("--- a/\(test.file)\n+++ b/\(test.file)\n@@ -"), "\(dry)")
        #expect(try site.read(test.file) == test.before)
        let result = try run(["check", "--site", site.path, "--fix"] + more)
        #expect(try site.read(test.file) == test.after, "\(result)")
        #expect(result.error.contains("fixed "))
        // A second run finds nothing left to fix.
        let again = try run(["check", "--site", site.path, "--fix"] + more)
        #expect(again.error.contains("nothing "), "\(again.error)")
        #expect(try site.read(test.file) == test.after)
        #expect(!again.output.contains("[\(test.id)]"))
    }

    /// A word of which an entity is a part is found, and left to its author.
    @Test func fixesLeaveEntitiesAlone() throws {
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", Self.head("updated: 2026-11-20", "A Tls, a T&#108;s and a Tls."))
        let result = try run(["check", "--site", site.path, "--fix", "--only", "keywords/spelling"])
        #expect(try site.read("example.md").contains("A TLS, a T&#108;s and a TLS."))
        #expect(
            result.error.contains("fixed 2 findings in 1 file") && !result.error.contains("not fixed"),
            "\(result)")
        #expect(result.output.contains("[keywords/spelling]"))
    }

    /// The difference that a dry run prints is one that git and `patch` apply, whatever the file is called.
    @Test(arguments: ["example.md", "more/an example.md", "größe und maß.md", "it's 100%.md"])
    func theDifferenceIsOne(_ file: String) throws {
        let site = try TemporarySite(ExampleTests.site)
        let lines = (1...40).map { $0 % 9 == 0 ? "See [part \($0)](ssl.md) é." : "Line \($0)." }
        try site.write(file, Self.head("updated: 2026-11-20", lines.joined(separator: "\n\n")))
        let dry = try run(["check", "--site", site.path, "--fix", "--dry-run"])
        try site.write("Public/change.diff", dry.output)
        let before = try site.read(file)
        var patched: [String] = []
        for tool in ["git apply", "patch -s -p1 -i"] {
            _ = try shell("cd '\(site.path)' && \(tool) Public/change.diff")
            patched.append(try site.read(file))
            try site.write(file, before)
        }
        _ = try run(["check", "--site", site.path, "--fix"])
        #expect(try patched == [site.read(file), site.read(file)])
        #expect(patched[0] != before)
    }

    /// Random texts and random edits: what is applied is replaced, and nothing else changes, by a byte.
    @Test(arguments: Seeded.seeds(3))
    func leavesTheRestAlone(_ seed: UInt64) {
        var random = Seeded(seed)
        var applied = 0
        for _ in 0..<300 {
            let pieces = ["a", "é", "日", "\n", "\r\n", " ", "x\u{301}", "😀"]
            let text = (0..<40).map { _ in pieces.randomElement(using: &random)! }.joined()
            let source = SourceText(Array(text.utf8))
            let offsets = (0...source.bytes.count).filter {
                $0 == source.bytes.count || source.bytes[$0] & 0xC0 != 0x80
            }
            let ends = offsets.filter { source.offset(of: source.location(of: $0)) == $0 }
            let ranges = (0..<6).compactMap { _ -> Range<Int>? in
                let two = [ends.randomElement(using: &random)!, ends.randomElement(using: &random)!].sorted()
                return two[0] == two[1] ? nil : two[0]..<two[1]
            }
            let result = Fixer.apply(
                ranges.enumerated().map { Fix.safe(source, $1, "\u{1}\($0)\u{2}") }, to: source.bytes)
            #expect(result.refused.isEmpty, "seed \(seed)")
            var expected = source.bytes
            for number in result.applied.sorted(by: { ranges[$0].lowerBound > ranges[$1].lowerBound }) {
                expected.replaceSubrange(ranges[number], with: Array("\u{1}\(number)\u{2}".utf8))
            }
            #expect(result.bytes == expected, "seed \(seed)")
            // One that is not applied overlaps one that is.
            for number in ranges.indices where !result.applied.contains(number) {
                #expect(
                    result.applied.contains { ranges[$0].overlaps(ranges[number]) }, "seed \(seed)")
            }
            applied += result.applied.count
        }
        #expect(applied > 500, "seed \(seed): too few edits were applied to tell anything")
    }

    /// A file keeps its rights, and a guide that is a link stays one: what it leads to is fixed.
    @Test(arguments: [false, true]) func keepsRightsAndLinks(isLink: Bool) throws {
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", Self.head("updated: 2026-11-20", "[a](ssl.md)"))
        let guide = site.path + "/Content/guides/example.md"
        let path = isLink ? site.path + "/Content/shared.md" : guide
        if isLink {
            try Disk.move(guide, to: path)
            try FileManager.default.createSymbolicLink(atPath: guide, withDestinationPath: "../shared.md")
        }
        let before = try Disk.read(path)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(try run(["check", "--site", site.path, "--fix"]).code == 0)
        #expect(Disk.status(guide)?.kind == (isLink ? .link : .file))
        #expect(try Disk.read(path) != before && Disk.read(path) == Disk.read(guide))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
        #expect(try Disk.names(in: site.path + "/Content/guides").allSatisfy { !$0.hasSuffix("-new") })
    }
}
