import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Fixing

/// Lines that `guides rename` points at: those that hold the former name as a whole, and no others.
@Suite(.timeLimit(.minutes(15))) struct RenameMentionTests {
    @Test(arguments: [
        ("tls.md", true), ("tls.md#part", true), ("(tls.md)", true), ("./tls.md", true),
        ("../guides/tls.md", true),
        ("/guides/tls", true), ("/guides/tls/", true), ("/guides/tls.md", true), ("/guides/tls#part", true),
        ("/guides/tls?x=1", true), ("https://example.org/guides/tls", true), ("t%6Cs.md", true),
        ("tls.md.", true),
        ("tls.md,x", true), ("tls.md5", false), ("tls.mdx", false), ("tls.md-old", false),
        ("tls.md_old", false),
        ("atls.md", false), ("my-tls.md", false), ("my_tls.md", false), ("2tls.md", false), ("tls", false),
        ("TLS.md", false), ("tls.m", false), ("/guides/tls-basics", false), ("/guides/tls2", false),
        ("/guides/tlsx", false), ("/guides/tls_x", false), ("/guide/tls", false), ("/guides/in/tls", false),
        ("/guides/atls", false), ("tls.md5 and tls.md", true), ("/guides/tls-basics /guides/tls", true),
    ])
    func areWholeNames(_ words: String, _ isNamed: Bool) async throws {
        let guides = ["`WORDS`", "```text\nWORDS\n```", "    WORDS"].enumerated().map { number, block in
            (
                file: "a\(number).md",
                text: TemporarySite.guide(
                    "Alpha \(number)", "Text.\n\n" + block.replacing("WORDS", with: words))
            )
        }
        let site = try TemporarySite(["tls.md": TemporarySite.guide("Other", "Text.")])
        for guide in guides { try site.write(guide.file, guide.text) }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let report = try await Rename(options).run("tls", to: "secure")
        var places: [String] = []
        for (file, text) in guides where isNamed {
            let line = try #require(text.components(separatedBy: "\n").firstIndex { $0.contains(words) }) + 1
            places.append("Content/guides/\(file):\(line): the line still says tls")
        }
        #expect(report.mentions.sorted() == places)
        #expect(report.failures == [])
        for guide in guides { #expect(try site.read(guide.file) == guide.text) }
    }

    /// A comment on a pull request holds each difference whole: no line of it ends the fence around it.
    @Test(arguments: ["```", "````", "`````", "``````", "~~~", "~~~~"])
    func aFenceIsLongerThanThoseWithin(_ fence: String) async throws {
        var (before, after): ([String: String], [String: String]) = ([:], [:])
        for (name, margin) in [("plain", ""), ("quote", "> "), ("item", "1. ")] {
            let inner = margin == "1. " ? "   " : margin
            let block = "\(margin)\(fence)sh\n\(inner)echo first\n\(inner)\(fence)"
            for (number, edit) in [
                ("First.", "Second."), ("\(inner)echo first", "\(inner)two\n\(inner)three"),
                (block, "No block."),
                ("Last.", "Last.\n\n\(block)"),
            ].enumerated() {
                let text = TemporarySite.guide(
                    "Alpha \(name) \(number)", "First.\n\n\(block)\n\nA `````` run.\n\nLast.")
                before["\(name)-\(number).md"] = text
                after["\(name)-\(number).md"] = text.replacing(edit.0, with: edit.1)
            }
        }
        let site = try TemporarySite(before)
        let made = try shell(
            "git init -q . && git add -A && git -c user.name=A -c user.email=a@example.org commit -q -m a",
            in: site.path)
        #expect(made.code == 0)
        for (file, text) in after { try site.write(file, text) }
        let result = try run(["changed", "--since", "HEAD", "--format", "markdown", "--site", site.path])
        #expect(result.code == 0, "\(result)")
        // As CommonMark reads it: a fence ends at the first line of as many backticks and no more than white space.
        var open: String.SubSequence?
        var diffs = 0
        for line in result.output.split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.drop { $0 == " " }
            let ticks = bare.prefix { $0 == "`" }
            let isFence = line.count - bare.count < 4 && ticks.count >= 3
            if let start = open {
                if isFence, ticks.count >= start.count, ticks.count == bare.count {
                    open = nil
                } else {
                    #expect("-+@ \\".contains(line.first ?? "x"), "\(line)\n\(result.output)")
                }
            } else if isFence {
                #expect(bare.dropFirst(ticks.count) == "diff", "\(result.output)")
                open = ticks
                diffs += 1
            } else {
                #expect(!line.hasPrefix("+") && !line.hasPrefix("-\u{20}\u{20}"), "\(line)")
            }
        }
        #expect(open == nil && diffs == before.count, "\(result.output)")
    }
}
