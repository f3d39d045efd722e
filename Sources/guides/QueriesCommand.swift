import Analysis
import ArgumentParser
import Content
import Findings
import Reports
import Search

/// `guides queries`.
struct QueriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries",
        abstract: "Show how many queries of Content/queries.yml the search answers.",
        discussion: """
            A third of the queries that say where they were seen are set aside: they measure the search, and
            `guides check` does not name them.

            Exit codes: 0 every entry was asked, 1 some are wrong and were left out, 2 usage or I/O error.

            Example: guides queries --format json
            """)

    @OptionGroup var options: SiteOptions
    @OptionGroup var report: FormatOption

    func run() async throws {
        let reading = try await AnalyzedSite(options.reading)
        let acceptance = try await SearchAcceptance(reading, jobs: options.reading.jobs)
        let queries = QueryReport(acceptance)
        switch report.format {
        case .text: Terminal.write(queries.text())
        case .json: Terminal.json(try queries.json())
        }
        let unread = reading.content.findings.count { $0.file == Query.file && $0.severity == .error }
        let broken = unread + acceptance.faults.count { !$0.isMiss }
        guard broken > 0 else { return }
        Terminal.error(
            "error: \(Query.file) has \(broken) \(broken == 1 ? "fault" : "faults"), so not every query was asked as it is meant; `guides check` shows where"
        )
        throw ExitCode(1)
    }
}
