import TestSupport
import Testing

@testable import Analysis
@testable import Checks
@testable import Findings
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

    /// Every record of the library, spoiled in ways that its standard does not allow.
    @Test func spoiledRecordsOfTheLibraryAreFound() async throws {
        let right = [
            "v=spf1 ip4:192.0.2.0/28 include:spf.example.net -all",
            "v=DMARC1; p=none; rua=mailto:dmarc@example.com",
            "v=STSv1; id=20261120T1", "v=TLSRPTv1; rua=mailto:tls-reports@example.com",
            "v=BIMI1; l=https://static.example.com/logo.svg; a=https://static.example.com/logo.pem",
        ]
        let spoils: [(String) -> String] = [
            { $0.replacing("; ", with: ", ").replacing("spf1 ", with: "spf1, ") },
            { $0.replacing("mailto:", with: "mail:").replacing("ip4:", with: "ipv4:") },
            { $0.replacing("=none", with: "=nothing").replacing("192.0.2.0", with: "192.0.2.256") },
            { $0.replacing("@", with: "(at)").replacing("/28", with: "/280") },
            { $0 + "; " + ($0.split(separator: ";").last.map(String.init) ?? "") },
        ]
        for record in right {
            #expect(try await Self.found("`\(record)`") == [])
            for (number, spoil) in spoils.enumerated() where spoil(record) != record {
                #expect(try await !Self.found("`\(spoil(record))`").isEmpty, "\(number): \(spoil(record))")
            }
        }
    }
}
