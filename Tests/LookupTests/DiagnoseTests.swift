import Foundation
import Support
import TestSupport
import Testing

extension LookupTests {
    /// The command, asking real name servers.
    @Suite struct DiagnoseTests {
        private static func arguments(_ test: RecordCase) -> [String] {
            ["--only", test.only.replacing(" ", with: ",")]
                + (test.selector.map { ["--selector", $0] } ?? [])
        }

        /// What comes first has no title here, since no site is named.
        private static func wanted(_ test: RecordCase) -> [String] {
            (test.ofCommand ?? test.wanted).map { String($0.split(separator: " after ")[0]) }
        }

        @Test(arguments: RecordCase.all.indices) func statesAreTold(_ number: Int) async throws {
            let servers = try await ServedZones.value.value
            let test = RecordCase.all[number]
            let (code, report, error) = try Diagnosed.run(
                RecordCase.checked(number),
                Self.arguments(test) + [
                    "--resolver", "127.0.0.1:\(servers.port)", "--trust-anchors", servers.anchors,
                ])
            #expect(report.results.map(\.summary) == Self.wanted(test), "\(report) \(error)")
            let isOptional = [
                "bimi/missing", "bimi/no-certificate", "tlsa/missing", "caa/missing", "mx/no-ipv6",
                "dns/soa-range",
            ]
            let faults = report.results.compactMap(\.id).filter { !isOptional.contains($0) }
            let isOpen = report.results.contains { $0.state == "failed" }
            #expect(code == (faults.isEmpty ? isOpen ? 2 : 0 : 1))
            #expect(
                report.results.allSatisfy { $0.after == nil } == !test.wanted.joined().contains(" after "))
        }

        /// DNS over HTTPS gives the same, but for signatures that are wrong: the resolver keeps those answers back.
        @Test(arguments: RecordCase.all.indices) func httpsTellsTheSame(_ number: Int) async throws {
            let servers = try await ServedZones.value.value
            let test = RecordCase.all[number]
            let (_, report, error) = try Diagnosed.run(
                RecordCase.checked(number), Self.arguments(test) + ["--resolver", servers.web],
                environment: ["SSL_CERT_FILE": servers.certificate])
            let wanted = test.ofCommand == ["dns/bogus"] ? test.wanted : Self.wanted(test)
            #expect(report.results.map(\.summary) == wanted, "\(report) \(error)")
        }

        /// What is not answered is told as such, and never as missing.
        @Test(arguments: [
            ("silent.example", "did not answer this question", true),
            ("refused.example", "did not answer this question", true),
            ("silent.example", "no answer in time", false),
            ("refused.example", "(SERVFAIL)", false), ("nowhere.invalid.example", "", true),
            ("lame.zone", "(SERVFAIL)", false),
            ("lame.zone", "(SERVFAIL)", true),
        ])
        func failuresAreTold(_ domain: String, _ words: String, _ isWeb: Bool) async throws {
            let servers = try await ServedZones.value.value
            let (code, report, _) = try Diagnosed.run(
                domain,
                ["--only", "spf", "--resolver", isWeb ? servers.web : "127.0.0.1:\(servers.port)"],
                environment: ["SSL_CERT_FILE": servers.certificate])
            guard !words.isEmpty else {
                #expect(report.results.map(\.summary) == ["spf/missing"])
                return
            }
            #expect(report.results.map(\.summary) == ["spf failed"] && code == 2)
            #expect(report.results[0].detail?.contains(words) == true, "\(report.results)")
        }

        /// A resolver that is not there, or is none.
        @Test(arguments: [
            ("127.0.0.1:1", "spf failed"), ("https://127.0.0.1:1/dns-query", "spf failed"),
        ])
        func deadResolversAreTold(_ resolver: String, _ wanted: String) throws {
            let (code, report, _) = try Diagnosed.run(
                "example.com", ["--only", "spf", "--resolver", resolver])
            #expect(report.results.map(\.summary) == [wanted] && code == 2)
        }

        @Test(arguments: [
            (["example.com", "--resolver", "dns.example.com"], "is no resolver"),
            (["example.com", "--resolver", "http://dns.example.com/q"], "is no resolver"),
            (["example.com", "--resolver", "192.0.2.1:99999"], "is no resolver"),
            (["example.com", "--resolver", "\u{1B}[2J"], "is no resolver"),
            (["192.0.2.1"], "That is an IP address"), (["example"], "A domain has a dot"),
            (["a b.example"], "no spaces"), (["1.2.3"], "That is no domain"),
            (["example.com", "--selector", "a\u{1B}[2J"], "<U+001B>[2J\" is no selector"),
            (["example.com", "--selector", ""], "is no selector"),
            (
                ["example.com"] + (0...10).flatMap { ["--selector", "s\($0)"] },
                "11 selectors; name 10 at most"
            ),
            (["example.com", "--site", "ftp://example.com/guides"], "is no web address"),
            (["example.com", "--only", "spam"], "no kind of record is called spam"),
            (["example.com", "--only", ","], "must name a kind"),
            (["example.com", "--format", "xml"], "--format must be text, json, markdown or sarif"),
            (["example.com", "--site", "nowhere"], "nowhere"),
            (["example.com", "--site", "http://127.0.0.1:1/guides"], "no public address"),
            (["example.com", "--site", "http://127.0.0.1:1/guides", "--allow-private"], "cannot be read"),
        ])
        func wrongUseIsTold(_ arguments: [String], _ words: String) throws {
            let folder = try TemporaryFolder()
            let ran = try run(["diagnose"] + arguments, in: folder.path)
            #expect(ran.code == 2 && ran.error.contains(words) && !ran.error.contains("\u{1B}"), "\(ran)")
        }

        /// A published site may answer anything.
        @Test(arguments: ["[]", "{}", "", "<html>", "{\"states\": {\"spf/missing\": {}}}"])
        func otherFilesAreRefused(_ text: String) async throws {
            let server = try await WebServer(
                http: "server { listen 127.0.0.1:PORT; root FOLDER; }", files: ["check.json": text])
            let folder = try TemporaryFolder()
            let ran = try run(
                ["diagnose", "example.com", "--site", server.address, "--allow-private"], in: folder.path)
            #expect(ran.code == 2 && ran.error.contains("is no list of results"), "\(ran)")
        }

        /// Whatever form a domain is given in.
        @Test(arguments: [
            "D", "D.", "HTTPS://D/path?q", "someone@D", "_dmarc.D", "s1._domainkey.D", " D ", "*.D",
        ]) func domainsAreUnderstood(_ form: String) async throws {
            let servers = try await ServedZones.value.value
            let domain = RecordCase.domain(2)
            let (_, report, _) = try Diagnosed.run(
                form.replacing("D", with: domain),
                ["--only", "spf", "--resolver", "127.0.0.1:\(servers.port)"])
            #expect(report.domain == domain && report.results.map(\.summary) == ["spf fine"])
        }

        /// The issues of a folder and of a published site are the same.
        @Test func sitesNameTheirIssues() async throws {
            let servers = try await ServedZones.value.value
            let site = try TemporarySite.ofRepository()
            try await site.build()
            let server = try await WebServer(.nginx, site: site.path)
            let number = try #require(RecordCase.all.firstIndex { $0.only == "spf dmarc" })
            let common = ["--only", "spf,dmarc", "--resolver", "127.0.0.1:\(servers.port)"]
            for (place, origin) in [
                (site.path, "https://mailrith.com"), (server.address + "/guides", server.address),
            ] {
                let (code, report, _) = try Diagnosed.run(
                    RecordCase.domain(number), common + ["--site", place, "--allow-private"])
                #expect(code == 1)
                #expect(report.results.compactMap(\.id) == ["spf/missing", "dmarc/only-watches"])
                #expect(report.results.map { $0.url ?? "" }[0] == origin + "/guides/spf#spf-record-missing")
                #expect(report.results[1].after == report.results[0].title)
                #expect(report.results.allSatisfy { !$0.steps.isEmpty })
            }
            let formats = try ["text", "markdown", "sarif"].map { format in
                try run(
                    ["diagnose", RecordCase.domain(number), "--format", format, "--site", site.path] + common)
            }
            #expect(formats.allSatisfy { $0.code == 1 && $0.error.isEmpty })
            #expect(formats[0].output.contains("asked of 127.0.0.1:\(servers.port): 2 issues\n"))
            #expect(
                formats[1].output.contains("- section: <https://mailrith.com/guides/spf#spf-record-missing>"))
            let log = try #require(
                try JSONSerialization.jsonObject(with: Data(formats[2].output.utf8)) as? [String: Any])
            #expect(log["version"] as? String == "2.1.0")
            #expect(formats[2].output.contains("\"ruleId\":\"spf/missing\""))
        }
    }
}
