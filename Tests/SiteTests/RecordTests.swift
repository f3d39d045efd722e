import Testing

@testable import Records

/// The rules for records, by the very script that browsers run.
@Suite(.timeLimit(.minutes(15))) struct RecordTests {
    /// A record, and what is wrong with it: ids of faults, each with the text that it is about.
    struct Case: Sendable, CustomStringConvertible {
        let kind: String
        let text: String
        let faults: [String]

        init(_ kind: String, _ text: String, _ faults: String...) {
            (self.kind, self.text, self.faults) = (kind, text, faults)
        }

        var description: String { "\(kind): \(text.prefix(80))" }
    }

    private static let rsa1024 =
        "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"

    /// RFC 7208, among others the examples of its appendix A.
    static let spf: [Case] = [
        Case("spf", "v=spf1"), Case("spf", "v=spf1 -all"), Case("spf", "V=SPF1 -ALL"),
        Case("spf", "v=spf1 +all"),
        Case("spf", "v=spf1 a -all"), Case("spf", "v=spf1 a:example.org -all"), Case("spf", "v=spf1 mx -all"),
        Case("spf", "v=spf1 mx:example.org -all"), Case("spf", "v=spf1 mx mx:example.org -all"),
        Case("spf", "v=spf1 mx/30 mx:example.org/30 -all"), Case("spf", "v=spf1 ptr -all"),
        Case("spf", "v=spf1 ip4:192.0.2.128/28 -all"),
        Case("spf", "v=spf1 include:example.com include:example.net -all"),
        Case("spf", "v=spf1 redirect=_spf.example.com"),
        Case("spf", "v=spf1 -exists:%{l}.%{d}.exists.example.net -all"),
        Case("spf", "v=spf1 mx -all exp=explain._spf.%{d}"),
        Case("spf", "v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all"),
        Case("spf", "v=spf1 a:%{d}//64 ip6:2001:db8::/32 ip6:::1 ip6:2001:db8:0:0:0:0:0:1/128 ~all"),
        Case("spf", "v=spf1  a   -all"), Case("spf", "v=spf1 unknown=x-%{d} -all"),
        Case("spf", "v=spf1 a/0//0 -all"),
        Case("spf", "v=spf10 -all", "wrong-version: v=spf1"),
        Case("spf", "v=spf1\t-all", "wrong-version: v=spf1"),
        Case("spf", " v=spf1 -all", "wrong-version:  v=spf"),
        Case("spf", "v=spf1;-all", "wrong-version: v=spf1"),
        Case("spf", "v=spf1 ip4:192.0.2.81~all", "wrong-address: ip4:192.0.2.81~all"),
        Case("spf", "v=spf1 ip4:192.0.2.256 -all", "wrong-address: ip4:192.0.2.256"),
        Case("spf", "v=spf1 ip4:192.0.2.01 -all", "wrong-address: ip4:192.0.2.01"),
        Case("spf", "v=spf1 ip4:192.0.2 -all", "wrong-address: ip4:192.0.2"),
        Case("spf", "v=spf1 ip4 -all", "wrong-address: ip4"),
        Case("spf", "v=spf1 ip4: -all", "wrong-address: ip4:"),
        Case("spf", "v=spf1 ip4:192.0.2.0/33 -all", "wrong-length: ip4:192.0.2.0/33"),
        Case("spf", "v=spf1 ip4:192.0.2.0/ -all", "wrong-length: ip4:192.0.2.0/"),
        Case("spf", "v=spf1 ip4:192.0.2.0/08 -all", "wrong-length: ip4:192.0.2.0/08"),
        Case("spf", "v=spf1 ip6:192.0.2.1 -all", "wrong-address: ip6:192.0.2.1"),
        Case("spf", "v=spf1 ip6:2001:db8::1::2 -all", "wrong-address: ip6:2001:db8::1::2"),
        Case("spf", "v=spf1 ip6:2001:db8::/129 -all", "wrong-length: ip6:2001:db8::/129"),
        Case("spf", "v=spf1 a/33 -all", "wrong-length: a/33"),
        Case("spf", "v=spf1 mx//129 -all", "wrong-length: mx//129"),
        Case("spf", "v=spf1 include -all", "wrong-domain: include"),
        Case("spf", "v=spf1 include: -all", "wrong-domain: include:"),
        Case("spf", "v=spf1 include:example -all", "wrong-domain: include:example"),
        Case("spf", "v=spf1 include:example.1 -all", "wrong-domain: include:example.1"),
        Case("spf", "v=spf1 includ:example.com -all", "unknown-mechanism: includ:example.com"),
        Case("spf", "v=spf1 include=example.com -all"),
        Case("spf", "v=spf1 all:example.com", "all-with-argument: all:example.com"),
        Case("spf", "v=spf1 a:%{x}.example.com -all", "wrong-domain: a:%{x}.example.com"),
        Case("spf", "v=spf1 exists:%d.example.com -all", "wrong-domain: exists:%d.example.com"),
        Case("spf", "v=spf1 192.0.2.1 -all", "unknown-mechanism: 192.0.2.1"),
        Case(
            "spf", "v=spf1 include:a.example,include:b.example -all",
            "wrong-domain: include:a.example,include:b.example"),
        Case("spf", "v=spf1 exists:%{d0}.example.com -all", "wrong-domain: exists:%{d0}.example.com"),
        Case("spf", "v=spf1 exists:%{t}.example.com -all", "wrong-domain: exists:%{t}.example.com"),
        Case("spf", "v=spf1 unknown=%{t} -all"), Case("spf", "v=spf1 a:_spf.example.com -all"),
        Case("spf", "v=spf1 a:a..example -all", "wrong-domain: a:a..example"),
        Case("spf", "v=spf1 - all", "unknown-mechanism: -"),
        Case("spf", "v=spf1 –all", "unknown-mechanism: –all"),
        Case("spf", "v=spf1 redirect=a.example redirect=b.example", "modifier-twice: redirect=b.example"),
        Case("spf", "v=spf1 redirect= ", "wrong-domain: redirect="),
    ]

    static let tags: [Case] = [
        Case("dkim", "v=DKIM1; k=rsa; p=\(rsa1024)"), Case("dkim", "p=\(rsa1024)"),
        Case("dkim", "v=DKIM1; p="),
        Case("dkim", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
        Case("dkim", "v=DKIM1; t=y:s; n=a note; s=email; h=sha256; p=\(rsa1024)"),
        Case("dkim", "v=DKIM1; k=rsa", "no-key: v"),
        Case("dkim", "k=rsa; v=DKIM1; p=", "version-not-first: v=DKIM1"),
        Case("dkim", "v=dkim1; p=", "wrong-version: dkim1"),
        Case("dkim", "v=DKIM1; k=dsa; p=", "unknown-key-type: dsa"),
        Case("dkim", "v=DKIM1; h=sha1; p=", "wrong-hash: sha1"), Case("dkim", "v=DKIM1; h=sha1:sha256; p="),
        Case("dkim", "v=DKIM1; h=SHA256; p=", "wrong-hash: SHA256"), Case("dkim", "v=DKIM1; s=*; p="),
        Case("dkim", "v=DKIM1; s=tlsrpt; p=", "wrong-service: tlsrpt"),
        Case("dkim", "v=DKIM1; P=AAAA", "no-key: v"),
        Case("dkim", "v=DKIM1; k=RSA; p=", "unknown-key-type: RSA"),
        Case("dkim", "v=DKIM1; p=MIGf*MA0", "key-not-base64: *"),
        Case(
            "dkim", "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB",
            "wrong-key: MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB"),
        Case("dkim", "v=DKIM1; k=ed25519; p=AAAA", "wrong-key: AAAA"),
        Case("dkim", "v=DKIM1; p=; p=", "tag-twice: p="),
        Case("dkim", "v=DKIM1 p=AAAA", "wrong-version: DKIM1 p=AAAA", "no-key: v"),
        Case("dmarc", "v=DMARC1; p=none"), Case("dmarc", "v=DMARC1;p=reject;sp=none;adkim=s;aspf=r;fo=1:d:s"),
        Case("dmarc", "v=DMARC1; rua=mailto:a@example.com"),
        Case("dmarc", "v=DMARC1; p=none; np=reject; psd=n; t=y"),
        Case("dmarc", "v=DMARC1; p=quarantine; pct=50; ri=86400; rf=afrf"),
        Case("dmarc", "v=DMARC1; p=none; x=y"),
        Case("dmarc", "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.net!10m"),
        Case("dmarc", "v=DMARC1; p=monitor", "wrong-value: monitor"),
        Case("dmarc", "v=DMARC1", "no-policy: v=DMARC1"),
        Case("dmarc", "v=DMARC1; p=none; rua=a@example.com", "wrong-address: a@example.com"),
        Case("dmarc", "v=DMARC1; p=none; rua=mailto:example.com", "wrong-address: mailto:example.com"),
        Case("dmarc", "v=DMARC1; p=none; rua=mailto:a@example.com;b@example.com", "no-tag: b@example.com"),
        Case("dmarc", "v=DMARC1, p=none", "wrong-version: DMARC1, p=none", "no-policy: v=DMARC1"),
        Case("dmarc", "p=none; v=DMARC1", "version-not-first: v=DMARC1"),
        Case("dmarc", " v=DMARC1; p=none", "space-before:  "),
        Case("dmarc", "v=dmarc1; p=none", "wrong-version: dmarc1"), Case("dmarc", "v = DMARC1 ; P = none"),
        Case("dmarc", "v=DMARC1; p=none; adkim=strict", "wrong-value: strict"),
        Case("dmarc", "v=DMARC1; p=none; fo=2", "wrong-value: 2"),
        Case("dmarc", "v=DMARC1; p=none; p=none", "tag-twice: p=none"),
        Case("dmarc", "v=DMARC1; p", "no-tag: p", "no-policy: v=DMARC1"),
        Case("mta-sts", "v=STSv1; id=20261120T1"), Case("mta-sts", "v=STSv1; id=20261120T1;"),
        Case("mta-sts", "v=STSv1;", "no-id: v=STSv1"),
        Case("mta-sts", "v=STSv1; id=2026-11-20", "wrong-id: 2026-11-20"),
        Case("mta-sts", "v=STSv1; id=", "wrong-id: "),
        Case(
            "mta-sts", "v=STSv1; id=123456789012345678901234567890123",
            "wrong-id: 123456789012345678901234567890123"),
        Case("mta-sts", "v=stsv1; id=1", "wrong-version: stsv1"),
        Case("tls-rpt", "v=TLSRPTv1; rua=mailto:a@example.com"),
        Case("tls-rpt", "v=TLSRPTv1;rua=https://r.example.com/v1,mailto:a@example.com"),
        Case("tls-rpt", "v=TLSRPTv1;", "no-address: v=TLSRPTv1"),
        Case("tls-rpt", "v=TLSRPTv1; rua=a@example.com", "wrong-address: a@example.com"),
        Case("tls-rpt", "v=TLSRPTv1; rua=http://r.example.com", "wrong-address: http://r.example.com"),
        Case("bimi", "v=BIMI1; l=https://a.example/l.svg; a=https://a.example/c.pem; avp=brand"),
        Case("bimi", "v=BIMI1; l=; a=;"),
        Case("bimi", "v=BIMI1; a=https://a.example/c.pem", "no-logo: v=BIMI1"),
        Case("bimi", "v=BIMI1; l=http://a.example/l.svg", "wrong-address: http://a.example/l.svg"),
        Case("bimi", "v=BIMI1; l=https://a.example/l.svg; avp=company", "wrong-value: company"),
        Case("bimi", "v=BIMI1; l=https://a.example/l.PNG", "wrong-format: https://a.example/l.PNG"),
        Case(
            "bimi", "v=BIMI1; l=https://a.example/l,https://b.example/l",
            "wrong-address: https://a.example/l,https://b.example/l"),
    ]

    static let others: [Case] = [
        Case(
            "mta-sts-policy",
            "version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\nmax_age: 604800\n"),
        Case("mta-sts-policy", "version: STSv1\r\nmode: none\r\nmax_age: 86400\r\n"),
        Case(
            "mta-sts-policy", "version: STSv1\nmode: enforced\nmx: a.example\nmax_age: 1",
            "wrong-value: enforced"),
        Case("mta-sts-policy", "version: STSv1\nmode: testing\nmax_age: 1", "no-mx: v"),
        Case(
            "mta-sts-policy", "version: STSv1\nmode: enforce\nmx: a.*.example\nmax_age: 1",
            "wrong-mx: a.*.example"),
        Case(
            "mta-sts-policy", "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 99999999",
            "wrong-age: 99999999"),
        Case(
            "mta-sts-policy", "version: STSv1\nmode=enforce\nmx: a.example\nmax_age: 1",
            "no-field: mode=enforce", "no-mode: v"),
        Case(
            "mta-sts-policy", "version: STSv1\nmode: Enforce\nmx: a.example\nmax_age: 1",
            "wrong-value: Enforce"),
        Case(
            "mta-sts-policy", "version: STSv1\nmode: enforce\nmx: a.example.\nmax_age: 1",
            "wrong-mx: a.example."),
        Case("mx", "10 mail.example.com."), Case("mx", "0 ."),
        Case("mx", "10 192.0.2.1", "target-is-address: 192.0.2.1"),
        Case("mx", "70000 a.example", "wrong-preference: 70000"),
        Case("mx", "mail.example.com", "wrong-form: mail.example.com"),
        Case("mx", "10 a b", "wrong-form: 10 a b"), Case("mx", "10 a_b!.example", "wrong-host: a_b!.example"),
        Case("tlsa", "3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF"),
        Case("tlsa", "2 0 0 3082"), Case("tlsa", "3 1 1 abcd", "wrong-data: abcd"),
        Case("tlsa", "3 1 3 ab", "wrong-matching: 3"),
        Case("tlsa", "1 1 0 ab", "usage-not-for-mail: 1"), Case("tlsa", "3 1 0 abc", "wrong-data: abc"),
        Case("tlsa", "3 1 1", "wrong-form: 3 1 1"), Case("tlsa", "03 01 01 abcd", "wrong-data: abcd"),
        Case("caa", "0 issue \"ca.example.net\""), Case("caa", "0 issue \";\""),
        Case("caa", "128 issuewild \"ca.example.net; account=1\""),
        Case("caa", "0 issue \"ca.example.net; a=b; c-d = e;\""), Case("caa", "0 issue \"ca.example.net;\""),
        Case("caa", "0 issue \"ca.example.net; a\"", "wrong-value: \"ca.example.net; a\""),
        Case("caa", "0 issue \"ca.example.net; -a=b\"", "wrong-value: \"ca.example.net; -a=b\""),
        Case("caa", "0 issue \"c_a.example.net\"", "wrong-value: \"c_a.example.net\""),
        Case("caa", "0 iodef \"mailto:a@example.com\""),
        Case("caa", "256 issue \"ca.example.net\"", "wrong-flag: 256"),
        Case("caa", "0 iodef \"a@example.com\"", "wrong-value: \"a@example.com\""),
        Case("caa", "0 issue", "wrong-form: 0 issue"),
        Case("soa", "ns1.example.com. host.example.com. 1 7200 3600 1209600 3600"),
        Case("soa", "ns1.example.com. 1 2", "wrong-form: ns1.example.com. 1 2"),
        Case("ptr", "mail.example.com."), Case("ptr", "no host", "wrong-host: no host"),
    ]

    @Test(arguments: spf + tags + others) func recordsAreRead(_ test: Case) throws {
        let found = try RecordRules.shared.parse(test.text, as: test.kind, isExample: false)
        let units = Array(test.text.utf16)
        let faults = found.faults.filter { !$0.isNote }.map {
            "\($0.id): \(String(decoding: units[$0.start..<$0.end], as: UTF16.self))"
        }
        #expect(faults == test.faults)
    }

    /// The terms that look something up, and the eleventh of them.
    @Test func lookupsHaveALimit() throws {
        let ten = "v=spf1 " + (1...10).map { "include:n\($0).example.com" }.joined(separator: " ")
        #expect(try RecordRules.shared.parse("\(ten) -all", as: "spf", isExample: false).limits.isEmpty)
        let more = try RecordRules.shared.parse("\(ten) mx -all", as: "spf", isExample: false).limits
        #expect(more.map(\.id) == ["too-many-lookups"])
        #expect(more.first?.start == ten.utf16.count + 1)
    }

    /// Marks that examples have in the place of values.
    @Test(arguments: [
        ("dkim", "v=DKIM1; k=rsa; p=MIIB…"), ("dkim", "v=DKIM1; p=<your-key>"),
        ("spf", "v=spf1 include:‹service› -all"),
        ("dmarc", "v=DMARC1; p=none; rua=mailto:{address}"), ("spf", "v=spf1 ip4:<address> ~all"),
        ("spf", "v=spf1 … -all"),
    ]) func placeholdersMatchAnything(_ kind: String, _ text: String) throws {
        #expect(try RecordRules.shared.parse(text, as: kind, isExample: true).faults.allSatisfy(\.isNote))
        #expect(try RecordRules.shared.parse(text, as: kind, isExample: false).faults.contains { !$0.isNote })
    }

    /// Long and strange texts end, and quickly.
    @Test(arguments: [
        "spf", "dkim", "dmarc", "mta-sts", "mta-sts-policy", "tls-rpt", "bimi", "mx", "tlsa", "caa", "soa",
        "ptr",
    ])
    func hostileTextsEnd(_ kind: String) throws {
        let starts = ["v=spf1 ", "v=DKIM1; p=", "v=DMARC1; ", "version: STSv1\n", ""]
        let parts = [
            "a ", ";", "=", "a=b;", "%{d}.", "AAAA", "…", "\"", "\\", "\u{0}", "😀", "::", "1.", "\n",
            "mailto:",
        ]
        for start in starts {
            for part in parts {
                let text = start + String(repeating: part, count: 16_000 / max(1, part.utf8.count))
                _ = try RecordRules.shared.parse(text, as: kind, isExample: true)
            }
        }
    }

    @Test(arguments: [
        ("example.com", "example.com", ""), (" Example.COM. ", "example.com", ""),
        ("info@example.com", "example.com", ""),
        ("https://example.com/path?q=1#x", "example.com", ""), ("example.com:8080", "example.com", ""),
        ("_dmarc.example.com", "example.com", ""),
        ("s1._domainkey.example.com", "example.com", "s1"), ("default._bimi.example.com", "example.com", ""),
        ("*.example.com", "example.com", ""),
        ("bücher.example", "xn--bcher-kva.example", ""), ("mailto:a@example.com", "example.com", ""),
        ("_smtp._tls.example.com", "example.com", ""),
    ]) func domainsAreUnderstood(_ text: String, _ domain: String, _ selector: String) throws {
        let meant = try RecordRules.shared.domain(of: text)
        #expect(meant.domain == domain && meant.selector ?? "" == selector)
    }

    @Test(arguments: [
        "", " ", "localhost", "192.0.2.1", "2001:db8::1", "[::1]", "a b.example", "-a.example", "a..example",
        "exa'mple.com", "1.2.3", "example.1", String(repeating: "a", count: 64) + ".example",
    ])
    func othersAreRefusedWithAWord(_ text: String) throws {
        let meant = try RecordRules.shared.domain(of: text)
        #expect(meant.domain == nil && meant.fault?.hasSuffix(".") == true)
    }
}
