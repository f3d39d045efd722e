import ArgumentParser
import Content
import Foundation
import Publishing
import Reports
import Support

/// `guides build`.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the site: every guide a page for people and a twin for agents."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: ArgumentHelp("The site's folder, which holds Content/ and Templates/.", valueName: "dir"))
    var site = "."

    @Option(help: ArgumentHelp("Where to publish. (default: Public in the site's folder)", valueName: "dir"))
    var output: String?

    @Option(help: ArgumentHelp("Scheme and host, instead of base-url of site.yml.", valueName: "url"))
    var baseURL: String?

    @Flag(help: "Build drafts too.")
    var drafts = false

    @Flag(
        help:
            "Write the addresses that are published into Content/addresses.txt; from then on a build that loses one fails."
    )
    var record = false

    @Flag(
        help:
            "Write .guides/manifest.json: each published file with its SHA-256, for tools that upload what changed."
    )
    var manifest = false

    @Option(help: ArgumentHelp("How many workers. (default: as many as there are cores)", valueName: "n"))
    var jobs: Int?

    @Option(help: "How to report: text or json.")
    var format = Format.text

    @Flag(help: "Print findings alone, without notices and the summary.")
    var quiet = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs is a number from 1.") }
        if record, drafts { throw ValidationError("--record is for what is published; drafts are not.") }
        if let baseURL, Site.origin(baseURL) == nil {
            throw ValidationError("--base-url is scheme and host alone, such as https://example.com.")
        }
    }

    func run() async throws {
        var build = Build()
        build.output = output
        build.options.site = site
        build.options.baseURL = baseURL.flatMap(Site.origin)
        build.options.withDrafts = drafts
        build.records = record
        build.writesManifest = manifest
        build.options.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        build.options.today = Day(secondsSince1970: Int(Date().timeIntervalSince1970))

        let clock = ContinuousClock()
        let start = clock.now
        let ticker =
            Terminal.isErrorTerminal && !quiet && format == .text
            ? Terminal.show(build.options.progress) : nil
        let result: Result<Build.Report, any Error>
        do {
            result = .success(try await build.run())
        } catch {
            result = .failure(error)
        }
        ticker?.cancel()
        await ticker?.value
        let duration = (clock.now - start).components
        let seconds = Double(duration.seconds) + Double(duration.attoseconds) / 1e18

        switch result {
        case .failure(let error):
            Terminal.error("error: \(error)")
            throw ExitCode(2)
        case .success(let report):
            switch format {
            case .json: Terminal.json(try JSONReport(report, seconds: seconds).text())
            case .text: show(report, seconds: seconds)
            }
            if !report.isPublished { throw ExitCode(1) }
        }
    }

    private func show(_ report: Build.Report, seconds: Double) {
        var text = TextReport(site: site, hasColor: Terminal.hasColor(STDOUT_FILENO))
        // Notes are for the writer at the terminal; logs of CI stay short.
        let shown = report.findings.filter { $0.severity > .note || Terminal.isOutputTerminal }
        for finding in shown { Terminal.report(text.text(finding)) }
        if quiet { return }
        for notice in report.notices { Terminal.error("notice: \(notice)\n") }
        if !report.isPublished {
            Terminal.output("not published: \(TextReport.count(shown)); the site is as it was")
            return
        }
        let removed = report.removed == 0 ? "" : ", \(report.removed) removed"
        Terminal.output(
            "\(report.guides, "guide"), \(report.written, "file") written, \(report.unchanged) unchanged\(removed), "
                + "\(report.links, "link"), \(Self.inWords(seconds)): \(TextReport.count(shown))")
        if report.recorded > 0 {
            Terminal.output(
                "\(report.recorded, "address is", plural: "addresses are") new in \(AddressHistory.file); commit it"
            )
        }
    }

    private static func inWords(_ seconds: Double) -> String {
        seconds < 1 ? "\(Int((seconds * 1000).rounded())) ms" : "\((seconds * 100).rounded() / 100) s"
    }
}
