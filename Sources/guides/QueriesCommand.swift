import Analysis
import ArgumentParser
import Reports
import Search

/// `guides queries`.
struct QueriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries",
        abstract: "Show how many queries of Content/queries.yml the search answers.",
        discussion: """
            A third of the queries that say where they were seen are set aside: they measure the search, and guides
            check does not name them.

            Example: guides queries --format json
            """)

    @OptionGroup var options: SiteOptions
    @OptionGroup var report: FormatOption

    func run() async throws {
        let reading = try await AnalyzedSite(options.reading)
        let queries = QueryReport(try await SearchAcceptance(reading, jobs: options.reading.jobs))
        switch report.format {
        case .text: Terminal.write(queries.text())
        case .json: Terminal.json(try queries.json())
        }
    }
}
