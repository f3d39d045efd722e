import Analysis
import ArgumentParser
import Reports
import Search

/// `guides issue`.
struct IssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Find the issue that a checker reported, and print its published twin.",
        discussion:
            "Exit codes: 0 found, 1 not found, 2 usage or I/O error.\n\nExample: guides issue \"550 5.7.1 Client host rejected\""
    )

    @OptionGroup var options: SiteOptions
    @OptionGroup var report: FormatOption

    @Argument(help: ArgumentHelp("Words of the checker's message, or a code.", valueName: "words"))
    var words: [String]

    /// The number of issues that are named: the best one, which is printed, and others.
    private static let most = 5

    func run() async throws {
        let reading = try await AnalyzedSite(options.reading)
        let search = try await IssueSearch(reading, jobs: options.reading.jobs)
        let hits = try search.hits(words.joined(separator: " "), most: Self.most)
        let found = IssueReport(hits, in: reading)
        switch report.format {
        case .json: Terminal.json(try found.json())
        case .text where found.isEmpty:
            Terminal.error(
                "error: no issue of this site matches; try the words of the checker's message")
        case .text: Terminal.write(found.text())
        }
        if found.isEmpty { throw ExitCode(1) }
    }
}
