import Records
import Support
import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
@testable import Markdown
@testable import OutputChecks

/// Records that guides show as examples.
@Suite(.timeLimit(.minutes(15))) struct RecordExampleTests {
    /// The findings about records of a guide with a text, each as line, column and id.
    private static func found(_ text: String, settings: String = "records: true\n") async throws -> [String] {
        let site = try TemporarySite(["a.md": TemporarySite.guide("Alpha", text)])
        try site.write("Content/site.yml", TemporarySite.settings + settings)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let findings = try await AnalyzedSite(options).allFindings(options)
        let start =
            TemporarySite.guide("Alpha", "").split(separator: "\n", omittingEmptySubsequences: false).count
            - 1
        return findings.filter { $0.group == "records" }
            .map { "\(Int($0.location.line) - start):\($0.location.column) \($0.id)" }
    }

    @Test(arguments: [
        "Publish `v=spf1 include:spf.example.net -all`.",
        "It begins with `v=spf1`, and `v=DMARC1;` is all there is.",
        "```\nv=DMARC1; p=none; rua=mailto:dmarc@example.com\n```",
        "| a |\n| - |\n| `v=STSv1; id=20261120T1` |",
        "```dns\nexample.com. 300 IN MX 10 mail.example.com. ; the first\nexample.com. TXT \"v=spf1 \" \"-all\"\n```",
        "Put `\"v=DKIM1; k=rsa; p=MIIB…\" \"…AQAB\"` there.",
        "```dns\n_25._tcp.mx.example.com. IN TLSA 3 1 1 <hash>\n```",
        "```dns\n_25._tcp.mx.example.com. IN TLSA 3 1 1 (\n  ABCDEF0123456789ABCDEF0123456789 ; half\n  ABCDEF0123456789ABCDEF0123456789 )\n```",
        "```dns\nexample.com. TXT ( \"v=DMARC1; p=none;\"\n  \" rua=mailto:a@example.com\" )\n```",
        "```\nversion: STSv1\nmode: enforce\nmx: mail.example.com\nmax_age: 604800\n```",
        "A v=DMARC1; p=monitor in prose is no code.",
        "```dns bad\nexample.com. TXT \"v=DMARC1; p=monitor\"\n```", "```\nexample.com. MX 192.0.2.1\n```",
        "```sh\ndig +short TXT example.com\n```", "`v=spf2.0 x`, `v=spf10`",
    ]) func rightOnesPass(_ text: String) async throws {
        #expect(try await Self.found(text) == [])
    }

    @Test(arguments: [
        ("Publish `v=DMARC1; p=monitor` now.", ["1:22 records/invalid"]),
        ("```\nv=spf1 ip4:192.0.2.300 -all\n```", ["2:8 records/invalid"]),
        ("> 1. Set\n>    `v=STSv1; id=a-b`.", ["2:19 records/invalid"]),
        ("```dns\nexample.com. IN TXT \"v=spf1 \" \"includ:a.example -all\"\n```", ["2:32 records/invalid"]),
        ("```dns\nexample.com. 300 MX 10 192.0.2.1\n```", ["2:24 records/invalid"]),
        ("```dns\n_25._tcp.mx.example.com. IN TLSA 3 1 1 (\n  ABCDEF )\n```", ["3:3 records/invalid"]),
        ("```dns bad\nexample.com. TXT \"v=spf1 -all\"\n```", ["1:1 records/invalid"]),
        ("```\nversion: STSv1\nmode: enforced\nmx: a.example\nmax_age: 1\n```", ["3:7 records/invalid"]),
        (
            "`v=DMARC1; p=äh` and `v=DMARC1; p=none; rua=a@b.example`",
            ["1:14 records/invalid", "1:45 records/invalid"]
        ),
        (
            "`v=spf1 " + (1...11).map { "include:\($0).example.com" }.joined(separator: " ") + " -all`",
            ["1:230 records/over-limit"]
        ),
    ]) func wrongOnesAreFound(_ text: String, _ wanted: [String]) async throws {
        #expect(try await Self.found(text) == wanted)
        #expect(try await Self.found(text, settings: "") == [], "nobody asked for it")
    }

    /// Ways to spoil a record of each kind, none of which its standard allows: text that takes the place of another, or `+` and text
    /// that is added.
    private static let spoils: [String: [(String, String)]] = [
        "spf": [
            ("v=spf1 ", "v=spf1 ip4:192.0.2.256 "), ("v=spf1 ", "v=spf1 includ:a.example "),
            ("v=spf1 ", "v=spf1 include: "), ("v=spf1 ", "v=spf1 ip6:2001:db8::g "),
            ("v=spf1 ", "v=spf1 ip4:192.0.2.0/33 "), ("v=spf1 ", "v=spf1 a:%{x}.example "),
            ("v=spf1 ", "v=spf1 exists "), ("v=spf1 ", "v=spf1 redirect= "), ("v=spf1 ", "v=spf1 all:x "),
            ("v=spf1 ", "v=spf1 ip4:host.example "),
        ],
        "dkim": [
            ("p=", "p=!"), ("v=DKIM1", "v=DKIM1; novalue"), ("p=", "p=AAAA; p="),
            ("v=DKIM1;", "v=DKIM1; 1k=x;"),
            ("v=DKIM1;", "v=DKIM1, "), ("p=", "q="), ("p=", "p"), ("v=DKIM1;", "v=DKIM1; v=DKIM1;"),
            ("v=DKIM1;", "v=DKIM1; k=rsa; k=rsa;"), ("v=DKIM1;", "v=DKIM1; =x;"),
        ],
        "dmarc": [
            ("+", "; novalue"), ("+", "; sp=bad"), ("+", "; adkim=x"), ("+", "; rua=a@example.com"),
            ("+", "; fo=2"), ("+", "; np=x"), ("+", "; t=x"), ("+", "; psd=q"), ("+", "; aspf="),
            ("v=DMARC1;", "v=DMARC1; p=monitor;"),
        ],
        "mta-sts": [
            ("id=", "id=a-"), ("id=", "id="), ("id=", "ident="), ("id=", "id:"), ("id=", "id=a b"),
            ("id=", "id=a;id="), ("id=", "id=" + String(repeating: "1", count: 33)), ("v=STSv1;", "v=STSv1,"),
            ("id=", "id=ä"), ("v=STSv1; ", "v=STSv1; novalue; "),
        ],
        "tls-rpt": [
            ("mailto:", ""), ("mailto:", "ftp:"), ("rua=", "rue="), ("rua=", "rua:"),
            ("mailto:", "mailto:,mailto:"),
            ("rua=", "rua=rua="), ("v=TLSRPTv1;", "v=TLSRPTv1,"), ("@", "(at)"), ("mailto:", "mailto: "),
            ("rua=", "rua=x;rua="),
        ],
        "bimi": [
            ("l=https", "l=http"), ("l=", "L:"), ("https://", "ftp://"), ("https://", "//"), ("https://", ""),
            ("v=BIMI1;", "v=BIMI1,"), ("l=", "l=x;l="), ("v=BIMI1;", "v=BIMI1; novalue;"),
            ("l=https:", "l=https;"),
            ("https://", "https:/"),
        ],
        "mx": [
            ("10 ", "-10 "), ("10 ", "70000 "), ("10 ", ""), ("10 ", "ten "), ("10 ", "10 192.0.2.1 "),
            ("10 ", "10 -"), ("10 ", "10 a..b."), ("10 ", "10 a,"), ("10 ", "1O "), ("10 ", "10 10 "),
        ],
        "tlsa": [
            ("3 1 1 ", "9 1 1 "), ("3 1 1 ", "3 2 1 "), ("3 1 1 ", "3 1 3 "), ("3 1 1 ", "0 1 1 "),
            ("3 1 1 ", "1 1 1 "),
            ("3 1 1 ", "3 1 2 "), ("3 1 1 ", "3 1 1 a"), ("3 1 1 ", "3 1 1 zz"), ("3 1 1 ", "3 1 "),
            ("3 1 1 ", "x 1 1 "),
        ],
        "caa": [
            ("0 ", "256 "), ("0 ", "-1 "), ("0 ", ""), ("issue", "is-sue"), ("issue \"", "issue \"a b"),
            ("issue \"", "issue \"-"), ("issue \"", "issue \"a..b"), ("issue \"", "issue \"_"),
            ("0 ", "zero "),
            ("issue", "issue!"),
        ],
    ]

    /// Every record that this repository's guides show is right, and wrong once it is spoiled in any of ten ways.
    @Test func recordsOfTheLibraryAreHeld() throws {
        var count: [String: Int] = [:]
        var caught = 0
        for name in try Disk.names(in: "\(repository)/Content/guides") where name.hasSuffix(".md") {
            let source = SourceText(try Disk.read("\(repository)/Content/guides/\(name)"))
            for example in RecordExample.all(
                in: Document(source, body: 0..<source.bytes.count, parser: Parser(), out: ByteWriter()))
            where !example.isMarkedAsWrong {
                guard let kind = try RecordRules.shared.kind(of: example.text, type: example.type) else {
                    continue
                }
                func faults(_ text: String) throws -> [RecordFaults.Fault] {
                    try RecordRules.shared.parse(text, as: kind, isExample: true).faults.filter { !$0.isNote }
                }
                #expect(try faults(example.text).isEmpty, "\(name): \(example.text)")
                count[kind, default: 0] += 1
                for (from, to) in Self.spoils[kind] ?? [] {
                    let spoiled =
                        from == "+"
                        ? example.text + to : example.text.replacing(from, with: to, maxReplacements: 1)
                    // Marks stand for any key.
                    let isAnyKey = from == "p=" && example.text.contains("…")
                    guard spoiled != example.text, !isAnyKey else { continue }
                    caught += 1
                    #expect(try !faults(spoiled).isEmpty, "\(name): \(spoiled)")
                }
            }
        }
        #expect(count.values.reduce(0, +) > 45 && caught > 400, "\(count) \(caught)")
    }
}
