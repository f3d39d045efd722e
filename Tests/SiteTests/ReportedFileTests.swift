import Foundation
import TestSupport
import Testing

@testable import Analysis
@testable import Findings
@testable import OutputChecks
@testable import Reports
@testable import Support

/// A finding is in every report, whatever kind of file it is in.
@Suite(.timeLimit(.minutes(15))) struct ReportedFileTests {
    /// Files of each kind, with something that is wrong with each.
    private static let faults: [(file: String, text: String)] = [
        ("Content/guides/b.md", TemporarySite.guide("Beta", "[x](nowhere.md)")),
        ("Content/guides/deep/c.md", TemporarySite.guide("Gamma", "[here](../a.md)")),
        ("Content/guides/no.md", "Text without a front matter.\n"),
        ("Content/guides/Bad Name.md", TemporarySite.guide("Bad", "Text.")),
        ("Content/guides/run.svg", "<svg><script>x()</script></svg>"),
        ("Content/site.yml", TemporarySite.settings + "paht: /x\n"),
        ("Content/terms.yml", "- {term: X, guide: nowhere}\n"),
        ("Content/queries.yml", "- {query: alpha, finds: nowhere}\n"),
        ("Content/queries.yml", "- {query: alpha, fidns: a}\n"),
        ("Content/addresses.txt", "/guides/lost\n"), ("Content/addresses.txt", "<<<<<<< HEAD\n"),
        ("Templates/footer.mustache", "<footer>{{summry}}</footer>\n"),
        ("Templates/more.mustache", "<a href=\"/guides/nowhere\">x</a>\n"),
    ]

    private static func read(_ pieces: [ReportPiece], _ format: String) throws -> [String] {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let words), .finding(let words): text += words + "\n"
            case .data(let data): text += data
            default: break
            }
        }
        return try ForeignReport.read(text, format).map {
            "\($0.file ?? ""):\($0.line ?? 0):\($0.column ?? 0) \($0.severity ?? "") \($0.id ?? "")"
        }
    }

    private static func reporter(_ format: String) -> any Reporter {
        switch format {
        case "text": TextReporter(hasColor: false)
        case "json": JSONReporter()
        case "sarif": SARIFReporter(prefix: "")
        case "github": GitHubReporter(prefix: "", environment: [:])
        default: JUnitReporter()
        }
    }

    @Test(arguments: faults.indices) func eachFileIsInEachReport(_ index: Int) async throws {
        let (file, text) = Self.faults[index]
        let site = try TemporarySite(
            ["a.md": TemporarySite.guide("Alpha", "Text.")].merging([file: text]) { $1 }, templates: false)
        var options = AnalyzedSite.Options()
        options.site = site.path
        let reading = try await AnalyzedSite(options)
        let findings = try await reading.allFindings(options)
        #expect(findings.contains { $0.file == file }, "\(findings)")
        let result = CheckResult(
            findings, of: reading, showsNotes: true, known: nil, failing: .warning, started: Date())
        let expected = findings.map {
            "\($0.file):\($0.location.line):\($0.location.column) \($0.severity.rawValue) \($0.id)"
        }.sorted()
        for format in ["text", "json", "sarif", "github", "junit"] {
            let found = try Self.read(try Self.reporter(format).report(on: result), format)
            #expect(found.sorted() == expected, "\(format)")
        }
        // In JUnit a guide without a finding is a case that passed.
        let junit = JUnitReporter().report(on: result)
        guard case .data(let suites)? = junit.first else { throw Program.Failure("\(junit)") }
        for guide in reading.library.guides {
            let suite = try #require(
                suites.components(separatedBy: "<testsuite ").first { $0.contains(" name=\"\(guide.file)\"") }
            )
            let isClean = !findings.contains { $0.file == guide.file }
            #expect(suite.contains("name=\"guides check\"") == isClean, "\(guide.file)")
        }
    }

    /// Files of a report are named from the repository, wherever in it the site is; code hosts find them by that.
    @Test(
        arguments: ["", "docs", "docs/deep site", "way"], ["repository", "workspace", "elsewhere", "none"])
    func filesAreNamedFromTheRepository(_ folder: String, _ kind: String) throws {
        let root = try TemporaryFolder()
        let site = folder.isEmpty ? root.path : "\(root.path)/\(folder)"
        try Disk.makeFolder("\(root.path)/docs/deep site")
        try Disk.writeNew(Array("x".utf8), to: "\(root.path)/docs/deep site/x")
        let words = try shell(
            "ln -s 'docs/deep site' way" + (kind == "none" ? "" : " && git init -q ."), in: root.path)
        #expect(words.code == 0, "\(words)")
        let environment: [String: String] =
            switch kind {
            case "workspace": ["GITHUB_WORKSPACE": root.path]
            // A folder that is not there says nothing of where the repository is.
            case "elsewhere": ["GITHUB_WORKSPACE": root.path + "/gone"]
            default: [:]
            }
        let path = folder == "way" ? "docs/deep site" : folder
        let expected = kind == "none" || path.isEmpty ? "" : path + "/"
        #expect(RepositoryPath.prefix(ofSite: site, environment: environment) == expected)
    }
}
