import Analysis
import ArgumentParser
import Reports

/// `guides keywords`.
struct KeywordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords",
        abstract:
            "Show each keyword of a guide: where it comes from, where it occurs, and which other guides claim it.",
        discussion: "Example: guides keywords spf")

    @OptionGroup var options: SiteOptions
    @OptionGroup var report: FormatOption

    @Argument(
        help: ArgumentHelp("Slug of the guide. (default: all guides)", valueName: "slug"),
        completion: .slugs)
    var slug: String?

    func run() async throws {
        let library = try await AnalyzedSite(options.reading).library
        let reports = KeywordReport.all(library, slug: slug)
        if let slug, reports.isEmpty { throw CommandError(library.unknownGuide(slug)) }
        switch report.format {
        case .text: Terminal.write(reports.map { $0.text() }.joined(separator: "\n"))
        case .json: Terminal.json(try KeywordReport.json(reports))
        }
    }
}
