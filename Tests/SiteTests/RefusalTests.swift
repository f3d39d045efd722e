import Foundation
import Glibc
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import Fixing
@testable import Support

/// What the tool refuses, each with its occasion: it says why, ends with the code of a refusal, and changes nothing.
@Suite(.timeLimit(.minutes(15))) struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// The file of the sources that refuses.
        var source: String
        var words: String
        var arguments: [String]
        /// More files of the site.
        var files: [String: String] = [:]
        var code: Int32 = 2
        var testDescription: String { "\(source): \(arguments.joined(separator: " "))" }

        init(
            _ source: String, _ words: String, _ arguments: [String], _ files: [String: String] = [:],
            code: Int32 = 2
        ) {
            (self.source, self.words, self.arguments, self.files, self.code) =
                (source, words, arguments, files, code)
        }
    }

    private static let editors = [
        "javascript:alert('{path}')", "JavaScript:alert('{path}')", "JAVASCRIPT:{path}",
        "data:text/html,{path}",
        "Data:text/html,{path}", "vscode://file", "{path", ":",
    ]
    private static let ports = ["0", "-1", "65536", "100000"]

    static let cases: [Case] =
        editors.map { Case("PreviewCommand", "--editor must be an address", ["preview", "--editor=\($0)"]) }
        + ports.map {
            Case("ListenOptions", "--port must be a number from 1 to 65535", ["preview", "--port=\($0)"])
        }
        + ["0", "-1"].flatMap { jobs in
            ["build", "check", "tokens", "keywords", "preview"].map {
                Case("SiteOptions", "--jobs must be at least 1", [$0, "--jobs=\(jobs)"])
            }
        }
        + [
            Case("BuildCommand", "cannot be used together", ["build", "--record", "--drafts"]),
            Case("BuildCommand", "cannot be used together", ["build", "--drafts", "--record", "--quiet"]),
        ]
        + ["example.com", "https://example.com/x", "ftp://example.com", "https://", "//example.com"].map {
            Case("BuildCommand", "--base-url must be a scheme and a host", ["build", "--base-url=\($0)"])
        }
        + [
            Case("BuildCommand", "--output must name a folder", ["build", "--output", ""]),
            Case("FixOptions", "--dry-run needs --fix", ["check", "--dry-run"]),
            Case(
                "Rename", "no host can redirect from an address named f#g", ["rename", "f#g", "fg"],
                ["Content/guides/f#g.md": TemporarySite.guide("F", "Text.")]),
            Case("FixOptions", "--dry-run needs --fix", ["check", "--dry-run", "--only", "links"]),
            Case("CheckCommand", "did you mean links/self?", ["check", "--only", "links/sef"]),
            Case(
                "CheckCommand", "`guides checks` lists them", ["check", "--fix", "--only", "qqqqqqq/qqqqq"]),
            Case("TokensCommand", "named nowhere; slugs are the names", ["tokens", "nowhere"]),
            Case("KeywordsCommand", "named nowhere; slugs are the names", ["keywords", "nowhere"]),
            Case("LinksCommand", "the link cache has no", ["links", "seen", "https://example.net/"]),
            Case("ExplainCommand", "did you mean links/self?", ["explain", "links/sef"]),
            Case(
                "ExplainCommand", "links is a group of checks; `guides checks links`", ["explain", "links"]),
            Case(
                "ChecksCommand", "is a check; `guides explain links/self`", ["checks", "links/self"]),
            Case("ChecksCommand", "did you mean links?", ["checks", "link"]),
            Case("ChecksCommand", "needs a group", ["checks", "--format", "markdown"]),
            Case("DiagnoseCommand", "That is an IP address", ["diagnose", "192.0.2.1"]),
            Case("DiagnoseCommand", "must name a kind of record", ["diagnose", "a.example", "--only", ","]),
            Case(
                "DiagnoseCommand", "no kind of record is called spam",
                ["diagnose", "a.example", "--only", "spam"]),
            Case(
                "DiagnoseCommand", "is no selector", ["diagnose", "a.example", "--selector", "a b"]),
            Case("HostCommand", "no rules are known for ngin; did you mean nginx?", ["host", "ngin"]),
            Case(
                "HostCommand", "--listen must be an address with a port",
                ["host", "nginx", "--listen", "x:y"]),
            Case("HostCommand", "--output must name a file", ["host", "nginx", "--output", ""]),
            Case("HostCommand", "must not contain control characters", ["host", "nginx", "--root", "/a\nb"]),
            Case(
                "HostCommand", "must not contain control characters",
                ["host", "nginx", "--certificate", "/a\tb", "--key", "/k"]),
            Case(
                "HostCommand", "must not contain control characters",
                ["host", "nginx", "--certificate", "/a", "--key", "/k\u{7F}"]),
            Case("CertificateOptions", "together, or neither", ["host", "nginx", "--certificate", "/a"]),
            Case("CertificateOptions", "together, or neither", ["host", "nginx", "--key", "/a"]),
            // Renaming.
            Case("Rename", "no guide is named", ["rename", "nowhere", "new"]),
            Case("Rename", "no guide is named", ["rename", "ssl", "new"]),
            Case("Rename", "a guide is already named spf", ["rename", "tls", "spf"]),
            Case("Rename", "a guide is already named plans", ["rename", "tls", "plans"]),
            Case(
                "Rename", "was once named ssl, and readers still follow that name", ["rename", "spf", "ssl"]),
            Case(
                "Rename", "was once named ssl, and readers still follow that name",
                ["rename", "plans", "ssl"]),
            Case(
                "Rename", "new.md already exists", ["rename", "tls", "new"],
                ["Content/guides/new.md/x.txt": "x"]),
            Case(
                "Rename", "has no place for the alias", ["rename", "braces", "new"],
                [
                    "Content/guides/braces.md":
                        "---\n{title: Braces, summary: A summary of it., category: basics}\n---\n\nText.\n"
                ]),
            // Starting a guide.
            Case("NewGuide", "a guide is already named tls", ["new", "tls"]),
            Case("NewGuide", "cannot be a folder of guides", ["new", "../x"]),
            Case("NewGuide", "cannot be a folder of guides", ["new", "/x"]),
            Case(
                "NewGuide", "fresh.md already exists", ["new", "fresh"],
                ["Content/guides/fresh.md/x.txt": "x"]),
            Case(
                "NewGuide", "has no category; add one first", ["new", "fresh"],
                ["Content/site.yml": "name: Site\nsummary: What it is.\nbase-url: https://example.org\n"]),
            Case(
                "NewGuide", "cannot be read; `guides check` says why", ["new", "fresh"],
                ["Content/site.yml": "name: [\n"]),
            Case("NewCommand", "--title must not be empty", ["new", "fresh", "--title", "  "]),
            Case("NewGuide", "did you mean basics?", ["new", "fresh", "--category", "basic"]),
        ]
        + ["New", "a b", "a/b", "../a", "search", "glossary", "é", "", ".x"].map {
            Case("Rename", "the new name", ["rename", "tls", $0])
        }

    @Test(arguments: cases) func areMadeWithTheirReason(_ test: Case) throws {
        let site = try TemporarySite(ExampleTests.site.merging(test.files) { $1 })
        let before = try files(in: site.path)
        // A preview that is not refused would run on.
        let result = try Program.run(
            ["timeout", "20", tool] + test.arguments
                + (["ChecksCommand", "ExplainCommand"].contains(test.source) ? [] : ["--site", site.path]))
        #expect(result.code == test.code, "\(result)")
        #expect(result.error.contains(test.words) && result.output.isEmpty, "\(result)")
        #expect(try files(in: site.path) == before)
    }

    /// What is like a refusal and is none: another reason ends it, or nothing does.
    @Test(arguments: [
        ["preview", "--editor=vscode://file{path}:{line}"], ["preview", "--editor=idea://open?file={path}"],
        ["preview", "--editor=http://localhost:63342/{path}"], ["preview", "--port=1"],
        ["preview", "--port=65535"],
        ["build", "--record"], ["build", "--drafts"], ["build", "--base-url=http://localhost:8080"],
        ["check", "--jobs=1"], ["rename", "tls", "ssl-new"], ["host", "nginx", "--listen", "127.0.0.1:80"],
    ])
    func areNotMadeWithoutReason(_ arguments: [String]) throws {
        let result = try run(arguments + ["--site", "/nowhere/at/all"])
        #expect(result.code == 2 && result.error.contains("/nowhere/at/all"), "\(result)")
    }

    /// A guide may have its own former name back.
    @Test func anOwnFormerNameIsFree() throws {
        let site = try TemporarySite(ExampleTests.site)
        let result = try run(["rename", "tls", "ssl", "--site", site.path])
        #expect(result.code == 0, "\(result)")
        #expect(try site.read("ssl.md").contains("aliases: [tls]"))
    }

    /// Each place in the sources that refuses has a row above: a new one needs a new row.
    @Test func eachHasAnOccasion() throws {
        // A file that changes within the moment between two readings of one command, a folder that is a link, and those of
        // `StarterTests`, `ImportTests` and `DiagnoseTests`.
        let elsewhere = [
            "Rename": 2, "NewSite": 4, "NewGuide": 2, "SiteFolder": 1, "InitCommand": 1, "ImportCommand": 3,
            "DiagnoseCommand": 3,
        ]
        var found: [String: Int] = [:]
        for (path, text) in try OutputLimitTests.sources("Sources") {
            let name = String(path.split(separator: "/").last!.dropLast(6))
            let count = text.matches(
                of: /(?:throw |= )(?:ValidationError|CommandError|Refusal|CannotStart)\(/
            ).count
            if count > 0 { found[name] = count }
            // It says why a name is none, and its callers refuse it.
            if let function = text.firstMatch(of: /func refusal\(ofName(?s:.)*?\n    }\n/) {
                found[name] = function.0.matches(of: /return\s+"/).count
            }
        }
        var held = elsewhere
        /// What the library says of a name; a row that has it counts as one reason of its command too.
        func reason(_ words: String) -> String? {
            if words.contains("already exists") { return nil }
            return ["already", "was once named", "the new name"].first { words.contains($0) }
        }
        held["NameRefusal"] = Set(Self.cases.compactMap { reason($0.words) }).count
        for (source, rows) in Dictionary(grouping: Self.cases, by: \.source) {
            let words = Set(
                rows.map {
                    if reason($0.words) != nil { return "a name" }
                    return $0.words.contains("did you mean") || $0.words.contains("lists them")
                        ? "near" : $0.words
                })
            held[source, default: 0] += words.count
        }
        #expect(found == held)
    }

    // MARK: A file that was saved in the meantime

    /// How a file comes to be another one while it is fixed.
    enum Meanwhile: String, CaseIterable { case longer, sameLength, empty, gone, linkToOther, folder }

    @Test(arguments: Meanwhile.allCases) func whatWasSavedMeanwhileStays(_ change: Meanwhile) throws {
        let site = try TemporarySite(ExampleTests.site)
        let file = "Content/guides/example.md"
        let text = FixTests.head("updated: 2026-11-20", "[a](TLS.md)")
        try site.write(file, text)
        let source = SourceText(Array(text.utf8))
        let at = try #require(source.bytes.firstRange(of: Array("TLS.md".utf8)))
        let finding = Finding(
            .linksWrongCase, file: file, at: source.location(of: at.lowerBound), "x",
            fix: Fix.safe(source, at, "tls.md"))
        let fixer = Fixer(site: site.path)
        let changes = try fixer.changes([finding]).changes
        #expect(changes.count == 1)
        let path = "\(site.path)/\(file)"
        switch change {
        case .longer: try site.write(file, text + "\nWork of an hour.\n")
        case .sameLength:
            try site.write(file, text.replacing("Text", with: "Next").replacing("[a]", with: "[b]"))
        case .empty: try site.write(file, "")
        case .gone: try site.remove(file)
        case .linkToOther:
            try site.remove(file)
            #expect(symlink("tls.md", path) == 0)
        case .folder:
            try site.remove(file)
            try site.write(file + "/x.txt", "x")
        }
        let before = try files(in: site.path + "/Content")
        #expect(throws: DiskError.self) { try fixer.write(changes[0]) }
        #expect(try files(in: site.path + "/Content") == before)
        // Where it is as it was, the fix is written.
        if change == .sameLength {
            try site.write(file, text)
            try fixer.write(changes[0])
            #expect(try site.read(file) == text.replacing("TLS.md", with: "tls.md"))
        }
    }

    /// A finding of a text that is no longer there is refused, and named.
    @Test func roundsEndWhereAFileChanged() async throws {
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", FixTests.head("updated: 2026-11-20", "[a](TLS.md)"))
        var options = AnalyzedSite.Options()
        options.site = site.path
        let found = try await AnalyzedSite(options).allFindings(options).filter { $0.fix != nil }
        var rounds = FixRounds(site: site.path)
        let saved = FixTests.head("updated: 2026-11-20", "An author's own words.")
        try site.write("example.md", saved)
        let changed = try rounds.run(found)
        #expect(!changed && rounds.failures.count == 1)
        #expect(try site.read("example.md") == saved)
    }

    // MARK: No network

    /// A namespace of its own has no network but a loopback that is down.
    private static let alone: [String]? = [["unshare", "-n"], ["unshare", "-rn"]].first {
        (try? Program.run($0 + ["true"]).code) == 0
    }

    @Test(
        .enabled("this machine makes no namespaces") { alone != nil }, arguments: [[], ["--strict"]],
        ["text", "json", "sarif", "github", "junit"])
    func withoutANetworkAStrictCheckFails(_ strict: [String], _ format: String) throws {
        let site = try TemporarySite(ExampleTests.site)
        try site.write("example.md", FixTests.head("updated: 2026-11-20", "See [it](https://example.net/x)."))
        let command = [tool, "check", "--site", site.path, "--external", "--format", format] + strict
        let bare = ["http_proxy": "", "https_proxy": "", "all_proxy": "", "HTTPS_PROXY": "", "ALL_PROXY": ""]
        let result = try Program.run(try #require(Self.alone) + command, environment: bare)
        #expect(result.error.contains("there is no network"), "\(result)")
        #expect(result.code == (strict.isEmpty ? 0 : 1), "\(result)")
        #expect(result.output.isEmpty == !strict.isEmpty, "\(result)")
        // Without links to other sites nothing is missing.
        try site.write("example.md", FixTests.head("updated: 2026-11-20", "Text."))
        let none = try Program.run(try #require(Self.alone) + command, environment: bare)
        #expect(none.code == 0 && none.error.isEmpty, "\(none)")
    }
}
