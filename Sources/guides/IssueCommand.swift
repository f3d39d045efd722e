import Analysis
import ArgumentParser
import Foundation
import Search
import Support

/// `guides issue`.
struct IssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Find the issue that a checker reported, and print its published twin.",
        discussion: "Exit codes: 0 found, 1 nothing fits, 2 wrong usage or a disk that refuses.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Option(help: "How to report: text or json.")
    var format = Format.text

    @Argument(help: ArgumentHelp("What the checker said, or a code.", valueName: "words"))
    var words: [String]

    /// How many other issues are named.
    private static let others = 4

    private struct Row: Encodable {
        var id: String
        var title: String
        var score: Double
        /// Its own address, the one to show.
        var url: String
        var page: String
        var twin: String
        var markdown: String
    }

    func run() async throws {
        var options = AnalyzedSite.Options()
        options.site = site
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        do {
            let reading = try await AnalyzedSite(options)
            let library = reading.library
            let hits = try await IssueFinder(reading, jobs: options.jobs).hits(words.joined(separator: " "))
            let rows = hits.prefix(1 + Self.others).map { hit in
                let page = library.addresses.full(library.pages[hit.issue.guide])
                return Row(
                    id: hit.issue.id, title: hit.issue.title, score: (hit.score * 1000).rounded() / 1000,
                    url: library.addresses.full(library.addresses.issue(hit.issue.id)),
                    page: "\(page)#\(hit.issue.anchor)",
                    twin: library.twins[hit.issue.guide] + "#\(hit.issue.anchor)",
                    markdown: String(decoding: hit.issue.twin, as: UTF8.self))
            }
            if format == .json {
                Terminal.json(try MachineText.json(rows, isPretty: true))
                if rows.isEmpty { throw ExitCode(1) }
                return
            }
            guard let best = rows.first else {
                Terminal.error(
                    "error: no issue of this site says anything of that; try the words of the checker's message"
                )
                throw ExitCode(1)
            }
            Terminal.output(best.markdown)
            Terminal.output("\(best.url)\n\(best.page)")
            for row in rows.dropFirst() { Terminal.output("see also: \(row.title)  \(row.url)") }
        } catch let error as ExitCode {
            throw error
        } catch {
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        }
    }
}
