import ArgumentParser
import Foundation
import GuideKit

/// `guides rename`.
struct RenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a guide another name: move its file, fix all links to it, keep its old address.")

    @Argument(help: ArgumentHelp("The guide's slug.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The slug that it is to have.", valueName: "new"))
    var new: String

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    func run() async throws {
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        func slug(_ name: String) -> String { name.hasSuffix(".md") ? String(name.dropLast(3)) : name }
        do {
            let report = try await Rename(options).run(slug(old), to: slug(new))
            Terminal.output("\(report.from) is \(report.to) now, and its old address leads there")
            let links = "\(report.links, "link")"
            if report.links > 0 {
                let files = report.files.isEmpty ? "" : ": \(report.files.joined(separator: ", "))"
                Terminal.output("\(links) fixed\(files)")
            }
            for failure in report.failures { Terminal.error(failure) }
            for mention in report.mentions { Terminal.error("look at \(mention)") }
            if !report.failures.isEmpty { throw ExitCode(1) }
        } catch let error as ExitCode {
            throw error
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }
}
