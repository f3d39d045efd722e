import Foundation
import Records
import Support
import TestSupport
import Testing

extension LookupTests {
    /// Our parsers against those of other people: pyspf, dkimpy and checkdmarc, over records that are made by chance. Where they
    /// disagree, the standard decides, and the reason is here.
    @Suite struct OtherParsersTests {
        private struct Record: Encodable {
            let kind: String
            let text: String
        }

        private static let key =
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB"

        private static func spf(_ random: inout Seeded) -> String {
            let terms = [
                "a", "mx", "a:mail.example.com", "mx/24", "a/24//64", "ip4:192.0.2.1", "ip4:192.0.2.0/24",
                "ip4:192.0.2.256", "ip4:192.0.2.0/33", "ip4:192.0.2", "ip6:2001:db8::1", "ip6:2001:db8::/32",
                "ip6:2001:db8::/129", "ip6:2001:db8::g", "include:spf.example.net", "include:", "include",
                "exists:%{i}.e.example.net", "exists:%{x}.example", "exists:%{ir}.example.net", "a:%{d2}",
                "ptr", "ptr:example.com", "redirect=_spf.example.net", "exp=why.example.net", "unknown",
                "foo=bar", "-all", "~all", "?all", "+all", "all:x", "all", "ip4", "ip4=192.0.2.1",
                "include=spf.example.net", "a:", "a/33", "a//129", "mx:mail..example", "ip4:192.0.2.1/",
                "A:MAIL.EXAMPLE.COM", "-ip4:192.0.2.1", "!a", "ip4:192.0.02.1", "redirect=", "exists",
                "redirect=a.example.net", "a:mail.example.com/24", "exists:a.example",
            ]
            var parts = (1...Int.random(in: 1...4, using: &random)).map { _ in
                terms.randomElement(using: &random)!
            }
            if Int.random(in: 0..<5, using: &random) < 3 {
                parts.append(["-all", "~all"].randomElement(using: &random)!)
            }
            let tag = ["v=spf1 ", "v=spf1 ", "v=spf1 ", "V=SPF1 ", "v=spf1  "].randomElement(using: &random)!
            return tag + parts.joined(separator: " ")
        }

        private static func dkim(_ random: inout Seeded) -> String {
            let choices = [
                ["v=DKIM1", "v=DKIM1", "v=DKIM1", "v=DKIM2", "v=dkim1", ""],
                ["k=rsa", "k=rsa", "k=ed25519", "k=dsa", ""],
                [
                    "p=\(key)", "p=\(key)", "p=", "p=AAAA", "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                    "p=\(key.prefix(50))", "p=!!!", "",
                ],
                [
                    "", "", "", "t=y", "t=s", "t=y:s", "s=email", "s=*", "h=sha256", "n=note", "x=1",
                    "s=other",
                    "t=", "novalue", "p=AAAA",
                ],
            ]
            let parts = choices.map { $0.randomElement(using: &random)! }.filter { !$0.isEmpty }
            return parts.joined(separator: ["; ", ";"].randomElement(using: &random)!)
                + ["", "", ";", "; "].randomElement(using: &random)!
        }

        private static func dmarc(_ random: inout Seeded) -> String {
            let others = [
                "rua=mailto:a@example.com", "rua=a@example.com",
                "rua=mailto:a@example.com,mailto:b@example.com",
                "ruf=mailto:a@example.com", "rua=mailto:", "sp=none", "sp=reject", "sp=bad", "np=reject",
                "np=x",
                "adkim=r", "adkim=s", "adkim=x", "aspf=s", "aspf=", "fo=1", "fo=0:1:d:s", "fo=2", "pct=50",
                "pct=200", "ri=86400", "rf=afrf", "t=y", "t=n", "t=x", "psd=n", "psd=u", "psd=q", "foo=bar",
                "novalue", "p=none", "rua=https://example.com/r",
            ]
            var parts = [
                ["v=DMARC1", "v=DMARC1", "v=DMARC1", "V=DMARC1", "v = DMARC1"].randomElement(using: &random)!,
                ["p=none", "p=quarantine", "p=reject", "p=None", "p=monitor", "p=", "P=reject"]
                    .randomElement(using: &random)!,
            ]
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                parts.append(others.randomElement(using: &random)!)
            }
            if Int.random(in: 0..<10, using: &random) == 0 { parts.shuffle(using: &random) }
            return parts.joined(separator: ["; ", ";", " ; "].randomElement(using: &random)!)
                + ["", ";"].randomElement(using: &random)!
        }

        /// The reason why ours is right where the two disagree; nil where nothing decides.
        private static func decision(_ record: Record, ours: [RecordFaults.Fault]) -> String? {
            switch record.kind {
            case "dkim" where ours.isEmpty && record.text.contains(#/p=\s*(;|$)/#):
                "an empty p= means a key that was withdrawn (RFC 6376 section 3.6.1)"
            case "dkim" where ours.allSatisfy { $0.id == "wrong-service" }:
                "a key for another service is none for mail (RFC 6376 section 3.6.1)"
            case "spf" where ours.allSatisfy { $0.id == "wrong-domain" && $0.text.contains("..") }:
                "some receivers end with permerror at a name with an empty label (RFC 7208 section 4.8)"
            case "dmarc" where ours.allSatisfy { $0.id == "wrong-value" }:
                "receivers pass over a value that a tag does not have (RFC 9989 section 4.7), and its owner meant something"
            default: nil
            }
        }

        @Test(arguments: [7, 8, 9]) func agree(_ seed: UInt64) throws {
            var random = Seeded(seed)
            var records: [Record] = []
            for _ in 0..<200 {
                records.append(Record(kind: "spf", text: Self.spf(&random)))
                records.append(Record(kind: "dkim", text: Self.dkim(&random)))
                records.append(Record(kind: "dmarc", text: Self.dmarc(&random)))
            }
            let folder = try TemporaryFolder()
            let lines = try records.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
            try lines.joined(separator: "\n").write(
                toFile: "\(folder.path)/records", atomically: false, encoding: .utf8)
            let ran = try Program.run([
                "\(repository)/.build-tools/records/bin/python", "\(repository)/Tests/Records/judge.py",
                "\(folder.path)/records",
            ])
            try #require(ran.code == 0, "\(ran.error.suffix(600))")
            let theirs = try JSONDecoder().decode([String].self, from: Data(ran.output.utf8))
            var valid = 0
            for (record, words) in zip(records, theirs) {
                let ours = try RecordRules.shared.parse(record.text, as: record.kind, isExample: false)
                    .faults.filter { !$0.isNote }
                valid += ours.isEmpty ? 1 : 0
                guard ours.isEmpty != words.isEmpty else { continue }
                #expect(
                    Self.decision(record, ours: ours) != nil,
                    "seed \(seed): \(record.text)\nours: \(ours.map(\.text)), theirs: \(words)")
            }
            #expect(theirs.count == records.count && valid > 60 && valid < 540, "\(valid)")
        }
    }
}
