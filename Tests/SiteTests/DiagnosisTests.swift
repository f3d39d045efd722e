import Testing

@testable import Records

/// The check of a domain, by answers that are made up.
@Suite(.timeLimit(.minutes(15))) struct DiagnosisTests {
    /// Answers by questions: records, or `!` and a status. All others are empty.
    struct Case: Sendable, CustomStringConvertible {
        let answers: [String: [String]]
        let wanted: [String]
        var selectors: [String] = []
        var only: [String]

        init(_ only: String, _ answers: [String: [String]], _ wanted: String..., selectors: [String] = []) {
            self.only = only.split(separator: " ").map(String.init)
            (self.answers, self.wanted, self.selectors) = (answers, wanted, selectors)
        }

        var description: String { "\(wanted) \(answers)" }
    }

    private static func includes(_ count: Int) -> String {
        "v=spf1 " + (1...count).map { "include:n\($0).example" }.joined(separator: " ") + " -all"
    }

    private static func included(_ count: Int) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: (1...count).map {
                ("TXT n\($0).example", ["v=spf1 ip4:192.0.2.\($0) -all"])
            })
    }

    private static let mail = [
        "MX example.com": ["10 mx.example.com"], "A mx.example.com": ["192.0.2.5"],
        "AAAA mx.example.com": ["2001:db8::5"],
    ]
    private static let key =
        "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"

    static let cases: [Case] = [
        Case("spf", [:], "spf/missing"),
        Case("spf", ["TXT example.com": ["google-site-verification=x"]], "spf/missing"),
        Case("spf", ["TXT example.com": ["v=spf1 -all"]], "spf fine"),
        Case("spf", ["TXT example.com": ["x", "v=spf1 -all"] + (1...298).map { "token-\($0)" }], "spf fine"),
        Case("spf", ["TXT example.com": ["v=spf1 -all", "v=spf1 mx -all"]], "spf/multiple"),
        Case("spf", ["TXT example.com": ["v=spf1 ipv4:192.0.2.1 -all"]], "spf/invalid"),
        Case("spf", ["TXT example.com": ["spf2.0/pra -all"]], "spf/missing", "spf/outdated"),
        Case("spf", ["TXT example.com": ["v=spf1 +all"]], "spf/allows-all"),
        Case("spf", ["TXT example.com": ["v=spf1 ?all"]], "spf/no-all"),
        Case("spf", ["TXT example.com": ["v=spf1 ip4:192.0.2.1"]], "spf/no-all"),
        Case("spf", ["TXT example.com": ["v=spf1 ptr -all"]], "spf/uses-ptr"),
        Case("spf", ["TXT example.com": ["!servfail"]], "spf failed"),
        Case("spf", ["TXT example.com": ["!timeout"]], "spf failed"),
        Case("spf", ["TXT example.com": ["!nxdomain"]], "spf/missing"),
        Case("spf", ["TXT example.com": ["!bogus"]], "dns/bogus"),
        Case("spf", ["TXT example.com": ["v=spf1 include:a.example -all"]], "spf/include-without-record"),
        Case(
            "spf", ["TXT example.com": ["v=spf1 include:a.example -all"], "TXT a.example": ["!servfail"]],
            "spf failed"),
        Case(
            "spf",
            [
                "TXT example.com": ["v=spf1 include:a.example -all"],
                "TXT a.example": ["v=spf1 include:example.com -all"],
            ], "spf/invalid"),
        Case(
            "spf",
            [
                "TXT example.com": ["v=spf1 include:a.example -all"],
                "TXT a.example": ["v=spf1 -all", "v=spf1 mx -all"],
            ], "spf/invalid"),
        Case(
            "spf", ["TXT example.com": ["v=spf1 redirect=a.example"], "TXT a.example": ["v=spf1 -all"]],
            "spf fine"),
        Case("spf", ["TXT example.com": ["v=spf1 exists:%{i}.a.example -all"]], "spf unverifiable"),
        Case(
            "spf", ["TXT example.com": [includes(10)]].merging(included(10)) { first, _ in first }, "spf fine"
        ),
        Case(
            "spf", ["TXT example.com": [includes(11)]].merging(included(11)) { first, _ in first },
            "spf/too-many-lookups"),
        Case("spf", ["TXT example.com": ["v=spf1 a:x.example a:y.example -all"]], "spf fine"),
        Case(
            "spf", ["TXT example.com": ["v=spf1 a:x.example a:y.example mx:z.example -all"]],
            "spf/too-many-void-lookups"),
        Case("dkim", [:], "dkim unverifiable"), Case("dkim", [:], "dkim/missing", selectors: ["s1"]),
        Case("dkim", ["TXT s1._domainkey.example.com": ["v=DKIM1; p="]], "dkim/revoked", selectors: ["s1"]),
        Case(
            "dkim", ["TXT s1._domainkey.example.com": ["v=DKIM1; p=\(key)"]], "dkim/weak-key",
            selectors: ["s1"]),
        Case(
            "dkim", ["TXT s1._domainkey.example.com": ["v=DKIM1; t=y; p=\(key)"]], "dkim/weak-key",
            "dkim/testing", selectors: ["s1"]),
        Case(
            "dkim", ["TXT s1._domainkey.example.com": ["v=DKIM1; p=no key"]], "dkim/invalid",
            selectors: ["s1"]),
        Case(
            "dkim", ["TXT s1._domainkey.example.com": ["v=DKIM1; k=dsa; p=AAAA"]], "dkim/unsupported",
            selectors: ["s1"]),
        Case(
            "dkim", ["TXT s1._domainkey.example.com": ["p=\(key)", "p=\(key)"]], "dkim/multiple",
            selectors: ["s1"]),
        Case(
            "dkim",
            [
                "TXT google._domainkey.example.com": [
                    "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
                ]
            ], "dkim fine"),
        Case("dkim", ["TXT s1._domainkey.example.com": ["!timeout"]], "dkim failed", selectors: ["s1"]),
        Case("dmarc", [:], "dmarc/missing"),
        Case("dmarc", ["TXT _dmarc.example.com": ["other"]], "dmarc/unrelated"),
        Case(
            "dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=reject; rua=mailto:a@example.com"]],
            "dmarc fine"),
        Case(
            "dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=reject", "v=DMARC1; p=none"]], "dmarc/multiple"),
        Case("dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=monitor"]], "dmarc/invalid"),
        Case(
            "dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=none"]], "dmarc/only-watches",
            "dmarc/no-reports"),
        Case(
            "dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com"]],
            "dmarc/weak-subdomains"),
        Case(
            "dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=reject; pct=50; rua=mailto:a@example.com"]],
            "dmarc/outdated-tags"),
        Case(
            "dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=reject; rua=mailto:a@r.example"]],
            "dmarc/reports-not-authorized"),
        Case(
            "dmarc",
            [
                "TXT _dmarc.example.com": ["v=DMARC1; p=reject; rua=mailto:a@r.example"],
                "TXT example.com._report._dmarc.r.example": ["v=DMARC1;"],
            ], "dmarc fine"),
        Case(
            "dmarc",
            [
                "TXT _dmarc.com": ["v=DMARC1; p=reject; psd=y; rua=mailto:a@com.example"],
                "TXT com._report._dmarc.com.example": ["v=DMARC1"],
            ], "dmarc fine"),
        Case("dmarc", ["TXT _dmarc.example.com": ["!servfail"]], "dmarc failed"),
        Case("dmarc", ["TXT _dmarc.com": ["!servfail"]], "dmarc failed"),
        Case(
            "dmarc",
            [
                "TXT _dmarc.example.com": ["v=DMARC1; p=reject; rua=mailto:a@r.example"],
                "TXT example.com._report._dmarc.r.example": ["!servfail"],
            ], "dmarc failed"),
        Case(
            "bimi",
            ["TXT default._bimi.example.com": ["v=BIMI1; l=; a=;"], "TXT _dmarc.example.com": ["!timeout"]],
            "bimi failed"),
        Case("dkim", ["TXT k1._domainkey.example.com": ["!servfail"]], "dkim failed"),
        Case(
            "dkim",
            [
                "TXT k1._domainkey.example.com": ["!servfail"],
                "TXT s1._domainkey.example.com": ["v=DKIM1; p="],
            ], "dkim/revoked"),
        Case("dkim", [:], "dkim unverifiable", selectors: ["a b"]),
        // A failed lookup of a kind is told once, and of each kind that needs it.
        Case(
            "mx ptr tlsa", ["MX example.com": ["!servfail"]], "mx failed", "ptr failed", "tlsa failed"),
        Case("mx", mail.merging(["AAAA mx.example.com": ["!timeout"]]) { $1 }, "mx failed"),
        Case("ptr", mail.merging(["A mx.example.com": ["!timeout"]]) { $1 }, "ptr failed"),
        Case("mx", ["MX example.com": ["10 a!b.example"]], "mx/target-missing"),
        Case("caa", ["CAA com": ["0 issue \";\""]], "caa fine"),
        Case("caa", ["CAA com": ["!servfail"]], "caa failed"),
        Case(
            "spf dmarc", ["TXT _dmarc.example.com": ["v=DMARC1; p=none; rua=mailto:a@example.com"]],
            "spf/missing", "dmarc/only-watches after spf/missing"),
        Case("mta-sts", [:], "mta-sts/missing"),
        Case("mta-sts", ["TXT _mta-sts.example.com": ["v=STSv1; id=1"]], "mta-sts unverifiable"),
        Case(
            "mta-sts", ["TXT _mta-sts.example.com": ["v=STSv1; id=1", "v=STSv1; id=2"]], "mta-sts/multiple"),
        Case("mta-sts", ["TXT _mta-sts.example.com": ["v=STSv1;"]], "mta-sts/invalid"),
        Case("tls-rpt", [:], "tls-rpt/missing"),
        Case(
            "tls-rpt", ["TXT _smtp._tls.example.com": ["v=TLSRPTv1; rua=mailto:a@example.com"]],
            "tls-rpt fine"),
        Case("tls-rpt", ["TXT _smtp._tls.example.com": ["v=TLSRPTv1; rua=a@example.com"]], "tls-rpt/invalid"),
        Case("bimi", [:], "bimi/missing"),
        Case(
            "bimi",
            [
                "TXT default._bimi.example.com": ["v=BIMI1; l=https://a.example/l.svg; a=;"],
                "TXT _dmarc.example.com": ["v=DMARC1; p=reject"],
            ], "bimi/no-certificate"),
        Case(
            "bimi",
            [
                "TXT default._bimi.example.com": [
                    "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem"
                ]
            ], "bimi/weak-dmarc after dmarc/only-watches"),
        Case("mx", [:], "mx/missing"), Case("mx", mail, "mx fine"),
        Case("mx", ["MX example.com": ["0 ."]], "mx fine"),
        Case("mx", ["MX example.com": ["10 ."]], "mx/null-preference"),
        Case(
            "mx", ["MX example.com": ["0 .", "10 192.0.2.1"]], "mx/null-beside-others", "mx/target-is-address"
        ),
        Case("mx", ["MX example.com": ["10 mx.example.com"]], "mx/target-missing"),
        Case(
            "mx", ["MX example.com": ["10 mx.example.com"], "A mx.example.com": ["192.0.2.5"]], "mx/no-ipv6"),
        Case(
            "mx", mail.merging(["MX example.com": ["10 mx.example.com", "20 mx.example.com"]]) { $1 },
            "mx/listed-twice"),
        Case(
            "mx", mail.merging(["A mx.example.com": ["@other.example", "192.0.2.5"]]) { $1 },
            "mx/target-is-alias"),
        Case("ptr", mail, "ptr/missing"),
        Case("ptr", mail.merging(["PTR 5.2.0.192.in-addr.arpa": ["mx.example.com"]]) { $1 }, "ptr fine"),
        Case(
            "ptr", mail.merging(["PTR 5.2.0.192.in-addr.arpa": ["x.example.com"]]) { $1 }, "ptr/not-confirmed"
        ),
        Case(
            "ptr", mail.merging(["PTR 5.2.0.192.in-addr.arpa": ["mx.example.com", "x.example.com"]]) { $1 },
            "ptr/multiple"),
        Case("tlsa", mail, "tlsa/missing"),
        Case(
            "tlsa", mail.merging(["TLSA _25._tcp.mx.example.com": ["3 1 0 abcd"]]) { $1 },
            "tlsa/zone-not-signed"),
        Case(
            "tlsa", mail.merging(["TLSA _25._tcp.mx.example.com": ["#", "3 1 0 abcd"]]) { $1 }, "tlsa fine"),
        Case(
            "tlsa", mail.merging(["TLSA _25._tcp.mx.example.com": ["#", "1 1 0 abcd"]]) { $1 }, "tlsa/invalid"
        ),
        Case("caa", [:], "caa/missing"),
        Case("caa", ["CAA example.com": ["0 issue \"ca.example\""]], "caa fine"),
        Case("caa", ["CAA example.com": ["999 issue \"ca.example\""]], "caa/invalid"),
        Case("dns", ["NS example.com": ["a.example"]], "dns/few-name-servers"),
        Case("dns", ["NS example.com": ["a.example", "b.example"]], "dns fine"),
        Case("dns", ["SOA example.com": ["a.example b.example 1 60 30 3600 60"]], "dns/soa-range"),
    ]

    /// An answer of a case: `!timeout` is a status, `@name` an alias, `#` says that DNSSEC was validated.
    private static func answer(_ texts: [String]?) -> RecordAnswer {
        guard let texts, !texts.isEmpty else { return RecordAnswer(status: .nodata, secure: false) }
        if texts[0].hasPrefix("!") {
            return RecordAnswer(status: RecordAnswer.Status(rawValue: String(texts[0].dropFirst()))!)
        }
        return RecordAnswer(
            status: .ok, records: texts.filter { !$0.hasPrefix("@") && $0 != "#" },
            aliases: texts.filter { $0.hasPrefix("@") }.map { String($0.dropFirst()) },
            secure: texts.contains("#"))
    }

    @Test(arguments: cases) func statesAreTold(_ test: Case) async throws {
        let request = DiagnosisRequest(
            domain: "example.com", selectors: test.selectors, only: test.only,
            can: DiagnosisRequest.Abilities(policyFile: false, connect: false, dnssec: true))
        let found = try await Diagnosis(request) { Self.answer(test.answers[$0]) }.results.map { result in
            let name = result.id ?? "\(result.kind) \(result.state.rawValue)"
            return result.after.map { "\(name) after \($0)" } ?? name
        }
        #expect(found == test.wanted)
    }

    /// What a command line can ask besides: the policy file, and connections.
    @Test(arguments: [
        ("", "", ["mta-sts/policy-unreachable"]),
        (
            "text/html", "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 1",
            ["mta-sts/policy-wrong-type"]
        ),
        ("text/plain", "version: STSv1\nmode: enforce\nmx: mx.example.com\nmax_age: 1", ["mta-sts fine"]),
        (
            "text/plain; charset=utf-8", "version: STSv1\nmode: testing\nmx: *.example.com\nmax_age: 1",
            ["mta-sts/policy-not-enforced"]
        ),
        (
            "text/plain", "version: STSv1\nmode: enforce\nmx: other.example.com\nmax_age: 1",
            ["mta-sts/mx-not-covered"]
        ),
        ("text/plain", "mode: enforce", ["mta-sts/policy-invalid"]),
    ]) func policiesAreRead(_ type: String, _ text: String, _ wanted: [String]) async throws {
        let request = DiagnosisRequest(
            domain: "example.com", selectors: [], only: ["mta-sts"],
            can: DiagnosisRequest.Abilities(policyFile: true, connect: true, dnssec: true))
        let found = try await Diagnosis(request) { question in
            switch question {
            case "TXT _mta-sts.example.com": RecordAnswer(status: .ok, records: ["v=STSv1; id=1"])
            case "MX example.com": RecordAnswer(status: .ok, records: ["10 mx.example.com"])
            case "POLICY example.com" where type.isEmpty: RecordAnswer(status: .nodata)
            case "POLICY example.com": RecordAnswer(status: .ok, text: text, type: type)
            default: RecordAnswer(status: .nodata)
            }
        }.results
        #expect(found.map { $0.id ?? "\($0.kind) \($0.state.rawValue)" } == wanted)
    }

    /// Whatever the answers are, the questions end, and each is asked once.
    @Test func questionsEnd() async throws {
        let request = DiagnosisRequest(
            domain: "example.com", selectors: [], only: nil,
            can: DiagnosisRequest.Abilities(policyFile: true, connect: true, dnssec: true))
        let results = try await Diagnosis(request) { question in
            let name = question.split(separator: " ").last ?? ""
            return RecordAnswer(
                status: .ok,
                records: [
                    "v=spf1 " + (1...40).map { "include:\($0).\(name)" }.joined(separator: " "),
                    "10 a.\(name)", "a.\(name)",
                    "v=DMARC1; p=none; rua="
                        + (1...40).map { "mailto:a@\($0).\(name)" }.joined(separator: ","),
                ], aliases: ["b.\(name)"])
        }.results
        #expect(!results.isEmpty)
    }

    /// Every state that there is comes out of some case here or is one of connections.
    @Test func everyStateHasACase() throws {
        let told = Set((Self.cases.flatMap(\.wanted)).map { String($0.prefix { $0 != " " }) })
        let policies = Set(
            ["unreachable", "wrong-type", "invalid", "not-enforced"].map { "mta-sts/policy-\($0)" })
        let others = policies.union([
            "mta-sts/mx-not-covered", "tlsa/mismatch", "dkim/short-key", "dkim/alias-without-key",
            "tls-rpt/multiple", "bimi/invalid",
        ])
        let states = try RecordRules.shared.states()
        #expect(
            states.keys.filter { !told.contains($0) && !others.contains($0) && !$0.hasPrefix("smtp/") }
                .isEmpty)
    }
}
