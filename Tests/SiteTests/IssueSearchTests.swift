import TestSupport
import Testing

@testable import Analysis
@testable import Search

/// A checker's message finds its section, on the real guides.
@Suite(.timeLimit(.minutes(15))) struct IssueSearchTests {
    private func hits(_ query: String) async throws -> [IssueSearch.Hit] {
        var options = AnalyzedSite.Options()
        options.site = repository
        return try await IssueSearch(try await AnalyzedSite(options), jobs: 2).hits(query, most: 5)
    }

    @Test(arguments: [
        ("missing mta-sts record", "missing-mta-sts-dns-record"),
        ("Missing MTA-STS DNS Record", "missing-mta-sts-dns-record"),
        ("multiple-spf-records", "multiple-spf-records"),
        ("more than one SPF record: multiple", "multiple-spf-records"),
        ("too many dns lookups spf", "too-many-spf-lookups"),
        ("void lookup limit", "too-many-void-lookups"),
        ("spf permerror", "spf-permanent-error"),
        ("certifcate expired", "tls-certificate-expired"),
        ("STARTTLS is not offered by the server", "starttls-not-offered"),
        ("certificate chain is incomplete", "incomplete-certificate-chain"),
        ("no PTR record found", "no-ptr-record"),
        ("HELO hostname does not match", "helo-name-mismatch"),
        ("return path alignment", "return-path-not-aligned"),
        ("several TLS-RPT records", "multiple-tls-rpt-records"),
        ("mta-sts policy file could not be reached: unreachable", "mta-sts-policy-file-unreachable"),
        ("sts-policy-fetch-error", "mta-sts-policy-file-unreachable"),
        ("error 20: unable to get local issuer certificate", "incomplete-certificate-chain"),
        ("sender domain is unverified, not verified", "sender-domain-not-verified"),
        ("552 5.2.2 mailbox full", "bounce-mailbox-full"), ("5.7.26", "bulk-requirement-spf-or-dkim-missing"),
        ("spf=permerror (too many DNS lookups)", "too-many-spf-lookups"),
        ("550 5.1.1 The email account that you tried to reach does not exist", "bounce-unknown-user"),
        ("domainkeys identified mail record missing", "dkim-record-missing"),
    ])
    func findsWhatACheckerSaid(query: String, id: String) async throws {
        let hits = try await hits(query)
        #expect(hits.first?.issue.id == id, "\(hits.prefix(3).map { ($0.issue.id, $0.score) })")
        #expect(hits.allSatisfy { (0...1).contains($0.score) })
    }

    /// Each message is what the issue that comes first is about, and the site's search has it among its first three results.
    @Test func messagesOfToolsLeadToTheirIssues() async throws {
        var options = AnalyzedSite.Options()
        options.site = repository
        let reading = try await AnalyzedSite(options)
        let issues = try await IssueSearch(reading, jobs: 2)
        let search = try await RankingTests.search(reading)
        for (message, issue) in CheckerMessages.all {
            let hits = try issues.hits(message, most: 5)
            #expect(hits.first?.issue.id == issue, "\(message): \(hits.map(\.issue.id))")
            let parts = try search.results(message, most: 3).map {
                $0.url.split(separator: "#").last.map(String.init)
            }
            let anchor = hits.first { $0.issue.id == issue }?.issue.anchor
            #expect(parts.contains(anchor), "\(message): \(parts)")
        }
    }

    /// What a wording says in several words weighs more than a code, and the names in it mean any.
    @Test(arguments: [
        (
            "550 5.7.26 This mail is blocked because the sender is unauthenticated. Use either SPF or DKIM.",
            "sender-unknown"
        ),
        ("550-5.7.26 the sender is unauthenticated", "sender-unknown"), ("550 5.7.26 go away", "code-alone"),
        ("5.7.26", "code-alone"),
        ("Redirect loop: mail.somewhere.de", "loop-in-a-record"),
        ("Redirect loop: example.org", "loop-in-a-record"),
        ("a redirect loop was found", "loop-of-a-link"), ("redirect loop", "loop-of-a-link"),
        ("[2a01:4f8::1] is not known here", "address-unknown"),
        ("198.51.100.7 is not known here.", "address-unknown"),
        ("The record must be at _dmarc.somewhere.de, not somewhere.de.", "record-elsewhere"),
        ("550 is not known to us, said somebody@somewhere.de", "person-unknown"),
    ])
    func phrasesOutweighCodes(_ message: String, _ issue: String) async throws {
        let issues = [
            ("Code Alone", "5.7.26"), ("Sender Unknown", "sender is unauthenticated"),
            ("Loop in a Record", "Redirect loop: example.com"), ("Loop of a Link", "redirect loop"),
            ("Address Unknown", "192.0.2.1 is not known here"),
            ("Record Elsewhere", "the record must be at _dmarc.example.com, not example.com"),
            ("Person Unknown", "is not known to us, said somebody@example.net"),
        ]
        let ids = issues.map { $0.0.lowercased().replacing(" ", with: "-") }
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                more: "issues:\n"
                    + zip(ids, issues).map { "  - {issue: \($0), matches: [\"\($1.1)\"]}\n" }.joined(),
                "Text.\n\n## Fix Common Issues\n\n"
                    + issues.map { "### \($0.0)\n\nThe tool said `no`.\n\n1. Ask.\n2. Check again.\n\n" }
                    .joined())
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let hits = try await IssueSearch(try await AnalyzedSite(options), jobs: 2).hits(message, most: 5)
        #expect(hits.first?.issue.id == issue, "\(hits.map { ($0.issue.id, $0.score) })")
    }

    /// A question has an answer wherever the search has one that fits.
    @Test(arguments: [
        "people receive an email from our store which they manually report as spam, harming our IP rating",
        "Ensure MailChimp can still send mail to Google and Yahoo after Feb 2024",
        "why do customers find our newsletters among the junk since we changed the provider last week?",
    ])
    func questionsAreAnswered(_ question: String) async throws {
        #expect(try await !hits(question).isEmpty)
    }

    @Test(arguments: ["chocolate cake", "", "???", "how to bake bread", "my dog ate the server", "the", "no"])
    func findsNothingWhereNothingFits(query: String) async throws {
        #expect(try await hits(query).isEmpty)
    }

    /// A title that an issue was once published under may still be what a tool says.
    /// A wording that is a name alone is no wording of other names, files or times.
    @Test(arguments: [
        ("example.com", true), ("mail.foo.org", false), ("config.yml", false), ("setup.exe", false),
        ("12:30:45", false), ("2001:db8::1", false),
    ])
    func aNameAloneMeansItselfAlone(_ query: String, _ isFound: Bool) async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha", more: "issues: [{issue: no-record, matches: [example.com]}]",
                "Text.\n\n## Fix Common Issues\n\n### No Record\n\nIt says so.\n\n1. Look.\n")
        ])
        var options = AnalyzedSite.Options()
        options.site = site.path
        let hits = try await IssueSearch(try await AnalyzedSite(options), jobs: 2).hits(query, most: 5)
        #expect(hits.map(\.issue.id) == (isFound ? ["no-record"] : []))
    }

    @Test func findsFormerTitles() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                "Text.\n\n## Fix Common Issues\n\n### Blocked Port\n\nIt is closed.\n\n1. Open it.\n2. See it open."
            )
        ])
        try site.write("Content/addresses.txt", "/guides/i/blocked-port\tThe Relay Stays Silent\n")
        let result = try run(["issue", "--site", site.path, "the relay stays silent"])
        #expect(result.code == 0 && result.output.hasPrefix("# Blocked Port\n"), "\(result)")
    }

    /// Guides and terms may fit a message better than the issue that it is about; they are no issues.
    @Test(arguments: [0, 1, 400]) func findsAnIssueBelowAnyNumberOfGuides(_ count: Int) async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                "Text.\n\n## Fix Common Issues\n\n### Relay Without a Certificate Today\n\nIt said `no`.\n\n1. Ask.\n2. Look again."
            )
        ])
        for number in 0..<count {
            try site.write("b\(number).md", TemporarySite.guide("Relay Certificate \(number)", "Text."))
        }
        var options = AnalyzedSite.Options()
        options.site = site.path
        let hits = try await IssueSearch(try await AnalyzedSite(options), jobs: 2).hits(
            "relay certificate", most: 5)
        #expect(hits.map(\.issue.id) == ["relay-without-a-certificate-today"])
    }

    @Test func findsCodesAndOtherWordings() async throws {
        let site = try TemporarySite([
            "a.md": TemporarySite.guide(
                "Alpha",
                more:
                    "issues:\n  - {issue: blocked-port, matches: [certificate-expired, '5.7.10', 'cannot reach the relay']}",
                "Text.\n\n## Fix Common Issues\n\n### Blocked Port\n\nThe checker saw `closed`.\n\n1. Open it.\n2. Look again that it is open.\n\n### Other Thing\n\nThe relay said `no`.\n\n1. Ask.\n2. Check again."
            )
        ])
        for query in ["5.7.10", "550 5.7.10 refused", "certificate-expired", "Cannot reach the relay"] {
            let result = try run(["issue", "--site", site.path, query])
            #expect(result.code == 0)
            #expect(result.output.hasPrefix("# Blocked Port\n\n- [Human page]"), "\(query)")
            #expect(result.output.contains("\n\nThe checker saw `closed`."), "\(query)")
            #expect(
                result.output.contains(
                    "\nhttps://example.org/guides/i/blocked-port\nhttps://example.org/guides/a#blocked-port\n"
                ))
        }
        #expect(
            try run(["issue", "--site", site.path, "--format", "json", "5.7.10"]).output.contains(
                "\"id\" : \"blocked-port\""))
        #expect(try run(["issue", "--site", site.path, "chocolate"]).code == 1)
        #expect(try run(["issue", "--site", site.path]).code == 2)
    }
}
