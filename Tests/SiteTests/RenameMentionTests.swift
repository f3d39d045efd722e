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
        for block in ["`WORDS`", "```text\nWORDS\n```", "    WORDS"] {
            let site = try TemporarySite([
                "tls.md": TemporarySite.guide("Other", "Text."),
                "a.md": TemporarySite.guide("Alpha", "Text.\n\n" + block.replacing("WORDS", with: words)),
            ])
            let before = try site.read("a.md")
            var options = AnalyzedSite.Options()
            options.site = site.path
            let report = try await Rename(options).run("tls", to: "secure")
            #expect(report.mentions.isEmpty == !isNamed, "\(report.mentions)")
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            let line = try #require(lines.firstIndex { $0.contains(words) }) + 1
            for mention in report.mentions {
                #expect(mention.hasPrefix("Content/guides/a.md:\(line): "), "\(mention)")
            }
            #expect(report.mentions.count <= 1 && report.failures == [])
            #expect(try site.read("a.md") == before)
        }
    }

    /// A comment on a pull request holds each difference whole: no line of it ends the fence around it.
    @Test(arguments: ["```", "````", "`````", "``````", "~~~", "~~~~"], ["", "> ", "1. "])
    func aFenceIsLongerThanThoseWithin(_ fence: String, _ margin: String) async throws {
        let inner = margin == "1. " ? "   " : margin
        let block = "\(margin)\(fence)sh\n\(inner)echo first\n\(inner)\(fence)"
        let site = try TemporarySite([
            "a.md": TemporarySite.guide("Alpha", "First.\n\n\(block)\n\nA `````` run.\n\nLast."),
            "b.md": TemporarySite.guide("Beta", "Text."),
        ])
        let made = try shell(
            "git init -q . && git add -A && git -c user.name=A -c user.email=a@example.org commit -q -m a",
            in: site.path)
        #expect(made.code == 0)
        for (old, new) in [
            ("First.", "Second."), ("\(inner)echo first", "\(inner)two\n\(inner)three"), (block, "No block."),
            ("Last.", "Last.\n\n\(block)"),
        ] {
            let text = try site.read("a.md")
            try site.write("a.md", text.replacing(old, with: new))
            let result = try run(["changed", "--since", "HEAD", "--format", "markdown", "--site", site.path])
            try site.write("a.md", text)
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
            #expect(open == nil && diffs == 1, "\(result.output)")
        }
    }
}
