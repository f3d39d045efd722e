import ArgumentParser
import Content
import Foundation
import Publishing
import Reports

/// `guides build`.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the site: every guide a page for people and a twin for agents."
    )

    @OptionGroup var options: SiteOptions

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

    @OptionGroup var report: FormatOption

    @Flag(help: "Print only findings, without notices and the summary.")
    var quiet = false

    func validate() throws {
        if record, drafts { throw ValidationError("--record is for what is published; drafts are not.") }
        if let baseURL, Site.origin(baseURL) == nil {
            throw ValidationError("--base-url is scheme and host alone, such as https://example.com.")
        }
    }

    func run() async throws {
        var build = Build()
        build.options = options.reading
        build.options.baseURL = baseURL.flatMap(Site.origin)
        build.options.withDrafts = drafts
        build.output = output
        build.records = record
        build.writesManifest = manifest
        let (started, isShown) = (ContinuousClock().now, report.format == .text && !quiet)
        let result = try await Terminal.showing(isShown ? Terminal.line(build.options.progress) : nil) {
            try await build.run()
        }
        let seconds = (ContinuousClock().now - started) / .seconds(1)
        switch report.format {
        case .json: try Terminal.write(try JSONReporter().report(on: result, seconds: seconds))
        case .text:
            // Notes are for the writer at the terminal; logs of CI stay short.
            let shown = result.findings.filter { $0.severity > .note || Terminal.isOutputTerminal }
            let reporter = TextReporter(hasColor: Terminal.hasColor(STDOUT_FILENO))
            try Terminal.write(
                reporter.report(
                    on: result, site: options.site, showing: shown, seconds: seconds, quiet: quiet))
        }
        if result.hasErrors { throw ExitCode(1) }
    }
}
