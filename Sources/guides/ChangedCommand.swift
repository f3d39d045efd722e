import ArgumentParser
import Foundation
import GuideKit

/// `guides changed`.
struct ChangedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "changed",
        abstract: "Show what a branch changes: pages, twins, related lists and findings.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Option(help: ArgumentHelp("The revision of git to compare with.", valueName: "ref"))
    var since: String

    @Option(help: "How to report: text, or markdown for a comment on a pull request.")
    var format = Format.text

    @Option(help: ArgumentHelp("How many workers. (default: as many as there are cores)", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs is a number from 1.") }
    }

    func run() async throws {
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        options.today = Day(secondsSince1970: Int(Date().timeIntervalSince1970))
        options.keepsState = true
        do {
            let reading = try await AnalyzedSite(options)
            let changes = try await SiteDiff(since: since, reading, options)
            switch format {
            case .text: Terminal.write(changes.text(since: since))
            case .markdown: Terminal.write(changes.markdown(since: since))
            }
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }
}
