extension Plant {
    /// Faults in records that guides show, and in what the checker of domains leads to.
    static let ofRecords: [Plant] = [
        Plant("records/invalid") {
            $0.sentence(
                $0.pick([
                    "Not `v=DMARC1; p=monitor`.", "Not `v=spf1 ip4:192.0.2.300 -all`.",
                    "Not `v=STSv1; id=a-b`.",
                    "Not `v=TLSRPTv1; rua=reports@example.com`.", "Not `v=DKIM1; k=rsa; p=MIIB!`.",
                    "Not `v=BIMI1; l=http://example.com/logo.svg`.", "Not `v=spf1 includ:a.example -all`.",
                    "Not `v=DMARC1; p=none; p=reject`.", "Not `v=TLSRPTv1; rua=ftp://example.com`.",
                    "Not `v=spf1 ip6:2001:db8::g -all`.",
                ]))
        },
        Plant("records/over-limit") {
            let terms = (1...(11 + $0.number)).map { "include:\($0).example.com" }
            return $0.sentence("Not `v=spf1 \(terms.joined(separator: " ")) -all`.")
        },
        Plant("tools/unknown-issue") {
            _ = $0.change("records: true", in: "Content/site.yml") { _ in
                "checker: {resolver: 'https://dns.example.com/dns-query'}"
            }
            let state = $0.pick(["dmarc/missing", "dmarc/nothing", "spf/lost", "mx"])
            let file = "Content/guides/tls.md"
            var lines = $0.lines(file)
            let line = lines.firstIndex { $0.contains("states: [") }!
            lines[line] = lines[line].replacing("]}", with: ", \(state)]}")
            $0.set(file, lines)
            return Planted(file: file, line: line + 1)
        },
        Plant("tools/silent-issue") {
            _ = $0.change("records: true", in: "Content/site.yml") { _ in
                "checker: {resolver: 'https://dns.example.com/dns-query'}"
            }
            let draft = $0
            let file = $0.guides.filter { draft.files[$0]!.contains(", states: [none]") }.randomElement(
                using: &$0.random)!
            var lines = $0.lines(file)
            let line = lines.firstIndex { $0.contains(", states: [none]") }!
            lines[line] = lines[line].replacing(", states: [none]", with: "")
            $0.set(file, lines)
            // The finding is at the issue's id.
            return Planted(file: file, line: lines[...line].lastIndex { $0.contains("- issue: ") }! + 1)
        },
    ]
}
