import TestSupport

/// The states of a domain, each as the records of zones that name servers have, and what the check of the domain then says.
struct RecordCase: Sendable, CustomStringConvertible {
    /// The kinds that are looked at.
    let only: String
    /// Records as zone files have them. `@` and `DOMAIN` are the domain, `OTHER` is another one, and N the number of the case.
    let records: [String]
    /// The states of the results in order, such as `dmarc/missing` or `dmarc fine`.
    let wanted: [String]
    var selector: String?
    var kind = NameServers.Zone.Kind.plain
    /// What the command says, where it can see more than a browser.
    var ofCommand: [String]?
    /// The name below the domain that is checked, such as `mail`; nil for the domain itself.
    var below: String?

    init(
        _ only: String, _ records: [String], _ wanted: String..., selector: String? = nil,
        kind: NameServers.Zone.Kind = .plain, ofCommand: [String]? = nil, of below: String? = nil
    ) {
        self.below = below
        (self.only, self.records, self.wanted) = (only, records, wanted)
        (self.selector, self.kind, self.ofCommand) = (selector, kind, ofCommand)
    }

    var description: String { "\(wanted) \(records.prefix(4))" }

    private static let key =
        "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"
    /// An RSA key of 512 bits, which is too short to be used.
    private static let shortKey =
        "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ=="
    private static let mail = ["@ MX 10 mx", "mx A 192.0.2.N", "mx AAAA 2001:db8::5"]
    private static let reject = "_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:a@DOMAIN\""

    /// A record of so many terms, each with a record of its own.
    private static func includes(_ count: Int) -> [String] {
        let terms = (1...count).map { "include:n\($0).OTHER" }.joined(separator: " ")
        return [text("@", "v=spf1 \(terms) -all")]
            + (1...count).map { "n\($0).OTHER. TXT \"v=spf1 ip4:192.0.2.\($0) -all\"" }
    }

    /// A TXT record in strings of at most 255 characters, once names are filled in.
    private static func text(_ name: String, _ value: String) -> String {
        let letters = Array(value)
        let parts = stride(from: 0, to: letters.count, by: 120).map {
            "\"\(String(letters[$0..<min($0 + 120, letters.count)]))\""
        }
        return "\(name) TXT \(parts.joined(separator: " "))"
    }

    static let all: [RecordCase] = [
        RecordCase("spf", [], "spf/missing"),
        RecordCase("spf", ["@ TXT \"site-verification=x\""], "spf/missing"),
        RecordCase("spf", ["@ TXT \"v=spf1 -all\""], "spf fine"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 -all\""] + (1...299).map { "@ TXT \"token-\($0)\"" }, "spf fine"),
        RecordCase("spf", ["@ TXT \"v=spf1 -all\"", "@ TXT \"v=spf1 mx -all\""], "spf/multiple"),
        RecordCase("spf", ["@ TXT \"v=spf1 ipv4:192.0.2.1 -all\""], "spf/invalid"),
        RecordCase("spf", ["@ TXT \"v=spf1 \" \"-all\""], "spf fine"),
        RecordCase("spf", ["@ TXT \"v=spf1-all\""], "spf/missing"),
        RecordCase("spf", ["@ TXT \"spf2.0/pra -all\""], "spf/missing", "spf/outdated"),
        RecordCase("spf", ["@ TXT \"v=spf1 +all\""], "spf/allows-all"),
        RecordCase("spf", ["@ TXT \"v=spf1 ?all\""], "spf/no-all"),
        RecordCase("spf", ["@ TXT \"v=spf1 ip4:192.0.2.1\""], "spf/no-all"),
        RecordCase("spf", ["@ TXT \"v=spf1 ptr -all\""], "spf/uses-ptr"),
        RecordCase("spf", ["@ TXT \"v=spf1 include:a.OTHER -all\""], "spf/include-without-record"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 include:a.OTHER -all\"", "a.OTHER. TXT \"v=spf1 include:DOMAIN -all\""],
            "spf/invalid"),
        RecordCase(
            "spf",
            [
                "@ TXT \"v=spf1 include:a.OTHER -all\"", "a.OTHER. TXT \"v=spf1 -all\"",
                "a.OTHER. TXT \"v=spf1 mx -all\"",
            ], "spf/invalid"),
        RecordCase("spf", ["@ TXT \"v=spf1 redirect=a.OTHER\"", "a.OTHER. TXT \"v=spf1 -all\""], "spf fine"),
        RecordCase(
            "spf",
            [
                "@ TXT \"v=spf1 include:a.OTHER -all\"", "a.OTHER. CNAME b.OTHER.",
                "b.OTHER. TXT \"v=spf1 -all\"",
            ],
            "spf fine"),
        RecordCase(
            "spf",
            ["@ TXT \"v=spf1 include:a.OTHER -all\"", "a.OTHER. CNAME b.OTHER.", "b.OTHER. CNAME a.OTHER."],
            "spf failed"),
        RecordCase("spf", ["@ TXT \"v=spf1 exists:%{i}.a.OTHER -all\""], "spf unverifiable"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 redirect=a.OTHER\"", "a.OTHER. TXT \"v=spf1 mx:OTHER +all\""],
            "spf/allows-all"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 redirect=a.OTHER\"", "a.OTHER. TXT \"v=spf1 ip4:192.0.2.1\""],
            "spf/no-all"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 include:a.OTHER -all\"", "a.OTHER. TXT \"v=spf1 +all\""],
            "spf/allows-all"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 ?include:a.OTHER -all\"", "a.OTHER. TXT \"v=spf1 +all\""], "spf fine"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 include:a.OTHER -all\"", "a.OTHER. TXT \"v=spf1 ptr -all\""],
            "spf/uses-ptr"),
        RecordCase("spf", ["@ TXT \"v=spf1 ip4:0.0.0.0/0 -all\""], "spf/allows-all"),
        RecordCase("spf", ["@ TXT \"v=spf1 -ip6:::/0 -all\""], "spf fine"),
        RecordCase("spf", ["@ TXT \"v=spf1 a:ns1.DOMAIN/0 -all\""], "spf/allows-all"),
        RecordCase("spf", ["@ TXT \"v=spf1 -all include:a.OTHER\""], "spf fine"),
        RecordCase("spf", ["@ TXT \"v=spf1 all=foo\""], "spf/no-all"),
        RecordCase("spf", ["@ TXT \"v=spf1 a:a..DOMAIN -all\""], "spf/invalid"),
        RecordCase("spf", ["@ TXT \"v=spf1 include:https://DOMAIN -all\""], "spf/invalid"),
        RecordCase("spf", ["@ TXT \"v=spf1 exists:%{i0}.DOMAIN -all\""], "spf/invalid"),
        RecordCase("spf", ["@ TXT \"v=spf1 exists:%{t}.DOMAIN -all\""], "spf/invalid"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 mx -all\""] + (1...10).map { "@ MX 10 m\($0)" }, "spf fine"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 mx -all\""] + (1...11).map { "@ MX 10 m\($0)" }, "spf/too-many-lookups"),
        RecordCase("spf", includes(10), "spf fine"),
        RecordCase("spf", includes(11), "spf/too-many-lookups"),
        RecordCase("spf", ["@ TXT \"v=spf1 a:x.OTHER a:y.OTHER -all\""], "spf fine"),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 a:x.OTHER a:y.OTHER mx:z.OTHER -all\""], "spf/too-many-void-lookups"),
        RecordCase("spf", ["@ TXT \"v=spf1 -all\""], "spf fine", kind: .signed),
        RecordCase(
            "spf", ["@ TXT \"v=spf1 -all\""], "spf failed", kind: .forged("v=spf1 -all", with: "v=spf1 +all"),
            ofCommand: ["dns/bogus"]),
        RecordCase("spf", [], "spf failed", kind: .broken),
        RecordCase("dkim", [], "dkim unverifiable"), RecordCase("dkim", [], "dkim/missing", selector: "s1"),
        RecordCase("dkim", ["s1._domainkey TXT \"v=DKIM1; p=\""], "dkim/revoked", selector: "s1"),
        RecordCase("dkim", [text("s1._domainkey", "v=DKIM1; p=\(key)")], "dkim/weak-key", selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "v=DKIM1; p=\(shortKey)")], "dkim/short-key", selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "v=DKIM1; t=y; p=\(key)")], "dkim/weak-key", "dkim/testing",
            selector: "s1"),
        RecordCase("dkim", ["s1._domainkey TXT \"v=DKIM1; p=no key\""], "dkim/invalid", selector: "s1"),
        RecordCase(
            "dkim", ["s1._domainkey TXT \"v=DKIM1; k=dsa; p=AAAA\""], "dkim/unsupported", selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "p=\(key)"), text("s1._domainkey", "k=rsa; p=\(key)")],
            "dkim/multiple",
            selector: "s1"),
        RecordCase(
            "dkim",
            ["google._domainkey TXT \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\""],
            "dkim fine"),
        RecordCase("dkim", [text("s1._domainkey", "v=DKIM1; P=\(key)")], "dkim/invalid", selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "v=DKIM1; h=sha1; p=\(key)")], "dkim/invalid", selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "v=DKIM1; h=sha1 : sha256; s=email; p=\(key)")], "dkim/weak-key",
            selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "v=DKIM1; s=tlsrpt; p=\(key)")], "dkim/invalid", selector: "s1"),
        RecordCase(
            "dkim", [text("s1._domainkey", "v=DKIM1; k=RSA; p=\(key)")], "dkim/unsupported", selector: "s1"),
        RecordCase("dkim", [], "dkim failed", kind: .broken),
        RecordCase("dkim", [], "dkim failed", selector: "s1", kind: .broken),
        RecordCase("dkim", ["s1._domainkey CNAME k.OTHER."], "dkim/alias-without-key", selector: "s1"),
        RecordCase(
            "dkim", ["s1._domainkey CNAME k.OTHER.", text("k.OTHER.", "v=DKIM1; p=\(key)")], "dkim/weak-key",
            selector: "s1"),
        RecordCase("dmarc", [], "dmarc/missing"),
        RecordCase("dmarc", ["_dmarc TXT other"], "dmarc/unrelated"),
        RecordCase("dmarc", [reject], "dmarc fine"),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=DMARC1; p=reject\"", "_dmarc TXT \"v=DMARC1; p=none\""],
            "dmarc/multiple"),
        RecordCase("dmarc", ["_dmarc TXT \"v=DMARC1; p=monitor\""], "dmarc/invalid"),
        RecordCase("dmarc", ["_dmarc TXT \"v=DMARC1; p=none\""], "dmarc/only-watches", "dmarc/no-reports"),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=DMARC1; p=reject; sp=none; rua=mailto:a@DOMAIN\""],
            "dmarc/weak-subdomains"),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=DMARC1; p=reject; pct=50; rua=mailto:a@DOMAIN\""], "dmarc/outdated-tags"
        ),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:a@r.OTHER\""],
            "dmarc/reports-not-authorized"),
        RecordCase(
            "dmarc",
            [
                "_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:a@r.OTHER\"",
                "DOMAIN._report._dmarc.r.OTHER. TXT \"v=DMARC1;\"",
            ],
            "dmarc fine"),
        RecordCase("dmarc", ["_dmarc TXT \"v = DMARC1 ; p=reject; rua=mailto:a@DOMAIN\""], "dmarc fine"),
        RecordCase("dmarc", ["_dmarc TXT \"v=dmarc1; p=reject; rua=mailto:a@DOMAIN\""], "dmarc/invalid"),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=dmarc1; p=none\"", reject], "dmarc fine"),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=DMARC1; p=reject; t=y; rua=mailto:a@DOMAIN\""], "dmarc fine"),
        RecordCase(
            "dmarc", ["_dmarc TXT \"v=DMARC1; p=quarantine; t=y; rua=mailto:a@DOMAIN\""],
            "dmarc/only-watches"),
        RecordCase(
            "dmarc",
            [
                "_dmarc.above TXT \"v=DMARC1; p=none\"",
                "_dmarc TXT \"v=DMARC1; p=none; sp=reject; rua=mailto:a@DOMAIN\"",
            ],
            "dmarc fine", of: "mail.new.above"),
        RecordCase(
            "dmarc",
            [
                "_dmarc.above TXT \"v=DMARC1; p=reject; psd=n; rua=mailto:a@DOMAIN\"",
                "_dmarc TXT \"v=DMARC1; p=none\"",
                "DOMAIN._report._dmarc TXT \"v=DMARC1\"", "above.DOMAIN._report._dmarc TXT \"v=DMARC1\"",
            ], "dmarc fine", of: "mail.above"),
        RecordCase(
            "dmarc",
            ["_dmarc.above TXT \"v=DMARC1; p=reject; psd=n\"", "_dmarc TXT \"v=DMARC1; p=none\""],
            "dmarc/no-reports", of: "mail.above"),
        RecordCase(
            "dmarc",
            [
                "_dmarc TXT \"v=DMARC1; p=reject; psd=y; rua=mailto:a@DOMAIN\"",
                "DOMAIN._report._dmarc TXT \"v=DMARC1\"",
            ],
            "dmarc fine", of: "mail.above"),
        RecordCase(
            "dmarc",
            [
                "_dmarc TXT \"v=DMARC1; p=reject; psd=y\"",
                "_dmarc.above TXT \"v=DMARC1; p=none; rua=mailto:a@above.DOMAIN\"",
            ],
            "dmarc/only-watches", of: "mail.above"),
        // The two are of one organization, which a record above says.
        RecordCase(
            "dmarc",
            [reject, "_dmarc.new TXT \"v=DMARC1; p=reject; rua=mailto:a@reports.DOMAIN\""], "dmarc fine",
            of: "new"),
        // A domain above and one below it can be two organizations.
        RecordCase(
            "dmarc",
            [
                "_dmarc TXT \"v=DMARC1; p=reject; psd=y; rua=mailto:a@DOMAIN\"",
                "_dmarc.new TXT \"v=DMARC1; p=reject; rua=mailto:a@reports.DOMAIN\"",
            ], "dmarc/reports-not-authorized", of: "new"),
        RecordCase("dmarc", [], "dmarc failed", kind: .broken),
        RecordCase(
            "spf dmarc", ["_dmarc TXT \"v=DMARC1; p=none; rua=mailto:a@DOMAIN\""], "spf/missing",
            "dmarc/only-watches after spf/missing"),
        RecordCase("mta-sts", [], "mta-sts/missing"),
        RecordCase(
            "mta-sts", ["_mta-sts TXT \"v=STSv1; id=1\""], "mta-sts unverifiable",
            ofCommand: ["mta-sts/policy-unreachable"]),
        RecordCase(
            "mta-sts", ["_mta-sts TXT \"v=STSv1; id=1\"", "_mta-sts TXT \"v=STSv1; id=2\""],
            "mta-sts/multiple"),
        RecordCase("mta-sts", ["_mta-sts TXT \"v=STSv1;\""], "mta-sts/invalid"),
        RecordCase("mta-sts", ["_mta-sts TXT \"v=stsv1; id=1\""], "mta-sts/invalid"),
        RecordCase("tls-rpt", [], "tls-rpt/missing"),
        RecordCase("tls-rpt", ["_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:a@DOMAIN\""], "tls-rpt fine"),
        RecordCase("tls-rpt", ["_smtp._tls TXT \"v=TLSRPTv1; rua=a@DOMAIN\""], "tls-rpt/invalid"),
        RecordCase(
            "tls-rpt",
            [
                "_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:a@DOMAIN\"",
                "_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:b@DOMAIN\"",
            ],
            "tls-rpt/multiple"),
        RecordCase("bimi", [], "bimi/missing"),
        RecordCase("bimi", ["default._bimi TXT \"v=BIMI1; l=http://a.OTHER/l.svg; a=;\""], "bimi/invalid"),
        RecordCase(
            "bimi", ["default._bimi TXT \"v=BIMI1; l=https://a.OTHER/l.svg; a=;\"", reject],
            "bimi/no-certificate"),
        RecordCase(
            "bimi", ["default._bimi TXT \"v=BIMI1; l=https://a.OTHER/l.svg; a=https://a.OTHER/c.pem\""],
            "bimi/weak-dmarc after dmarc/only-watches"),
        RecordCase(
            "bimi",
            ["default._bimi TXT \"v=BIMI1; l=https://a.OTHER/l.svg; a=https://a.OTHER/c.pem\"", reject],
            "bimi fine"),
        RecordCase(
            "bimi",
            [
                "default._bimi TXT \"v=BIMI1; l=https://a.OTHER/l.svg; a=https://a.OTHER/c.pem\"",
                "_dmarc TXT \"v=DMARC1; p=quarantine; t=y\"",
            ],
            "bimi/weak-dmarc after dmarc/only-watches"),
        RecordCase("bimi", ["default._bimi TXT \"v=BIMI1; l=https://a.OTHER/l.png; a=;\""], "bimi/invalid"),
        RecordCase(
            "bimi", ["default._bimi TXT \"v=BIMI1; l=https://a.OTHER/l.svg,https://a.OTHER/m.svg; a=;\""],
            "bimi/invalid"),
        RecordCase("mx", [], "mx failed", kind: .broken), RecordCase("ptr", [], "ptr failed", kind: .broken),
        RecordCase("tlsa", [], "tlsa failed", kind: .broken),
        RecordCase("mx", [], "mx/missing"), RecordCase("mx", mail, "mx fine"),
        RecordCase("mx", ["@ MX 0 ."], "mx fine"), RecordCase("mx", ["@ MX 10 ."], "mx/null-preference"),
        RecordCase(
            "mx", ["@ MX 0 .", "@ MX 10 192.0.2.1."], "mx/null-beside-others", "mx/target-is-address"),
        RecordCase("mx", ["@ MX 10 mx"], "mx/target-missing"),
        RecordCase("mx", ["@ MX 10 mx", "mx A 192.0.2.5"], "mx/no-ipv6"),
        RecordCase("mx", mail + ["@ MX 20 mx"], "mx/listed-twice"),
        RecordCase(
            "mx", ["@ MX 10 mx", "mx CNAME b.OTHER.", "b.OTHER. A 192.0.2.5", "b.OTHER. AAAA 2001:db8::5"],
            "mx/target-is-alias"),
        RecordCase("ptr", mail, "ptr/missing"), RecordCase("ptr", mail + ["N PTR mx.DOMAIN."], "ptr fine"),
        RecordCase("ptr", mail + ["N PTR x.DOMAIN."], "ptr/not-confirmed"),
        RecordCase("ptr", mail + ["N PTR mx.DOMAIN.", "N PTR x.DOMAIN."], "ptr/multiple"),
        RecordCase("tlsa", mail, "tlsa/missing"),
        RecordCase("tlsa", mail + ["_25._tcp.mx TLSA 3 1 0 abcd"], "tlsa/zone-not-signed"),
        RecordCase("tlsa", mail + ["_25._tcp.mx TLSA 3 1 0 abcd"], "tlsa fine", kind: .signed),
        RecordCase("tlsa", mail + ["_25._tcp.mx TLSA 1 1 0 abcd"], "tlsa/invalid", kind: .signed),
        RecordCase("tlsa", mail + ["_25._tcp.mx TLSA 3 1 1 abcd"], "tlsa/invalid", kind: .signed),
        RecordCase("caa", [], "caa/missing"), RecordCase("caa", ["@ CAA 0 issue \"ca.OTHER\""], "caa fine"),
        RecordCase("caa", ["@ CAA 0 issue \"not a name!\""], "caa/invalid"),
        RecordCase("caa", ["@ CAA 0 issue \"ca.OTHER; accounturi=https://ca.OTHER/1\""], "caa fine"),
        RecordCase("caa", ["@ CAA 0 issue \"ca.OTHER; accounturi\""], "caa/invalid"),
        RecordCase("caa", ["@ CAA 0 issue \"c_a.OTHER\""], "caa/invalid"),
        RecordCase("caa", ["@ CAA 0 issue \";\""], "caa fine", of: "deep.below"),
        RecordCase("dns", [], "dns fine"), RecordCase("dns", ["@ NS ns1"], "dns/few-name-servers"),
        RecordCase("dns", ["@ SOA ns1 host 1 60 30 3600 60"], "dns/soa-range"),
    ]

    // MARK: Zones

    /// The name that the case with a number checks.
    static func checked(_ number: Int) -> String {
        (all[number].below.map { "\($0)." } ?? "") + domain(number)
    }

    /// The domain of the case with a number, and another one beside it.
    static func domain(_ number: Int) -> String { "d\(number).example" }
    private static func other(_ number: Int) -> String { "o\(number).example" }

    /// Records with the names and the number of a case.
    private func written(_ number: Int) -> [String] {
        records.map { record in
            record.replacing("DOMAIN", with: Self.domain(number)).replacing("OTHER", with: Self.other(number))
                .replacing("192.0.2.N", with: "192.0.2.\(number)")
                .replacing(#/^N /#, with: "\(number) ")
        }
    }

    /// All zones that the cases need.
    static var zones: [NameServers.Zone] {
        func zone(_ name: String, _ records: [String], _ kind: NameServers.Zone.Kind = .plain)
            -> NameServers.Zone
        {
            var head = ["$ORIGIN \(name).", "$TTL 300"]
            if !records.contains(where: { $0.hasPrefix("@ SOA") }) {
                head.append("@ SOA ns1 host 1 7200 3600 1209600 3600")
            }
            if !records.contains(where: { $0.hasPrefix("@ NS") }) { head += ["@ NS ns1", "@ NS ns2"] }
            let servers = ["ns1 A 192.0.2.1", "ns2 A 192.0.2.2"]
            return NameServers.Zone(name, (head + records + servers).joined(separator: "\n") + "\n", kind)
        }
        var zones = [zone("example", [])]
        var pointers: [String] = []
        for (number, test) in all.enumerated() {
            let records = test.written(number)
            let others = records.filter { $0.contains(#/^\S*o[0-9]+\.example\. /#) }
            pointers += records.filter { $0.contains(" PTR ") }
            zones.append(
                zone(
                    domain(number), records.filter { !others.contains($0) && !$0.contains(" PTR ") },
                    test.kind))
            if !others.isEmpty || test.records.joined().contains("OTHER") {
                zones.append(zone(other(number), others))
            }
        }
        zones.append(zone("2.0.192.in-addr.arpa", pointers))
        return zones
    }
}
