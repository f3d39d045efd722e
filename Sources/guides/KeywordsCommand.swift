import ArgumentParser
import Foundation
import GuideKit

/// `guides keywords`.
struct KeywordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keywords",
        abstract:
            "Show each keyword of a guide: where it comes from, where it is, and who else claims it.")

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
        let library: Library
        do {
            library = try await AnalyzedSite(options).library
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
        let reports = KeywordReport.all(library, slug: slug)
        if let slug, reports.isEmpty {
            Terminal.error("error: \(library.unknownGuide(slug))")
            throw ExitCode(2)
        }
        switch format {
        case .text: Terminal.write(reports.map { $0.text() }.joined(separator: "\n"))
        case .json: Terminal.json(try KeywordReport.json(reports))
        }
    }
}
