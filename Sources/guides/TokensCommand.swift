import ArgumentParser
import Foundation
import GuideKit

/// `guides tokens`.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Show what it costs an agent to read each guide: as a page, as its text, as the twin.",
        discussion: TokenReport.method)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Option(help: "How to report: text or json.")
    var format = Format.text

    @Argument(help: ArgumentHelp("The guide; all guides by default.", valueName: "slug"))
    var slug: String?

    func run() async throws {
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        do {
            let reading = try await AnalyzedSite(options)
            let report = try await TokenReport(reading, slug: slug, jobs: options.jobs)
            if let slug, report.guides.isEmpty {
                Terminal.error("error: \(reading.library.unknownGuide(slug))")
                throw ExitCode(2)
            }
            switch format {
            case .text: Terminal.write(report.text())
            case .json: Terminal.json(try report.json())
            }
        } catch let error as ExitCode {
            throw error
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }
}
