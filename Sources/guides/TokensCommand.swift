import Analysis
import ArgumentParser
import Reports

/// `guides tokens`.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract:
            "Show how many tokens each guide costs an agent: as a page, as text, and as a twin.",
        discussion: TokenReport.method + "\n\nExample: guides tokens spf")

    @OptionGroup var options: SiteOptions
    @OptionGroup var report: FormatOption

    @Argument(
        help: ArgumentHelp("Slug of the guide. (default: all guides)", valueName: "slug"),
        completion: .slugs)
    var slug: String?

    func run() async throws {
        let reading = try await AnalyzedSite(options.reading)
        let tokens = try await TokenReport(reading, slug: slug, jobs: options.reading.jobs)
        if let slug, tokens.guides.isEmpty { throw CommandError(reading.library.unknownGuide(slug)) }
        switch report.format {
        case .text: Terminal.write(tokens.text())
        case .json: Terminal.json(try tokens.json())
        }
    }
}
