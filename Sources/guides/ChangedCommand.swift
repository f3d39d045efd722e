import Analysis
import ArgumentParser
import Comparison
import Reports

/// `guides changed`.
struct ChangedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changed",
        abstract: "Show what a branch changes: pages, twins, related lists and findings.",
        discussion: "Example: guides changed --since main")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("Git revision to compare with.", valueName: "ref"), completion: .revisions)
    var since: String

    @Option(help: "Format of the report: text, or markdown for a comment on a pull request.")
    var format = Format.text

    func run() async throws {
        var reading = options.reading
        reading.keepsState = true
        let diff = try await SiteDiff(since: since, try await AnalyzedSite(reading), reading)
        switch format {
        case .text: Terminal.write(SiteDiffText.text(diff, since: since))
        case .markdown: Terminal.write(SiteDiffMarkdown.text(diff, since: since))
        }
    }
}
